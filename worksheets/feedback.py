"""The end of a session: what helped today, and what could be different next time; in words, and optional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from worksheets.answers import LONGEST_ANSWER, Answers, Kind, Text, Value
from worksheets.blank import Question, Shape
from worksheets.language import _, marked
from worksheets.worksheet import Guide, Line

NAME = "feedback"

QUESTIONS: Mapping[str, str] = {
    "most_helpful": marked("What was most helpful today?"),
    "differently": marked("What could we do differently next time?"),
}

ANSWERS: Mapping[str, Kind] = {field: Text(LONGEST_ANSWER) for field in QUESTIONS}


def title() -> str:
    """It stands on the page that ends a session."""
    return _("Summary")


def guide() -> Guide:
    """How the two questions are used: they are an invitation, and both may stay empty."""
    return Guide(
        explanation=_(
            "Two short questions end the session, and both can stay empty. They help the next time to go better."
        ),
        minutes=2,
        say=(_("“Is there anything that we could do differently?” Then thank the client for it, whatever it is."),),
        avoid=(_("Asking for praise, or for a number."),),
        sources=("Miller et al. 2003",),
    )


def questions() -> Mapping[str, str]:
    """The questions by the name of their answer."""
    return {field: _(question) for field, question in QUESTIONS.items()}


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Nothing is refused for what stands elsewhere."""
    return None


def example() -> Mapping[str, Value]:
    """What the fictional person in the grid's example said at the end."""
    return {
        "most_helpful": _("Seeing both sides next to each other. I did not know that the mornings matter so much."),
        "differently": _("A little more time for the evenings."),
    }


def section(answers: Answers, change: str) -> Mapping[str, Any] | None:
    """The questions that were answered."""
    pairs = [{"question": line.question, "answer": line.shown} for line in lines(answers, change)]
    if not pairs:
        return None
    return {
        "title": _("The end of the session"),
        "label": _("The end of the session: what you said"),
        "answers": pairs,
        "picture": None,
    }


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """The questions that were answered."""
    written = {field: str(answers[f"{NAME}/{field}"] or "") for field in QUESTIONS}
    asked = questions()
    return [Line(f"{NAME}/{field}", asked[field], answer, answer) for field, answer in written.items() if answer]


def blank() -> Sequence[Shape]:
    """Both questions."""
    return [Question(question, 3) for question in questions().values()]
