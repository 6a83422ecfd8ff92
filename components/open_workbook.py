"""The workbook that a window shows, and what the window is told of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from components.days import day_of
from components.installation import store
from components.who import actor, granting
from worksheets import notes, workbook
from worksheets.clock import now
from worksheets.editing import Folded, redo, undo
from worksheets.over_time import FirstDay
from worksheets.storage import Actor
from worksheets.workbook import Workbook

WindowsWorkbook: TypeAlias = Mapping[str, object]
"""A workbook as a window is told of it."""


@dataclass(frozen=True, slots=True)
class OpenWorkbook:
    """A workbook as it was when the page asked for it."""

    id: str
    actor: Actor
    answers: Folded
    entry: str | None = None
    """The item of the page's worksheet that is open, where the page shows one of them."""

    @property
    def about(self) -> Workbook:
        """The workbook as a whole."""
        return workbook.read(self.answers)

    @property
    def first_day(self) -> FirstDay | None:
        """The workbook at the end of the day on which it was begun; reads the log anew, so ask once."""
        there = store().first_day(self.actor, self.id)
        return FirstDay(day_of(there[0]), there[1]) if there else None

    def for_window(self, undo: Collection[str] = ()) -> WindowsWorkbook:
        """All that a window needs to show the workbook, to write in it, and to undo within these paths."""
        return {
            "id": self.id,
            "author": self.actor.author,
            "token": granting(self.id),
            "restored": store().vault.restored,
            **changes(self.answers, self.actor, within=undo),
        }


def open_workbook(id_: str, entry: str | None = None) -> OpenWorkbook | None:
    """The workbook with this identifier as it is now, or None if this actor has none."""
    answers = store().load(actor(), id_)
    return None if answers is None else OpenWorkbook(id_, actor(), answers, entry)


def private_notes(actor: Actor, workbook: str) -> str:
    """What this actor has noted privately on the workbook."""
    beside = store().load(actor, notes.beside(workbook))
    return notes.read(beside) if beside else ""


def changes(answers: Folded, actor: Actor, since: int = 0, within: Collection[str] = ()) -> dict[str, Any]:
    """What a window needs to know of a workbook that it last saw at revision `since`.

    `heads` has, by path, every head as [edit id, value, revision, whether this actor wrote it]; `can` says whether
    there is a step to undo and one to redo `within` these paths, where there are any.
    """
    return {
        "revision": answers.revision,
        "heads": {
            path: [[head.id, head.value, head.revision, head.author == actor.author] for head in heads]
            for path, heads in answers.heads.items()
            if heads[-1].revision > since
        },
        "can": [bool(way(answers, actor.author, within, "", now())) for way in (undo, redo)] if within else None,
    }
