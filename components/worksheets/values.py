"""Values on the page: a deck of cards to sort, up to five to rank, and on each of these what it means to the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components import blocks, guided
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from components.worksheets.rulers import in_their_words
from worksheets import values
from worksheets.decisional_balance import by_value
from worksheets.language import _
from worksheets.values import NAME, OWN, Pile


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return the cards to sort, and those to rank with the questions about each, which have views of their own."""
    cards = [blocks.Card(card.id, card.name, card.line) for card in values.deck()]
    items = by_value(opened.answers)
    asked = values.questions(opened.about.change)
    quote = in_their_words(opened.about.change)
    one_by_one = guided.is_chosen(opened)
    ranking = _ranking(cards, items, [] if one_by_one else [blocks.SideBySide(blocks.asked(f"{NAME}/*", asked))])
    each = [
        blocks.Group(card.name, [*quote, *_because(items.get(card.id)), *blocks.asked(f"{NAME}/{card.id}", asked)])
        for card in values.ranked(opened.answers)
    ]
    return [
        blocks.Group(
            _("What matters to you"),
            [_sorting(cards, items), _own_cards()],
            _("Go with your first thought. Stop at any card, and move cards whenever you like."),
        ),
        blocks.Group(
            _("What matters most"),
            [*([] if one_by_one else quote), ranking],
            _("Choose up to five, and put them in order."),
        ),
        *(each if one_by_one else []),
    ]


def _because(items: Sequence[str] | None) -> list[Block]:
    """Return what matters because of a value, if anything does."""
    return [blocks.Quote(_because_of_this(), items)] if items else []


def _because_of_this() -> str:
    return _("You said these matter because of this value:")


def _sorting(cards: Sequence[blocks.Card], items: Mapping[str, Sequence[str]]) -> Block:
    return blocks.Cards(
        NAME,
        OWN,
        cards,
        blocks.options(Pile),
        items,
        left=_("Cards left: {count}"),
        all_sorted=_("All cards are sorted."),
        # For translators: a button that puts a card off, to be sorted after the others.
        later=_("Later"),
        unsorted=_("not sorted"),
        pile=_("{text}: pile"),
        # For translators: the name of a card and that of the pile in which it was put, read out by a screen reader.
        sorted=_("{text}: now under “{pile}”."),
    )


def _ranking(cards: Sequence[blocks.Card], items: Mapping[str, Sequence[str]], asked: Sequence[Block]) -> Block:
    return blocks.Ranking(
        NAME,
        OWN,
        cards,
        from_pile=Pile.VERY_IMPORTANT.value,
        items=items,
        because=_because_of_this(),
        asked=asked,
        most=values.MOST_RANKED,
        none=_("Cards from “Very important” will be here to choose from."),
        rank=_("Choose: {text}"),
        # For translators: the name of a card and its place among what matters most, read out by a screen reader.
        ranked=_("{text}: number {number}."),
        full=values.too_many_ranked(),
    )


def _own_cards() -> Block:
    written = blocks.Items(
        NAME, OWN, _("Cards of your own"), values.LONGEST_NAME, values.MOST_OWN_CARDS, values.too_many_own_cards()
    )
    return blocks.Folded(_("Make a card of your own"), [written])
