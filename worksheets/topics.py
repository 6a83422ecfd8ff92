"""Which topic first: several things on somebody's mind, a circle for each, and the others wait until their turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from worksheets import workbook
from worksheets.answers import Answers, Kind, Place, Reference, Text, Value
from worksheets.blank import Circles, Shape
from worksheets.items import Item, items
from worksheets.language import _, ngettext
from worksheets.workbook import Stance
from worksheets.worksheet import Guide, Line, Section

NAME = "topics"
CIRCLES = "circles"
LONGEST = 200
FEWEST = 3
MOST = 7

ANSWERS: Mapping[str, Kind] = {
    "*/text": Text(LONGEST, lines=False),
    "*/place": Place((CIRCLES,)),
    "*/worksheet": Reference(),
}
"""`worksheet` names the workbook that was begun with a circle's words."""


def title() -> str:
    """Return what the page is called, and on the home page each of its kind."""
    # For translators: the name of a page on which several topics stand side by side; the client chooses [MR].
    return _("Which topic first?")


def guide(stance: Stance) -> Guide:
    """Say how a conversation finds its topic: on an agenda map, with the client's choice and a place left empty."""
    return Guide(
        explanation=_(
            "When several things are on your mind, put each one in a circle, and choose where to begin. The others "
            "wait here."
        ),
        minutes=3,
        say=(
            _("“What would be good to talk about today? What else?” Leave one circle empty."),
            _("If you would like to bring up something yourself, ask first: “May I put one more in?”"),
            _("“Where would you like to begin?” The client chooses."),
        ),
        avoid=(
            _("Beginning with what worries you most."),
            _("Going into one topic before all of them are on the page."),
        ),
        sources=("Miller & Rollnick 2013",),
    )


def question() -> str:
    """Return what is asked, on the page and on paper."""
    # For translators: above empty circles, one for each thing they might talk about [MR].
    return _("What is on your mind?")


def read(answers: Answers) -> list[Item]:
    """Return the circles with words in them, in the order in which they were filled."""
    return [circle for circle in items(answers, NAME).get(CIRCLES, []) if circle.words("text").strip()]


def is_map(answers: Answers) -> bool:
    """Return whether a workbook is a page of topics, and not about one change."""
    return not workbook.read(answers).change and bool(answers.paths(f"{NAME}/"))


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Refuse a further circle once all are full, even one that was emptied."""
    filled = [circle.id for circle in read(answers)]
    is_new = value not in (None, "") and path.split("/")[1] not in filled
    return full() if is_new and len(filled) >= MOST else None


def full() -> str:
    """Return what is said of one circle too many."""
    return ngettext(
        "There is {limit} circle. Empty it, and then add yours again.",
        "There are {limit} circles. Empty one, and then add yours again.",
        MOST,
    ).format(limit=MOST)


def example() -> Mapping[str, Value]:
    """Return what was on the mind of the fictional person in the grid's example."""
    answers: dict[str, Value] = {}
    # For translators: the person in the example wrote this and what follows: short, as people talk.
    on_their_mind = [_("my drinking in the evenings"), _("sleeping through the night"), _("the money for the car")]
    for number, words in enumerate(on_their_mind, start=1):
        answers |= {f"example-topic-{number}/place": [CIRCLES, number], f"example-topic-{number}/text": words}
    return answers


@dataclass(frozen=True, slots=True)
class TopicsOnPaper(Section):
    """The words in each circle."""

    circles: tuple[str, ...]


def section(answers: Answers, change: str) -> TopicsOnPaper | None:
    """Return the circles with words in them."""
    circles = tuple(circle.words("text") for circle in read(answers))
    return (
        TopicsOnPaper(title=title(), label=_("Which topic first: your circles"), circles=circles) if circles else None
    )


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return the words in each circle."""
    written = {f"{NAME}/{circle.id}/text": circle.words("text") for circle in read(answers)}
    return [Line(path, question(), words, words) for path, words in written.items()]


def blank() -> Sequence[Shape]:
    """Return the empty circles."""
    return [Circles(question(), MOST)]
