"""The pocket card as a picture for a phone."""

from __future__ import annotations

from datetime import date

from worksheets import pocket_card
from worksheets.answers import Answers, WorksheetError
from worksheets.language import _, marked
from worksheets.summary import pdf
from worksheets.summary.contents import cleaned, page

PIXELS_PER_INCH = 300


class NothingTicked(WorksheetError):
    """Raised when a card is asked for and nothing is checked for it."""

    message = marked("Nothing is checked for the card yet. Check what you would like on it.")


def to_picture(answers: Answers) -> bytes:
    """Return the card with what is ticked as a PNG picture, as high as it needs to be; raises NothingTicked."""
    card = pocket_card.card(cleaned(answers))
    if card is None:
        raise NothingTicked
    contents = {"page": page(_("Pocket card")), "card": card}
    (picture,) = pdf.to_pages(contents, pdf.Paper.A4, "phone.typ", PIXELS_PER_INCH)
    return picture


def file_name(today: date) -> str:
    """Return a name for the file that says nothing about the person: "card-2026-11-22.png"."""
    # For translators: the name of a file, with hyphens for spaces. It says nothing of what is on the card.
    return _("card-{day}").format(day=today.isoformat()) + ".png"
