"""The days of the plan for a calendar, with titles that say nothing to somebody looking over one's shoulder."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from worksheets import plan
from worksheets.answers import Answers, WorksheetError
from worksheets.language import _, marked

_OURS: Final = uuid.UUID("8f0b1c9e-6a55-4e0c-9a43-5b8f5a3c7d21")


class NothingToRemember(WorksheetError):
    message = marked(
        "There is no day in the plan yet. Choose a day for a step or for the next check-in, and come back."
    )


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
    for path, day, title, details in days:
        event = Event()
        event.add("uid", str(uuid.uuid5(_OURS, f"{workbook}/{path}")))
        event.add("dtstamp", made_at)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", title if own_words and title else _("Reminder to myself"))
        if own_words and details:
            event.add("description", details)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _days(answers: Answers) -> Iterator[tuple[str, date, str, str]]:
    """Each path below the plan that has a day, with the day, and with a title and details in the person's own words."""
    planned = plan.read(answers)
    steps = () if planned.today is plan.Today.NO_PLAN else planned.steps
    for step in steps:
        if step.from_when:
            details = "\n".join(filter(None, (step.when, step.where, step.how_often)))
            yield f"{step.id}/from_when", step.from_when, step.what, details
    if planned.next_check_in:
        yield "next_check_in", planned.next_check_in, _("Check-in with my worksheet"), ""
