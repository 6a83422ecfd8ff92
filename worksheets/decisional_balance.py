"""Decisional balance: good and not-so-good things about how things are now and about making the change [VE, CB]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from worksheets import decisional_balance_example, ideas, items, values, ways, workbook
from worksheets.answers import (
    LONGEST_ANSWER,
    LONGEST_ITEM,
    Answers,
    Choice,
    Kind,
    Number,
    Option,
    Place,
    Reference,
    Text,
    Value,
    YesNo,
    not_said,
)
from worksheets.blank import Boxes, Shape
from worksheets.ideas import Topic
from worksheets.language import _, in_a_row, labeled, marked, ngettext
from worksheets.ways import Way
from worksheets.workbook import Stance
from worksheets.worksheet import Guide, Line, More, Picture, QuestionAndAnswer, Section, in_pairs

NAME = "decisional_balance"
MOST_ITEMS_IN_A_CELL = 200


class Cell(StrEnum):
    """One of the four parts of the grid; their default order ends on what change would bring."""

    GOOD_NOW = "GOOD_NOW"
    NOT_SO_GOOD_NOW = "NOT_SO_GOOD_NOW"
    NOT_SO_GOOD_CHANGE = "NOT_SO_GOOD_CHANGE"
    GOOD_CHANGE = "GOOD_CHANGE"

    @property
    def heading(self) -> str:
        """The heading as the person reads it: plain and without blame."""
        return _(_HEADINGS[self])

    @property
    def is_change_side(self) -> bool:
        """Whether what is written here speaks for the change."""
        return self in (Cell.NOT_SO_GOOD_NOW, Cell.GOOD_CHANGE)

    @property
    def side(self) -> str:
        """The side on which it is drawn: "here" is how things are now, and "there" is the change."""
        return "there" if self.is_change_side else "here"


LISTS = (*Cell, *ways.FURTHER)
"""Where an item can be: in one of the four cells, or in a list of a way beyond the usual two."""


class When(Option):
    """Whether an item matters for now or for later [SRB]."""

    NOW = "NOW", marked("for now")
    LATER = "LATER", marked("for later")


class Limit(Option):
    """What the person says of an item that can outweigh all others; it is never counted."""

    NOT_WITH = "NOT_WITH", marked("⚑ I could not live with this")
    NOT_WITHOUT = "NOT_WITHOUT", marked("⚑ I could not do without this")


ANSWERS: Mapping[str, Kind] = {
    "first": Choice(tuple(Cell)),
    "by_weight": YesNo(),
    "topic": Choice(tuple(Topic)),
    **ideas.ANSWERS,
    **ways.ANSWERS,
    "*/place": Place(LISTS),
    "*/text": Text(LONGEST_ITEM, lines=False),
    "*/matters": Number(0, 10),
    "*/when": Choice(tuple(When)),
    "*/value": Reference(),
    "*/limit": Choice(tuple(Limit)),
    "*/gives": Text(LONGEST_ANSWER),
    "*/removed": YesNo(),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a cell; `matters` (0 to 10), `when`, `value`, a card's id, and `limit` are None until chosen [SRB].

    `gives` is what a good thing about how things are now gives the person, or protects; "" until they say.
    """

    id: str
    text: str
    matters: int | None = None
    when: When | None = None
    value: str | None = None
    limit: Limit | None = None
    gives: str = ""


