"""Several things on somebody's mind: each has a circle, and one after the other can become a worksheet."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.world.accessibility import too_wide, violations_seen
from tests.world.person import Person

CHANGE = "What change are you thinking about?"
NAME = "Name or initials (optional)"


def test_one_of_several_topics_becomes_a_worksheet_and_the_others_wait(newcomer: Person) -> None:
    page = newcomer.page
    page.get_by_role("button", name="Several things on your mind?").click()
    circles = page.get_by_role("textbox", name=re.compile(r"^Circle \d$"))
    expect(circles).to_have_count(3)

    newcomer.box("Circle 1").press_sequentially("sleep *better*")
    newcomer.box("Circle 1").press("Enter")
    page.keyboard.type("my job")
    page.keyboard.press("Enter")
    page.keyboard.type("money")
    expect(circles).to_have_count(4)
    newcomer.box("Circle 3").clear()
    newcomer.box(NAME).fill("S. M.")
    expect(page.get_by_role("button", name=re.compile("^Begin with this: "))).to_have_count(2)
    assert violations_seen(newcomer) == {}
    assert too_wide(newcomer, 320) == {}
    page.get_by_role("button", name="Begin with this: sleep *better*").click()

    expect(newcomer.box(CHANGE)).to_have_value("sleep *better*")
    expect(newcomer.box(NAME)).to_have_value("S. M.")
    newcomer.go_home()
    assert "my job" not in page.locator(".bs-homepage").inner_text()
    page.get_by_role("link", name="Which topic first?").click()
    expect(newcomer.box("Circle 1")).to_have_value("sleep *better*")
    expect(newcomer.box("Circle 2")).to_have_value("my job")
    expect(page.get_by_role("button", name="Begin with this: my job")).to_be_visible()
    newcomer.box("Circle 2").clear()
    page.get_by_role("button", name="Undo").click()
    expect(newcomer.box("Circle 2")).to_have_value("my job")
    page.get_by_role("link", name="Summary").click()
    expect(page.get_by_role("img", name="Page 1 of 1 of your summary")).to_be_visible()
    page.get_by_role("link", name="Which topic first?").click()
    page.get_by_role("link", name="Go on with this: sleep *better*").click()

    expect(newcomer.box(CHANGE)).to_have_value("sleep *better*")
