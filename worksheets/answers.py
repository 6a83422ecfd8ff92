"""What an answer may be: the kinds of value that a worksheet takes at its paths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Protocol, Self, TypeAlias, TypeGuard

from worksheets.json_values import Json
from worksheets.language import _, marked, ngettext
from worksheets.text import clean, in_one_line

Value: TypeAlias = "str | int | float | bool | list[Json] | None"
"""One answer as JSON has it; None is unanswered."""

LONGEST_ITEM = 2_000
LONGEST_ANSWER = 10_000
IDENTIFIER = r"[A-Za-z0-9_.-]{1,48}"


class WorksheetError(Exception):
    """An error that a person can fix: it says in their words what is wrong, and what to do next.

    A subclass that always says the same has it as `message`, with the {names} that are filled in.
    """

    message: ClassVar[str]

    def __init__(self, said: str = "", **named: object) -> None:
        super().__init__(said or _(self.message).format(**named))


class AnswerRefused(WorksheetError):
    """A value that does not fit its path; nothing was changed."""


class Misplaced(AnswerRefused):
    message = marked("This cannot be saved here. Copy it, and reload the page.")


class Kind(Protocol):
    """One kind of answer."""

    def accept(self, value: object) -> Value:
        """Return the value as it will be kept; raises AnswerRefused."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """Words of at most `longest` characters; `lines` says whether they may span lines."""

    longest: int
    lines: bool = True

    def accept(self, value: object) -> str:
        if not isinstance(value, str):
            raise AnswerRefused(_("This should be text. Please type it again."))
        text = clean(value) if self.lines else in_one_line(clean(value))
        if len(text) > self.longest:
            too_long = ngettext(
                "This is longer than {limit} character. Please shorten it.",
                "This is longer than {limit} characters. Please shorten it.",
                self.longest,
            )
            raise AnswerRefused(too_long.format(limit=self.longest))
        return text


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `low` to `high`, or None until one is chosen."""

    low: int
    high: int

    def accept(self, value: object) -> int | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            raise AnswerRefused(_("Please choose a number from {low} to {high}.").format(low=self.low, high=self.high))
        return value


@dataclass(frozen=True, slots=True)
class Choice:
    """One of `options`, or None until one is chosen."""

    options: Sequence[str]

    def accept(self, value: object) -> str | None:
        if value is None or (isinstance(value, str) and value in self.options):
            return value
        raise AnswerRefused(_("Please choose one of the answers shown."))


class Option(StrEnum):
    """One of a few answers: a member is its value, and has a name that is marked for the catalogue."""

    _name: str

    def __new__(cls, value: str, name: str = "") -> Self:
        """Return the member with this value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member._name = name
        return member

    @property
    def label(self) -> str:
        """Its name as the person reads it."""
        return _(self._name)


@dataclass(frozen=True, slots=True)
class YesNo:
    """True, False, or None until chosen."""

    def accept(self, value: object) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        raise AnswerRefused(_("Please choose one of the answers shown."))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: `[list, position]`; the position is a finite number that orders the items of its list.

    Unless `lists` says which there are, they are named like identifiers.
    """

    lists: Sequence[str] | None = None

    def accept(self, value: object) -> list[Json]:
        match value:
            case [str(name), position] if self._is_list(name) and _is_position(position):
                return [name, position]
        raise AnswerRefused(_("This item could not be placed there. Please try again."))

    def _is_list(self, name: str) -> bool:
        return bool(re.fullmatch(IDENTIFIER, name)) if self.lists is None else name in self.lists


@dataclass(frozen=True, slots=True)
class Position:
    """A finite number that puts things in order, or None for what is left out."""

    def accept(self, value: object) -> int | float | None:
        if value is None or _is_position(value):
            return value
        raise AnswerRefused(_("This could not be placed there. Please try again."))


def _is_position(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


@dataclass(frozen=True, slots=True)
class Reference:
    """The identifier of something else in the workbook, or None."""

    def accept(self, value: object) -> str | None:
        if value is None or (isinstance(value, str) and re.fullmatch(IDENTIFIER, value)):
            return value
        raise AnswerRefused(_("Please choose one of the answers shown."))


@dataclass(frozen=True, slots=True)
class Day:
    """A day from 1900 to 2199 as "2026-11-22", or None."""

    def accept(self, value: object) -> str | None:
        if value is None:
            return None
        try:
            day = date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            day = None
        if day is None or day.isoformat() != value or not 1900 <= day.year < 2200:
            raise AnswerRefused(_("There is no such day. Please choose it again."))
        return value


def not_said() -> str:
    """Return what a line of text says in place of an answer that nobody has given."""
    # For translators: in place of a number that nobody has chosen; nothing is missing.
    return _("not said")


def number_or_not_said(number: int | None) -> str:
    """Return the number as a line of text says it, even if there is none."""
    return not_said() if number is None else str(number)


class Answers(Protocol):
    """What a workbook holds at one moment."""

    def __getitem__(self, path: str) -> Value: ...

    def paths(self, prefix: str) -> Sequence[str]:
        """Return every path under `prefix`, answered or once answered."""
        ...

    def revision_of(self, path: str) -> int:
        """Return the revision at which the path last changed; 0 if never."""
        ...