@dataclass(frozen=True, slots=True)
class DecisionalBalance:
    """The items of every list, each in the order in which the person put them, and every way that there can be.

    The ways are `named` while somebody explores them one by one, and not as the two sides of a change.
    """

    cells: Mapping[str, tuple[Item, ...]]
    every_way: tuple[Way, ...]
    named: bool = False
    first: Cell | None = None
    topic: Topic | None = None

    def __bool__(self) -> bool:
        return any(self.cells.values())

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways that there are."""
        return tuple(way for way in self.every_way if way.is_there)

    @property
    def waiting(self) -> tuple[Way, ...]:
        """The ways beyond the usual two about which something is written; they wait until the person explores again."""
        return () if self.named else tuple(way for way in self.every_way[2:] if self.holds(way) or way.missing)

    @property
    def facing(self) -> Sequence[tuple[str, str]]:
        """The lists that face each other, row by row: one speaks for how things are, and one for the change.

        Of named ways, each has a row: what is good about it, and what is not.
        """
        if self.named:
            return [way.lists for way in self.ways]
        return ((Cell.GOOD_NOW, Cell.NOT_SO_GOOD_NOW), (Cell.NOT_SO_GOOD_CHANGE, Cell.GOOD_CHANGE))

    @property
    def has_both_sides(self) -> bool:
        """Whether something stands on both sides, or about two of the named ways."""
        if self.named:
            return sum(map(self.holds, self.ways)) > 1
        return {cell.is_change_side for cell in Cell if self.cells[cell]} == {True, False}

    def holds(self, way: Way) -> bool:
        """Return whether something stands in the lists of this way."""
        return any(self.cells[list_] for list_ in way.lists)

    @property
    def ends(self) -> Mapping[str, Way]:
        """The last list of each way, or of each side, and the way of which it is said there what is missing."""
        if self.named:
            return {way.not_so_good: way for way in self.every_way}
        return dict(zip(self.facing[-1], self.every_way, strict=False))

    def where_missing(self, way: Way) -> str:
        """Say what to call the way, or of its side, where the question what is missing there stands by itself."""
        return _(_SIDES[way.place - 1]) if not self.named and way.place <= len(_SIDES) else way.label

    def heading(self, list_: str) -> str:
        """Return the heading of a list as the person reads it: the name of its way stands after it, in no sentence."""
        way = next(way for way in self.every_way if list_ in way.lists)
        if list_ in tuple(Cell) and not (self.named and way.name):
            return Cell(list_).heading
        return _about(list_, way.label)


def title() -> str:
    """Return the step's name."""
    # For translators: the title of the page with the decisional balance; the product is called “Both Sides”.
    return _("Both sides")


def guide(stance: Stance) -> Guide:
    """Say how the grid is used: talk first, write after; no sums and no verdict [CB, NG, VE, KR]."""
    say, avoid = _GUIDES[stance]
    return Guide(
        explanation=_(_EXPLANATIONS[stance]),
        minutes=8,
        say=(
            *map(_, say),
            _("“What else?” until nothing more comes. Talk first, write after."),
            _("Before ideas, ask what they know, and if they would like some. After: “What do you make of that?”"),
            _("Read the change side back last, in the client’s own words."),
        ),
        avoid=(
            _("Adding things up: one reason can outweigh ten."),
            *map(_, avoid),
            _("Offering your own reasons before the client has found theirs."),
        ),
        sources=(
            "Janis & Mann 1977",
            "Velicer et al. 1985",
            "Nenkov & Gollwitzer 2012",
            "Miller & Rose 2015",
            "Krigel et al. 2017",
            "SAMHSA TIP 35, 2019",
            "Miller & Rollnick 2013",
        ),
    )


def read(answers: Answers) -> DecisionalBalance:
    """Return the grid in these answers; an item without words is left out."""
    written = items.items(answers, NAME)
    first = answers[f"{NAME}/first"]
    topic = answers[f"{NAME}/topic"]
    cells = {list_: tuple(_item(item) for item in written.get(list_, ()) if item.words("text")) for list_ in LISTS}
    every_way = ways.every(answers, [list_ for list_, each in cells.items() if each])
    return DecisionalBalance(
        cells,
        every_way,
        ways.are_named(answers, [way for way in every_way if way.is_there]),
        Cell(str(first)) if first else None,
        Topic(str(topic)) if topic else None,
    )


def in_the_order_asked_for(answers: Answers) -> DecisionalBalance:
    """Return the grid for a picture: in the person's order, or by how much it matters, if that is what they want."""
    balance = read(answers)
    if answers[f"{NAME}/by_weight"] is not True:
        return balance
    return replace(balance, cells={cell: _by_weight(each) for cell, each in balance.cells.items()})


