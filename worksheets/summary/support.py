"""The page for somebody who helps, on paper."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from worksheets import support
from worksheets.answers import Answers, WorksheetError
from worksheets.language import _, marked
from worksheets.summary import pdf
from worksheets.summary.contents import cleaned, page
from worksheets.summary.two_languages import in_two

_TEMPLATE = "support_page.typ"


class NothingOnThePage(WorksheetError):
    """Raised when the page is asked for and nothing is on it."""

    message = marked("Nothing is on this page yet. Check or write what you would like on it.")


def to_pdf(answers: Answers, paper: pdf.Paper, made_at: datetime, second: str = "") -> bytes:
    """Return the page as PDF/UA-1 and PDF/A-2a, with its headings in the `second` language, too, if there is one.

    `made_at` carries its time zone. Raises NothingOnThePage.
    """
    return pdf.to_pdf(in_two(partial(_contents, answers), second), paper, made_at, _TEMPLATE)


def to_pages(answers: Answers, paper: pdf.Paper, second: str = "") -> list[bytes]:
    """Return the same as PNG pictures; raises NothingOnThePage."""
    return pdf.to_pages(in_two(partial(_contents, answers), second), paper, _TEMPLATE)


def file_name(today: date) -> str:
    """Return a name for the file that says nothing about the person: "page-2026-11-22.pdf"."""
    # For translators: the name of a file, with hyphens for spaces. It says nothing of what is on the page.
    return _("page-{day}").format(day=today.isoformat()) + ".pdf"


def _contents(answers: Answers) -> object:
    handed_over = support.page(cleaned(answers))
    if handed_over is None:
        raise NothingOnThePage
    return {"page": page(_("A page to hand over")), "support": handed_over}
