"""What a first conversation asks of people's hands, beside the words that they write."""

from __future__ import annotations

from itertools import count
from typing import Final

from playwright.sync_api import Locator, expect

from tests.world.person import HEADINGS, Person

COUNTS: Final = """() => {
  window.acts = 0;
  addEventListener("pointerdown", () => (window.acts += 1), true);
  addEventListener("keydown", (event) => (window.acts += event.key.length > 1), true);
}"""
"""Taps, and keys that write nothing."""


def test_from_an_empty_home_page_to_the_pdf_takes_at_most_45_taps_and_keys_and_no_letter_gets_lost(
    newcomer: Person,
) -> None:
    page, things = newcomer.page, count(1)
    page.evaluate(COUNTS)

    def write(box: Locator, words: str) -> None:
        if not box.evaluate("box => box === document.activeElement"):
            box.click()
        page.keyboard.type(words)

    write(newcomer.box("What are you of two minds about?"), "call my brother")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Explore both sides").click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("group", name=HEADINGS[0], exact=True)).to_be_visible()
    for heading in HEADINGS:
        texts = [f"thing {next(things)}" for _thing in range(3)]
        for text in texts:
            write(newcomer.box(f"Add to: {heading}"), text)
            page.keyboard.press("Enter")
        newcomer.sees(heading, texts)
    bars = page.locator(".bs-item .bs-pieces")
    size = bars.first.bounding_box()
    assert size
    for number in range(12):
        bars.nth(number).click(force=True, position={"x": 0.7 * size["width"], "y": size["height"] / 2})
    expect(page.locator(".bs-weight b", has_text="7")).to_have_count(12)
    page.get_by_role("button", name="Next: Rulers").click()
    for ruler, number in (("Importance", 7), ("Confidence", 4)):
        group = page.get_by_role("group", name=ruler, exact=True)
        group.get_by_role("radio", name=str(number), exact=True).click()
        write(group.get_by_role("textbox").first, "because")
    newcomer.wait_until_saved()
    page.get_by_role("link", name="Summary", exact=True).click()
    with page.expect_download():
        page.get_by_role("button", name="Download PDF").click()

    assert 30 < page.evaluate("window.acts") <= 45