def nameable(answers: Answers) -> list[values.Card]:
    """Return the values that an item can name: the ranked, the very important, and those that items name already."""
    cards = values.read(answers)
    named = {item.value for each in read(answers).cells.values() for item in each}
    very_important = cards.piles[values.Pile.VERY_IMPORTANT]
    return list(dict.fromkeys((*cards.ranked, *very_important, *(card for card in cards.cards if card.id in named))))


def by_value(answers: Answers) -> dict[str, list[str]]:
    """Return the words of the items that matter because of a value, by the id of its card, in the order of the grid."""
    found: dict[str, list[str]] = {}
    for items_in_cell in read(answers).cells.values():
        for item in items_in_cell:
            if item.value:
                found.setdefault(item.value, []).append(item.text)
    return found


def because_of(name: str) -> str:
    """Say how an item names the value that makes it matter, below a label that says so."""
    # For translators: the name of a value, on a button beside a thing that matters because of it.
    return _("because of: {value}").format(value=name)


def matters_because_of(name: str) -> str:
    """Say how an item names that value on its own, where "because of" would read as a cause."""
    # For translators: the name of a value that makes a thing matter; on its own, “because of” would read as a cause.
    return _("matters because of: {value}").format(value=name)


def what_it_gives() -> str:
    """Return what is asked of a good thing about how things are now."""
    # For translators: of a good thing about how things are now; what it is good for, with no blame for it [CB].
    return _("What does it give you, or protect?")


def what_is_missing(where: str = "") -> str:
    """Return what is asked at the end of each side, and of each way, after `where` if that is not in sight."""
    # For translators: at the end of each side alike; there is often more than the words for it [CB].
    question = _("What is missing here that is hard to put into words?")
    return labeled(where, question) if where else question


def order(stance: Stance, first: Cell | None = None) -> tuple[Cell, ...]:
    """Order the cells: while exploring, by default or as the client chose; else the change side first [CB, NG]."""
    cells = tuple(Cell)
    if stance is not Stance.EXPLORE:
        return (*(cell for cell in cells if cell.is_change_side), *(cell for cell in cells if not cell.is_change_side))
    return cells if first is None else (first, *(cell for cell in cells if cell is not first))


def is_brief(stance: Stance, cell: Cell) -> bool:
    """Return whether the cell is short and optional: the stay side, while the client builds on their reasons."""
    return stance is Stance.BUILD and not cell.is_change_side


def prompt(stance: Stance, list_: str) -> str:
    """Return one short line that helps the person begin in this list; a further way is asked about as the change is."""
    is_good = list_.startswith("GOOD")
    cell = Cell(list_) if list_ in tuple(Cell) else Cell.GOOD_CHANGE if is_good else Cell.NOT_SO_GOOD_CHANGE
    if is_brief(stance, cell):
        return _("Only if you like. One or two are enough.")
    if stance is Stance.DECIDED:
        return _(_PROMPTS_WHEN_DECIDED[cell])
    return _(_PROMPTS[cell])


