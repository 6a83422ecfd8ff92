"""Somebody who answers worksheets, one act after the other, and what the fictional person wrote in them."""

from __future__ import annotations

from collections.abc import Mapping

from tests.world.writing import answered, edit_after
from worksheets import ANSWERED, decisional_balance
from worksheets.answers import Value
from worksheets.clock import Instant
from worksheets.decisional_balance import Cell
from worksheets.editing import Folded, fold, redo, undo
from worksheets.storage import new_id
from worksheets.worksheet import Answered


def example(*worksheets: Answered) -> dict[str, Value]:
    """What the fictional person wrote in these worksheets, or in all of them if none is named."""
    return {f"{each.NAME}/{path}": value for each in worksheets or ANSWERED for path, value in each.example().items()}


def item(path: str, list_: str, position: float, **written: Value) -> dict[str, Value]:
    """The answers that put an item into a list, and what else is written in it."""
    fields: dict[str, Value] = {"place": [list_, position], **written}
    return {f"{path}/{field}": value for field, value in fields.items()}


def things(cell: Cell, *texts: str, **said: Value) -> dict[str, Value]:
    """The answers that put these things into a cell of the grid, and what else is said of each."""
    lines = [
        item(f"{decisional_balance.NAME}/{cell.value}{n}", cell.value, n, text=text, **said)
        for n, text in enumerate(texts)
    ]
    return {path: value for each in lines for path, value in each.items()}


def workbook_with(*written: Mapping[str, Value]) -> Folded:
    """A workbook in which somebody wrote all of these."""
    return answered({path: value for each in written for path, value in each.items()})


def later(answers: Folded, *acts: tuple[str, Value], author: str = "me", window: str = "") -> Folded:
    """The workbook after somebody who sees everything did these acts in this window, each a gesture of its own."""
    for path, value in acts:
        answers = fold(answers, [edit_after(answers, path, value, author=author, gesture=act_in(window))])
    return answers


def undone(answers: Folded, *within: str, author: str = "me", window: str = "") -> Folded:
    """The workbook after this author took back a step on this page, in this window."""
    return fold(answers, undo(answers, author, within, act_in(window), Instant(0)))


def redone(answers: Folded, *within: str, author: str = "me", window: str = "") -> Folded:
    """The workbook after this author brought back a step on this page, in this window."""
    return fold(answers, redo(answers, author, within, act_in(window), Instant(0)))


def act_in(window: str) -> str:
    """The gesture of an act in this window."""
    return f"{new_id()}@{window}" if window else new_id()
