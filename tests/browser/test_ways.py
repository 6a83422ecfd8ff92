"""Somebody who explores looks at three ways to go, two at a time, and nothing that they wrote gets lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.worksheets.answering import things
from tests.world.person import GOOD_CHANGE, GOOD_NOW, NOT_SO_GOOD_NOW, Person
from worksheets.decisional_balance import Cell

GOOD = "Good things about: {}"


@pytest.mark.parametrize(
    "already",
    [
        {
            "workbook/change": "where to live next year",
            **things(Cell.GOOD_NOW, "My friends are here", "Near the sea"),
            "plan/today": "PLAN",
        }
    ],
)
def test_three_ways_are_looked_at_two_by_two_rated_and_planned_and_one_of_them_removed(writer: Person) -> None:
    writer.see_behind("More than two ways?")
    writer.page.get_by_role("button", name="Add a way", exact=True).click()
    for place, name in enumerate(["Stay where I am", "Leeds", "Bristol"], start=1):
        writer.box(f"Way {place}").fill(name)

    # Nothing was moved, and two of the ways are side by side: of which, the person says.
    writer.sees(GOOD.format("Stay where I am"), ["My friends are here", "Near the sea"])
    writer.sees(GOOD.format("Leeds"), [])
    writer.page.get_by_role("radiogroup", name="next to").get_by_role("radio", name="Bristol").check()
    writer.add(GOOD.format("Bristol"), "Work at the harbor")
    missing = writer.box("What is missing here that is hard to put into words?")
    expect(missing).to_have_count(2)
    missing.last.fill("It smells of home.")
    writer.unfold("Near the sea")
    writer.page.get_by_role("group", name="Move to another box: Near the sea").get_by_role(
        "button", name=GOOD.format("Bristol"), exact=True
    ).click()
    writer.sees(GOOD.format("Bristol"), ["Work at the harbor", "Near the sea"])
    writer.wait_until_saved()

    # The rulers ask about deciding, with no number, and about a way that is picked.
    writer.go("Rulers")
    expect(writer.page.get_by_text("How important is it to you right now to decide about this?")).to_be_visible()
    expect(writer.page.get_by_role("radiogroup", name="Importance").get_by_role("radio", checked=True)).to_have_count(0)
    writer.page.get_by_role("radiogroup", name="What the rulers ask about").get_by_role("radio", name="Bristol").check()
    expect(writer.page.get_by_text("How important is it to you right now to go this way?")).to_be_visible()
    writer.rate("Importance", 6)
    writer.wait_until_saved()

    # And so does a check-in, beside what was said about that way.
    writer.go("Over time")
    writer.page.get_by_role("button", name="Check in today").click()
    expect(writer.page.get_by_text("How important is it to you right now to go this way?")).to_be_visible()
    expect(writer.page.get_by_text("you said: 6")).to_be_visible()

    # A plan follows a way, and says so when the way is gone; Undo brings the way back with its things.
    writer.go("Plan")
    writer.page.get_by_role("combobox", name="What this plan follows").select_option("Bristol")
    writer.wait_until_saved()
    writer.go("Both sides")
    writer.see_behind("Remove a way")
    writer.page.get_by_role("button", name="Bristol", exact=True).click()
    expect(writer.box("Way 3")).to_have_count(0)
    writer.page.get_by_role("radiogroup", name="Next to it").wait_for(state="detached")
    writer.sees(GOOD.format("Leeds"), [])
    writer.wait_until_saved()
    writer.go("Plan")
    follows = writer.page.get_by_role("combobox", name="What this plan follows")
    expect(follows.get_by_role("option", selected=True)).to_have_text("Bristol (removed)")
    writer.go("Both sides")
    writer.page.get_by_role("button", name="Undo", exact=True).click()
    writer.sees(GOOD.format("Bristol"), ["Work at the harbor", "Near the sea"])
    expect(missing.last).to_have_value("It smells of home.")

    # Whoever leans toward the change has both sides as ever, and the others wait.
    writer.page.get_by_role("link", name="Explore both sides").click()
    writer.page.get_by_role("radio", name="Build on my reasons").check()
    writer.page.get_by_role("button", name="Begin").click()
    writer.go("Both sides")
    writer.sees(GOOD_NOW, ["My friends are here"])
    writer.sees(NOT_SO_GOOD_NOW, [])
    writer.sees(GOOD_CHANGE, [])
    expect(writer.page.get_by_text("The other ways that you looked at are kept.")).to_be_visible()
