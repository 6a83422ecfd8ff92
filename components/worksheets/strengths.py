"""Strengths on the page: what the person changed before, three questions for each."""

from __future__ import annotations

from components import blocks
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from worksheets.answers import LONGEST_ANSWER
from worksheets.language import _
from worksheets.strengths import MOST, NAME, PAST, full, questions


def edit(opened: OpenWorkbook) -> list[Block]:
    """The list, with room for one."""
    asked = [
        blocks.Words(f"{NAME}/*/{field}", question, longest=LONGEST_ANSWER, lines=2)
        for field, question in questions().items()
    ]
    past = blocks.Entries(NAME, PAST, _("Change"), asked, add=_("Add another change"), most=MOST, full=full())
    return [blocks.Group(_("What you have changed before"), [past], hint=_("Large or small. One is enough."))]
