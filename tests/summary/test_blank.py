"""Blank worksheets: every kind can be printed and filled in with a pen."""

from __future__ import annotations

import re
from contextvars import copy_context
from typing import Any

from tests.summary.reading import NOW, read, said_of_pictures, text_of
from tests.world.cases import for_each
from worksheets import WORKSHEETS, language
from worksheets.blank import Boxes, Cards, Circles, Question, Scale, Shape, Table
from worksheets.summary import Paper, blank

EVERY_FORM = [form.id for form in blank.forms()]

every_paper = for_each("paper", Paper)


def address_of(form: blank.Form) -> str:
    """Where a code leads."""
    return f"https://clinic.example/?page={form.id}"


def said_by(shape: Shape) -> list[str]:
    """What a shape asks."""
    match shape:
        case Question(question) | Circles(question):
            return [question]
        case Scale(heading, question, ends):
            return [heading, question, *ends]
        case Boxes(headings):
            return list(headings)
        case Table(heading, headings):
            return [heading, *headings]
        case Cards(piles, cards):
            return [*piles, *(said for card in cards for said in card)]


def in_german() -> list[blank.Form]:
    """Every kind, for somebody who reads German."""
    language.use("de")
    return blank.forms()


@for_each("form", blank.forms())
def test_every_kind_can_be_printed_by_itself_and_asks_everything_in_two_languages(form: blank.Form) -> None:
    pdf = blank.to_pdf([form.id], Paper.LETTER, NOW, address_of, "de")

    text = text_of(pdf)
    in_both = (each for each in (*blank.forms(), *copy_context().run(in_german)) if each.id == form.id)
    assert [words for each in in_both for words in not_said(each, text)] == []
    assert "This is a worksheet for thinking a change through" in text


def not_said(form: blank.Form, text: str) -> list[str]:
    """What the form asks, and is not in this text, wherever its lines break."""
    there = run_together(text)
    return [words for shape in form.shapes for words in said_by(shape) if run_together(words) not in there]


def run_together(text: str) -> str:
    """Without spaces, and the marks around what has a direction of its own."""
    return re.sub(r"[\s\u2068\u2069]", "", text)


def test_no_kind_is_left_out() -> None:
    assert [*dict.fromkeys(each for form in blank.forms() for each in form.worksheets)] == list(WORKSHEETS)


@every_paper
def test_all_kinds_can_be_printed_together_and_a_screen_reader_and_an_archive_can_read_them(paper: Paper) -> None:
    pdf = blank.to_pdf(EVERY_FORM, paper, NOW, address_of)

    text = text_of(pdf)
    assert [alt for alt in said_of_pictures(pdf) if alt] == [
        f"A code that opens this page: {address_of(form)}" for form in blank.forms()
    ]
    assert all(form.heading in text for form in blank.forms())
    assert [words for form in blank.forms() for words in not_said(form, text)] == []
    box = read(pdf).pages[0].mediabox
    assert (round(box.width), round(box.height)) == {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}[paper]
    root: Any = read(pdf).root_object
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid" in metadata and "pdfaid" in metadata
    assert root["/MarkInfo"]["/Marked"]


@for_each("host", ["localhost:8501", "127.0.0.1", "[::1]:8501"])
def test_no_code_leads_a_phone_to_itself(host: str) -> None:
    form = blank.forms()[0]

    pdf = blank.to_pdf({form.id}, Paper.A4, NOW, lambda form: f"http://{host}/?page={form.id}")

    assert not any(said_of_pictures(pdf))
    assert form.heading in text_of(pdf)
