"""The days of the plan for a calendar, with titles that say nothing to someone who looks over the person's shoulder."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from worksheets import plan
from worksheets.answers import Answers, WorksheetError
from worksheets.editing import Edit, Folded, fold
from worksheets.language import _, marked, spoken

_OURS: Final = uuid.UUID("8f0b1c9e-6a55-4e0c-9a43-5b8f5a3c7d21")
_STEP: Final = "from_when"
_CHECK_IN: Final = "next_check_in"
_IN_THE_MORNING: Final = timedelta(hours=9)
"""From the beginning of the day."""


class NothingToRemember(WorksheetError):
    message = marked(
        "There is no day in the plan yet. Choose a day for a step or for the next check-in, and come back, or check "
        "“Remind me every week”."
    )


def to_ics(
    log: Sequence[Edit], workbook: str, own_words: bool, today: date, made_at: datetime, *, weekly: bool = False
) -> bytes:
    """Return each day of the plan as an all-day event, with a reminder in the morning; raises NothingToRemember.

    With `weekly`, there is one more on this day of every week from the next one on, without a word of the person.

    The same day of the same workbook has the same identifier each time, and its sequence number rises with each change
    of the plan: a calendar that has it already moves it, and one that was in the plan earlier in the `log`, and is no
    more, is canceled. Without `own_words`, no word of the person is in it. `made_at` carries its time zone.
    """
    from icalendar import Alarm, Calendar, Event

    answers = fold(Folded(), log)
    days = [*_days(answers, today), *_dropped(answers, log, today), *([_weekly(today)] if weekly else [])]
    if not days:
        raise NothingToRemember
    calendar = Calendar()
    calendar.add("prodid", f"-//Both Sides//Worksheet//{spoken().upper()}")
    calendar.add("version", "2.0")
    changes = max((answers.revision_of(path) for path in answers.paths(f"{plan.NAME}/")), default=0)
    for day in days:
        event = Event()
        event.add("uid", str(uuid.uuid5(_OURS, f"{workbook}/{day.path}")))
        event.add("sequence", changes)
        event.add("dtstamp", made_at)
        event.add("dtstart", day.day)
        event.add("dtend", day.day + timedelta(days=1))
        event.add("summary", day.title if own_words and day.title else _("Reminder to myself"))
        if own_words and day.details:
            event.add("description", day.details)
        if day.is_weekly:
            event.add("rrule", {"freq": "weekly"})
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if day.is_dropped else "CONFIRMED")
        if not day.is_dropped:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", _("Reminder to myself"))
            alarm.add("trigger", _IN_THE_MORNING)
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


@dataclass(frozen=True, slots=True)
class _Day:
    """One day to remember, by its path below the plan; title and details are in the person's own words."""

    path: str
    day: date
    title: str = ""
    details: str = ""
    is_dropped: bool = False
    is_weekly: bool = False


def _weekly(today: date) -> _Day:
    return _Day("weekly", today + timedelta(weeks=1), is_weekly=True)


def _days(answers: Answers, today: date) -> Iterator[_Day]:
    """Yield the days of the plan; a step that only says how often begins at the next check-in, or today."""
    planned = plan.read(answers)
    steps = () if planned.today is plan.Today.NO_PLAN else planned.steps
    for step in steps:
        begins = step.from_when or (step.how_often and max(planned.next_check_in or today, today))
        if begins:
            details = "\n".join(filter(None, (step.when, step.where, step.how_often)))
            yield _Day(f"{step.id}/{_STEP}", begins, step.what, details)
    if planned.next_check_in:
        yield _Day(_CHECK_IN, planned.next_check_in, _("Check-in with my worksheet"))


def _dropped(answers: Answers, log: Iterable[Edit], today: date) -> Iterator[_Day]:
    """Yield what had a day, or said how often, and is not to be remembered any more: a calendar may still hold it."""
    below = f"{plan.NAME}/"
    there = {day.path for day in _days(answers, today)}
    answered = (edit.path.removeprefix(below) for edit in log if edit.path.startswith(below) and edit.value)
    for path in dict.fromkeys(map(_remembered, answered)):
        if path and path not in there:
            day = answers[f"{below}{path}"]
            yield _Day(path, date.fromisoformat(day) if isinstance(day, str) else today, is_dropped=True)


def _remembered(path: str) -> str:
    """Return the path of the day that an answer at this path below the plan gives, or "" if it gives none."""
    step, _slash, field = path.rpartition("/")
    if field in (_STEP, "how_often"):
        return f"{step}/{_STEP}"
    return path if path == _CHECK_IN else ""
