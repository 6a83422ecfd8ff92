"""The blocks that a page is put together from: what to ask and where the answer goes; the browser draws them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from components import routes
from components.window import WindowsWorkbook
from worksheets.answers import LONGEST_ANSWER, Answers, Value
from worksheets.json_values import Tagged
from worksheets.language import ngettext

Query: TypeAlias = Mapping[str, str]
"""The query string of a page, as names and values."""


class Block(Tagged):
    """Something that a page is put together from; each kind is a dataclass below."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading; a page has one of level 1, and skips no level."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Top(Block):
    """The heading of a step's page, and beside it the ways of looking at the page and of answering, Undo and Redo."""

    title: str
    views: Sequence[Turn]
    ways: Sequence[Turn] = ()


@dataclass(frozen=True, slots=True)
class Note(Block):
    """A short paragraph, or a line in small print."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Link(Block):
    """A link to another page, perhaps after a sentence on why one would go there."""

    before: str
    text: str
    query: Query


@dataclass(frozen=True, slots=True)
class Links(Block):
    """A list of links to other pages."""

    lines: Sequence[LinkLine]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link, and a line about what it leads to."""

    text: str
    query: Query
    about: str = ""


@dataclass(frozen=True, slots=True)
class Quote(Block):
    """A person's own words from elsewhere, below a line that says where they come from."""

    before: str
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Moments(Block):
    """What was said at different times."""

    moments: Sequence[Moment]


@dataclass(frozen=True, slots=True)
class Moment:
    """One time, by its name, which leads to its page: the numbers, and what was said, below what was asked.

    It has the `mark` of a "check_in", a "setback" or a "journal".
    """

    name: str
    query: Query
    numbers: str
    quotes: Sequence[Quote]
    mark: str


@dataclass(frozen=True, slots=True)
class Points(Block):
    """Short lines below a label, each on its own."""

    label: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table to read."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Pictures(Block):
    """Pictures to scroll through, one below the other."""

    label: str
    pictures: Sequence[Picture]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, by its address, and what it shows in words."""

    source: str
    description: str


@dataclass(frozen=True, slots=True)
class Contacts(Block):
    """People to call."""

    lines: Sequence[Contact]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call, and a note on when, or about what."""

    name: Said
    number: str
    note: Said


@dataclass(frozen=True, slots=True)
class Said:
    """A text in the language `lang`, or in that of the page."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Folded(Block):
    """Blocks that are hidden until somebody opens them; if not `private`, something to decide in them opens them.

    With a `level`, the summary is a heading.
    """

    summary: str
    blocks: Sequence[Block]
    private: bool = False
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Drawer(Block):
    """What is for the therapist, set apart at the foot of the page."""

    blocks: Sequence[Folded]


@dataclass(frozen=True, slots=True)
class Group(Block):
    """Blocks that belong together under a heading; a brief group is drawn smaller.

    It may be about one `side`: "here", how things are now, or "there", the change. What is answered in one that `folds`
    is all that is seen of it when the page opens, until somebody opens it.
    """

    label: str
    blocks: Sequence[Block]
    hint: str = ""
    brief: bool = False
    side: str = ""
    folds: bool = False


@dataclass(frozen=True, slots=True)
class Spread(Block):
    """Groups on two facing pages, if the screen is wide enough: in rows, or `by_page`, first one and then the other."""

    blocks: Sequence[Block]
    by_page: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide(Block):
    """Groups in two columns, or questions in three, if the screen is wide enough."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Column(Block):
    """Blocks below one another, as one of two columns that are side by side."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Slots(Block):
    """Short answers side by side, each a small box with its label in it, and an outline until something is written."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Facing(Block):
    """Two such boxes that face each other: what may come, and what follows from it."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Chips(Block):
    """Check boxes side by side, to tap as one taps a word."""

    blocks: Sequence[Tick]


@dataclass(frozen=True, slots=True)
class Row(Block):
    """Small blocks side by side, such as buttons."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Words(Block):
    """A text box, `lines` high at first; with `if_written` it is shown only while something is written in it.

    The label of a `title` is the heading of the page, and what is written below it is as large.
    What is `large` reads like a heading, and its label stands in the box until something is written.
    With the first words, those in `carried` are kept at their paths, for as long as there are some.
    """

    path: str
    label: str
    longest: int = LONGEST_ANSWER
    lines: int = 2
    hint: str = ""
    if_written: bool = False
    title: bool = False
    large: bool = False
    carried: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scale(Block):
    """Eleven numbers, 0 to 10, or `words` for fifths of them; none is chosen at first.

    `follow_ups` names the `questions` that appear with each number. What was answered to other questions is read below
    `others`, or if that says nothing, stays in its box. An answer lies beside the number, by the name of its question.
    Before another number is chosen, what stands at a path in `settled` moves to the one that it is mapped to. With the
    first one, the words in `carried` are kept at their paths.

    The number `last` was chosen the time before, as `last_told` says. The two `ends` are boxes for the person's own
    words, which take the place of `lowest` and `highest`.
    """

    path: str
    label: str
    question: str
    lowest: str
    highest: str
    questions: Mapping[str, str]
    follow_ups: Mapping[int, Sequence[str]]
    others: str = ""
    settled: Mapping[str, str] = field(default_factory=dict)
    carried: Mapping[str, str] = field(default_factory=dict)
    words: Sequence[Option] = ()
    last: int | None = None
    last_told: str = ""
    ends: Sequence[Words] = ()
    box: Words = Words("", "")


