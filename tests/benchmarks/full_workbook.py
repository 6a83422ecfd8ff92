"""Workbooks of a known size, written through the store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import make_url

from worksheets.answers import Value
from worksheets.decisional_balance import Cell
from worksheets.editing import Edit
from worksheets.rulers import Ruler
from worksheets.storage import ALONE, Store, new_id


def answers(items: int) -> dict[str, Value]:
    """A worksheet with this many items in the grid and three answered rulers."""
    written: dict[str, Value] = {"workbook/change": "drink less in the evenings", "workbook/stance": "EXPLORE"}
    for number in range(items):
        item = f"decisional_balance/item-{number:03}"
        written |= {
            f"{item}/place": [tuple(Cell)[number % 4].value, number],
            f"{item}/text": f"A thing that I think of, number {number}",
            f"{item}/matters": number % 11,
        }
    for ruler in Ruler:
        written |= {
            f"rulers/{ruler}/number": 5,
            f"rulers/{ruler}/why_not_lower": "Because the kids notice, and I am tired of being tired.",
            f"rulers/{ruler}/what_would_raise_it": "Something else to do between eight and ten in the evening.",
        }
    return written


def write(store: Store, written: Mapping[str, Value], workbook: str | None = None) -> str:
    """Write these answers into a workbook, and return its identifier."""
    id_ = workbook or new_id()
    store.append(ALONE, id_, [Edit(new_id(), path, value, (), "me", 0, new_id()) for path, value in written.items()])
    return id_


def database(folder: Path) -> Store:
    """The database that a server with this folder uses."""
    folder.mkdir(parents=True, exist_ok=True)
    return Store(make_url(f"sqlite:///{folder / 'worksheets.db'}"))
