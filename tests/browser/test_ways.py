"""Somebody who explores looks at three ways to go, two at a time, and nothing that they wrote gets lost."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.world.person import GOOD_CHANGE, GOOD_NOW, NOT_SO_GOOD_NOW, Person

GOOD = "Good things about: {}"


def test_three_ways_are_looked_at_two_by_two_rated_and_planned_and_one_of_them_removed(person: Person) -> None:
    person.start("where to live next year")
    person.add(GOOD_NOW, "My friends are here", "Near the sea")
    person.see_behind("More than two ways?")
    person.page.get_by_role("button", name="Add a way", exact=True).click()
    for place, name in enumerate(["Stay where I am", "Leeds", "Bristol"], start=1):
        person.box(f"Way {place}").fill(name)

    # Nothing was moved, and two of the ways are side by side: of which, the person says.
    person.sees(GOOD.format("Stay where I am"), ["My friends are here", "Near the sea"])
    person.sees(GOOD.format("Leeds"), [])
    person.page.get_by_role("radiogroup", name="next to").get_by_role("radio", name="Bristol").check()
    person.add(GOOD.format("Bristol"), "Work at the harbor")
    missing = person.box("What is missing here that is hard to put into words?")
    expect(missing).to_have_count(2)
    missing.last.fill("It smells of home.")
    person.unfold("Near the sea")
    person.page.get_by_role("group", name="Move to another box: Near the sea").get_by_role(
        "button", name=GOOD.format("Bristol"), exact=True
    ).click()
    person.sees(GOOD.format("Bristol"), ["Work at the harbor", "Near the sea"])
    person.wait_until_saved()

    # The rulers ask about deciding, with no number, and about a way that is picked.
    person.go("Rulers")
    expect(person.page.get_by_text("How important is it to you right now to decide about this?")).to_be_visible()
    expect(person.page.get_by_role("radiogroup", name="Importance").get_by_role("radio", checked=True)).to_have_count(0)
    person.page.get_by_role("radiogroup", name="What the rulers ask about").get_by_role("radio", name="Bristol").check()
    expect(person.page.get_by_text("How important is it to you right now to go this way?")).to_be_visible()
    person.rate("Importance", 6)
    person.wait_until_saved()

    # And so does a check-in, beside what was said about that way.
    person.go("Over time")
    person.page.get_by_role("button", name="Check in today").click()
    expect(person.page.get_by_text("How important is it to you right now to go this way?")).to_be_visible()
    expect(person.page.get_by_text("you said: 6")).to_be_visible()

    # A plan follows a way, and says so when the way is gone; Undo brings the way back with its things.
    person.go("Plan")
    person.page.get_by_role("radio", name="Yes, a plan").check()
    person.page.get_by_role("combobox", name="What this plan follows").select_option("Bristol")
    person.wait_until_saved()
    person.go("Both sides")
    person.see_behind("Remove a way")
    person.page.get_by_role("button", name="Bristol", exact=True).click()
    expect(person.box("Way 3")).to_have_count(0)
    person.page.get_by_role("radiogroup", name="Next to it").wait_for(state="detached")
    person.sees(GOOD.format("Leeds"), [])
    person.wait_until_saved()
    person.go("Plan")
    follows = person.page.get_by_role("combobox", name="What this plan follows")
    expect(follows.get_by_role("option", selected=True)).to_have_text("Bristol (removed)")
    person.go("Both sides")
    person.page.get_by_role("button", name="Undo", exact=True).click()
    person.sees(GOOD.format("Bristol"), ["Work at the harbor", "Near the sea"])
    expect(missing.last).to_have_value("It smells of home.")

    # Whoever leans toward the change has both sides as ever, and the others wait.
    person.page.get_by_role("link", name="Explore both sides").click()
    person.page.get_by_role("radio", name="Build on my reasons").check()
    person.page.get_by_role("button", name="Begin").click()
    person.go("Both sides")
    person.sees(GOOD_NOW, ["My friends are here"])
    person.sees(NOT_SO_GOOD_NOW, [])
    person.sees(GOOD_CHANGE, [])
    expect(person.page.get_by_text("The other ways that you looked at are kept.")).to_be_visible()
