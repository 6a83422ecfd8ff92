"""The end of a session on the page: two questions that may stay empty."""

from __future__ import annotations

from components import blocks
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from worksheets.feedback import NAME, questions
from worksheets.language import _


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return both questions."""
    hint = _("Only if you like. Both can stay empty.")
    return [blocks.Group(_("The end of the session"), blocks.asked(NAME, questions()), hint)]
