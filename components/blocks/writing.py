"""What is answered: a text, a number, a choice, a tick, a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from components.blocks.block import Block
from components.blocks.reading import Table
from worksheets import answers
from worksheets.answers import LONGEST_ANSWER, Value


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


def options(these: Iterable[answers.Option]) -> list[Option]:
    """Return these answers as options."""
    return [Option(each.value, each.label) for each in these]


def asked(path: str, questions: Mapping[str, str]) -> list[Block]:
    """Return a text box for each of these questions, which are named as their answers are below this path."""
    return [Words(f"{path}/{field}", question) for field, question in questions.items()]
