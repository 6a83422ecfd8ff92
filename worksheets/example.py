"""The example: one fictional person's workbook, to look at and to practice on."""

from __future__ import annotations

from worksheets import ANSWERED, topics, workbook
from worksheets.answers import Value
from worksheets.clock import new_id, now
from worksheets.editing import Edit
from worksheets.language import _
from worksheets.workbook import Stance

AUTHOR = "example"
"""Who wrote it: nobody who is here, so nobody can undo it."""


def edits() -> list[Edit]:
    """Return everything that the fictional person wrote, in the language in use and marked as an example."""
    answers: dict[str, Value] = {
        # For translators: the person in the example is made up: a parent who drinks wine in the evenings.
        # Names, money and habits may be those of the people who read your language.
        f"{workbook.NAME}/change": _("drink less in the evenings"),
        f"{workbook.NAME}/name": _("Sam (made up)"),
        f"{workbook.NAME}/stance": Stance.BUILD.value,
        f"{workbook.NAME}/example": True,
    }
    for worksheet in (each for each in ANSWERED if each is not topics):
        answers |= {f"{worksheet.NAME}/{path}": value for path, value in worksheet.example().items()}
    gesture = new_id()
    return [Edit(new_id(), path, value, (), AUTHOR, now(), gesture) for path, value in answers.items()]
