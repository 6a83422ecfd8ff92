"""The answers as a table for spreadsheets and statistics: one line for each, as CSV and as an Excel workbook."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from itertools import zip_longest
from typing import Final, TypeAlias

from worksheets.answers import Answers, Value
from worksheets.language import _, direction, marked_in
from worksheets.summary import answered
from worksheets.wordings import Wording

COLUMNS: Final = ("part", "question", "answer", "value", "path")
"""As programs read them."""

_HEADINGS: Final = (
    marked_in("column of a table", "part"),
    marked_in("column of a table", "question"),
    marked_in("column of a table", "answer"),
    marked_in("column of a table", "value"),
    marked_in("column of a table", "path"),
)
LONGEST_CELL: Final = 32_767
"""In a spreadsheet."""

_WIDTHS: Final = (20, 50, 60, 20, 40)
_Row: TypeAlias = tuple[str, str, str, Value, str]

_UNSEEN: Final = " \u00a0\u00ad\u1680\u180e\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
_BEGINS: Final = f"[{_UNSEEN}']*[=+\\-@＝＋－＠]"
_FORMULA: Final = re.compile(f"{_BEGINS}|'*[\t\r\n]")
_AFTER_A_SEPARATOR: Final = re.compile(f"([;\t\r\n])({_BEGINS})")
_KEPT_FROM_BEING_ONE: Final = re.compile(f"([;\t\r\n])'({_BEGINS})")


def to_csv(answers: Answers, wordings: Sequence[Wording] = ()) -> bytes:
    """Return every answer with its part, its question, as it is read, as it was saved, and its path; UTF-8 with a mark.

    The earlier `wordings` of the change follow it.

    A spreadsheet would run any cell that begins like a formula, perhaps after blanks that it strips, and some split
    cells at a semicolon or a line end. Whatever would become a formula gets an apostrophe in front, and
    `without_apostrophes` takes it away.
    """
    file = StringIO()
    csv.writer(file).writerows(
        [COLUMNS, *([_harmless(_as_text(cell)) for cell in row] for row in _rows(answers, wordings))]
    )
    return file.getvalue().encode("utf-8-sig")


def to_xlsx(answers: Answers, wordings: Sequence[Wording] = ()) -> bytes:
    """Return the same table for a spreadsheet program, which opens it as it is, whatever the country.

    Every cell but a number is text and stays text, so that nothing is calculated and no zero is lost at the beginning.
    Words that are too long for a cell go on in the row below.
    """
    from xlsxwriter import Workbook

    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        text = book.add_format({"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"})
        number = book.add_format({"valign": "top", "align": "left"})
        heading = book.add_format({"bold": True})
        sheet = book.add_worksheet()
        for column, (name, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, _(name), heading)
        sheet.freeze_panes(1, 0)
        if direction() == "rtl":
            sheet.right_to_left()
        for row, cells in enumerate(_in_cells(_rows(answers, wordings)), start=1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell, text)
                else:
                    sheet.write_number(row, column, cell, number)
    return file.getvalue()


def without_apostrophes(cell: str) -> str:
    """Return what a cell of the table says, without the apostrophes that keep it from being a formula."""
    whole = cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
    return _KEPT_FROM_BEING_ONE.sub(r"\1\2", whole)


def _rows(answers: Answers, wordings: Sequence[Wording]) -> Iterator[_Row]:
    for group in answered.groups(answers, wordings=wordings):
        for line in group.lines:
            yield group.heading, line.question, line.shown, line.value, line.path


def _in_cells(rows: Iterable[_Row]) -> Iterator[list[str | int | float]]:
    for part, question, answer, value, path in rows:
        texts = map(_pieces, (part, question, answer, _as_text(value)))
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        for *words, written in zip_longest(*texts, fillvalue=""):
            yield [*words, written if number is None else number, path]


def _pieces(text: str) -> list[str]:
    """Return the text in pieces that each fit into a cell, which counts in UTF-16: a character can count twice."""
    longest = LONGEST_CELL // 2
    return [text[begin : begin + longest] for begin in range(0, len(text), longest)] or [""]


def _harmless(cell: str) -> str:
    inside = _AFTER_A_SEPARATOR.sub(r"\1'\2", cell)
    return f"'{inside}" if _FORMULA.match(inside) else inside


def _as_text(value: Value) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
