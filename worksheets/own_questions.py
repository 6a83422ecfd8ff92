"""Questions of one's own: a few that somebody adds at the end of a step, answered there like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from worksheets.answers import LONGEST_ANSWER, Answers, Kind, Place, Text, Value, YesNo
from worksheets.items import Item, items
from worksheets.language import _, ngettext
from worksheets.worksheet import AnsweredQuestions, Line, in_pairs

NAME = "own_questions"
MOST = 3
LONGEST_QUESTION = 300

ANSWERS: Mapping[str, Kind] = {
    "*/place": Place(),
    "*/question": Text(LONGEST_QUESTION, lines=False),
    "*/answer": Text(LONGEST_ANSWER),
    "*/removed": YesNo(),
}


def title() -> str:
    """Return what they are called, on the page and on paper."""
    return _("More questions")


def asked(answers: Answers, worksheet: str) -> Sequence[Item]:
    """Return the questions that were added to this worksheet, in order."""
    return items(answers, NAME).get(worksheet, [])


def wording(question: Item) -> str:
    """Return the question; an answer of which the question was emptied still says that it is one."""
    return question.words("question") or _("A question that was added")


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Refuse one question more than there may be on a worksheet."""
    match value:
        case [str(worksheet), _position] if path.endswith("/place") and answers[path] is None:
            return full() if len(asked(answers, worksheet)) >= MOST else None
    return None


def full() -> str:
    """Return what is said when there is no room for another question."""
    return ngettext(
        "A step has room for {limit} question that you add. Remove it, and then add yours again.",
        "A step has room for {limit} questions that you add. Remove one, and then add yours again.",
        MOST,
    ).format(limit=MOST)


def example() -> Mapping[str, Value]:
    """Return the question that was added to the rulers of the fictional person in the grid's example."""
    return {
        "example-question-1/place": ["rulers", 1],
        # For translators: a question that the fictional person of the example added.
        "example-question-1/question": _("Who would be the first to notice?"),
        "example-question-1/answer": _("My sister. She always hears it in my voice."),
    }


def section(answers: Answers, change: str) -> AnsweredQuestions | None:
    """Return the questions that were answered."""
    found = lines(answers, change)
    if not found:
        return None
    return AnsweredQuestions(title=title(), label=_("More questions: what you wrote"), answers=in_pairs(found))


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return the questions that were answered."""
    answered = [each for there in items(answers, NAME).values() for each in there if each.words("answer")]
    return [
        Line(f"{NAME}/{each.id}/answer", wording(each), each.words("answer"), each.words("answer")) for each in answered
    ]
