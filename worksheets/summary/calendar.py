"""The days of the plan for a calendar, with titles that say nothing to somebody looking over one's shoulder."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from worksheets import plan
from worksheets.answers import Answers, WorksheetError
from worksheets.language import _, marked

_OURS: Final = uuid.UUID("8f0b1c9e-6a55-4e0c-9a43-5b8f5a3c7d21")


class NothingToRemember(WorksheetError):
    """The plan has no day in it."""

    message = marked(
        "There is no day in the plan yet. Choose a day for a step or for the next check-in, and come back."
    )


@dataclass(frozen=True, slots=True)
class _Day:
    """A day with what a discreet calendar says of it, and what the person's own words say."""

    path: str
    day: date
    title: str
    own_title: str
    own_words: str = ""


def file_name(today: date) -> str:
    """A name for the file that says nothing about the person: "worksheet-2026-11-22.ics"."""
    return f"worksheet-{today.isoformat()}.ics"


def to_ics(answers: Answers, workbook: str, own_words: bool, made_at: datetime) -> bytes:
    """Each day of the plan as an event that lasts all day; raises NothingToRemember.

    The same day of the same workbook has the same identifier each time, so that a calendar updates it and does not
    add it again. Without `own_words`, no word of the person is in it. `made_at` carries its time zone.
    """
    from icalendar import Calendar, Event

    days = list(_days(answers))
    if not days:
        raise NothingToRemember
    calendar = Calendar()
    calendar.add("prodid", "-//Both Sides//Worksheet//EN")
    calendar.add("version", "2.0")
    for each in days:
        event = Event()
        event.add("uid", str(uuid.uuid5(_OURS, f"{workbook}/{each.path}")))
        event.add("dtstamp", made_at)
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", each.own_title if own_words else each.title)
        if own_words and each.own_words:
            event.add("description", each.own_words)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _days(answers: Answers) -> Iterator[_Day]:
    planned = plan.read(answers)
    discreet = _("Reminder to myself")
    steps = () if planned.today is plan.Today.NO_PLAN else planned.steps
    for step in steps:
        if step.from_when:
            details = "\n".join(filter(None, (step.when, step.where, step.how_often)))
            yield _Day(f"{step.id}/from_when", step.from_when, discreet, step.what or discreet, details)
    if planned.next_check_in:
        yield _Day("next_check_in", planned.next_check_in, discreet, _("Check-in with my worksheet"))
