"""Blank worksheets to print and to fill in with a pen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from worksheets import WORKSHEETS
from worksheets.blank import Shape
from worksheets.language import _
from worksheets.summary import answered, pdf
from worksheets.summary.contents import Page, page
from worksheets.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of blank worksheet: its name, its heading, and the worksheets under that heading."""

    id: str
    heading: str
    worksheets: Sequence[Worksheet]


@dataclass(frozen=True, slots=True)
class BlankSheet:
    """One kind as it is printed: its heading, and what is to be filled in."""

    heading: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class BlankSheets:
    """Blank worksheets as their template reads them; `change` and `date` name the lines at the top of each."""

    page: Page
    change: str
    date: str
    sheets: tuple[BlankSheet, ...]


def sheets() -> list[Sheet]:
    """Every kind, in the order in which a person meets them."""
    by_heading = [(heading, tuple(group)) for heading, group in groupby(WORKSHEETS, answered.heading_of)]
    return [Sheet(worksheets[0].NAME, heading, worksheets) for heading, worksheets in by_heading]


def contents(chosen: Collection[str]) -> BlankSheets:
    """The sheets whose ids are `chosen`, each on paper of its own."""
    return BlankSheets(
        page=page(_("Blank worksheets")),
        change=_("The change I am thinking about"),
        date=_("Date"),
        sheets=tuple(
            BlankSheet(sheet.heading, tuple(shape for worksheet in sheet.worksheets for shape in worksheet.blank()))
            for sheet in sheets()
            if sheet.id in chosen
        ),
    )


def to_pdf(chosen: Collection[str], paper: pdf.Paper, made_at: datetime) -> bytes:
    """The chosen sheets as PDF/UA-1 and PDF/A-2a; `made_at` carries its time zone."""
    return pdf.to_pdf(contents(chosen), paper, made_at, "blank.typ")


def file_name(paper: pdf.Paper) -> str:
    """A name for the file: "worksheet-blank-a4.pdf"."""
    return f"worksheet-blank-{paper.value}.pdf"
