"""Values on the page: cards to sort, up to five to rank, and questions about each of these."""

from __future__ import annotations

from components import blocks
from components.blocks import Block
from components.charts import Chart
from components.opened import OpenWorkbook
from worksheets.answers import LONGEST_ANSWER
from worksheets.language import _
from worksheets.values import LONGEST_NAME, MOST_OWN_CARDS, NAME, OWN, Card, questions, ranked, too_many_own_cards


def edit(opened: OpenWorkbook) -> list[Block]:
    """The cards, and the questions about the ranked ones."""
    return [_own_cards(), *(_about(card, opened.about.change) for card in ranked(opened.answers))]


def charts(opened: OpenWorkbook) -> list[Chart]:
    """There is nothing to draw of words."""
    return []


def _own_cards() -> Block:
    written = blocks.items(
        NAME,
        OWN,
        _("Cards of your own"),
        longest=LONGEST_NAME,
        most=MOST_OWN_CARDS,
        full=too_many_own_cards(),
        fields=(),
    )
    return blocks.group(_("Cards of your own"), [written])


def _about(card: Card, change: str) -> Block:
    asked = [
        blocks.words(f"{NAME}/{card.id}/{field}", question, longest=LONGEST_ANSWER, lines=2)
        for field, question in questions(change).items()
    ]
    return blocks.group(card.name, asked)
