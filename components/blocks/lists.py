"""Lists that people add to: items, entries, circles, a journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.blocks.block import Block, Query
from components.blocks.writing import Day, Option, Tick, Words
from components.window import WindowsWorkbook


@dataclass(frozen=True, slots=True)
class Items(Block):
    """A list that people add to; `full` is shown for one item too many, and an `invitation` stands in an empty one.

    An item has a `weight` beside its text, and can be moved to one of the `others`. What is `asked` about it, with `*`
    for the item in its paths, and its `fields` are folded away; what was answered is read below its text.
    """

    worksheet: str
    list: str
    name: str
    longest: int
    most: int
    full: str
    invitation: str = ""
    weight: Field | None = None
    fields: Sequence[Field] = ()
    asked: Sequence[Words] = ()
    others: Sequence[Option] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One of a few answers about an item, at `path` below the item's; {text} in its name is the item's."""

    path: str
    full_name: str
    options: Sequence[Option]
    unanswered: str


@dataclass(frozen=True, slots=True)
class Ideas(Block):
    """Phrases, a few at a time, that one tap adds to a list of `Items`."""

    worksheet: str
    list: str
    phrases: Sequence[str]
    most: int
    full: str


@dataclass(frozen=True, slots=True)
class AboutEach(Block):
    """A list whose items hold several answers each: `*` in the paths of what is `asked` stands for the item.

    An item is called by `name` and its number ("Step 2"), and kept from its first answer on. Its number is seen beside
    it, unless the items are `in_rows`. What is `more` is folded away until something is written there.
    """

    worksheet: str
    list: str
    name: str
    asked: Sequence[Block]
    add: str
    most: int
    full: str
    in_rows: bool = False
    more: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class Circles(Block):
    """Text boxes in circles, from `fewest` to `most`: as long as there is room, one of them is empty.

    With the button `begin`, the words in a circle become the change of the `next` workbook, which opens at `query`.
    From then on the circle leads, by `go_on`, to where `begun` says that workbook is, by its identifier.
    """

    worksheet: str
    list: str
    name: str
    longest: int
    fewest: int
    most: int
    invitation: str
    begin: str
    next: WindowsWorkbook
    query: Query
    go_on: str
    begun: Mapping[str, Query]


@dataclass(frozen=True, slots=True)
class Take(Block):
    """A button by which an `item` of a list takes the words at the path `words`, and the box at `then` is next.

    It takes them at its `field`. While it is there, `taken` stands in place of the button.
    """

    label: str
    words: str
    worksheet: str
    item: str
    list: str
    field: str
    then: str
    most: int
    full: str
    taken: str


@dataclass(frozen=True, slots=True)
class Journal(Block):
    """Dated entries, the newest first: each begins in the same box, and Enter begins the next one.

    Of those that were there before, only the ones with a tick at `bring` are seen, until somebody asks for all; of
    many, the latest are. `*` in the paths stands for the entry, which is called by `name`, with its {date}, or
    `without_day`. One of the `prompts` can be chosen for what is in the box, and is kept with it.
    """

    worksheet: str
    list: str
    name: str
    without_day: str
    invitation: str
    longest: int
    day: Day
    bring: Tick
    offer: str
    other_prompts: str
    prompts: Sequence[str]
    show_all: str
    show_earlier: str
    most: int
    full: str


@dataclass(frozen=True, slots=True)
class Beginning(Block):
    """Blocks about an item that is not there yet.

    With the first answer in one of them it takes its place in the list, and the day that it is then at `dated`.
    """

    worksheet: str
    item: str
    list: str
    dated: str
    blocks: Sequence[Block]
