"""The shapes of an empty worksheet on paper: what is asked, and the room to answer it with a pen.

`shape` tells them apart where there are no Python types.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Question:
    """A question with this many empty lines below it."""

    shape: str = field(default="question", init=False)
    text: str
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """A question with the numbers 0 to 10 to circle, and what 0 and 10 mean."""

    shape: str = field(default="scale", init=False)
    label: str
    text: str
    ends: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes in two columns, each with its heading and this many lines."""

    shape: str = field(default="boxes", init=False)
    headings: Sequence[str]
    lines: int = 9


@dataclass(frozen=True, slots=True)
class Table:
    """A table with these column headings and this many empty rows; `heading` says what it is."""

    shape: str = field(default="table", init=False)
    heading: str
    columns: Sequence[str]
    rows: int


@dataclass(frozen=True, slots=True)
class Cards:
    """Short names, each with its line and a square for each pile."""

    shape: str = field(default="cards", init=False)
    piles: Sequence[str]
    cards: Sequence[tuple[str, str]]


Shape: TypeAlias = Question | Scale | Boxes | Table | Cards
