"""The therapist's private notes on the page: folded away, and gone from a screen that two people look at."""

from __future__ import annotations

from components import blocks, browser
from components.open_workbook import OpenWorkbook, open_workbook
from components.who import actor
from worksheets import notes
from worksheets.answers import LONGEST_ANSWER
from worksheets.editing import Folded
from worksheets.language import _


def draw(opened: OpenWorkbook) -> None:
    """Draw the notes on this workbook."""
    id_ = notes.beside(opened.id)
    there = open_workbook(id_) or OpenWorkbook(id_, actor(), Folded())
    hint = _(
        "They are kept apart: in no copy for the client, not on the client's device, and on paper only where you put "
        "them in the clinician's copy."
    )
    box = blocks.Words(
        f"{notes.NAME}/text", _("Private notes of the therapist"), longest=LONGEST_ANSWER, lines=4, hint=hint
    )
    browser.show_sheet("notes", [blocks.Folded(_("For the therapist: private notes"), [box], private=True)], there)
