"""Support: a page to hand to somebody who helps: lines that the person ticks, what helps them, and what does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from worksheets import feedback, pocket_card, workbook
from worksheets.answers import LONGEST_ANSWER, Answers, Kind, Text, Value, YesNo
from worksheets.blank import Question, Shape
from worksheets.language import _, marked
from worksheets.pocket_card import WordList, Words
from worksheets.workbook import LONGEST_NAME, Stance
from worksheets.worksheet import AnsweredQuestions, Guide, Line, QuestionAndAnswer, in_pairs

NAME = "support"
TICKED: Final = f"{NAME}/ticked"

ANSWERS: Mapping[str, Kind] = {
    "ticked/*": YesNo(),
    "for_whom": Text(LONGEST_NAME, lines=False),
    "helps": Text(LONGEST_ANSWER),
    "does_not_help": Text(LONGEST_ANSWER),
}


@dataclass(frozen=True, slots=True)
class SupportPage:
    """What is handed over, and nothing else: for whom, what helps and what does not, and what is ticked."""

    heading: str
    answers: tuple[QuestionAndAnswer, ...]
    ticked: tuple[WordList, ...]


def title() -> str:
    """Return the name of the step that ends a session."""
    return feedback.title()


def heading() -> str:
    """Return what it is called on paper."""
    return _("For someone who helps me")


def guide(stance: Stance) -> Guide:
    """Say how the page is made: by the client, who picks every line of it [BAP]."""
    return Guide(
        explanation=_("You can make a page for someone who helps you. Only what you pick is on it."),
        minutes=2,
        say=(
            _("“Is there someone you would like to show this to? What would help them help you?”"),
            _("“What do people do that does not help?” It is often easier to give someone in writing."),
        ),
        avoid=(_("Picking the lines, or handing the page over yourself: both are for the client to do."),),
        sources=("Gutnick et al. 2014",),
    )


def questions() -> Mapping[str, str]:
    """Return what is asked, by the name of the answer."""
    return {field: _(question) for field, question in _QUESTIONS.items()}


def offered(answers: Answers) -> tuple[WordList, ...]:
    """Return what can be ticked: the change itself, and what can be on the pocket card."""
    change = workbook.read(answers).change
    of_it = [WordList(_("What it is about"), (Words("change", change),))] if change else []
    return (*of_it, *pocket_card.offered(answers))


def page(answers: Answers) -> SupportPage | None:
    """Return the page, or None if nothing is on it."""
    name = str(answers[f"{NAME}/for_whom"] or "")
    ticked = pocket_card.ticked(answers, TICKED, offered(answers))
    said = in_pairs(line for line in lines(answers, "") if line.path != f"{NAME}/for_whom")
    if not ticked and not said:
        return None
    # For translators: a name or any other words, such as “my sister”; better “For: {name}” than wrong grammar.
    whom = _("For {name}").format(name=name) if name else heading()
    return SupportPage(whom, said, ticked)


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Return None: no answer here depends on another."""
    return None


def example() -> Mapping[str, Value]:
    """Return what the fictional person in the grid's example would like their sister to know."""
    return {
        # For translators: the person in the example wrote this and what follows: short, as people talk.
        "for_whom": _("my sister"),
        "helps": _("Ask me how my day was before you ask about drinking. Go running with me."),
        "does_not_help": _("Counting glasses. Telling me how well I’m doing in front of others."),
    }


def section(answers: Answers, change: str) -> AnsweredQuestions | None:
    """Return the questions that were answered."""
    found = lines(answers, change)
    if not found:
        return None
    return AnsweredQuestions(title=heading(), label=_("For someone who helps: what you wrote"), answers=in_pairs(found))


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return the questions that were answered."""
    written = {field: str(answers[f"{NAME}/{field}"] or "") for field in _QUESTIONS}
    asked = questions()
    return [Line(f"{NAME}/{field}", asked[field], words, words) for field, words in written.items() if words]


def blank() -> Sequence[Shape]:
    """Return the same questions."""
    asked = questions()
    return [Question(asked["for_whom"], 1), Question(asked["helps"], 4), Question(asked["does_not_help"], 4)]


_QUESTIONS = {
    # For translators: the name of somebody who helps and gets this page; the answer stands after “For” [BAP].
    "for_whom": marked("Who is it for?"),
    # For translators: a heading in the person’s own voice, for somebody who helps [BAP].
    "helps": marked("What helps me"),
    # For translators: a heading in the person’s own voice: what others do that does not help [BAP].
    "does_not_help": marked("What does not help"),
}