def invitation(answers: Answers, stance: Stance, list_: str) -> str:
    """Return the clinic's own prompt that this workbook began with, or else the usual one."""
    return workbook.prompt(answers, list_) or prompt(stance, list_)


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Refuse a further item in a full cell."""
    match value:
        case [str(list_), _position] if path.endswith("/place") and answers[path] is None:
            return full() if len(read(answers).cells[list_]) >= MOST_ITEMS_IN_A_CELL else None
    return None


def full() -> str:
    """Return what a full cell says."""
    return ngettext(
        "This box is full: it holds {limit} item. Remove it, and then add yours again.",
        "This box is full: it holds {limit} items. Remove one, and then add yours again.",
        MOST_ITEMS_IN_A_CELL,
    ).format(limit=MOST_ITEMS_IN_A_CELL)


def example() -> Mapping[str, Value]:
    """Return a fictional person thinking about drinking less in the evenings."""
    return decisional_balance_example.answers()


@dataclass(frozen=True, slots=True)
class ItemOnPaper:
    """One item as its cell shows it; `alt` says in words how much it matters."""

    text: str
    matters: int | None
    alt: str | None
    when: str | None
    because: str | None
    limit: str | None = None
    gives: QuestionAndAnswer | None = None


@dataclass(frozen=True, slots=True)
class CellOnPaper:
    """One cell with its items, and in the last of its side, or its way, what is missing there.

    It stands in this `row`, or if that is 0, in the first one with room on its side.
    """

    heading: str
    side: str
    row: int
    emphasized: bool
    items: tuple[ItemOnPaper, ...]
    missing: QuestionAndAnswer | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One item as a bar of this length, or as not said; `alt` says so in words, and `not_said` what to print for it."""

    text: str
    matters: int | None
    alt: str
    not_said: str
    limit: str | None


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one cell, which stand as a cell does."""

    heading: str
    side: str
    row: int
    items: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class SideBySide(Picture):
    """How much each item matters, both sides facing each other along one line."""

    cells: tuple[Bars, ...]


@dataclass(frozen=True, slots=True)
class OtherWays(More):
    """The ways that wait until the person explores again."""

    cells: tuple[CellOnPaper, ...]


@dataclass(frozen=True, slots=True)
class BalanceOnPaper(Section):
    """The cells, or those of every way, and what was said of ideas; `key` says what the bars beside the items mean."""

    key: str | None
    cells: tuple[CellOnPaper, ...]
    answers: tuple[QuestionAndAnswer, ...]
    picture: SideBySide | None
    more: OtherWays | None


def section(answers: Answers, change: str) -> BalanceOnPaper | None:
    """Return the cells with something in them, in the default order, which always ends on the change side [NG].

    While the client builds on their reasons, the change side stands out [CB].
    """
    balance = read(answers)
    about_ideas = [line for line in ideas.lines(answers, NAME) if line.path != f"{NAME}/wanted"]
    if not balance and not about_ideas and not any(way.missing for way in balance.every_way):
        return None
    names = _names(answers)
    building = workbook.read(answers).stance is Stance.BUILD
    picture = _picture(in_the_order_asked_for(answers))
    cells = _cells(balance, balance.facing, names, building)
    waiting = _cells(replace(balance, named=True), [way.lists for way in balance.waiting], names)
    return BalanceOnPaper(
        title=title(),
        label=_("Both sides: what you wrote") if cells or about_ideas else "",
        key=_("A bar shows how much it matters to you, from 0 to 10. No bar means you did not say.")
        if picture
        else None,
        cells=cells,
        answers=in_pairs(about_ideas),
        picture=picture,
        more=OtherWays(label=_("Both sides: the other ways that you looked at"), cells=waiting) if waiting else None,
    )


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return the items of every cell, each followed by what was said of it, then what is missing, and of ideas."""
    names, balance = _names(answers), read(answers)
    return [
        *(
            Line(f"{NAME}/{way.id}/name", _("Name of a way: {way}").format(way=way.place), way.name, way.name)
            for way in balance.ways
            if way.name
        ),
        *(
            line
            for list_, each in balance.cells.items()
            for item in each
            for line in _lines_of(f"{NAME}/{item.id}", list_, balance.heading(list_), item, names)
        ),
        *(
            Line(way.path_of_missing, what_is_missing(balance.where_missing(way)), way.missing, way.missing)
            for way in balance.every_way
            if way.missing
        ),
        *ideas.lines(answers, NAME),
    ]


def blank() -> Sequence[Shape]:
    """Return the four cells."""
    return [Boxes([cell.heading for cell in Cell])]


def blank_for_three_ways() -> Sequence[Shape]:
    """Return the two cells of each of three ways, with room for its name."""
    return [Boxes([_about(list_, "…") for list_ in ("GOOD", "NOT_SO_GOOD") * 3], lines=5)]


def _about(list_: str, way: str) -> str:
    # For translators: the person’s name for a way to go, in any words.
    about = _("Good things about: {way}") if list_.startswith("GOOD") else _("Not-so-good things about: {way}")
    return about.format(way=way)


