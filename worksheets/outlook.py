"""Outlook: the best that could come of it, and what in the person could get in the way, before they plan [MC]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from worksheets import plan, workbook
from worksheets.answers import LONGEST_ANSWER, LONGEST_ITEM, Answers, Kind, Text, Value
from worksheets.blank import Question, Shape, Table
from worksheets.language import _, marked
from worksheets.workbook import Stance
from worksheets.worksheet import AnsweredQuestions, Guide, Line, More, QuestionAndAnswer, in_pairs

NAME = "outlook"
IN_THE_WAY: Final = "in_the_way"
TAKEN: Final = "in-the-person"
"""The identifier of the plan's obstacle that takes the words of IN_THE_WAY."""

ANSWERS: Mapping[str, Kind] = {
    "best": Text(LONGEST_ANSWER),
    "picture": Text(LONGEST_ANSWER),
    IN_THE_WAY: Text(LONGEST_ITEM, lines=False),
}


def title() -> str:
    """Return the step's name, which it shares with the plan."""
    return plan.title()


def heading() -> str:
    """Return what stands above the questions, on the page and on paper."""
    return _("Picture it, then plan it")


def guide(stance: Stance) -> Guide:
    """Say how the best is pictured first, and then what in the client could get in the way [MC, II]."""
    return Guide(
        explanation=_(
            "Before the steps, you can picture the best that could come of it. Then look at what in you could get in "
            "the way."
        ),
        minutes=3,
        say=(
            _("“What is the best that could come of it? What do you see, hear, feel?” Give it a minute of quiet."),
            _("“What in you could get in the way: a habit, a feeling, a thought?” Only then make it an if-then plan."),
            _("Say it aloud together in the large view: the wish, the best, what could get in the way, the plan."),
        ),
        avoid=(
            _("Stopping at the best: a nice picture alone can take the place of doing it."),
            _("Filling it in for the client: it works better when two people talk than on paper alone."),
        ),
        sources=("Wang et al. 2021", "Gollwitzer & Sheeran 2006"),
    )


def questions() -> Mapping[str, str]:
    """Return the questions, by the name of the answer."""
    return {field: _(question) for field, question in _QUESTIONS.items()}


def read(answers: Answers) -> Mapping[str, str]:
    """Return what was answered, by the name of the answer."""
    written = {field: str(answers[f"{NAME}/{field}"] or "") for field in ANSWERS}
    return {field: words for field, words in written.items() if words}


def aloud(answers: Answers) -> Iterator[QuestionAndAnswer]:
    """Yield what is said aloud: the wish, the outcome, the obstacle, and the if-then plan; nothing without an outlook.

    The if-then plan is the one that took the obstacle's words, or else the first one.
    """
    written = read(answers)
    if not written:
        return
    about = workbook.read(answers)
    wish = _("What this plan is about") if about.stance is Stance.EXPLORE else plan.questions()["change"]
    obstacles = sorted(plan.read(answers).obstacles, key=lambda each: each.id != TAKEN)
    said = (
        (wish, about.change),
        (_("The best that could come of it"), written.get("best", "")),
        (_("What in me could get in the way"), written.get(IN_THE_WAY, "")),
        (_("My if-then plan"), obstacles[0].sentence if obstacles else ""),
    )
    yield from (QuestionAndAnswer(label, words) for label, words in said if words)


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Return None: no answer here depends on another."""
    return None


def example() -> Mapping[str, Value]:
    """Return what the fictional person in the grid's example saw."""
    return {
        # For translators: the person in the example wrote this and what follows: short, as people talk.
        "best": _("I wake up rested, and the mornings with the kids are easy."),
        "picture": _("Mia laughs at breakfast. There’s coffee, and nobody is in a hurry. I feel light."),
        IN_THE_WAY: _("I think that I’ve earned it after a hard day"),
    }


@dataclass(frozen=True, slots=True)
class PutAside(More):
    """What was written before there was no plan today."""

    answers: tuple[QuestionAndAnswer, ...]


def section(answers: Answers, change: str) -> AnsweredQuestions | None:
    """Return the questions that were answered; if there is no plan today, they can be chosen."""
    found = in_pairs(lines(answers, change))
    if not found:
        return None
    if plan.read(answers).today is plan.Today.NO_PLAN:
        more = PutAside(label=_("Picture it: what you wrote before"), answers=found)
        return AnsweredQuestions(title=heading(), label="", answers=(), more=more)
    return AnsweredQuestions(title=heading(), label=_("Picture it: what you wrote"), answers=found)


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return the questions that were answered."""
    asked = questions()
    return [Line(f"{NAME}/{field}", asked[field], words, words) for field, words in read(answers).items()]


def blank() -> Sequence[Shape]:
    """Return the questions, and one if-then plan."""
    asked = questions()
    return [
        *(Question(question, 3) for question in asked.values()),
        Table(_("My if-then plan"), [_("If …"), _("then I will …")], 1),
    ]


_QUESTIONS = {
    # For translators: before a plan: the best outcome of what they want, in a few words [MC].
    "best": marked("What is the best that could come of it?"),
    # For translators: that outcome as a vivid picture, given a quiet minute [MC].
    "picture": marked("Picture it: what do you see, hear, feel?"),
    # For translators: only after the picture: what within the person could get in the way; no blame [MC].
    IN_THE_WAY: marked("What in you could get in the way: a habit, a feeling, a thought?"),
}
