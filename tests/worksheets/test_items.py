"""Which items of a list are there, and in what order; the browser is asked the same in items.test.js."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.worksheets.answering import later
from worksheets.editing import Folded
from worksheets.items import items

CASES = Path(__file__).parents[1] / "javascript" / "cases" / "items.json"


@pytest.mark.parametrize("case", json.loads(CASES.read_text(encoding="utf-8")), ids=lambda case: case["name"])
def test_which_items_are_there(case: dict[str, Any]) -> None:
    answers = later(Folded(), *case["writes"])

    def found(*, empty_too: bool) -> dict[str, list[str]]:
        there = items(answers, "plan", empty_too=empty_too)
        return {list_: [item.id for item in each] for list_, each in there.items()}

    assert found(empty_too=False) == case["there"]
    assert found(empty_too=True) == case.get("empty_too", case["there"])
