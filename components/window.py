"""What a window is told of a workbook: which one, by its page, and what stands in it, by the live route."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from worksheets.answers import Value
from worksheets.clock import now
from worksheets.editing import Folded, redo, undo
from worksheets.storage import Outcome


@dataclass(frozen=True, slots=True)
class WindowsWorkbook:
    """The workbook of a page: by its `token` the window reads and writes it.

    The page was drawn at this `revision`. What the window knows is out of date if `restored` is another one than
    before: a backup took the place of it all.
    """

    id: str
    author: str
    token: str
    restored: str
    revision: int


@dataclass(frozen=True, slots=True)
class Can:
    """Whether there is something to take back, and something to bring back."""

    undo: bool
    redo: bool


@dataclass(frozen=True, slots=True)
class Head:
    """An answer, or one of several that were written at the same time; `mine` says whether this person wrote it."""

    id: str
    value: Value
    revision: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since the revision that a window knew: all heads of each path that did, the answer last.

    `refused` says why an edit that the window handed in was not kept, by the edit's identifier.
    """

    revision: int
    heads: Mapping[str, Sequence[Head]]
    can: Can | None
    refused: Mapping[str, str]


def changes(outcome: Outcome, author: str, since: int, within: Collection[str]) -> Changes:
    """What has changed since this revision, and what this author can take back within these paths, if there are any."""
    answers = outcome.folded
    heads = {
        path: [Head(head.id, head.value, head.revision, head.author == author) for head in standing]
        for path, standing in answers.heads.items()
        if standing[-1].revision > since
    }
    can = can_take_back(answers, author, within) if within else None
    return Changes(answers.revision, heads, can, outcome.refused)


def can_take_back(answers: Folded, author: str, within: Collection[str]) -> Can:
    """What this author can take back, and what they can bring back, within these paths."""
    return Can(*(bool(way(answers, author, within, "", now())) for way in (undo, redo)))
