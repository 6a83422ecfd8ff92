"""Buttons that ask the server for a file, or hand in what is typed, ticked and chosen above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components import routes
from components.blocks.block import Block, Query
from components.blocks.writing import Option
from worksheets.answers import Value


@dataclass(frozen=True, slots=True)
class Box:
    """Something to tick, to type or to choose before a button is pressed, and the name under which it is sent.

    `known` says what a password manager may put there: "current-password", "new-password", or nothing ("off").
    """

    name: str
    label: str
    options: Sequence[Option] = ()
    known: str = "off"


@dataclass(frozen=True, slots=True)
class Download(Block):
    """A button that downloads the file that its request names as `what`, with what is ticked and typed above it.

    The window adds the day on which it is asked for.
    `seal` is the label of a box for a passphrase that seals the file, if there is one, and `about_seal` a hint for it.
    `chosen` says how each of the choices beside it stood when the request was made; the button waits until they agree.
    """

    label: str
    request: Mapping[str, Value]
    ticks: Sequence[Box] = ()
    choices: Sequence[Box] = ()
    seal: str = ""
    about_seal: str = ""
    chosen: Sequence[bool] | None = None


@dataclass(frozen=True, slots=True)
class DayBox:
    """A day to hand in, after the one that it is: the day so far, or ""."""

    name: str
    label: str
    day: str


@dataclass(frozen=True, slots=True)
class HandIn(Block):
    """A button that hands in what is typed in secret boxes, ticked and chosen at the route `to`.

    With `twice`, what is typed last is repeated. Then the page at `query` is opened, or this one is drawn anew and
    `done` is announced; before that, the code in the answer is shown once, if there is something to say of it
    (`about_code`). Among buttons with the same label, `name` says what this one is about.
    """

    label: str
    request: Mapping[str, Value]
    boxes: Sequence[Box] = ()
    ticks: Sequence[Box] = ()
    choices: Sequence[Box] = ()
    twice: bool = False
    day: DayBox | None = None
    about_code: str = ""
    query: Query | None = None
    name: str = ""
    to: str = routes.LOCK
    meanwhile: str = ""
    done: str = ""
