"""The workbook that a window shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from components.days import day_of
from components.installation import store
from components.who import actor, granting
from components.window import WindowsWorkbook
from worksheets import check_ins, notes, wordings, workbook
from worksheets.editing import Folded
from worksheets.over_time import FirstDay
from worksheets.storage import Actor
from worksheets.wordings import Wording
from worksheets.workbook import Workbook


@dataclass(frozen=True)
class OpenWorkbook:
    """A workbook as it was when the page asked for it; what takes a while to read in it is read once."""

    id: str
    actor: Actor
    answers: Folded
    entry: str | None = None
    """The item of the page's worksheet that is open, if the page shows a single one."""

    begins: str | None = None
    """Which kind of item it is, by the number in the address, if it will be there only once something is in it."""

    @property
    def about(self) -> Workbook:
        """The workbook as a whole."""
        return workbook.read(self.answers)

    @cached_property
    def check_ins(self) -> tuple[check_ins.Entry, ...]:
        """Every check-in and setback, the oldest day first."""
        return check_ins.read(self.answers)

    @cached_property
    def first_day(self) -> FirstDay | None:
        """The workbook at the end of the day on which it was begun."""
        there = store().first_day(self.actor, self.id)
        return FirstDay(day_of(there[0]), there[1]) if there else None

    @property
    def earlier_wordings(self) -> list[Wording]:
        """How the change was worded before, the newest first."""
        return wordings.before(store().written_at(self.actor, self.id, wordings.PATH), day_of)

    def for_window(self) -> WindowsWorkbook:
        """Return what the window has to know to ask for the answers, and to write."""
        id_, author = self.id, self.actor.author
        return WindowsWorkbook(id_, author, granting(self.actor, id_), store().vault.restored, self.answers.revision)


def open_workbook(id_: str, entry: str | None = None, begins: str | None = None) -> OpenWorkbook | None:
    """Return the workbook with this identifier as it is now, or None if this actor has none."""
    me = actor()
    answers = store().load(me, id_)
    return None if answers is None else OpenWorkbook(id_, me, answers, entry, begins)


def private_notes(actor: Actor, workbook: str) -> str:
    """Return what this actor has noted privately on the workbook."""
    beside = store().load(actor, notes.beside(workbook))
    return notes.read(beside) if beside else ""
