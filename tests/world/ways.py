"""Somebody with more than two ways to go, which nobody in the examples has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from worksheets import ways
from worksheets.answers import Value
from worksheets.rulers import RATING, Ruler
from worksheets.workbook import Stance

_GRID: Final = "decisional_balance"

FIVE_WAYS: Final[Mapping[str, Value]] = {
    **{f"{_GRID}/{id_}/there": True for id_ in ways.IDS},
    **{f"{_GRID}/in-{list_.lower()}/place": [list_, 1] for list_ in ways.FURTHER},
    **{f"rulers/way_3/{ruler}/number": 5 for ruler in Ruler},
    **{f"check_ins/example-check_in-1/way_3/{ruler}/{field}": None for ruler in Ruler for field in RATING},
    **{f"check_ins/example-check_in-1/way_3/{ruler}/number": 5 for ruler in Ruler},
    "plan/follows": "way_4",
}
"""Five ways with something in each of their boxes, once that has words; the rulers and a check-in asked about one, and
a plan follows another."""

THREE_WAYS: Final[Mapping[str, Value]] = {
    "workbook/change": "where to live next year",
    "workbook/stance": Stance.EXPLORE.value,
    f"{_GRID}/way_1/name": "Stay where I am",
    f"{_GRID}/way_2/name": "Leeds",
    f"{_GRID}/way_3/there": True,
    f"{_GRID}/way_3/name": "Bristol",
    f"{_GRID}/friends/text": "My friends are here",
    f"{_GRID}/friends/place": ["GOOD_NOW", 1],
    f"{_GRID}/friends/matters": 8,
    f"{_GRID}/job/text": "A job I know",
    f"{_GRID}/job/place": ["GOOD_CHANGE", 1],
    f"{_GRID}/sea/text": "Near the sea",
    f"{_GRID}/sea/place": ["GOOD_3", 1],
    f"{_GRID}/sea/matters": 5,
    f"{_GRID}/rent/text": "The rent",
    f"{_GRID}/rent/place": ["NOT_SO_GOOD_3", 1],
}
"""Three places to live, with names."""
