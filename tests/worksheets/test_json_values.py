"""What is read as JSON is JSON, and what goes to Typst and to the browser is nothing but what JSON can hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import pytest

from tests.world.cases import for_each
from worksheets.json_values import json_in, plain
from worksheets.values import Pile


@for_each("text", ["", "{", "[" * 100_000, b"\xff"])
def test_what_is_not_json_is_refused_in_one_way(text: str | bytes) -> None:
    with pytest.raises(ValueError):
        json_in(text)


@for_each("text", ["NaN", "[-Infinity]", '{"a": {"b": 1, "b": 2}}'])
def test_only_strict_json_has_no_second_meaning(text: str) -> None:
    json_in(text)

    with pytest.raises(ValueError):
        json_in(text, strict=True)


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    pile: Pile | None = None


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Line, ...]
    numbers: dict[int, float]


def test_a_page_is_what_json_would_make_of_it() -> None:
    page = Page((Line("Rest", Pile.IMPORTANT), Line("Fun")), {7: 0.5})

    made = plain(page)

    assert made == {
        "lines": [{"text": "Rest", "pile": "IMPORTANT"}, {"text": "Fun", "pile": None}],
        "numbers": {"7": 0.5},
    }
    assert json.loads(json.dumps(made)) == made


def test_an_enum_leaves_nothing_of_python_behind() -> None:
    assert type(plain(Pile.IMPORTANT)) is str


@for_each("value", [date(2026, 11, 22), {1, 2}, b"words", Line])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        plain([value])
