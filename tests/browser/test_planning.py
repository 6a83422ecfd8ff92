"""Making a plan, or none today."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.worksheets.answering import example, item, things
from tests.world.person import Person
from worksheets.answers import Value
from worksheets.decisional_balance import Cell
from worksheets.plan import MOST_IN_A_LIST

CONFIDENT = "How confident are you that you can do this step?"
EASIER = "What would make it easier: smaller, later, with somebody?"
INSTEAD = "How else could you get this?"

WANTED: Mapping[str, Value] = {"plan/today": "PLAN"}


FOCUSED = """() => {
  const { activeElement: focused } = document;
  return focused.getAttribute("aria-label") ?? focused.labels?.[0]?.textContent ?? focused.textContent;
}"""


@pytest.fixture
def first_page() -> str:
    """Where the plan is made."""
    return "plan"


@pytest.fixture
def already() -> Mapping[str, Value]:
    """A plan is wanted."""
    return WANTED


def in_group(person: Person, name: str, box: str) -> Locator:
    """The text box in this group."""
    return person.group(name).get_by_role("textbox", name=box, exact=True)


def tab_to(person: Person, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _press in range(40):
        person.page.keyboard.press("Tab")
        if person.page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def box_of(there: Locator) -> FloatRect:
    """Where this is on the page, and how large."""
    box = there.bounding_box()
    assert box
    return box


def how_confident(person: Person, step: str, number: int) -> None:
    """Say how confident the person is of this step."""
    scale = person.group(step).get_by_role("radiogroup", name=CONFIDENT)
    scale.get_by_role("radio", name=str(number), exact=True).check()


@pytest.mark.parametrize(
    "already", [things(Cell.GOOD_CHANGE, "Waking up rested") | things(Cell.GOOD_NOW, "It calms me")]
)
def test_nothing_is_there_before_a_plan_is_wanted_and_all_that_is_written_then_outlives_a_reload_in_mid_sentence(
    writer: Person,
) -> None:
    page = writer.page
    question = page.get_by_role("radiogroup", name="Would you like to make a plan today?")
    expect(question.get_by_role("radio", checked=False)).to_have_count(2)
    expect(page.get_by_role("radio")).to_have_count(2)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.locator(".bs-group:visible")).to_have_count(1)

    page.get_by_role("radio", name="Yes, a plan").check()
    expect(writer.group("Step 1")).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(1)
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(page.get_by_role("checkbox", name="It calms me")).to_have_count(1)
    expect(page.get_by_label("Next check-in")).to_have_value("")
    expect(writer.group("What this plan is about").get_by_text("drink less")).to_be_visible()
    expect(page.get_by_text("a plan to stay with how things are, or a plan to change")).to_be_visible()
    page.get_by_role("checkbox", name="Waking up rested").check()
    for box, words in {"What": "Tea", "When": "At eight", "Where": "Kitchen", "How often": "Every evening"}.items():
        in_group(writer, "Step 1", box).fill(words)
    writer.group("Step 1").get_by_label("Starting on").fill("2026-11-23")
    how_confident(writer, "Step 1", 8)
    page.get_by_role("button", name="Add a step").click()
    in_group(writer, "Step 2", "What").fill("Run")
    in_group(writer, "Obstacle 1", "What could get in the way").fill("friends call")
    in_group(writer, "Obstacle 1", "Then I will …").fill("suggest a walk")
    in_group(writer, "Person 1", "Who").fill("My sister")
    in_group(writer, "Person 1", "How they can help").fill("She calls me")
    writer.box("Someone I’ll tell how it’s going").fill("My brother")
    writer.box("How I’ll mark a small win").fill("A film")
    in_group(writer, "It calms me", INSTEAD).fill("A bath")
    writer.box("I will know it is working when …").fill("I wake up at seven")
    page.get_by_role("button", name="In two weeks").click()
    writer.box("What I will do if the plan is not working").press_sequentially("Call my sis", delay=30)
    page.reload()

    expect(page.get_by_text("At eight · Kitchen · Every evening")).to_be_visible()
    expect(writer.group("Step 1")).to_be_hidden()
    writer.open_what_is_folded()
    expect(writer.box("What I will do if the plan is not working")).to_have_value("Call my sis")
    expect(page.get_by_role("radio", name="Yes, a plan")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Waking up rested")).to_be_checked()
    expect(in_group(writer, "Step 1", "How often")).to_have_value("Every evening")
    expect(writer.group("Step 1").get_by_label("Starting on")).to_have_value("2026-11-23")
    expect(in_group(writer, "Step 2", "What")).to_have_value("Run")
    expect(in_group(writer, "Obstacle 1", "Then I will …")).to_have_value("suggest a walk")
    expect(in_group(writer, "Person 1", "How they can help")).to_have_value("She calls me")
    expect(in_group(writer, "It calms me", INSTEAD)).to_have_value("A bath")
    expect(page.get_by_label("Next check-in")).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d$"))


@pytest.mark.parametrize("already", [item("plan/one", "steps", 1, what="Pack a box")])
def test_a_plan_that_is_written_waits_behind_the_question_and_no_plan_today_is_a_complete_ending(
    writer: Person,
) -> None:
    still_there = writer.page.get_by_text("What you wrote in your plan is still there")
    expect(still_there).to_be_visible()
    expect(writer.group("Step 1")).to_have_count(0)

    writer.page.get_by_role("radio", name="Yes, a plan").check()
    expect(writer.page.get_by_text("Pack a box")).to_be_visible()
    writer.page.get_by_role("radio", name="No plan today").check()

    expect(writer.page.get_by_text("You can leave it there,")).to_be_visible()
    expect(writer.group("Step 1")).to_have_count(0)
    expect(still_there).to_be_visible()
    writer.page.get_by_role("radio", name="Yes, a plan").check()
    writer.open_what_is_folded()
    expect(in_group(writer, "Step 1", "What")).to_have_value("Pack a box")
    writer.page.get_by_role("radio", name="No plan today").check()
    writer.page.get_by_role("link", name="Go to the summary").click()
    expect(writer.page.get_by_role("heading", name="Summary", level=1)).to_be_visible()


def test_at_every_number_the_page_asks_what_would_make_it_easier_and_keeps_the_answer(writer: Person) -> None:
    easier = in_group(writer, "Step 1", EASIER)

    for number, asked in ((6, 1), (7, 1), (10, 0), (0, 1)):
        how_confident(writer, "Step 1", number)
        expect(easier).to_have_count(asked)
    easier.fill("With my sister")
    for number in (10, 5):
        how_confident(writer, "Step 1", number)
        expect(easier).to_have_value("With my sister")


def test_a_day_in_the_past_is_kept_and_said_to_be_one_that_is_in_no_calendar_is_not_and_one_tap_mends_both(
    writer: Person,
) -> None:
    day = writer.page.get_by_label("Next check-in")
    passed = writer.page.get_by_text("This day has passed.")
    no_such_day = writer.page.get_by_text("There is no such day.")
    in_two_weeks = writer.page.get_by_role("button", name="In two weeks")
    forty_days_ago = (date.today() - timedelta(days=40)).isoformat()
    day.focus()
    writer.page.keyboard.type("02302027")
    writer.page.keyboard.press("Tab")
    writer.page.keyboard.press("Tab")
    expect(no_such_day).to_be_visible()
    in_two_weeks.click()
    expect(no_such_day).to_have_count(0)
    expect(day).to_have_value((date.today() + timedelta(days=14)).isoformat())

    day.fill(forty_days_ago)
    expect(passed).to_be_visible()
    day.blur()
    day.focus()
    writer.page.keyboard.type("02302027")
    writer.page.keyboard.press("Tab")
    writer.page.keyboard.press("Tab")
    expect(no_such_day).to_be_visible()
    writer.page.reload()

    expect(day).to_have_value(forty_days_ago)
    expect(passed).to_be_visible()
    in_two_weeks.click()
    expect(passed).to_have_count(0)


@pytest.mark.parametrize("already", [{}])
def test_undo_takes_back_the_last_step_wherever_on_the_page_it_was(writer: Person) -> None:
    writer.page.get_by_role("radio", name="Yes, a plan").check()
    in_group(writer, "Step 1", "What").fill("Tea")
    writer.wait_until_saved()
    writer.box("How I’ll mark a small win").fill("A film")
    writer.wait_until_saved()
    undo = writer.page.get_by_role("button", name="Undo")

    undo.click()
    expect(writer.box("How I’ll mark a small win")).to_have_value("")
    expect(in_group(writer, "Step 1", "What")).to_have_value("Tea")
    undo.click()
    expect(in_group(writer, "Step 1", "What")).to_have_value("")
    undo.click()

    expect(writer.page.get_by_role("radio", checked=True)).to_have_count(0)
    expect(writer.group("Step 1")).to_have_count(0)


def test_a_step_is_written_read_moved_and_removed_with_the_keyboard_alone(writer: Person) -> None:
    keyboard = writer.page.keyboard
    in_group(writer, "Step 1", "What").focus()

    keyboard.type("Tea")
    tab_to(writer, "When")
    keyboard.type("at eight")
    tab_to(writer, "Add a step")
    keyboard.press("Enter")
    keyboard.type("Run")
    tab_to(writer, "More: Step 2")
    keyboard.press("Enter")
    tab_to(writer, "Move up: Step 2")
    keyboard.press("Enter")

    expect(in_group(writer, "Step 1", "What")).to_have_value("Run")
    expect(in_group(writer, "Step 2", "When")).to_have_value("at eight")
    expect(writer.page.get_by_role("button", name="Move up: Step 1")).to_be_focused()
    tab_to(writer, "Remove: Step 1")
    keyboard.press("Enter")
    expect(in_group(writer, "Step 1", "What")).to_have_value("Tea")
    expect(writer.group("Step 2")).to_have_count(0)


def test_what_is_rarely_done_with_a_step_is_folded_away_until_it_is_asked_for_or_has_words(writer: Person) -> None:
    step = writer.group("Step 1")
    more, remove = (step.get_by_role("button", name=name) for name in ("More: Step 1", "Remove: Step 1"))
    expected = in_group(writer, "Step 1", "What do I expect?")
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(remove).to_be_hidden()
    expect(expected).to_have_count(0)

    more.click()
    expect(remove).to_be_visible()
    expected.fill("It will be hard")
    writer.wait_until_saved()
    expect(remove).to_be_visible()
    more.click()

    expect(remove).to_be_hidden()
    expect(expected).to_be_visible()


@pytest.mark.parametrize("already", [example()])
def test_the_plan_of_the_example_is_on_two_facing_pages_and_less_than_2200_pixels_high(writer: Person) -> None:
    steps, people = (writer.group(name) for name in ("Steps", "People who can help, and how"))
    expect(steps).to_be_visible()

    left, right = box_of(steps), box_of(people)
    assert left["x"] + left["width"] < right["x"]
    assert box_of(writer.page.locator(".bs-sheet", has=steps))["height"] < 2200
    writer.look(width=820)
    left, right = box_of(steps), box_of(people)
    assert left["x"] == right["x"] and left["y"] + left["height"] < right["y"]


ALMOST_FULL: Mapping[str, Value] = {
    **WANTED,
    **{f"plan/{number}/place": ["steps", number] for number in range(1, MOST_IN_A_LIST)},
    **{f"plan/{number}/what": f"step {number}" for number in range(1, MOST_IN_A_LIST)},
}


@pytest.mark.parametrize("already", [ALMOST_FULL])
def test_the_plan_takes_twenty_steps_and_says_when_it_is_full(writer: Person) -> None:
    writer.open_what_is_folded()
    writer.page.get_by_role("button", name="Add a step").click()
    in_group(writer, "Step 20", "What").fill("step 20")

    writer.page.get_by_role("button", name="Add a step").click()

    expect(writer.page.get_by_text("The plan holds 20 steps.")).to_be_visible()
    expect(writer.group("Step 21")).to_have_count(0)


@pytest.mark.parametrize("already", [{**WANTED, "workbook/stance": "DECIDED"}])
def test_the_plan_is_offered_one_question_at_a_time(writer: Person) -> None:
    writer.page.get_by_role("button", name="One question at a time").click()

    expect(writer.page.get_by_role("radio", name="Yes, a plan")).to_be_checked()
    writer.page.get_by_role("button", name="Next", exact=True).click()
    expect(writer.group("The change I want to make")).to_be_visible()
    for view in ("3 of 10", "4 of 10", "5 of 10"):
        writer.page.get_by_role("button", name="Next", exact=True).click()
        expect(writer.page.get_by_text(view)).to_be_visible()

    in_group(writer, "Step 1", "What").fill("Tea")
    writer.wait_until_saved()
    writer.page.reload()
    expect(in_group(writer, "Step 1", "What")).to_have_value("Tea")


def test_what_could_get_in_the_way_becomes_an_if_then_plan_with_one_tap_and_all_of_it_is_said_aloud(
    writer: Person,
) -> None:
    writer.see_behind("Add your own question")
    writer.box("Your question").fill("Who would be the first to notice?")
    writer.page.get_by_text("Picture it first (optional)").click()
    writer.box("What is the best that could come of it?").fill("Calm mornings")
    writer.box("What in you could get in the way: a habit, a feeling, a thought?").fill("I lose my temper")
    writer.page.get_by_role("button", name="Make it an if-then plan").click()

    expect(in_group(writer, "Obstacle 1", "What could get in the way")).to_have_value("I lose my temper")
    expect(in_group(writer, "Obstacle 1", "Then I will …")).to_be_focused()
    writer.page.keyboard.type("count to ten")
    expect(writer.page.get_by_role("button", name="Make it an if-then plan")).to_be_hidden()
    writer.page.get_by_role("button", name="Say it aloud together").click()

    expect(writer.page.locator("blockquote")).to_have_text(
        ["drink less", "Calm mornings", "I lose my temper", "If I lose my temper, then I will count to ten"]
    )
    expect(writer.page.get_by_role("textbox")).to_have_count(0)
    expect(writer.page.get_by_role("radio")).to_have_count(0)
