"""A workbook: the worksheets about one change that one person is considering, and how it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from worksheets.answers import Answers, Choice, Day, Kind, Option, Text, YesNo
from worksheets.language import _, marked

NAME = "workbook"
LONGEST_CHANGE = 500
LONGEST_NAME = 80
LONGEST_TEMPLATE = 60
LONGEST_EXPLANATION = 300
LONGEST_PROMPT = 120


class Stance(Option):
    """How the change is looked at; whether a balance sheet helps or harms depends on it [CB, NG, T35]."""

    EXPLORE = "EXPLORE", marked("Explore both sides")
    BUILD = "BUILD", marked("Build on my reasons")
    DECIDED = "DECIDED", marked("Already decided")

    @property
    def meaning(self) -> str:
        """One plain line on when to choose it."""
        return _(_MEANINGS[self])

    @property
    def guide(self) -> str:
        """What the therapist's guide card says of it, in two sentences."""
        return _(_GUIDES[self])


class Shelf(StrEnum):
    """Where a workbook is on the home page."""

    OPEN = "OPEN"
    ARCHIVED = "ARCHIVED"
    REMOVED = "REMOVED"
    BESIDE = "BESIDE"
    """Listed nowhere: kept beside another workbook, or taken back before anything came of it."""


ANSWERS: Mapping[str, Kind] = {
    "change": Text(LONGEST_CHANGE, lines=False),
    "name": Text(LONGEST_NAME, lines=False),
    "stance": Choice(tuple(Stance)),
    "template": Text(LONGEST_TEMPLATE, lines=False),
    "template_explained": Text(LONGEST_EXPLANATION, lines=False),
    "prompts/*": Text(LONGEST_PROMPT, lines=False),
    "shelf": Choice(tuple(shelf for shelf in Shelf if shelf is not Shelf.BESIDE)),
    "example": YesNo(),
    "guided": YesNo(),
    "in_words": YesNo(),
    "still": Day(),
}


@dataclass(frozen=True, slots=True)
class Workbook:
    """What is known of a workbook as a whole; each worksheet reads its own part of the same answers.

    The stance goes by the name of the `template` of a clinic, if the workbook began with one. With `in_words`, its
    rulers are answered in words instead of numbers. `still` is the day on which the person said last whether this is
    still the question, None until they do.
    """

    change: str
    name: str
    stance: Stance
    template: str
    shelf: Shelf
    example: bool
    in_words: bool
    still: date | None = None


def read(answers: Answers) -> Workbook:
    """Return the workbook in these answers; a stance that nobody has chosen is EXPLORE, which takes no side."""
    return Workbook(
        change=str(answers[f"{NAME}/change"] or ""),
        name=str(answers[f"{NAME}/name"] or ""),
        stance=Stance(str(answers[f"{NAME}/stance"] or Stance.EXPLORE)),
        template=str(answers[f"{NAME}/template"] or ""),
        shelf=Shelf(str(answers[f"{NAME}/shelf"] or Shelf.OPEN)),
        example=answers[f"{NAME}/example"] is True,
        in_words=answers[f"{NAME}/in_words"] is True,
        still=date.fromisoformat(str(said)) if (said := answers[f"{NAME}/still"]) else None,
    )


def prompt(answers: Answers, cell: str) -> str:
    """Return the prompt for this cell of the grid that came with a template; "" if none did."""
    return str(answers[f"{NAME}/prompts/{cell}"] or "")


def is_begun(answers: Answers) -> bool:
    """Return whether the first page is done: it has the change and the stance, or something is written elsewhere."""
    about = read(answers)
    if not about.change:
        return False
    chosen = answers[f"{NAME}/stance"] is not None
    return chosen or any(not path.startswith(f"{NAME}/") for path in answers.paths(""))


_MEANINGS = {
    Stance.EXPLORE: marked("I don’t lean either way yet, or either way would be all right."),
    Stance.BUILD: marked("I’m of two minds, and part of me leans toward the change."),
    Stance.DECIDED: marked("I’ve made up my mind, and I want to stick with it."),
}

_GUIDES = {
    Stance.EXPLORE: marked(
        "For choices where you have no view on which way to go: a relationship, a job, a treatment option. "
        "Give all four boxes the same time, talk first and write after, and let the client choose the order."
    ),
    Stance.BUILD: marked(
        "For a client who is of two minds, but leans toward the change: an evenly weighted balance tends to lower "
        "commitment, and asking for their own reasons raises it. Start with the rulers and the two boxes about "
        "change; keep the other two brief."
    ),
    Stance.DECIDED: marked(
        "For a client who has made up their mind: the balance can strengthen the decision once it is made. Use it to "
        "hear the reasons again, and turn what stands in the way into planning."
    ),
}
