"""Workbooks of a known size, written through the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from tests.world.writing import edit
from worksheets import values
from worksheets.answers import Value
from worksheets.clock import Instant, at_instant
from worksheets.decisional_balance import Cell
from worksheets.editing import Folded
from worksheets.items import item_of
from worksheets.rulers import Ruler, questions
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
            f"rulers/{ruler}/why_not_lower_5": "Because the kids notice, and I am tired of being tired.",
            f"rulers/{ruler}/what_would_raise_it_5": "Something else to do between eight and ten at night.",
        }
    return written


def whole(check_ins: int) -> dict[str, Value]:
    """The same with 24 items, five values, three steps of a plan, and this many check-ins, a week apart."""
    written = answers(24)
    for place, value in enumerate(card.id for card in values.read(Folded()).cards[:5]):
        written |= {f"values/{value}/pile": "VERY_IMPORTANT", f"values/{value}/rank": place}
        written |= {f"values/{value}/{field}": "It is why I get up in the morning." for field in values.QUESTIONS}
    written["plan/today"] = "PLAN"
    for place in range(3):
        step = f"plan/step-{place}"
        written |= {
            f"{step}/place": ["steps", place],
            f"{step}/what": f"Tea at eight instead of wine, number {place}",
            f"{step}/when": "after dinner",
            f"{step}/how_often": "four evenings a week",
            f"{step}/confidence": 5 + place,
            f"{step}/easier": "With my sister on the phone.",
        }
    for number in range(check_ins):
        written |= _check_in(f"check_ins/check-in-{number:03}", number)
    return written


def journal(entries: int) -> dict[str, Value]:
    """This many entries of a journal, a day apart, one in ten of them marked to bring along."""
    written: dict[str, Value] = {}
    for number in range(entries):
        entry = f"journal/entry-{number:04}"
        written |= {
            f"{entry}/place": ["entry", number],
            f"{entry}/date": (date(2024, 1, 7) + timedelta(days=number)).isoformat(),
            f"{entry}/text": f"I left at ten and slept till six, number {number}.",
            f"{entry}/bring": number % 10 == 0,
        }
    return written


def _check_in(entry: str, number: int) -> dict[str, Value]:
    day = date(2024, 1, 7) + timedelta(weeks=number)
    written: dict[str, Value] = {
        f"{entry}/place": ["check_in" if number % 5 else "setback", number],
        f"{entry}/date": day.isoformat(),
        f"{entry}/win": "Four evenings without a drink.",
        f"{entry}/learned": "Fridays are the hard ones.",
    }
    for shift, ruler in enumerate(Ruler):
        chosen = (number + 2 * shift) % 11
        follow_up, _question = questions(ruler, chosen)[0]
        written |= {f"{entry}/{ruler}/number": chosen, f"{entry}/{ruler}/{follow_up}": "I slept through twice."}
    written |= {f"{entry}/steps/step-{place}": ("DONE", "PARTLY", "NOT_THIS_TIME")[place] for place in range(3)}
    return written


def write(store: Store, written: Mapping[str, Value]) -> str:
    """Write these answers into a new workbook, what has a day on that day, and return its identifier."""
    workbook = new_id()
    edits = [replace(edit(path, value), at=_when(path, written)) for path, value in written.items()]
    store.append(ALONE, workbook, edits)
    return workbook


def _when(path: str, written: Mapping[str, Value]) -> Instant:
    day = written.get(f"{item_of(path)}/date")
    return at_instant(datetime.combine(date.fromisoformat(str(day)), time(), UTC)) if day else Instant(0)
