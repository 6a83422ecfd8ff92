"""The end of a session: what helped today, and what could be different next time; both in words, and optional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from worksheets.answers import LONGEST_ANSWER, Answers, Kind, Text, Value
from worksheets.blank import Question, Shape
from worksheets.language import _, marked
from worksheets.workbook import Stance
from worksheets.worksheet import AnsweredQuestions, Guide, Line, in_pairs

NAME = "feedback"

QUESTIONS: Mapping[str, str] = {
    "most_helpful": marked("What was most helpful today?"),
    "differently": marked("What could we do differently next time?"),
}

ANSWERS: Mapping[str, Kind] = {field: Text(LONGEST_ANSWER) for field in QUESTIONS}


def title() -> str:
    """Return the name of the step that ends a session."""
    return _("Summary")


def guide(stance: Stance) -> Guide:
    """Say how the two questions are used: as an invitation; both may stay empty."""
    return Guide(
        explanation=_(
            "Two short questions to end the session. Both can stay empty. The answers can help next time go better."
        ),
        minutes=2,
        say=(_("“Is there anything we could do differently?” Then thank the client, whatever the answer is."),),
        avoid=(_("Asking for praise, or for a number."),),
        sources=("Miller et al. 2003",),
    )


def questions() -> Mapping[str, str]:
    """Return the questions, by the name of the answer."""
    return {field: _(question) for field, question in QUESTIONS.items()}


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Return None: no answer here depends on another."""
    return None


def example() -> Mapping[str, Value]:
    """Return what the fictional person in the grid's example said at the end."""
    return {
        "most_helpful": _("Seeing both sides next to each other. I didn’t know the mornings mattered so much."),
        "differently": _("A bit more time on the evenings."),
    }


def section(answers: Answers, change: str) -> AnsweredQuestions | None:
    """Return the questions that were answered."""
    found = lines(answers, change)
    if not found:
        return None
    return AnsweredQuestions(
        title=_("The end of the session"),
        label=_("The end of the session: what you said"),
        answers=in_pairs(found),
    )


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return the questions that were answered."""
    written = {field: str(answers[f"{NAME}/{field}"] or "") for field in QUESTIONS}
    asked = questions()
    return [Line(f"{NAME}/{field}", asked[field], answer, answer) for field, answer in written.items() if answer]


def blank() -> Sequence[Shape]:
    """Return both questions."""
    return [Question(question, 3) for question in questions().values()]
