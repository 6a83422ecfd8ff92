"""One question at a time, alone or on a screen that two people look at; and what is for the therapist only."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.world.person import GOOD_CHANGE, GOOD_NOW, HEADINGS, NOT_SO_GOOD_CHANGE, Person
from tests.world.serving import Server
from tests.world.writing import written
from worksheets.answers import Value
from worksheets.decisional_balance import Cell

ONE_AT_A_TIME = "One question at a time"
WHERE = "() => [...document.querySelectorAll('h1, .bs-dots')].map((line) => line.textContent).join()"


def group(person: Person, name: str) -> None:
    expect(person.group(name)).to_be_visible()


def press_next(person: Person) -> None:
    """Go on, and see another question."""
    before = person.page.evaluate(WHERE)
    person.page.get_by_role("button", name=re.compile("^Next")).click()
    person.page.wait_for_function(f"before => ({WHERE})() !== before", arg=before)


def test_the_way_leads_through_every_step_and_alone_one_question_after_the_other_to_the_summary(writer: Person) -> None:
    writer.press("Next: Rulers")
    expect(writer.page.get_by_role("heading", name="Rulers", level=1)).to_be_focused()
    writer.press("Back: Both sides")
    expect(writer.page.get_by_role("heading", name="Both sides", level=1)).to_be_focused()

    writer.press(ONE_AT_A_TIME)

    group(writer, GOOD_NOW)
    expect(writer.page.get_by_text("Most changes have two sides")).to_be_visible()
    expect(writer.page.get_by_text("about 8 minutes")).to_be_visible()
    expect(writer.page.get_by_role("group", name=GOOD_CHANGE, exact=True)).to_have_count(0)
    for view in (2, 3, 4):
        writer.press("Next")
        expect(writer.page.get_by_text(f"{view} of 4")).to_be_visible()
    group(writer, GOOD_CHANGE)
    writer.press("Back")
    expect(writer.page.get_by_role("group", name=GOOD_CHANGE, exact=True)).to_have_count(0)
    writer.press("Next")
    writer.press("Next: Rulers")
    expect(writer.page.get_by_text("1 of 3")).to_be_visible()
    writer.press("Back: Both sides")
    expect(writer.page.get_by_text("4 of 4")).to_be_visible()

    for _view in range(60):
        if "page=summary" in writer.page.url:
            break
        press_next(writer)
    expect(writer.page.get_by_role("heading", name="Summary", level=1)).to_be_visible()


def test_who_takes_one_question_at_a_time_goes_on_where_they_left_until_they_want_the_whole_page(
    writer: Person,
) -> None:
    writer.press(ONE_AT_A_TIME)
    for view in (2, 3):
        writer.press("Next")
        expect(writer.page.get_by_text(f"{view} of 4")).to_be_visible()
    writer.add(NOT_SO_GOOD_CHANGE, "no quiet evenings")
    writer.wait_until_saved()

    writer.page.reload()

    expect(writer.page.get_by_text("3 of 4")).to_be_visible()
    writer.go_home()
    writer.page.get_by_role("link", name="drink less").first.click()
    expect(writer.box(f"{NOT_SO_GOOD_CHANGE} 1")).to_have_value("no quiet evenings")
    expect(writer.page.get_by_text("3 of 4")).to_be_visible()
    writer.press("Whole page")
    group(writer, GOOD_NOW)
    group(writer, GOOD_CHANGE)


def test_undo_goes_to_the_question_whose_answer_it_takes_back(writer: Person) -> None:
    writer.press(ONE_AT_A_TIME)
    writer.add(GOOD_NOW, "it calms me")
    for view in (2, 3, 4):
        writer.press("Next")
        expect(writer.page.get_by_text(f"{view} of")).to_be_visible()
    writer.add(GOOD_CHANGE, "waking up rested")
    writer.wait_until_saved()
    writer.press("Back")
    expect(writer.page.get_by_text("3 of")).to_be_visible()

    writer.press("Undo")

    group(writer, GOOD_CHANGE)
    expect(writer.page.get_by_text("4 of")).to_be_visible()
    expect(writer.box(f"{GOOD_CHANGE} 1")).to_have_count(0)
    writer.press("Redo")
    expect(writer.box(f"{GOOD_CHANGE} 1")).to_have_value("waking up rested")
    expect(writer.page.get_by_role("button", name="Redo")).to_be_focused()
    writer.press("Undo")
    expect(writer.box(f"{GOOD_CHANGE} 1")).to_have_count(0)
    writer.press("Undo")
    group(writer, GOOD_NOW)
    expect(writer.page.get_by_text("1 of 4")).to_be_visible()


def test_a_question_stays_while_another_window_answers_another_one(writer: Person) -> None:
    writer.press(ONE_AT_A_TIME)
    writer.add(GOOD_NOW, "it calms me")
    writer.wait_until_saved()
    writer.go("Both sides")
    group(writer, GOOD_NOW)
    other = writer.open(writer.page.url + "&view=4")
    writer.box(f"Add to: {GOOD_CHANGE}", other).fill("waking up rested")
    writer.wait_until_saved(other)

    writer.page.bring_to_front()
    writer.box(f"Add to: {GOOD_NOW}").press_sequentially("it is easy", delay=300)

    expect(writer.box(f"Add to: {GOOD_NOW}")).to_have_value("it is easy")
    expect(writer.page.get_by_text("1 of 4")).to_be_visible()


def test_a_large_screen_shows_one_question_or_both_sides_at_once_and_nothing_else(
    person: Person, server: Server
) -> None:
    boxes = dict(zip(HEADINGS, Cell, strict=True))
    things = ["one thing", "another one", "a third one"]
    answers: dict[str, Value] = {"workbook/change": "drink less"}
    for cell in reversed(Cell):  # The question that was answered last is the one that comes first.
        for place, thing in enumerate(things):
            item = f"decisional_balance/{cell.lower()}-{place}"
            answers |= {f"{item}/text": thing, f"{item}/place": [cell, place]}
    person.come_back(written(server.database, answers), "Both sides")
    small = person.page.get_by_role("heading", name=GOOD_NOW, exact=True).bounding_box()
    person.look(height=800)

    person.press("Large")

    expect(person.page.get_by_text("1 of 4")).to_be_visible()
    large = person.page.get_by_role("heading", name=GOOD_NOW, exact=True).bounding_box()
    assert small and large and large["height"] > 1.3 * small["height"]
    for step, question in (("Both sides", GOOD_NOW), ("Rulers", "Importance")):
        expect(person.page.get_by_role("heading", level=1)).to_have_text(step)
        expect(person.page.get_by_role("group")).to_have_count(1)
        group(person, question)
        expect(person.page.get_by_text("For the therapist")).to_have_count(0)
        expect(person.page.locator(".bs-together")).to_have_count(0)
        expect(person.page.get_by_role("navigation", name="Steps")).to_have_count(0)
        expect(person.page.get_by_role("button", name="Undo")).to_be_hidden()
        expect(person.page.get_by_role("button", name="Next")).to_be_in_viewport()
        for _question in range(4 if step == "Both sides" else 0):
            press_next(person)

    person.page.get_by_role("link", name="See both sides").click()

    for heading in boxes:
        person.sees(heading, things)
        expect(person.items(heading).last).to_be_in_viewport(ratio=1)
        expect(person.box(f"Add to: {heading}")).to_be_hidden()
    expect(person.page.get_by_role("button", name="More: one thing").first).to_be_hidden()
    person.page.get_by_role("link", name=ONE_AT_A_TIME).click()
    expect(person.page.get_by_role("group")).to_have_count(1)
    person.page.get_by_role("link", name="Leave the large view").click()
    expect(person.page.get_by_text("For the therapist").first).to_be_visible()


def test_what_is_for_the_therapist_is_kept_and_out_of_sight_until_somebody_asks_for_it(writer: Person) -> None:
    folded, notes = "For the therapist: private notes", writer.box("The therapist’s private notes")
    windows = [writer.page, writer.open(writer.page.url)]
    for window, words in zip(windows, ("Ask about the sister.", "Ask about work."), strict=True):
        window.get_by_text(folded).click()
        writer.box("The therapist’s private notes", window).fill(words)
    for window in windows:
        writer.wait_until_saved(window)

    writer.page.reload()

    expect(writer.page.get_by_text(folded)).to_be_visible()
    expect(writer.page.locator("details.bs-private[open]")).to_have_count(0)
    writer.page.get_by_text(folded).click()
    expect(writer.page.get_by_role("group", name="Written at the same time")).to_be_visible()
    expect(notes).to_have_value(re.compile("^Ask about (the sister|work).$"))

    writer.go("Rulers")
    expect(notes).to_be_hidden()
    why_not_higher = writer.page.get_by_text("“Why not higher?” It draws out the arguments")
    expect(why_not_higher).to_be_hidden()
    writer.page.get_by_text("For the therapist: a guide to this step").click()
    expect(why_not_higher).to_be_visible()
    writer.page.get_by_text(folded).click()
    expect(notes).to_have_value(re.compile("^Ask about"))
    writer.page.go_back()
    expect(writer.page.get_by_role("heading", name="Both sides", level=1)).to_be_visible()
    writer.see_one_page()
    expect(writer.page.get_by_text(folded)).to_be_visible()
    expect(notes).to_be_hidden()

    writer.press(ONE_AT_A_TIME)
    expect(writer.page.get_by_text("1 of 4")).to_be_visible()
    writer.page.get_by_text(folded).click()
    expect(notes).to_be_visible()
    writer.page.keyboard.type("Soon. ")
    writer.wait_until_saved()
    expect(notes).to_be_visible()
    writer.press("Next")
    expect(writer.page.get_by_text("2 of")).to_be_visible()
    expect(notes).to_be_hidden()
    writer.go_home()
    expect(writer.page.get_by_role("link", name="drink less").first).to_be_visible()
    expect(writer.page.get_by_text("Ask about")).to_have_count(0)
