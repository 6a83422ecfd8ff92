"""What goes to Typst and to the browser is nothing but what JSON can hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import pytest

from worksheets.plain import plain
from worksheets.values import Pile


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


@pytest.mark.parametrize("value", [date(2026, 11, 22), {1, 2}, b"words", Line])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        plain([value])
