"""What a window is told about a workbook: which one it is, by the page; what is in it, by the live route."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from worksheets.answers import Value
from worksheets.editing import Folded, windows_that_can
from worksheets.storage import Outcome


@dataclass(frozen=True, slots=True)
class Place:
    """What tells a page from all others, and this `visit` to it from every other; `at` is the box that it leads to."""

    page: str
    visit: str
    at: str
    language: str


@dataclass(frozen=True, slots=True)
class WindowsWorkbook:
    """The workbook of a page that was drawn at this `revision`: by its `token` the window reads and writes it.

    If `restored` has changed, a backup was put back, and what the window knew no longer counts.
    """

    id: str
    author: str
    token: str
    restored: str
    revision: int


@dataclass(frozen=True, slots=True)
class Can:
    """The windows of this person that have something to undo, and those that have something to redo."""

    undo: Sequence[str]
    redo: Sequence[str]


@dataclass(frozen=True, slots=True)
class Head:
    """An answer, or one of several that were written at the same time; `mine` says whether this person wrote it."""

    id: str
    value: Value
    revision: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """All heads of each path that has changed, the answer last; and why an edit was `refused`, by its identifier."""

    revision: int
    heads: Mapping[str, Sequence[Head]]
    can: Sequence[Can]
    refused: Mapping[str, str]


def changes(outcome: Outcome, author: str, since: int, within: Iterable[Collection[str]]) -> Changes:
    """Say what has changed since this revision, and what this author's windows can take back within each of these."""
    answers = outcome.folded
    heads = {
        path: [Head(head.id, head.value, head.revision, head.author == author) for head in standing]
        for path, standing in answers.heads.items()
        if standing[-1].revision > since
    }
    can = [can_take_back(answers, author, paths) for paths in within]
    return Changes(answers.revision, heads, can, outcome.refused)


def can_take_back(answers: Folded, author: str, within: Collection[str]) -> Can:
    """Return which windows of this author can undo, and which can redo, within these paths."""
    return Can(*(windows_that_can(answers, author, within, undoing=undoing) for undoing in (True, False)))
