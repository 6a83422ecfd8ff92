"""Cards to sort and to rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.blocks.block import Block
from components.blocks.writing import Option


@dataclass(frozen=True, slots=True)
class Card:
    """A card that everybody finds in the deck."""

    id: str
    name: str
    line: str


@dataclass(frozen=True, slots=True)
class Cards(Block):
    """Cards to sort into piles: these, and then those in the list `own`; `pile` is the list that moves {text}.

    `sorted` says where {text} now lies, and `items`, by the card's id, the words of what matters because of that value.
    """

    worksheet: str
    own: str
    cards: Sequence[Card]
    piles: Sequence[Option]
    items: Mapping[str, Sequence[str]]
    left: str
    all_sorted: str
    later: str
    unsorted: str
    pile: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Ranking(Block):
    """The cards to put in order: of these and the list `own`, those in the pile `from_pile`.

    On each that is ranked stand its `items` below `because`, and what is `asked`: `*` in the paths stands for the card.
    """

    worksheet: str
    own: str
    cards: Sequence[Card]
    from_pile: str
    items: Mapping[str, Sequence[str]]
    because: str
    asked: Sequence[Block]
    most: int
    none: str
    rank: str
    ranked: str
    full: str
