"""In another language: nothing is said in English, everything fits, and whoever changes it goes on where they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components.speaking import COOKIE
from tests.world.accessibility import too_wide
from tests.world.pages import addresses, come_to
from tests.world.person import WINDOW, Person
from tests.world.pseudo import ACCENTED, MIRRORED, accented, written
from tests.world.serving import Server
from tests.world.writing import written as kept
from worksheets import WORKSHEETS, language
from worksheets.workbook import Stance

WORDS = "λόγια δικά μας, שלום ועוד"
"""What somebody wrote, in letters that are not those of English."""

STREAMLITS = "keyboard_arrow_right"
"""What Streamlit calls an arrow that it draws."""

SAID = """() => {
  const said = [document.title];
  for (const element of document.querySelectorAll("body, body *")) {
    if (!element.checkVisibility() || element.closest("script, style, [lang]:not(html)")) continue;
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.data);
    for (const name of ["aria-label", "title", "placeholder", "alt"]) said.push(element.getAttribute(name) ?? "");
  }
  return [...new Set(said)];
}"""

CUT_OFF = """() => {
  const spared = ".bs-unseen, .bs-about, .bs-stance, textarea, select, script, style, svg";
  const hasWords = ({ childNodes }) => [...childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim());
  const scrolls = (element) =>
    element && !element.matches("[data-testid=stMain]")
    && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  return [...document.querySelectorAll("body *")].filter((element) => {
    if (!hasWords(element) || !element.checkVisibility() || element.closest(spared)) return false;
    const { overflowX, display } = getComputedStyle(element);
    const { left, right, width } = element.getBoundingClientRect();
    const isClipped = display !== "inline" && overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
    return isClipped || (width > 1 && (left < -1 || right > innerWidth + 1) && !scrolls(element));
  }).map((element) => `${element.className}: ${element.textContent.slice(0, 60)}`);
}"""
"""What is wider than the box that clips it, or than the window."""

IN_ONE_ROW = """() => {
  const parts = [...document.querySelectorAll(".bs-home, .bs-language, .bs-help, .bs-leave")];
  const boxes = parts.map((each) => each.getBoundingClientRect());
  return Math.max(...boxes.map(({ top }) => top)) < Math.min(...boxes.map(({ bottom }) => bottom));
}"""
"""Whether the frame has one row."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that speaks the languages that nobody does."""
    languages = written(tmp_path_factory.mktemp("languages"))
    running = Server(tmp_path_factory.mktemp("server"), languages=languages)
    running.start()
    yield running
    running.kill()


def test_no_page_says_a_word_of_english_or_cuts_one_off_in_a_longer_language_from_the_right(
    browser: Browser, server: Server
) -> None:
    found: dict[str, object] = {}
    context = browser.new_context(viewport=WINDOW)
    context.add_cookies([{"name": COOKIE, "value": MIRRORED, "url": server.url}])
    person = Person(context, server.url)
    expect(person.page.locator("html")).to_have_attribute("dir", "rtl")

    for name, query in addresses(server.database, WORDS):
        come_to(person, query)
        english = list(in_english(person))
        wide = too_wide(person, 1280, 320)
        seen = english, wide, person.page.evaluate(CUT_OFF), person.page.evaluate(IN_ONE_ROW)
        if seen != ([], {}, [], True):
            found[name] = seen

    context.close()
    assert found == {}


def in_english(person: Person) -> Iterator[str]:
    """What the page says in English letters, other than names and folders."""
    for text in person.page.evaluate(SAID):
        if TWO_LETTERS.search(text):
            rest = re.sub(r"/\S+", "", text)
            for each in spared():
                rest = rest.replace(each, "")
            if TWO_LETTERS.search(rest):
                yield text


TWO_LETTERS: Final = re.compile("[A-Za-z]{2}")


@cache
def spared() -> Sequence[str]:
    """What may be said in English, the longest first."""
    books = {book for each in WORKSHEETS for stance in Stance for book in each.guide(stance).sources}
    ours = {"Both Sides", language.own_name(language.ENGLISH), STREAMLITS, "PDF", "CSV", "FHIR", "PNG"}
    return sorted(filter(None, ours | books), key=len)[::-1]


