"""Values on the page: cards to sort, up to five to rank, and questions about each of these."""

from __future__ import annotations

from components import blocks
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from worksheets.answers import LONGEST_ANSWER
from worksheets.language import _
from worksheets.values import (
    LONGEST_NAME,
    MOST_OWN_CARDS,
    MOST_RANKED,
    NAME,
    OWN,
    Card,
    Pile,
    deck,
    questions,
    ranked,
    too_many_own_cards,
    too_many_ranked,
)


def edit(opened: OpenWorkbook) -> list[Block]:
    """The cards to sort, those to rank, and the questions about the ranked ones."""
    return [
        blocks.Group(_("What matters to you"), [_sorting(), _own_cards()], hint=_("Go by your first thought.")),
        blocks.Group(_("What matters most"), [_ranking()], hint=_("Choose up to five, and put them in order.")),
        *(_about(card, opened.about.change) for card in ranked(opened.answers)),
    ]


def _sorting() -> Block:
    return blocks.Cards(
        NAME,
        OWN,
        _deck(),
        [blocks.Option(pile.value, pile.label) for pile in Pile],
        left=_("Cards left: {count}"),
        all_sorted=_("All cards are sorted."),
        later=_("Later"),
        unsorted=_("not sorted"),
        pile=_("{text}: pile"),
    )


def _ranking() -> Block:
    return blocks.Ranking(
        NAME,
        OWN,
        _deck(),
        from_pile=Pile.VERY_IMPORTANT.value,
        most=MOST_RANKED,
        none=_("The cards that you put under “Very important” can be chosen here."),
        rank=_("Choose: {text}"),
        ranked=_("{text} is number {number}."),
        full=too_many_ranked(),
    )


def _deck() -> list[blocks.Card]:
    return [blocks.Card(card.id, card.name, card.line) for card in deck()]


def _own_cards() -> Block:
    name = _("Cards of your own")
    full = too_many_own_cards()
    written = blocks.Items(NAME, OWN, name, longest=LONGEST_NAME, most=MOST_OWN_CARDS, full=full)
    return blocks.Folded(_("Make a card of your own"), [written])


def _about(card: Card, change: str) -> Block:
    asked = [
        blocks.Words(f"{NAME}/{card.id}/{field}", question, longest=LONGEST_ANSWER, lines=2)
        for field, question in questions(change).items()
    ]
    return blocks.Group(card.name, asked)
