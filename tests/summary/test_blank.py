"""Blank worksheets: every kind can be printed and filled in with a pen."""

from __future__ import annotations

from typing import Any

from tests.summary.reading import NOW, read, said_of_pictures, text_of
from tests.world.cases import for_each
from worksheets import WORKSHEETS
from worksheets.blank import Boxes, Cards, Circles, Question, Scale, Shape, Table
from worksheets.summary import Paper, blank

EVERY_SHEET = [sheet.id for sheet in blank.sheets()]

every_paper = for_each("paper", Paper)


def address_of(sheet: blank.Sheet) -> str:
    """Where a code leads."""
    return f"https://clinic.example/?page={sheet.id}"


def said_by(shape: Shape) -> list[str]:
    """What a shape asks."""
    match shape:
        case Question(text) | Circles(text):
            return [text]
        case Scale(label, text, ends):
            return [label, text, *ends]
        case Boxes(headings):
            return list(headings)
        case Table(heading, columns):
            return [heading, *columns]
        case Cards(piles, cards):
            return [*piles, *(name for name, _line in cards)]


@for_each("sheet", blank.sheets())
def test_every_kind_can_be_printed_by_itself(sheet: blank.Sheet) -> None:
    pdf = blank.to_pdf([sheet.id], Paper.LETTER, NOW, address_of)

    text = text_of(pdf).replace(" ", "")
    assert not_said(sheet, text) == []
    assert "Thisisaworksheetforthinkingachangethrough" in text


def not_said(sheet: blank.Sheet, text: str) -> list[str]:
    """What the sheet asks, and is not in this text without spaces."""
    return [words for shape in sheet.shapes for words in said_by(shape) if words.replace(" ", "") not in text]


def test_no_kind_is_left_out() -> None:
    assert [*dict.fromkeys(each for sheet in blank.sheets() for each in sheet.worksheets)] == list(WORKSHEETS)


@every_paper
def test_all_kinds_can_be_printed_together_and_a_screen_reader_and_an_archive_can_read_them(paper: Paper) -> None:
    pdf = blank.to_pdf(EVERY_SHEET, paper, NOW, address_of)

    text = text_of(pdf)
    assert [alt for alt in said_of_pictures(pdf) if alt] == [
        f"A code that opens this page: {address_of(sheet)}" for sheet in blank.sheets()
    ]
    assert all(sheet.heading in text for sheet in blank.sheets())
    assert [words for sheet in blank.sheets() for words in not_said(sheet, text.replace(" ", ""))] == []
    box = read(pdf).pages[0].mediabox
    assert (round(box.width), round(box.height)) == {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}[paper]
    root: Any = read(pdf).root_object
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid" in metadata and "pdfaid" in metadata
    assert root["/MarkInfo"]["/Marked"]


@for_each("host", ["localhost:8501", "127.0.0.1", "[::1]:8501"])
def test_no_code_leads_a_phone_to_itself(host: str) -> None:
    sheet = blank.sheets()[0]

    pdf = blank.to_pdf({sheet.id}, Paper.A4, NOW, lambda sheet: f"http://{host}/?page={sheet.id}")

    assert not any(said_of_pictures(pdf))
    assert sheet.heading in text_of(pdf)
