"""The days of a plan in a calendar that others may see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from tests.summary.reading import NOW
from tests.world.cases import for_each
from tests.world.hostile import LINES
from tests.world.writing import answered
from worksheets.answers import Value
from worksheets.summary.calendar import NothingToRemember, to_ics

PLAN: dict[str, Value] = {
    "workbook/change": "drink less",
    "workbook/name": "Alex Miller",
    "plan/one/place": ["steps", 1],
    "plan/one/what": "Tea instead of wine",
    "plan/one/when": "at eight",
    "plan/one/where": "kitchen; by the window, left",
    "plan/one/from_when": "2026-11-30",
    "plan/two/place": ["steps", 2],
    "plan/two/what": "Run around the lake",
    "plan/next_check_in": "2026-12-06",
}


def events(answers: Mapping[str, Value] = PLAN, *, workbook: str = "one", own_words: bool = False) -> list[Any]:
    """What a calendar program finds in the file of these answers."""
    return list(Calendar.from_ical(to_ics(answered(answers), workbook, own_words, NOW)).walk("VEVENT"))


def test_each_day_of_the_plan_is_a_day_in_the_calendar() -> None:
    found = events()

    assert [event.decoded("dtstart") for event in found] == [date(2026, 11, 30), date(2026, 12, 6)]
    assert [event.decoded("dtend") for event in found] == [date(2026, 12, 1), date(2026, 12, 7)]
    assert {event.decoded("dtstamp") for event in found} == {NOW}
    assert {str(event["class"]) for event in found} == {"PRIVATE"}


def test_without_a_plan_today_only_the_next_check_in_goes_to_the_calendar() -> None:
    [check_in] = events({**PLAN, "plan/today": "NO_PLAN"}, own_words=True)

    assert check_in["summary"] == "Check-in with my worksheet"


def test_a_calendar_that_others_see_says_nothing() -> None:
    ics = to_ics(answered(PLAN), "one", False, NOW)

    assert {str(event["summary"]) for event in events()} == {"Reminder to myself"}
    for word in (b"Tea", b"drink", b"Alex", b"kitchen", b"Check-in", b"LOCATION", b"localhost", b"DESCRIPTION"):
        assert word not in ics


def test_with_their_own_words_a_person_finds_them_in_the_calendar() -> None:
    step, check_in = events(own_words=True)

    assert step["summary"] == "Tea instead of wine"
    assert step["description"] == "at eight\nkitchen; by the window, left"
    assert check_in["summary"] == "Check-in with my worksheet"
    assert b"Alex" not in to_ics(answered(PLAN), "one", True, NOW)


def test_adding_it_again_changes_the_days_that_are_there() -> None:
    moved = {**PLAN, "plan/next_check_in": "2026-12-13"}

    first, second, other = (
        [str(event["uid"]) for event in found]
        for found in (events(), events(moved, own_words=True), events(workbook="two"))
    )

    assert first == second
    assert len(set(first) | set(other)) == 4


@for_each("words", LINES)
def test_words_cannot_break_out_of_their_line(words: str) -> None:
    hostile = {**PLAN, "plan/one/what": words, "plan/one/when": "😀" * 100}

    step, check_in = events(hostile, own_words=True)

    assert str(step["summary"]).split() == words.split()
    assert str(step["description"]).startswith("😀" * 100)
    assert set(step) - {"DESCRIPTION"} == set(check_in)


@for_each("answers", [{}, {"plan/one/place": ["steps", 1], "plan/one/what": "Tea"}])
def test_a_plan_without_a_day_says_how_to_choose_one(answers: dict[str, Value]) -> None:
    with pytest.raises(NothingToRemember, match="Choose a day"):
        to_ics(answered(answers), "one", False, NOW)
