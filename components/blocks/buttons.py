"""Buttons that change an answer or lead to another page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from components.blocks.block import Block, Query
from worksheets.answers import Value


@dataclass(frozen=True, slots=True)
class Top(Block):
    """The heading of a page of a workbook, and beside it how to look at the page, how to answer, and Undo and Redo."""

    title: str
    looks: Sequence[Turn] = ()
    answering: Sequence[Turn] = ()


@dataclass(frozen=True, slots=True)
class Go(Block):
    """A button to another page; if an answer that it `needs` is missing, it goes to it, and what is mapped to is said.

    It saves `value` at `path`, if there is a path; it may be `second` to another button.
    """

    label: str
    query: Query
    needs: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    value: Value = None
    second: bool = False


@dataclass(frozen=True, slots=True)
class Foot(Block):
    """The foot of a step: the way back, at which of its `count` questions one is, if asked one by one, and the way on.

    `where` says the same in words.
    """

    back: Go | None
    on: Go | None
    number: int = 1
    count: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class Turn(Block):
    """A quiet button to another look at the page, or to the `current` one.

    It saves `value` at `path`, if there is a path, and opens the page.
    """

    label: str
    query: Query
    path: str = ""
    value: Value = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Act(Block):
    """A quiet button that gives these `answers` as one act, and then says what is `done`.

    What `removes` names is taken away by it, and all that is in these `lists` of the worksheet.
    """

    label: str
    answers: Mapping[str, Value]
    removes: Sequence[str] = ()
    worksheet: str = ""
    lists: Sequence[str] = ()
    done: str = ""


@dataclass(frozen=True, slots=True)
class Begin(Block):
    """A button to the page at `query` with a new item as its `entry`; `full` is shown for one more than `most`."""

    label: str
    worksheet: str
    query: Query
    most: int
    full: str
    is_main: bool = True


@dataclass(frozen=True, slots=True)
class StartAnew(Block):
    """A button that leaves nothing of anybody in this browser, and `about` what it does."""

    label: str
    about: str


@dataclass(frozen=True, slots=True)
class ReadAloud(Block):
    """A check box by which a browser that has a voice of its own reads questions aloud, and what that is `about`."""

    label: str
    about: str
