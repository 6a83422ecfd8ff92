"""How the change is looked at reaches every text, and takes no words away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from tests.worksheets.answering import example
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets import WORKSHEETS, decisional_balance
from worksheets.decisional_balance import Cell
from worksheets.json_values import plain
from worksheets.workbook import Stance

UNFIT: Final = {
    Stance.EXPLORE: re.compile(r"you have decided|of your own for this change", re.IGNORECASE),
    Stance.BUILD: re.compile(r"both deserve|two sides|both sides deserve", re.IGNORECASE),
    Stance.DECIDED: re.compile(r"if you decide|both deserve|two sides|thinking about", re.IGNORECASE),
}
"""What nobody should read who looks at a change in this way."""


def said(stance: Stance) -> Iterator[str]:
    """Everything that the worksheets say to somebody with this stance, on the page, to the therapist and on paper."""
    answers = answered({**example(), "workbook/stance": stance.value})
    for worksheet in WORKSHEETS:
        guide = worksheet.guide(stance)
        yield from (guide.explanation, *guide.say, *guide.avoid)
        yield json.dumps(plain(worksheet.section(answers, "drink less")), ensure_ascii=False)
        yield from (f"{line.question} {line.shown}" for line in worksheet.lines(answers, "drink less"))
    yield from (decisional_balance.prompt(stance, cell) for cell in Cell)


@for_each("stance", Stance)
def test_no_text_speaks_to_somebody_who_looks_at_it_in_another_way(stance: Stance) -> None:
    assert not [text for text in said(stance) if UNFIT[stance].search(text)]


def test_every_worksheet_loses_nothing_when_the_stance_changes() -> None:
    found = [
        {line.path for worksheet in WORKSHEETS for line in worksheet.lines(answers, "drink less")}
        for answers in (answered({**example(), "workbook/stance": stance.value}) for stance in Stance)
    ]

    assert found[0] == found[1] == found[2]


def test_building_begins_with_the_persons_own_reasons_and_deciding_with_what_made_them_decide() -> None:
    cards = {stance: decisional_balance.guide(stance) for stance in Stance}

    assert "both deserve a look" in cards[Stance.EXPLORE].explanation
    assert "reasons of your own" in cards[Stance.BUILD].explanation
    assert "You have decided" in cards[Stance.DECIDED].explanation
    assert len({card.say[0] for card in cards.values()}) == len(Stance)
