"""A page with its headings and questions in two languages: those of the second stand below those of the first."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from typing import Final

from worksheets import language
from worksheets.json_values import Json

BELOW: Final = "\u2028"
"""Begins the second language: a line separator, which no words have that are safe to print."""

_IN_ITS_OWN_DIRECTION: Final = "\u2068{}\u2069"
_HEADS: Final = ("opening", "title", "heading", "headings", "steps_heading")
"""The fields of contents that hold headings."""
_ASKS: Final = ("question", "asked", "ends", "piles", "cards")
"""The fields that hold questions, and what can be said to them."""
_PAGE: Final = "page"
"""What every page says stays in one language."""


@dataclass(frozen=True, slots=True)
class InTwo:
    """The same contents in two languages."""

    first: object
    second: object


def in_two(make: Callable[[], object], second: str) -> object:
    """Return the contents that `make` returns, in the language in use and, unless it is "", in the `second` one."""

    def in_the_second() -> object:
        language.use(second)
        return make()

    return InTwo(make(), copy_context().run(in_the_second)) if second else make()


def paired(first: Json, second: Json, field: str = "") -> Json:
    """Return the contents in the first language, with each heading and question in the second one below it."""
    match first, second:
        case dict(), dict():
            return {
                name: part if name == _PAGE else paired(part, second.get(name), name) for name, part in first.items()
            }
        case list(), list() if len(first) == len(second):
            return [paired(*parts, field) for parts in zip(first, second, strict=True)]
        case str(), str() if field in (*_HEADS, *_ASKS) and first != second:
            return f"{first}{BELOW}{_IN_ITS_OWN_DIRECTION.format(second)}"
    return first
