"""Questions of one's own on the page: asked at the end of each step, with a way to add one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from components import blocks
from components.blocks import Block
from components.navigation import Step, is_picture
from components.open_workbook import OpenWorkbook
from worksheets.editing import worksheet_of
from worksheets.items import item_of
from worksheets.language import _
from worksheets.own_questions import LONGEST_QUESTION, MOST, NAME, asked, full, title, wording

MOST_UNDONE: Final = 20
"""How many questions Undo looks at, with those that were removed: a page may ask for so many paths only."""


def edit(step: Step, opened: OpenWorkbook) -> list[Block]:
    """Return the questions that were added to this step, if any, as one group."""
    if not _are_here(opened):
        return []
    questions = [
        blocks.Words(f"{NAME}/{question.id}/answer", wording(question), lines=3)
        for question in asked(opened.answers, _worksheet(step))
    ]
    return [blocks.Group(title(), questions)] if questions else []


def adding(step: Step, opened: OpenWorkbook) -> list[Block]:
    """Return how to add a question to this step."""
    if not _are_here(opened):
        return []
    asking = blocks.AboutEach(
        NAME,
        _worksheet(step),
        _("Question"),
        [blocks.Words(f"{NAME}/*/question", _("Your question"), longest=LONGEST_QUESTION, lines=1)],
        add=_("Add another question"),
        most=MOST,
        full=full(),
    )
    hint = _("Up to {limit} in each step. They are kept, and printed, like all others.").format(limit=MOST)
    return [blocks.Folded(_("Add your own question"), [blocks.Note(hint), asking])]


def undone(asked: Collection[str]) -> list[str]:
    """Return where Undo takes back, of these paths: those of questions stand for the whole question, the last added."""
    questions = {item_of(path) for path in asked if worksheet_of(path) == NAME}
    return [*sorted(path for path in asked if worksheet_of(path) != NAME), *sorted(questions)[-MOST_UNDONE:]]


def _are_here(opened: OpenWorkbook) -> bool:
    """Return whether a whole step is on the page, to write in."""
    return opened.entry is None and not is_picture()


def _worksheet(step: Step) -> str:
    return step.worksheets[0].NAME
