"""A walk through every page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import expect

from tests.world.person import GOOD_NOW, Person


def every_page(person: Person) -> Iterator[str]:
    """Walk through all pages with the example open, and unfold what is folded there."""
    page = person.page
    yield "home"
    page.get_by_role("button", name="Try an example").click()
    expect(page.get_by_text("This is an example.")).to_be_visible()
    for step, is_there in STEPS.items():
        person.go(step)
        expect(page.locator(is_there).first).to_be_visible()
        if step == "Plan":
            person.open_what_is_folded()
        for folded in page.get_by_text(FOLDED).all():
            folded.click()
        page.locator("h1").scroll_into_view_if_needed()  # What is half below the frame cannot be tapped well.
        if step == "Both sides":
            person.unfold("Friday drinks with the team")
            page.get_by_role("combobox", name="Topic").select_option("Taking medicines as agreed")
            expect(page.get_by_role("group", name=f"Ideas: {GOOD_NOW}")).to_be_visible()
        yield step
        if step == "Both sides":
            expect(person.see_picture().locator(".main-svg").first).to_be_visible()
            page.get_by_text(FOLDED).first.click()
            yield "picture"
        if step == "Plan":
            page.get_by_role("radio", name="No plan today").check()
            expect(page.get_by_text("You can leave it there,")).to_be_visible()
            yield "no plan"
    person.go("Over time")
    for name in ("Check-in on October 19, 2026", "Setback on October 16, 2026"):
        page.get_by_role("link", name=name).click()
        expect(page.get_by_label("Day", exact=True)).to_be_visible()
        yield name
        page.get_by_role("link", name="Back to all check-ins").click()
        expect(page.get_by_role("button", name="Check in today")).to_be_visible()
        person.see_one_page()
    page.get_by_role("link", name="Build on my reasons").click()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    page.get_by_text("For the therapist: which one, and when?").click()
    yield "start"
    page.get_by_role("link", name="Get help now").click()
    expect(page.get_by_text("Choose another country")).to_be_visible()
    yield "help"
    page.go_back()
    page.get_by_role("link", name="See how it works.").click()
    page.get_by_text("Where exactly?").click()
    yield "how this works"
    page.get_by_role("link", name="What has left this page").click()
    expect(page.get_by_text("Nothing has left this page so far.")).to_be_visible()
    yield "what has left"
    page.get_by_role("link", name="Accessibility").click()
    expect(page.get_by_role("heading", name="Accessibility", level=1)).to_be_visible()
    yield "accessibility"
    person.go_home()
    yield "home with worksheets"


CHART = "[data-testid=stPlotlyChart] .main-svg"
STEPS = {
    "Rulers": ".bs-together circle",
    "Values and strengths": ".bs-cards select",
    "Both sides": ".bs-item",
    "Plan": ".bs-said p",
    "Over time": f".st-key-check_ins_path {CHART}",
    "Summary": ".bs-pictures img",
}
FOLDED = re.compile(
    r"^(The same, as a table|Ideas, if you would like some|More questions|Picture it first \(optional\)|Pocket card"
    "|Choose what is on it|Other files|Blank worksheets to print|For a clinic’s records"
    "|A page for someone who helps you)$"
)
