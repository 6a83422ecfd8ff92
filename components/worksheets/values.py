"""Values on the page: cards to sort, up to five to rank, and questions about each of these."""

from __future__ import annotations

from collections.abc import Sequence

from components import blocks
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from components.worksheets.rulers import in_their_words
from worksheets import values
from worksheets.language import _
from worksheets.values import NAME, OWN, Pile


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return the cards to sort, those to rank, and the questions about the ranked ones."""
    cards = [blocks.Card(card.id, card.name, card.line) for card in values.deck()]
    asked = values.questions(opened.about.change)
    quote = in_their_words(opened.about.change)
    return [
        blocks.Group(_("What matters to you"), [_sorting(cards), _own_cards()], _("Go with your first thought.")),
        blocks.Group(_("What matters most"), [_ranking(cards)], _("Choose up to five, and put them in order.")),
        *(
            blocks.Group(card.name, [*quote, *blocks.asked(f"{NAME}/{card.id}", asked)])
            for card in values.ranked(opened.answers)
        ),
    ]


def _sorting(cards: Sequence[blocks.Card]) -> Block:
    return blocks.Cards(
        NAME,
        OWN,
        cards,
        [blocks.Option(pile.value, pile.label) for pile in Pile],
        left=_("Cards left: {count}"),
        all_sorted=_("All cards are sorted."),
        later=_("Later"),
        unsorted=_("not sorted"),
        pile=_("{text}: pile"),
    )


def _ranking(cards: Sequence[blocks.Card]) -> Block:
    return blocks.Ranking(
        NAME,
        OWN,
        cards,
        from_pile=Pile.VERY_IMPORTANT.value,
        most=values.MOST_RANKED,
        none=_("The cards you put under “Very important” will be here to choose from."),
        rank=_("Choose: {text}"),
        ranked=_("{text} is number {number}."),
        full=values.too_many_ranked(),
    )


def _own_cards() -> Block:
    written = blocks.Items(
        NAME, OWN, _("Cards of your own"), values.LONGEST_NAME, values.MOST_OWN_CARDS, values.too_many_own_cards()
    )
    return blocks.Folded(_("Make a card of your own"), [written])
