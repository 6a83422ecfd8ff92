"""Reasons: what somebody wrote elsewhere that can be a reason of their plan, in their own words [MET, CPW]."""

from __future__ import annotations

from dataclasses import dataclass

from worksheets import change_talk, decisional_balance, rulers, values, workbook
from worksheets.answers import Answers
from worksheets.change_talk import Side
from worksheets.decisional_balance import Cell
from worksheets.rulers import Ruler
from worksheets.workbook import Stance


@dataclass(frozen=True, slots=True)
class Reason:
    """Something the person wrote elsewhere that can be a reason here; `id` is "<worksheet>.<id>".

    `because` says because of which value it matters; "" if they did not say.
    """

    id: str
    text: str
    because: str = ""

    @property
    def path(self) -> str:
        """Where it is said that this is one of the main reasons."""
        return _path(self.id)


def offered(answers: Answers) -> tuple[Reason, ...]:
    """Return what the person wrote that can be a reason: in the grid, at the rulers, and the values they ranked [MET].

    While they explore, that is from both sides: the plan can be one to stay. Otherwise it is what speaks for the
    change, and whatever they chose before.
    """
    cells = decisional_balance.read(answers).cells
    now = rulers.read(answers)
    both_sides = workbook.read(answers).stance is Stance.EXPLORE
    change_side = {cell for cell in Cell if cell.is_change_side}
    because = {card.id: decisional_balance.matters_because_of(card.name) for card in values.read(answers).cards}
    of_one_side = [
        *(
            (
                list_ in change_side,
                Reason(f"{decisional_balance.NAME}.{item.id}", item.text, because.get(item.value or "", "")),
            )
            for list_, each in cells.items()
            for item in each
        ),
        *((said.side is Side.CHANGE, Reason(said.id, said.words)) for said in change_talk.reasons(answers)),
    ]
    at_the_rulers = [
        (asked is now, Reason(_at_a_ruler(answers, f"{asked.path}/{ruler}", said.field), said.words))
        for asked in (now, *rulers.others(answers, now))
        for ruler in now.shown
        if ruler is not Ruler.CONFIDENCE
        for said in (*asked.ratings[ruler].said, *asked.ratings[ruler].said_before)
        if said.field.startswith(("why_not_lower", "what_makes_you_willing"))
    ]
    return (
        *(reason for for_it, reason in of_one_side if for_it or both_sides or _is_chosen(answers, reason)),
        *(reason for is_now, reason in at_the_rulers if is_now or _is_chosen(answers, reason)),
        *(Reason(f"{values.NAME}.{card.id}", card.name) for card in values.ranked(answers)),
    )


def chosen(answers: Answers) -> tuple[Reason, ...]:
    """Return the main reasons: those that the person chose."""
    return tuple(reason for reason in offered(answers) if _is_chosen(answers, reason))


def _is_chosen(answers: Answers, reason: Reason) -> bool:
    return answers[reason.path] is True


def _path(id_: str) -> str:
    return f"plan/reasons/{id_}"


def _at_a_ruler(answers: Answers, path: str, field: str) -> str:
    """Return the reason's id; at a bare name, it may have another from a change of the number that was undone."""
    names = {name: f"{path}/{name}".replace("/", ".") for name in (field, *rulers.numbered(field))}
    moved = (id_ for name, id_ in names.items() if answers[_path(id_)] is True and not answers[f"{path}/{name}"])
    return names[field] if answers[_path(names[field])] is True else next(moved, names[field])