@dataclass(frozen=True, slots=True)
class Questions(Block):
    """Questions on request, by the paths of their answers, one of the `sets` at a time; a tap opens one in a `box`."""

    sets: Sequence[Mapping[str, str]]
    box: Words = Words("", "")


@dataclass(frozen=True, slots=True)
class Option:
    """One of a few answers, and what it means."""

    value: str | int
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Together(Block):
    """The first two of these numbers as one point, painted as soon as they are chosen; and all of them as a table.

    Each of `numbers` is a path with what it is called; `words` stand in for them as in a `Scale`. `name` says both, as
    {first} and {second}. Until both are there, `hint` says what would make a picture of them.
    """

    title: str
    name: str
    hint: str
    numbers: Sequence[Option]
    words: Sequence[Option]
    twin: str
    table: Table
    unanswered: str


@dataclass(frozen=True, slots=True)
class Choice(Block):
    """One of these options, all of them in sight; `unanswered` is shown as chosen until somebody chooses.

    Each may be a card with one of the `books` on it, whose two pages are "empty", "tinted" or "filled". What is `along`
    with an option is saved with it, by path; options with the same value are told apart by what stands at one of these.
    """

    path: str
    label: str
    options: Sequence[Option]
    unanswered: str | None = None
    books: Sequence[Sequence[str]] = ()
    told_apart: str = ""
    along: Sequence[Mapping[str, Value]] = ()


@dataclass(frozen=True, slots=True)
class Pick(Block):
    """One of these options from a drop-down list; `unanswered` stands in it until one is picked."""

    path: str
    label: str
    options: Sequence[Option]
    unanswered: str


@dataclass(frozen=True, slots=True)
class Tick(Block):
    """A check box, with small print about what is ticked there."""

    path: str
    label: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Day(Block):
    """A day such as "2026-11-22"; one tap chooses a suggestion, and `past` is shown for a day that is over.

    With `usually_today` the day that it is stands there until another one is chosen.
    """

    path: str
    label: str
    hint: str = ""
    suggestions: Sequence[DayAhead] = ()
    past: str = ""
    usually_today: bool = False


@dataclass(frozen=True, slots=True)
class DayAhead:
    """So many days from the day on which it is chosen."""

    days: int
    label: str


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
class Entries(Block):
    """A list whose items hold several answers each: `*` in the paths of the `template` stands for the item.

    An item is called by `name` and its number ("Step 2"), and kept from its first answer on. Its number is seen beside
    it, unless the items are `in_rows`. What is `more` is folded away until something is written there.
    """

    worksheet: str
    list: str
    name: str
    template: Sequence[Block]
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
    `without_day`. One of the `prompts` can be chosen for what is in the box, and is kept with it. If `focused`, whoever
    comes to the page can type at once.
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
    focused: bool = False


@dataclass(frozen=True, slots=True)
class Begin(Block):
    """A button to the page at `query` with a new item as its `entry`; `full` is shown for one more than `most`."""

    label: str
    worksheet: str
    query: Query
    most: int
    full: str
    is_main: bool = True


@dataclass(frozen=True, slots=True)
class StartAnew(Block):
    """A button that leaves nothing of anybody in this browser, and `about` what it does."""

    label: str
    about: str


@dataclass(frozen=True, slots=True)
class ReadAloud(Block):
    """A check box by which a browser that has a voice of its own reads questions aloud, and what that is `about`."""

    label: str
    about: str


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


@dataclass(frozen=True, slots=True)
class Go(Block):
    """A button to another page; if an answer that it `needs` is missing, it goes to it, and what is mapped to is said.

    It saves `value` at `path`, if there is a path; it may be `second` to another button.
    """

    label: str
    query: Query
    needs: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    value: Value = None
    second: bool = False


