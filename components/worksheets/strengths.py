"""Strengths on the page: what the person changed before, three questions for each."""

from __future__ import annotations

from components import blocks
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from worksheets import rulers
from worksheets.answers import Answers
from worksheets.language import _, pgettext
from worksheets.rulers import Ruler
from worksheets.strengths import AT_THE_RULER, MOST, NAME, PAST, full, questions, quotes


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return the list, with room for one."""
    asked = [blocks.SideBySide(blocks.asked(f"{NAME}/*", questions()))]
    one = pgettext("one of the past", "Change")
    past = blocks.AboutEach(NAME, PAST, one, asked, add=_("Add another change"), most=MOST, full=full())
    said = str(opened.answers[AT_THE_RULER] or "")
    question = rulers.every_question(Ruler.CONFIDENCE)[rulers.PAST_SUCCESS]
    at_the_ruler = [blocks.Quote(question, [said])] if said else []
    hint = _("Big or small. One is enough.")
    return [blocks.Group(_("Changes you have made before"), [*at_the_ruler, past], hint, folds=True)]


def quoted(answers: Answers, most: int | None = None) -> list[Block]:
    """Return what the person has said about themselves, at most so much of it; nothing if they have not."""
    said = quotes(answers)[:most]
    return [blocks.Quote(_("What you said about yourself:"), said)] if said else []