def _names(answers: Answers) -> Mapping[str | None, str]:
    return {card.id: card.name for card in values.read(answers).cards}


def _lines_of(path: str, list_: str, heading: str, item: Item, names: Mapping[str | None, str]) -> Iterator[Line]:
    yield Line(f"{path}/text", heading, item.text, item.text)
    if item.matters is not None:
        question = _("How much this matters: {text}").format(text=item.text)
        yield Line(f"{path}/matters", question, item.matters, str(item.matters))
    if item.when is not None:
        question = _("For now or for later: {text}").format(text=item.text)
        yield Line(f"{path}/when", question, item.when.value, item.when.label)
    if item.value in names:
        question = _("This matters because of: {text}").format(text=item.text)
        yield Line(f"{path}/value", question, item.value, because_of(names[item.value]))
    if item.limit is not None:
        question = _("A limit for you: {text}").format(text=item.text)
        yield Line(f"{path}/limit", question, item.limit.value, item.limit.label)
    if list_ == Cell.GOOD_NOW and item.gives:
        yield Line(f"{path}/gives", labeled(item.text, what_it_gives()), item.gives, item.gives)


def _placed(balance: DecisionalBalance, facing: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, int]]:
    """Yield each of these lists, the side on which it is drawn, and the row, 0 if that is free."""
    for row, pair in enumerate(facing, start=1):
        for side, list_ in zip(("here", "there"), pair, strict=True):
            yield list_, side, row if balance.named else 0


def _cells(
    balance: DecisionalBalance,
    facing: Sequence[tuple[str, str]],
    names: Mapping[str | None, str],
    building: bool = False,
) -> tuple[CellOnPaper, ...]:
    missing = {
        list_: QuestionAndAnswer(what_is_missing(balance.where_missing(way)), way.missing)
        for list_, way in balance.ends.items()
        if way.missing
    }
    return tuple(
        CellOnPaper(
            heading=balance.heading(list_),
            side=side,
            row=row,
            emphasized=building and side == "there",
            items=tuple(_on_paper(list_, item, names) for item in balance.cells[list_]),
            missing=missing.get(list_),
        )
        for list_, side, row in _placed(balance, facing)
        if balance.cells[list_] or list_ in missing
    )


def _on_paper(list_: str, item: Item, names: Mapping[str | None, str]) -> ItemOnPaper:
    rated = item.matters is not None
    return ItemOnPaper(
        text=item.text,
        matters=item.matters,
        alt=_("How much it matters: {number} out of 10").format(number=item.matters) if rated else None,
        when=item.when.label if item.when else None,
        because=matters_because_of(names[item.value]) if item.value in names else None,
        limit=item.limit.label if item.limit else None,
        gives=QuestionAndAnswer(what_it_gives(), item.gives) if list_ == Cell.GOOD_NOW and item.gives else None,
    )


def _picture(balance: DecisionalBalance) -> SideBySide | None:
    cells = [
        Bars(balance.heading(list_), side, row, tuple(map(_bar, balance.cells[list_])))
        for list_, side, row in _placed(balance, balance.facing)
        if balance.cells[list_]
    ]
    if not any(bar.matters is not None for cell in cells for bar in cell.items):
        return None
    return SideBySide(
        label=_("Both sides: how much it matters, as a picture"),
        heading=_("How much each one matters, side by side"),
        key=_("Each bar is one thing you wrote, from 0 (does not matter) to 10 (matters most)."),
        cells=tuple(cells),
    )


def _by_weight(each: Sequence[Item]) -> tuple[Item, ...]:
    weighted = [item for item in each if item.matters is not None]
    others = [item for item in each if item.matters is None]
    return (*sorted(weighted, key=lambda item: item.matters or 0, reverse=True), *others)


def _bar(item: Item) -> Bar:
    said = _("{number} out of 10").format(number=item.matters) if item.matters is not None else not_said()
    limit = item.limit.label if item.limit else None
    alt = labeled(item.text, in_a_row([said, limit] if limit else [said]))
    return Bar(item.text, item.matters, alt, not_said(), limit)


