"""The answers as a table: every one of them, as it was written, and nothing that a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO

import pandas
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.worksheets.answering import example
from tests.world.cases import for_each
from tests.world.hostile import FORMULAS
from tests.world.writing import answered
from worksheets import ANSWERED, kind_at
from worksheets.answers import Value
from worksheets.summary import table

REASON = "rulers/importance/why_not_lower"


EXAMPLE = {"workbook/change": "drink less", "workbook/name": "Alex Miller", **example()}


def read(csv: bytes) -> pandas.DataFrame:
    """The table as somebody opens it for statistics."""
    return pandas.read_csv(BytesIO(csv), encoding="utf-8-sig", dtype=str, keep_default_na=False)


def test_every_answer_is_a_line_with_its_part_and_its_question() -> None:
    rows = read(table.to_csv(answered(EXAMPLE)))

    assert tuple(rows.columns) == table.COLUMNS
    by_path = rows.set_index("path")
    number = by_path.loc["rulers/importance/number"]
    assert number.to_dict() == {
        "part": "Rulers",
        "question": "How important is it to you right now to drink less?",
        "answer": "8",
        "value": "8",
    }
    assert by_path.loc["workbook/change"]["answer"] == "drink less"
    lines = [line for each in ANSWERED for line in each.lines(answered(EXAMPLE), "drink less")]
    assert len(rows) == 1 + len(lines)
    assert {line.path for line in lines} < set(rows["path"])


def test_the_persons_name_is_not_in_the_table() -> None:
    assert b"Alex Miller" not in table.to_csv(answered(EXAMPLE))


def test_a_worksheet_with_nothing_in_it_is_a_table_with_its_headings() -> None:
    rows = read(table.to_csv(answered({})))

    assert tuple(rows.columns) == table.COLUMNS
    assert len(rows) == 0


@for_each("words", [*FORMULAS, "'tis hard", 'He said: "a, b; c"', "one\ntwo", "ไทย עברית 😀", "NA", "007", ""])
def test_words_come_back_as_they_were_written_and_no_cell_begins_a_formula(words: str) -> None:
    csv = table.to_csv(answered({"workbook/change": "x", "rulers/importance/number": 7, REASON: words}))

    rows = read(csv).set_index("path")
    assert not [cell for row in read(csv).to_numpy() for cell in row if cell[:1] in tuple("=+-@\t\r＝＋－＠")]
    if words:
        assert table.without_apostrophes(rows.loc[REASON]["answer"]) == words
        assert table.without_apostrophes(rows.loc[REASON]["value"]) == words
    else:
        assert REASON not in rows.index


def spreadsheet(answers: Mapping[str, Value]) -> Worksheet:
    """What a spreadsheet program finds in the file."""
    sheet = load_workbook(BytesIO(table.to_xlsx(answered(answers)))).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_a_spreadsheet_opens_the_same_table_without_asking_how() -> None:
    csv = read(table.to_csv(answered(EXAMPLE)))

    heading, *rows = spreadsheet(EXAMPLE).iter_rows(values_only=True)

    assert heading == table.COLUMNS
    assert [[str(cell or "") for cell in row] for row in rows] == csv.to_numpy().tolist()
    [number] = [row[3] for row in rows if row[4] == "rulers/importance/number"]
    assert number == 8


@for_each(
    "words", [*FORMULAS, "0049 170 1234567", "1.5", "1/2", "2026-11-22", "_x0041_", "#N/A", "'tis hard", "\u00e4 😀"]
)
def test_words_stay_words_in_a_spreadsheet(words: str) -> None:
    words = str(kind_at(REASON).accept(words))
    written: dict[str, Value] = {"workbook/change": "x", "rulers/importance/number": 7, REASON: words}

    [cells] = [row for row in spreadsheet(written).iter_rows(min_row=2) if row[4].value == REASON]

    assert [cell.value for cell in cells[2:4]] == [words, words]
    assert {(cell.data_type, cell.number_format, cell.quotePrefix) for cell in cells[:4]} == {("s", "@", True)}


def test_words_that_are_too_long_for_a_cell_go_on_in_the_next_row() -> None:
    words = "😀" * 40_000

    rows = list(spreadsheet({"feedback/most_helpful": words}).iter_rows(min_row=2, values_only=True))

    assert len(rows) == 3
    assert "".join(str(row[2]) for row in rows) == words
    assert {row[4] for row in rows} == {"feedback/most_helpful"}


def test_a_change_that_begins_as_a_formula_does_is_harmless_in_every_cell() -> None:
    rows = read(table.to_csv(answered({"workbook/change": "=1+1"})))

    assert list(rows.iloc[0])[2:] == ["'=1+1", "'=1+1", "workbook/change"]


def test_a_spreadsheet_can_tell_that_it_is_unicode() -> None:
    assert table.to_csv(answered({"workbook/change": "früher"})).startswith(b"\xef\xbb\xbf")


@for_each("words", [*FORMULAS, "a;  @SUM(A1)", "a;'=1", "- milk\n- eggs", "=1;=2\t+3"])
def test_no_piece_of_a_cell_becomes_a_formula_where_a_spreadsheet_splits_it(words: str) -> None:
    rows = read(table.to_csv(answered({"feedback/most_helpful": words})))

    pieces = [piece for cell in rows["answer"] for piece in re.split(r"[;\t\r\n]", cell)]
    assert not [piece for piece in pieces if re.match(r" *[=+\-@]", piece)]
    assert [table.without_apostrophes(cell) for cell in rows["answer"]] == [words]