def test_whoever_changes_the_language_of_one_window_goes_on_in_mid_word_and_other_windows_keep_theirs(
    person: Person, server: Server
) -> None:
    workbook = kept(server.database, {"workbook/change": "λόγια", "workbook/stance": "EXPLORE"})
    person.come_back(workbook, "Rulers")
    other = person.open(person.page.url)
    expect(other.locator("h1")).to_have_text("Rulers")
    box, in_other = person.page.locator(LOWEST), other.locator(HIGHEST)
    person.see_behind("Your own words for the two ends")
    box.fill("κανένας")
    box.press("Home")
    box.press("ArrowRight")

    choose(person.page, ACCENTED, by_mouse=True)
    other.locator("summary", has_text="Your own words for the two ends").first.click()
    in_other.press_sequentially("!")

    expect(person.page.locator("h1")).to_have_text(accented("Rulers"))
    expect(box).to_be_focused()
    assert box.evaluate("box => box.selectionStart") == 1
    person.page.keyboard.type("α")
    expect(box).to_have_value("καανένας")
    expect(other.locator("html")).to_have_attribute("lang", "en")
    expect(in_other).to_be_focused()

    choose(person.page, MIRRORED, by_mouse=False)
    expect(person.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(box).to_be_focused()
    expect(box).to_be_visible()

    person.page.reload()
    expect(person.page.locator("html")).to_have_attribute("lang", MIRRORED)
    numbers = person.page.locator(".bs-numbers").first.get_by_role("radio")
    numbers.first.focus()
    person.page.keyboard.press("ArrowLeft")
    person.page.keyboard.press("ArrowLeft")
    person.page.keyboard.press("ArrowRight")
    person.page.keyboard.press("Alt+ArrowLeft")  # Back in the browser, as everywhere.
    person.page.keyboard.type("٧７")
    expect(numbers.nth(1)).to_be_checked()
    zero, one = (numbers.nth(at).bounding_box() for at in (0, 1))
    assert zero and one and zero["x"] > one["x"]
    person.context.clear_cookies(name=COOKIE)


def choose(page: Page, code: str, *, by_mouse: bool) -> None:
    """Choose a language in the frame."""
    entry = page.locator(f"[data-key='{COOKIE} {code}']")
    opens = page.locator(f"[data-key='{COOKIE}']")
    if by_mouse:
        opens.click()
        entry.click()
    else:
        page.keyboard.press("Shift+Tab")
        opens.focus()
        page.keyboard.press("Enter")
        entry.focus()
        page.keyboard.press("Enter")


def test_in_every_language_the_frame_of_a_laptop_is_one_row_however_long_its_title_with_and_without_a_lock(
    context: BrowserContext, running_server: Server
) -> None:
    workbook = kept(running_server.database, {"workbook/change": "λόγια " * 20, "workbook/stance": "BUILD"})
    person = Person(context, running_server.url, f"?page=plan&workbook={workbook}")
    expect(person.page.locator(".bs-step").first).to_be_visible()
    expect(person.page.get_by_title("λόγια λόγια λόγια")).to_be_visible()
    rows: dict[tuple[str, int], float] = {}

    for code in language.codes():
        choose(person.page, code, by_mouse=True)
        expect(person.page.locator("html")).to_have_attribute("lang", code)
        for label in ("", "Bloquear"):
            person.page.locator(".bs-lock").evaluate(SHOWN_AS, label)
            for width in (1089, 1180, 1280):
                person.look(width=width)
                rows[f"{code} {label}", width] = person.page.locator(".bs-frame").evaluate(HEIGHT)

    person.leave()
    assert {at: height for at, height in rows.items() if height > 60} == {}


HEIGHT = "({ offsetHeight }) => offsetHeight"
SHOWN_AS = "(lock, label) => Object.assign(lock, { hidden: !label, textContent: label })"

LOWEST, HIGHEST = (f"[data-key='rulers/importance/{end}']" for end in ("lowest", "highest"))