@dataclass(frozen=True, slots=True)
class Way(Block):
    """The foot of a step: the way back, at which of its `count` questions one is, if asked one by one, and the way on.

    `where` says the same in words.
    """

    back: Go | None
    on: Go | None
    number: int = 1
    count: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class Turn(Block):
    """A quiet button to another way of looking, or to the `current` one.

    It saves `value` at `path`, if there is a path, and opens the page.
    """

    label: str
    query: Query
    path: str = ""
    value: Value = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Act(Block):
    """A quiet button that gives these `answers` as one act, and then says what is `done`.

    What `removes` names is taken away by it, and all that is in these `lists` of the worksheet.
    """

    label: str
    answers: Mapping[str, Value]
    removes: Sequence[str] = ()
    worksheet: str = ""
    lists: Sequence[str] = ()
    done: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Something to tick, to type or to choose before a button is pressed, and the name under which it is sent.

    `known` says what a password manager may put there: "current-password", "new-password", or nothing ("off").
    """

    name: str
    label: str
    options: Sequence[Option] = ()
    known: str = "off"


@dataclass(frozen=True, slots=True)
class Download(Block):
    """A button that downloads the file that this request names, with what is ticked, chosen and typed above it.

    `seal` is the label of a box for a passphrase that seals the file, if there is one, and `about_seal` a hint for it.
    `chosen` says how each of the choices beside it stood when the request was made; the button waits until they agree.
    """

    label: str
    request: Mapping[str, Value]
    ticks: Sequence[Box] = ()
    choices: Sequence[Box] = ()
    seal: str = ""
    about_seal: str = ""
    chosen: Sequence[bool] | None = None


@dataclass(frozen=True, slots=True)
class DayBox:
    """A day to hand in, after the one that it is: the day so far, or ""."""

    name: str
    label: str
    day: str


@dataclass(frozen=True, slots=True)
class HandIn(Block):
    """A button that hands in what is typed in secret boxes, ticked and chosen at the route `to`.

    With `twice`, what is typed last is repeated. Then the page at `query` is opened, or this one is drawn anew and
    `done` is announced; before that, the code in the answer is shown once, if there is something to say of it
    (`about_code`). Among buttons with the same label, `name` says what this one is about.
    """

    label: str
    request: Mapping[str, Value]
    boxes: Sequence[Box] = ()
    ticks: Sequence[Box] = ()
    choices: Sequence[Box] = ()
    twice: bool = False
    day: DayBox | None = None
    about_code: str = ""
    query: Query | None = None
    name: str = ""
    to: str = routes.LOCK
    meanwhile: str = ""
    done: str = ""


def asked(path: str, questions: Mapping[str, str]) -> list[Block]:
    """Return a text box for each of these questions, which are named as their answers are below this path."""
    return [Words(f"{path}/{field}", question) for field, question in questions.items()]


def first(lines: Sequence[str], most: int) -> list[str]:
    """Return the first of these lines, and how many more there are."""
    more = max(0, len(lines) - most)
    rest = ngettext("and {count} more", "and {count} more", more).format(count=more)
    return [*lines[:most], *([rest] if more else [])]


def folding(groups: Sequence[Group]) -> list[Group]:
    """Return these groups, folded once they are answered."""
    return [replace(group, folds=True) for group in groups]


def file_of_today(what: str) -> dict[str, Value]:
    """Return the request of a `Download` for this kind of file; the window adds the day on which it is asked for."""
    return {"what": what}


def within(block: Block) -> Iterator[Block]:
    """Yield this block, and all that it holds."""
    yield block
    for inside in _inside(block):
        yield from within(inside)


def paths(block: Block, answers: Answers) -> Iterator[str]:
    """Yield the paths of the answers that this block shows: those that it asks for by path, and those in its lists."""
    for each in within(block):
        match each:
            case Items() | Entries() | Ideas() | Circles():
                worksheet = f"{each.worksheet}/"
                for path in answers.paths(worksheet):
                    match answers[f"{worksheet}{path.split('/')[1]}/place"]:
                        case [list_, _position] if list_ == each.list:
                            yield path
            case Cards() | Ranking():
                field = "pile" if isinstance(each, Cards) else "rank"
                yield from (path for path in answers.paths(f"{each.worksheet}/") if path.endswith(f"/{field}"))
            case Scale():
                yield each.path
                yield from (f"{each.path.rpartition('/')[0]}/{name}" for name in each.questions)
            case Questions():
                yield from (path for asked in each.sets for path in asked)
            case Words() | Choice() | Pick() | Tick() | Day():
                yield each.path.removesuffix("/*")
            case Turn() | Go() if each.path:
                yield each.path
            case Act():
                yield from each.answers


def _inside(block: Block) -> Iterator[Block]:
    match block:
        case (
            Folded()
            | Drawer()
            | Group()
            | SideBySide()
            | Column()
            | Spread()
            | Slots()
            | Facing()
            | Chips()
            | Row()
            | Beginning()
        ):
            yield from block.blocks
        case Entries():
            yield from (*block.template, *block.more)
        case Items():
            yield from block.asked
        case Scale():
            yield from block.ends
