"""The days of a plan in a calendar that others may see."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from tests.summary.reading import NOW
from tests.world.cases import for_each
from tests.world.hostile import LINES
from tests.world.writing import edit_after
from worksheets.answers import Value
from worksheets.editing import Edit, Folded, fold
from worksheets.summary.calendar import NothingToRemember, to_ics

TODAY = NOW.date()

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
    return events_of(log_of(answers), workbook=workbook, own_words=own_words)


def events_of(log: Sequence[Edit], *, workbook: str = "one", own_words: bool = False) -> list[Any]:
    """What a calendar program finds in the file of the workbook with this log."""
    return list(Calendar.from_ical(to_ics(log, workbook, own_words, TODAY, NOW)).walk("VEVENT"))


def log_of(answers: Mapping[str, Value]) -> list[Edit]:
    """The log of somebody who gave these answers one after the other."""
    return later([], *answers.items())


def later(log: Sequence[Edit], *acts: tuple[str, Value]) -> list[Edit]:
    """The log after somebody who sees everything did these acts."""
    log = list(log)
    for path, value in acts:
        log.append(edit_after(fold(Folded(), log), path, value))
    return log


def in_a_calendar(*files: list[Any]) -> dict[str, date]:
    """The days that a calendar holds after these files, one after the other: the highest sequence of each counts."""
    there: dict[str, Any] = {}
    for event in (event for file in files for event in file):
        before = there.get(str(event["uid"]))
        if before is None or before["sequence"] <= event["sequence"]:
            there[str(event["uid"])] = event
    return {uid: event.decoded("dtstart") for uid, event in there.items() if event["status"] != "CANCELLED"}


def test_each_day_of_the_plan_is_a_day_in_the_calendar() -> None:
    found = events()

    assert [event.decoded("dtstart") for event in found] == [date(2026, 11, 30), date(2026, 12, 6)]
    assert [event.decoded("dtend") for event in found] == [date(2026, 12, 1), date(2026, 12, 7)]
    assert {event.decoded("dtstamp") for event in found} == {NOW}
    assert {str(event["class"]) for event in found} == {"PRIVATE"}


def test_somebody_who_wants_it_is_reminded_every_week_and_nothing_says_of_what() -> None:
    ics = to_ics(log_of({"workbook/change": "drink less"}), "one", True, TODAY, NOW, weekly=True)

    [weekly] = Calendar.from_ical(ics).walk("VEVENT")
    assert weekly["summary"] == "Reminder to myself"
    assert weekly.decoded("dtstart") == TODAY + timedelta(weeks=1)
    assert weekly["rrule"] == {"FREQ": ["WEEKLY"]}
    assert "description" not in weekly
    assert not [event for event in events() if "rrule" in event]


def test_without_a_plan_today_only_the_next_check_in_goes_to_the_calendar() -> None:
    found = events({**PLAN, "plan/today": "NO_PLAN"}, own_words=True)

    [check_in] = [event for event in found if event["status"] == "CONFIRMED"]
    assert check_in["summary"] == "Check-in with my worksheet"


def test_a_calendar_that_others_see_says_nothing() -> None:
    ics = to_ics(log_of(PLAN), "one", False, TODAY, NOW)

    assert {str(event["summary"]) for event in events()} == {"Reminder to myself"}
    for word in (b"Tea", b"drink", b"Alex", b"kitchen", b"Check-in", b"LOCATION", b"localhost"):
        assert word not in ics
    assert set(re.findall(rb"DESCRIPTION:(.*)", ics)) == {b"Reminder to myself\r"}


def test_with_their_own_words_a_person_finds_them_in_the_calendar() -> None:
    step, check_in = events(own_words=True)

    assert step["summary"] == "Tea instead of wine"
    assert step["description"] == "at eight\nkitchen; by the window, left"
    assert check_in["summary"] == "Check-in with my worksheet"
    assert b"Alex" not in to_ics(log_of(PLAN), "one", True, TODAY, NOW)


def test_adding_it_again_changes_the_days_that_are_there() -> None:
    moved = {**PLAN, "plan/next_check_in": "2026-12-13"}

    first, second, other = (
        [str(event["uid"]) for event in found]
        for found in (events(), events(moved, own_words=True), events(workbook="two"))
    )

    assert first == second
    assert len(set(first) | set(other)) == 4


def test_a_day_that_moves_is_one_day_in_the_calendar() -> None:
    planned = log_of(PLAN)

    moved = later(planned, ("plan/one/from_when", "2026-12-08"))

    assert list(in_a_calendar(events_of(planned), events_of(moved)).values()) == [date(2026, 12, 8), date(2026, 12, 6)]


@for_each(
    "act",
    [
        ("plan/one/from_when", None),
        ("plan/one/removed", True),
        ("plan/today", "NO_PLAN"),
    ],
)
def test_a_day_that_is_dropped_goes_from_the_calendar_and_comes_back_when_it_does(act: tuple[str, Value]) -> None:
    planned = log_of(PLAN)

    dropped = later(planned, act)
    again = later(dropped, (act[0], PLAN.get(act[0])))

    files = [events_of(planned), events_of(dropped), events_of(again)]
    assert list(in_a_calendar(*files[:2]).values()) == [date(2026, 12, 6)]
    assert len(in_a_calendar(*files)) == 2


@for_each("act", [("plan/two/from_when", None), ("plan/two/how_often", ""), ("plan/next_check_in", None)])
def test_what_never_had_a_day_is_not_taken_from_the_calendar(act: tuple[str, Value]) -> None:
    never = {path: value for path, value in PLAN.items() if path != act[0]}

    assert {event["status"] for event in events_of(later(log_of(never), act, ("plan/two/removed", True)))} == {
        "CONFIRMED"
    }


def test_what_was_dropped_says_nothing_even_with_ones_own_words() -> None:
    dropped = later(log_of(PLAN), ("plan/one/removed", True))

    [gone] = [event for event in events_of(dropped, own_words=True) if event["status"] == "CANCELLED"]

    assert gone["summary"] == "Reminder to myself"
    assert "description" not in gone
    assert not gone.subcomponents


def test_a_plan_with_nothing_left_in_it_takes_its_days_from_the_calendar() -> None:
    left = later(log_of(PLAN), ("plan/one/removed", True), ("plan/next_check_in", None))

    assert {event["status"] for event in events_of(left)} == {"CANCELLED"}


def test_each_day_has_a_reminder_in_the_morning_that_says_nothing() -> None:
    for event in events(own_words=True):
        [alarm] = event.subcomponents

        assert alarm.name == "VALARM"
        assert alarm["action"] == "DISPLAY"
        assert alarm["description"] == "Reminder to myself"
        assert alarm.decoded("trigger") == timedelta(hours=9)


@for_each(
    ("next_check_in", "begins"),
    [("2026-12-06", date(2026, 12, 6)), (None, TODAY), ("2026-11-01", TODAY)],
)
def test_a_step_that_says_how_often_begins_at_the_next_check_in_or_today(
    next_check_in: str | None, begins: date
) -> None:
    often = {**PLAN, "plan/two/how_often": "every Friday", "plan/next_check_in": next_check_in}

    days = {str(event["summary"]): event.decoded("dtstart") for event in events(often, own_words=True)}

    assert days["Run around the lake"] == begins


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
        to_ics(log_of(answers), "one", False, TODAY, NOW)