def _item(item: items.Item) -> Item:
    when, limit = item.words("when"), item.words("limit")
    return Item(
        id=item.id,
        text=item.words("text"),
        matters=item.number("matters"),
        when=When(when) if when else None,
        value=item.words("value") or None,
        limit=Limit(limit) if limit else None,
        gives=item.words("gives"),
    )


_HEADINGS = {
    # For translators: the four boxes of the decisional balance; plain, and no side is better [VE, CB].
    Cell.GOOD_NOW: marked("Good things about how things are now"),
    # For translators: without blame: “not so good”, never “bad” [VE, CB].
    Cell.NOT_SO_GOOD_NOW: marked("Not-so-good things about how things are now"),
    # For translators: without blame: “not so good”, never “bad” [VE, CB].
    Cell.NOT_SO_GOOD_CHANGE: marked("Not-so-good things about making this change"),
    # For translators: what could get better with the change, in the person’s own eyes [VE, CB].
    Cell.GOOD_CHANGE: marked("Good things about making this change"),
}

_SIDES = (marked("For how things are now"), marked("For the change"))

_PROMPTS = {
    # For translators: “it” is how things are now; there are good reasons for that [CB].
    Cell.GOOD_NOW: marked("What do you like about it? What does it do for you?"),
    # For translators: “it” is how things are now, and the cost is of any kind [CB].
    Cell.NOT_SO_GOOD_NOW: marked("What bothers you about it? What does it cost you?"),
    # For translators: of the change that somebody thinks about; doubts are welcome [CB].
    Cell.NOT_SO_GOOD_CHANGE: marked("What would be hard? What would you miss?"),
    # For translators: of the change that somebody thinks about [CB].
    Cell.GOOD_CHANGE: marked("What would get better? What would you gain?"),
}

_PROMPTS_WHEN_DECIDED = {
    # For translators: somebody has decided; what they will miss, and want from elsewhere [NG].
    Cell.GOOD_NOW: marked("What will you want to get in another way?"),
    # For translators: hearing one’s own reasons again strengthens a decision [NG].
    Cell.NOT_SO_GOOD_NOW: marked("What made you decide?"),
    # For translators: somebody has decided; what could be hard, so that it can be planned for [NG].
    Cell.NOT_SO_GOOD_CHANGE: marked("What will you want to be ready for?"),
    # For translators: somebody has decided; what they hope for from it [NG].
    Cell.GOOD_CHANGE: marked("What are you looking forward to?"),
}

_EXPLANATIONS = {
    Stance.EXPLORE: marked(
        "Most changes have two sides, and both deserve a look. Write down what comes to mind, in your own words; "
        "a box may stay empty."
    ),
    Stance.BUILD: marked(
        "You have reasons of your own for this change. Write them down as they come to mind, in your own words; "
        "the other two boxes are there if you want them."
    ),
    Stance.DECIDED: marked(
        "You have decided. Write down what brought you here and what you look forward to, in your own words; "
        "a box may stay empty."
    ),
}

_GUIDES: Mapping[Stance, tuple[Sequence[str], Sequence[str]]] = {
    Stance.EXPLORE: (
        (marked("“What do you like about how things are now?” Start where the client is."),),
        (
            marked("Giving one side more time than the other: you have no view on which way to go."),
            marked(
                "A balance on its own with somebody who does not want to stop smoking: health education did better "
                "in a trial."
            ),
        ),
    ),
    Stance.BUILD: (
        (marked("“What would you like to be different?” Start with the client's own reasons."),),
        (
            marked(
                "An evenly weighted balance with someone who already leans toward the change: it tends to weaken that."
            ),
        ),
    ),
    Stance.DECIDED: (
        (marked("“What made you decide?” Let the client hear their reasons again."),),
        (marked("Opening the decision again: turn what stands in the way into planning."),),
    ),
}
"""What helps to say and what to leave out, beyond what goes for everybody."""
