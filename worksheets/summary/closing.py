"""The closing summary: both sides once more in the person's own words, ending where the stance says [CB]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from worksheets import change_talk, decisional_balance, rulers, workbook
from worksheets.answers import Answers
from worksheets.change_talk import Side
from worksheets.decisional_balance import Cell, DecisionalBalance
from worksheets.language import _
from worksheets.rulers import Ruler
from worksheets.workbook import Stance

MOST_OF_A_CELL = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says in soft print, and the person's words that follow it."""

    before: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """One side and then the other; `end` is a neutral line, or "" where it ends on the person's words."""

    title: str
    said: tuple[Said, ...]
    end: str


def label() -> str:
    """Return what it is called where a person chooses what to include."""
    return _("Both sides once more, in your own words")


def closing(answers: Answers, *, with_rulers: bool = True) -> Closing | None:
    """Return both sides in the person's words, or None where one of them has none.

    It ends on the change side, and, `with_rulers`, on why that is important; while the person explores, on a line that
    takes no side. Each of the named ways is there in the same words. Of many things in a cell it has the ones that the
    person put first: no number chooses.
    """
    balance = decisional_balance.read(answers)
    if not balance.has_both_sides:
        return None
    exploring = workbook.read(answers).stance is Stance.EXPLORE
    said = _of_each_way(balance) if balance.named else _of_both_sides(balance)
    return Closing(
        title=_("The ways, in your own words") if balance.named else _("Both sides, in your own words"),
        said=(*said, *(_why_it_matters(answers) if with_rulers and not exploring else [])),
        end=_("What you do next is up to you.") if exploring else "",
    )


def _of_both_sides(balance: DecisionalBalance) -> Sequence[Said]:
    here, there = (
        tuple(words for cell in Cell if cell.is_change_side is change for words in _first_of(balance, cell))
        for change in (False, True)
    )
    return Said(_("On the one hand:"), here), Said(_("And on the other hand:"), there)


def _of_each_way(balance: DecisionalBalance) -> Sequence[Said]:
    lists = [list_ for way in balance.ways for list_ in way.lists if balance.cells[list_]]
    return [Said(balance.heading(list_), _first_of(balance, list_)) for list_ in lists]


def _first_of(balance: DecisionalBalance, list_: str) -> tuple[str, ...]:
    return tuple(item.text for item in balance.cells[list_][:MOST_OF_A_CELL])


def _why_it_matters(answers: Answers) -> Sequence[Said]:
    """Return what the person said for the change when asked further, and why it matters, each with its question."""
    asked = [each for each in change_talk.reasons(answers) if each.side is Side.CHANGE][:MOST_OF_A_CELL]
    said = rulers.read(answers).ratings[Ruler.IMPORTANCE].said
    return [
        *(Said(each.question, (each.words,)) for each in asked),
        *(Said(first.question, (first.words,)) for first in said if first.field.startswith("why_not_lower")),
    ]
