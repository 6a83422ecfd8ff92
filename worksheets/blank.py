"""The shapes of an empty worksheet on paper: what is asked, and the room to answer it with a pen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from worksheets.json_values import Tagged


@dataclass(frozen=True, slots=True)
class Question(Tagged):
    """A question with this many empty lines below it."""

    question: str
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Scale(Tagged):
    """A question under its heading with the numbers 0 to 10 to circle, and what 0 and 10 mean."""

    heading: str
    question: str
    ends: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Boxes(Tagged):
    """Boxes in two columns, each with its heading and this many lines."""

    headings: Sequence[str]
    lines: int = 9


@dataclass(frozen=True, slots=True)
class Table(Tagged):
    """A table with these headings of its columns and this many empty rows; `heading` says what it is."""

    heading: str
    headings: Sequence[str]
    rows: int


@dataclass(frozen=True, slots=True)
class Cards(Tagged):
    """Short names, each with its line and a square for each pile."""

    piles: Sequence[str]
    cards: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Circles(Tagged):
    """A question with this many empty circles below it."""

    question: str
    count: int


Shape: TypeAlias = Question | Scale | Boxes | Table | Cards | Circles
