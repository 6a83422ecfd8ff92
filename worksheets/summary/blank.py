"""Blank worksheets to print and to fill in with a pen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Final
from urllib.parse import urlsplit

from worksheets import WORKSHEETS, decisional_balance, topics
from worksheets.blank import Shape
from worksheets.json_values import Json
from worksheets.language import _
from worksheets.summary import answered, pdf
from worksheets.summary.contents import page
from worksheets.summary.two_languages import in_two
from worksheets.worksheet import Worksheet

_THIS_COMPUTER: Final = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of blank worksheet: its name, its heading, the worksheets under that heading, and what is asked."""

    id: str
    heading: str
    worksheets: Sequence[Worksheet]
    shapes: Sequence[Shape]


def forms() -> list[Form]:
    """Return every kind, in the order in which a person meets them; the last is both sides again, for three ways."""
    by_heading = [(heading, tuple(group)) for heading, group in groupby(WORKSHEETS, answered.heading_of)]
    return [
        *(
            Form(worksheets[0].NAME, heading, worksheets, [shape for each in worksheets for shape in each.blank()])
            for heading, worksheets in by_heading
        ),
        Form("three_ways", _("Three ways"), (decisional_balance,), decisional_balance.blank_for_three_ways()),
    ]


def to_pdf(
    chosen: Collection[str],
    paper: pdf.Paper,
    made_at: datetime,
    address_of: Callable[[Form], str],
    second: str = "",
) -> bytes:
    """Return the forms whose ids are `chosen` as PDF/UA-1 and PDF/A-2a; `made_at` carries its time zone.

    Each has a code that leads to its own page, at `address_of` it, if a phone finds it there; there is nothing of
    anybody in that. What they ask stands in the `second` language, too, if there is one.
    """
    return pdf.to_pdf(in_two(partial(_contents, chosen, address_of), second), paper, made_at, "blank.typ")


def file_name(paper: pdf.Paper) -> str:
    """Return a name for the file: "worksheet-blank-a4.pdf"."""
    # For translators: the name of a file, with hyphens for spaces. {paper} is a4 or us-letter.
    return _("worksheet-blank-{paper}").format(paper=paper.value) + ".pdf"


def _contents(chosen: Collection[str], address_of: Callable[[Form], str]) -> object:
    return {
        "page": page(_("Blank worksheets")),
        "forms": [
            {
                "heading": form.heading,
                "asked": [_whose(form), _("Date")],
                "shapes": form.shapes,
                "code": _code(address_of(form)),
            }
            for form in forms()
            if form.id in chosen
        ],
    }


def _whose(form: Form) -> str:
    """Return what a form asks at its top: it is about one change, unless it asks which one comes first."""
    return _("Name or initials") if topics in form.worksheets else _("The change I am thinking about")


def _code(address: str) -> Mapping[str, Json] | None:
    """Return the address as a QR code: its rows, each as the dark runs in it, from and to which column.

    None if it names whatever computer it is read on.
    """
    import segno

    if urlsplit(address).hostname in _THIS_COMPUTER:
        return None

    rows = segno.make(address, error="m", micro=False).matrix
    said = _("A code that opens this page: {address}").format(address=address)
    return {"size": len(rows), "rows": [list(_dark(row)) for row in rows], "address": address, "alt": said}


def _dark(row: Iterable[int]) -> Iterator[list[Json]]:
    for is_dark, run in groupby(enumerate(row), lambda module: bool(module[1])):
        columns = [column for column, _module in run]
        if is_dark:
            yield [columns[0], columns[-1] + 1]
