"""The answers as a table for spreadsheets and statistics: one line for each, as CSV."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Final

from worksheets.answers import Answers, Value
from worksheets.summary import answered

COLUMNS: Final = ("part", "question", "answer", "value", "path")

_UNSEEN: Final = " \u00a0\u00ad\u1680\u180e\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
_BEGINS: Final = f"[{_UNSEEN}']*[=+\\-@＝＋－＠]"
_FORMULA: Final = re.compile(f"{_BEGINS}|'*[\t\r\n]")
_AFTER_A_SEPARATOR: Final = re.compile(f"([;\t\r\n])({_BEGINS})")
_KEPT_FROM_BEING_ONE: Final = re.compile(f"([;\t\r\n])'({_BEGINS})")


def file_name(today: date) -> str:
    """A name for the file that says nothing about the person: "worksheet-2026-11-22.csv"."""
    return f"worksheet-{today.isoformat()}.csv"


def to_csv(answers: Answers) -> bytes:
    """Every answer with its part, its question, as it is read, as it was saved, and its path; UTF-8 with a mark.

    A spreadsheet would run any cell that begins like a formula, perhaps after blanks that it strips, and some split
    cells at a semicolon or a line end. Whatever would become a formula gets an apostrophe in front, and
    `without_apostrophes` takes it away.
    """
    from pandas import DataFrame

    rows = [
        (group.heading, line.question, line.shown, _as_text(line.value), line.path)
        for group in answered.groups(answers)
        for line in group.lines
    ]
    table = DataFrame([[_harmless(cell) for cell in row] for row in rows], columns=list(COLUMNS), dtype=str)
    written: str = table.to_csv(index=False, lineterminator="\r\n")
    return written.encode("utf-8-sig")


def without_apostrophes(cell: str) -> str:
    """What a cell of the table says, without the apostrophes that keep it from being a formula."""
    whole = cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
    return _KEPT_FROM_BEING_ONE.sub(r"\1\2", whole)


def _harmless(cell: str) -> str:
    inside = _AFTER_A_SEPARATOR.sub(r"\1'\2", cell)
    return f"'{inside}" if _FORMULA.match(inside) else inside


def _as_text(value: Value) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
