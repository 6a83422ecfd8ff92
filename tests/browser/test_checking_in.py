"""Coming back to a workbook: check-ins, setbacks, and what was said over time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, expect

from components.moments import SHOWN_AT_FIRST
from tests.world.person import GOOD_CHANGE, GOOD_NOW, Person
from tests.world.serving import Server
from tests.world.writing import edit, edit_after, open_store
from worksheets.answers import Value
from worksheets.check_ins import MOST_ENTRIES
from worksheets.clock import Instant, earlier, now
from worksheets.editing import Edit
from worksheets.storage import ALONE, Store

WHY_6 = "What makes it a 6 and not a 4?"
CHARTS_LOAD = 30_000
LONG_AGO = Instant(0)


@pytest.fixture
def first_page() -> str:
    """Where there is no check-in yet."""
    return "check_ins"


@pytest.fixture
def person(writer: Person) -> Person:
    """Somebody on the page over time."""
    return writer


@pytest.fixture
def store(server: Server) -> Iterator[Store]:
    opened = open_store(server.database)
    yield opened
    opened.close()


def day_in_words(day: date) -> str:
    """The day as the page says it."""
    return f"{day:%B} {day.day}, {day.year}"


def begin(person: Person, button: str = "Check in today") -> None:
    """Begin a check-in or a setback of today."""
    person.page.get_by_role("button", name=button).click()
    expect(person.page.get_by_label("Day", exact=True)).to_be_visible()
    expect(person.page.get_by_role("heading", name="Over time", level=1)).to_have_count(1)
    expect(person.page.get_by_role("heading", name="Over time", level=1)).to_be_focused()


def back(person: Person) -> None:
    """Go back to all check-ins."""
    person.wait_until_saved()
    person.page.get_by_role("link", name="Back to all check-ins").click()
    expect(person.page.get_by_role("button", name="Check in today")).to_be_visible()
    person.see_one_page()


def choose_day(person: Person, day: date) -> None:
    """Say of which day the open check-in is."""
    person.page.get_by_label("Day", exact=True).fill(day.isoformat())
    person.page.get_by_label("Day", exact=True).blur()
    expect(person.page.get_by_role("group", name=day_in_words(day))).to_be_visible()


def told_before(person: Person, ruler: str) -> Locator:
    """What stands beside a ruler from last time."""
    return person.page.get_by_role("group", name=ruler, exact=True).get_by_role("figure")


def keep(store: Store, name: str, answers: dict[str, Value], at: Instant = LONG_AGO) -> None:
    """Write these answers in this workbook, as if somebody had at that moment."""
    there = store.load(ALONE, name)
    edits: list[Edit] = [edit_after(there, *each) if there else edit(*each) for each in answers.items()]
    store.append(ALONE, name, [replace(each, at=at) for each in edits])


def check_in(number: int, **more: Value) -> dict[str, Value]:
    """A check-in of the week with this number."""
    id_ = f"check_ins/e{number}"
    return {
        f"{id_}/place": ["setback" if number % 7 == 0 else "check_in", number],
        f"{id_}/date": (date(2024, 1, 1) + timedelta(weeks=number)).isoformat(),
        f"{id_}/importance/number": 3 + number % 6,
        f"{id_}/importance/why_not_lower": "The mornings are mine again.",
        f"{id_}/confidence/number": 2 + number % 5,
        f"{id_}/win": "Two quiet evenings",
        **{f"{id_}/{field}": value for field, value in more.items()},
    }


@pytest.mark.parametrize(
    "already", [{"rulers/importance/number": 7, "rulers/importance/why_not_lower_7": "My <b>sleep</b>"}]
)
def test_each_check_in_shows_the_number_and_the_words_of_the_one_before_and_the_first_those_of_the_start(
    person: Person,
) -> None:
    today = datetime.now(UTC).date()
    begin(person)
    told = told_before(person, "Importance")
    expect(told).to_contain_text(f"At the start ({day_in_words(today)}) you said: 7")
    expect(told).to_contain_text("My <b>sleep</b>")
    choose_day(person, today - timedelta(days=14))
    person.rate("Importance", 6)
    person.box(WHY_6).fill("The kids notice.")
    back(person)

    begin(person)

    expect(told).to_contain_text(f"Last time ({day_in_words(today - timedelta(days=14))}) you said: 6")
    expect(told).to_contain_text("The kids notice.")
    expect(told_before(person, "Confidence")).to_have_count(0)
    importance = person.page.get_by_role("radiogroup", name="Importance")
    expect(importance.get_by_role("radio", checked=True)).to_have_count(0)
    expect(importance).to_have_accessible_description(re.compile("Last time: 6$"))
    expect(importance.locator(".bs-last")).to_have_text("6")


IN_OWN_WORDS: Mapping[str, Value] = {
    "rulers/importance/lowest": "It can wait",
    "rulers/importance/number": 5,
    "rulers/importance/number_in_words": True,
    "workbook/in_words": True,
}


@pytest.mark.parametrize("already", [IN_OWN_WORDS])
def test_a_check_in_asks_in_the_persons_own_words_and_keeps_them_with_its_number(person: Person) -> None:
    importance = person.page.get_by_role("group", name="Importance", exact=True)
    begin(person)
    expect(importance).to_contain_text("It can wait")
    expect(importance.locator(".bs-last")).to_have_text("quite")

    person.rate("Importance", "very")
    expect(person.page.get_by_role("button", name="Remove this check-in")).to_be_visible()
    person.wait_until_saved()
    person.go("Rulers")
    importance.get_by_text("Your own words for the two ends").click()
    importance.get_by_role("textbox", name="What the low end means to you").fill("I never think of it")
    person.wait_until_saved()
    person.go("Over time")
    person.page.get_by_role("link", name="Check-in on").click()
    expect(person.page.get_by_label("Day", exact=True)).to_be_attached()

    person.open_what_is_folded()
    expect(importance.get_by_role("radio", name="very")).to_be_checked()
    expect(importance).to_contain_text("It can wait")
    expect(importance).not_to_contain_text("I never think of it")


@pytest.mark.parametrize("already", [{"plan/today": "PLAN"}])
def test_the_next_check_in_is_put_two_weeks_ahead_with_one_tap_and_undo_takes_that_back_and_nothing_elsewhere(
    person: Person, store: Store
) -> None:
    begin(person)
    next_day = person.page.get_by_label("Next check-in")
    undo = person.page.get_by_role("button", name="Undo")
    person.rate("Importance", 6)
    person.page.get_by_role("button", name="In two weeks").click()
    in_two_weeks = datetime.now(UTC).date() + timedelta(days=14)
    expect(next_day).to_have_value(in_two_weeks.isoformat())
    person.wait_until_saved()
    person.go("Plan")
    person.box("How I’ll mark a small win").fill("new shoes")
    person.wait_until_saved()
    person.page.go_back()
    expect(person.page.get_by_label("Day", exact=True)).to_be_attached()

    person.open_what_is_folded()
    undo.click()
    expect(next_day).to_have_value("")
    undo.click()
    expect(person.page.get_by_role("radiogroup", name="Importance").get_by_role("radio", checked=True)).to_have_count(0)
    person.wait_until_saved()

    kept = store.load(ALONE, workbook(person))
    assert kept and kept["plan/reward"] == "new shoes"


def test_a_day_can_be_typed_part_by_part_or_cleared_while_the_page_is_saving_also_before_a_reload_in_mid_sentence(
    person: Person,
) -> None:
    begin(person)
    day = person.page.get_by_label("Day", exact=True)
    person.rate("Confidence", 5)
    day.press_sequentially("03152026", delay=100)
    day.blur()
    in_march = person.page.get_by_role("group", name="Check-in on March 15, 2026")
    expect(in_march).to_be_visible()
    expect(person.page.get_by_role("button", name="Remove this check-in")).to_be_visible()

    day.fill("")
    day.blur()
    expect(person.page.get_by_role("group", name="Check-in with no date")).to_be_visible()
    person.rate("Importance", 6)
    person.box("What did you learn?").press_sequentially("Mornings are the ha", delay=15)
    person.page.reload()

    person.open_what_is_folded()
    expect(person.page.get_by_role("group", name="Check-in with no date")).to_be_visible()
    expect(person.page.get_by_role("radiogroup", name="Importance").get_by_role("radio", checked=True)).to_have_count(1)
    expect(person.box("What did you learn?")).to_have_value("Mornings are the ha")


def test_a_check_in_or_a_setback_that_was_opened_and_left_is_none_nor_is_one_that_was_never_there(
    person: Person, store: Store
) -> None:
    ways_back = {"Check in today": "Back to all check-ins", "Write about a setback": "Not now"}
    for button, way_back in ways_back.items():
        begin(person, button)
        assert "setback" not in person.page.url, "not even the history of the browser tells"
        person.page.reload()
        expect(person.page.get_by_label("Day", exact=True)).to_have_value(datetime.now(UTC).date().isoformat())

        person.page.get_by_text(way_back, exact=True).click()

        expect(person.page.get_by_role("button", name="Check in today")).to_be_visible()
        person.see_one_page()
        expect(person.page.get_by_role("link", name=re.compile("^(Check-in|Setback)"))).to_have_count(0)
    kept = store.load(ALONE, workbook(person))
    assert kept is not None and not kept.paths("check_ins/")
    person.visit(page="check_ins", workbook=workbook(person), entry="never-there")
    expect(person.page.get_by_text("This check-in cannot be found.")).to_be_visible()
    person.page.get_by_role("link", name="Back to all check-ins").click()
    expect(person.page.get_by_role("button", name="Check in today")).to_be_visible()


def workbook(person: Person) -> str:
    """The worksheet that is open."""
    [found] = re.findall(r"workbook=([^&]+)", person.page.url)
    return str(found)


def test_undo_of_the_first_answer_leaves_no_check_in_another_makes_it_again_and_undo_brings_back_what_is_removed(
    person: Person,
) -> None:
    undo = person.page.get_by_role("button", name="Undo")
    begin(person)
    person.box("A small win").fill("I slept")
    person.wait_until_saved()
    expect(person.page.get_by_role("button", name="Remove this check-in")).to_be_visible()

    undo.click()
    expect(person.box("A small win")).to_have_value("")
    expect(person.page.get_by_role("button", name="Not now")).to_be_visible()
    person.box("What did you learn?").fill("Mornings are hard")
    person.wait_until_saved()

    person.page.get_by_role("button", name="Remove this check-in").click()
    expect(person.page.get_by_text("This check-in was removed. Undo brings it back.")).to_be_visible()
    back(person)
    expect(person.page.get_by_role("link", name="Check-in on")).to_have_count(0)
    undo.click()
    person.page.get_by_role("link", name="Check-in on").click()
    expect(person.page.get_by_label("Day", exact=True)).to_be_attached()
    person.open_what_is_folded()
    expect(person.box("What did you learn?")).to_have_value("Mornings are hard")


@pytest.mark.parametrize(
    "already", [{f"check_ins/e{number}/place": ["check_in", number] for number in range(MOST_ENTRIES)}]
)
def test_there_is_no_room_for_one_check_in_too_many(person: Person) -> None:
    expect(person.page.get_by_text(f"The latest {SHOWN_AT_FIRST} of {MOST_ENTRIES}")).to_be_visible()

    person.page.get_by_role("button", name="Check in today").click()

    expect(person.page.get_by_text(f"it holds {MOST_ENTRIES} check-ins. Remove one")).to_be_visible()


def test_a_setback_is_called_one_and_nothing_worse_and_its_words_are_found_again_also_after_it_was_removed(
    person: Person,
) -> None:
    begin(person, "Write about a setback")
    person.box("What was working until then?").fill("Tea at eight")
    person.box("What did you learn?").fill("Parties need a plan")
    person.box("What would you change?").fill("Drive there by car")
    person.box("Which of your strengths showed?").fill("I called my sister")
    person.box("Is the plan asking too much right now?").fill("No")
    person.box("What happened?").fill("A party after work")
    person.wait_until_saved()
    person.page.get_by_role("button", name="Remove this setback").click()
    expect(person.page.get_by_text("This setback was removed. Undo brings it back.")).to_be_visible()
    expect(person.page.get_by_role("heading", name="Over time", level=1)).to_be_focused()
    person.page.get_by_role("button", name="Undo").click()
    expect(person.box("What happened?")).to_have_value("A party after work")
    back(person)

    person.page.get_by_role("link", name=f"Setback on {day_in_words(datetime.now(UTC).date())}").click()

    expect(person.page.get_by_label("Day", exact=True)).to_be_attached()
    person.open_what_is_folded()
    expect(person.box("What happened?")).to_have_value("A party after work")
    expect(person.box("Which of your strengths showed?")).to_have_value("I called my sister")
    assert "fail" not in person.page.locator(".bs-group").all_inner_texts().__str__().lower()


WALK: Mapping[str, Value] = {
    "plan/today": "PLAN",
    "plan/walk/place": ["steps", 1],
    "plan/walk/what": "Walk at eight",
    "plan/walk/expect": "It will be hard",
}


@pytest.mark.parametrize("already", [WALK])
def test_each_step_is_asked_about_beside_what_was_expected_then_and_one_question_follows_what_did_not_happen(
    person: Person,
) -> None:
    begin(person)
    step = person.page.get_by_role("radiogroup", name="Walk at eight")
    too_much = person.box("Is the plan asking too much right now?")
    expected = person.page.get_by_role("figure", name="What you expected:")
    expect(expected).to_contain_text("It will be hard")
    person.box("What happened?").fill("It was fine")
    step.get_by_role("radio", name="partly").check()
    person.wait_until_saved()
    expect(too_much).to_have_count(0)

    step.get_by_role("radio", name="not this time").check()

    expect(too_much).to_be_visible()
    person.wait_until_saved()
    person.page.get_by_role("link", name="See this step in the plan").click()
    expect(person.page.locator('[data-key="plan/walk/what"]')).to_be_focused()
    person.box("What do I expect?").fill("It will be fine")
    person.wait_until_saved()
    person.page.go_back()
    expect(person.page.get_by_label("Day", exact=True)).to_be_attached()
    person.open_what_is_folded()
    expect(person.box("What happened?")).to_have_value("It was fine")
    expect(expected).to_contain_text("It will be hard")


def test_one_question_at_a_time_stays_with_the_check_in(person: Person) -> None:
    begin(person)
    person.page.get_by_role("button", name="One question at a time").click()

    expect(person.page.get_by_text("1 of 6")).to_be_visible()
    for view in (2, 3, 4, 5):
        person.page.get_by_role("button", name="Next", exact=True).click()
        expect(person.page.get_by_text(f"{view} of 6")).to_be_visible()

    expect(person.box("A small win")).to_be_visible()


def test_what_is_different_in_the_grid_is_said_in_words(person: Person, store: Store) -> None:
    eight_weeks_ago = earlier(now(), timedelta(weeks=8))
    first: dict[str, Value] = {
        "workbook/change": "drink less",
        "decisional_balance/a/place": ["GOOD_NOW", 1],
        "decisional_balance/a/text": "It calms me",
        "decisional_balance/a/matters": 8,
        "decisional_balance/b/place": ["GOOD_NOW", 2],
        "decisional_balance/b/text": "Friday drinks",
    }
    keep(store, "long-ago", first, eight_weeks_ago)
    person.come_back("long-ago", "Both sides")
    person.add(GOOD_CHANGE, "Sleep")
    person.remove("Friday drinks")
    person.page.get_by_role("combobox", name="How much this matters: It calms me").select_option("3")
    person.wait_until_saved()

    person.go("Over time")

    group = person.page.get_by_role("group", name="How the grid has changed since the first time")
    expect(group.get_by_role("row", name="Sleep")).to_contain_text("added since")
    expect(group.get_by_role("row", name="Friday drinks")).to_contain_text("no longer there")
    expect(group.get_by_role("row", name="It calms me")).to_contain_text("how much it matters: from 8 to 3")
    expect(group.get_by_role("row", name="It calms me")).to_contain_text(GOOD_NOW)


def test_the_page_begins_with_the_picture_says_what_was_said_newest_first_and_has_the_same_as_a_table(
    person: Person, store: Store
) -> None:
    written: dict[str, Value] = {
        "check_ins/e7/what_happened": "A *party*",
        "check_ins/e7/too_much": "Fridays are",
        "check_ins/e6/importance/why_not_lower_6": "They ask me to play",
        "check_ins/e6/importance/number": 6,
    }
    keep(store, "told", {"workbook/change": "drink less", **check_in(1), **check_in(6), **check_in(7), **written})

    person.come_back("told", "Over time")

    picture = person.page.get_by_role("figure", name="The rulers over time, 0 to 10")
    said = person.page.get_by_role("group", name="What you said, newest first")
    expect(picture).to_be_visible(timeout=CHARTS_LOAD)
    names = ("Setback on February 19, 2024", "Check-in on February 12, 2024", "Check-in on January 8, 2024")
    expect(said.get_by_role("link")).to_have_text(names)
    setback, check_in_before, _first = said.get_by_role("listitem").all()
    expect(setback.get_by_role("figure", name="What happened?")).to_contain_text("A *party*")
    expect(setback.get_by_role("figure", name="Is the plan asking too much right now?")).to_contain_text("Fridays are")
    expect(check_in_before).to_contain_text("Importance 6, Confidence 3")
    why = check_in_before.get_by_role("figure", name=f"Importance: {WHY_6}")
    expect(why).to_contain_text("They ask me to play")
    expect(person.page.get_by_role("figure", name="Importance and confidence, from the first time")).to_be_visible()
    assert top_of(person.page.get_by_role("button", name="Check in today")) < top_of(picture) < top_of(said)
    person.page.get_by_text("The same, as a table").first.click()
    row = person.page.get_by_role("row", name="Feb 19, 2024")
    for text in ("Setback", "4", "Small win: “Two quiet evenings”", "Importance: “The mornings are mine again.”"):
        expect(row.first).to_contain_text(text)
    person.look(width=360, height=740)
    assert row.first.evaluate("row => row.offsetHeight") < 740


def top_of(place: Locator) -> float:
    """How far down the page it begins."""
    box = place.bounding_box()
    assert box
    return box["y"]


def test_a_hundred_check_ins_stay_short_to_read(person: Person, store: Store) -> None:
    hundred = {path: value for number in range(1, 101) for path, value in check_in(number).items()}
    keep(store, "with-100", {"workbook/change": "drink less", **hundred})

    person.come_back("with-100", "Over time")

    expect(person.page.locator(".st-key-check_ins_path .main-svg").first).to_be_visible(timeout=CHARTS_LOAD)
    links = person.page.get_by_role("link", name=re.compile("^(Check-in|Setback) on"))
    rows = person.page.locator(".st-key-check_ins_over_time_in_words tbody tr")
    expect(links).to_have_count(SHOWN_AT_FIRST)
    expect(rows).to_have_count(SHOWN_AT_FIRST)
    assert person.page.locator(".st-key-check_ins_over_time .xtick").count() <= 4

    person.page.get_by_role("button", name="Show earlier check-ins").focus()
    person.page.keyboard.press("Enter")

    expect(links).to_have_count(100)
    expect(rows).to_have_count(100)
    expect(person.page.get_by_role("button", name="Show earlier check-ins")).to_have_count(0)
