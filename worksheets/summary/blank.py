"""Blank worksheets to print and to fill in with a pen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from worksheets import WORKSHEETS
from worksheets.language import _
from worksheets.summary import answered, pdf
from worksheets.summary.contents import Contents, page
from worksheets.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of blank worksheet: its name, its heading, and the worksheets under that heading."""

    id: str
    heading: str
    worksheets: Sequence[Worksheet]


def sheets() -> list[Sheet]:
    """Every kind, in the order in which a person meets them."""
    by_heading = [(heading, tuple(group)) for heading, group in groupby(WORKSHEETS, answered.heading_of)]
    return [Sheet(worksheets[0].NAME, heading, worksheets) for heading, worksheets in by_heading]


def contents(chosen: Collection[str]) -> Contents:
    """The sheets whose ids are `chosen`, each on paper of its own."""
    return {
        **page(),
        "title": _("Blank worksheets"),
        "change": _("The change I am thinking about"),
        "date": _("Date"),
        "sheets": [
            {
                "heading": sheet.heading,
                "shapes": [_shape(shape) for worksheet in sheet.worksheets for shape in worksheet.blank()],
            }
            for sheet in sheets()
            if sheet.id in chosen
        ],
    }


def to_pdf(chosen: Collection[str], paper: pdf.Paper, made_at: datetime) -> bytes:
    """The chosen sheets as PDF/UA-1 and PDF/A-2a; `made_at` carries its time zone."""
    return pdf.to_pdf(contents(chosen), paper, made_at, "blank.typ")


def file_name(paper: pdf.Paper) -> str:
    """A name for the file: "worksheet-blank-a4.pdf"."""
    return f"worksheet-blank-{paper.value}.pdf"


def _shape(shape: Any) -> Mapping[str, Any]:
    return {"shape": type(shape).__name__.lower(), **_plain(asdict(shape))}


def _plain(value: Any) -> Any:
    """The same with lists in place of tuples, as JSON has them."""
    match value:
        case dict():
            return {key: _plain(part) for key, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
    return value
