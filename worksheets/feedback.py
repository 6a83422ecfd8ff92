"""The end of a session: what helped today, and what could be different next time; both in words, and optional."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from worksheets.answers import LONGEST_ANSWER, Answers, Day, Kind, Place, Text, Value
from worksheets.blank import Question, Shape
from worksheets.items import items
from worksheets.language import _, day_in_words, marked
from worksheets.workbook import Stance
from worksheets.worksheet import Guide, Line, More, QuestionAndAnswer, Section, in_pairs

NAME = "feedback"
SESSIONS = "sessions"

QUESTIONS: Mapping[str, str] = {
    # For translators: at the end of a session, about the session; may stay empty (Miller et al. 2003).
    "most_helpful": marked("What was most helpful today?"),
    # For translators: asked by the therapist, who wants to hear it; may stay empty (Miller et al. 2003).
    "differently": marked("What could we do differently next time?"),
}

ANSWERS: Mapping[str, Kind] = {
    "*/place": Place((SESSIONS,)),
    "*/date": Day(),
    **{f"*/{field}": Text(LONGEST_ANSWER) for field in QUESTIONS},
    **{field: Text(LONGEST_ANSWER) for field in QUESTIONS},
}
"""Up to version 0.9 there was one answer to each question for all sessions; it is read as a session without a day."""


@dataclass(frozen=True, slots=True)
class Session:
    """What was said at the end of one session, by the name of the answer, and where that lies."""

    path: str
    day: date | None
    words: Mapping[str, str]

    @property
    def name(self) -> str:
        """Its day."""
        return day_in_words(self.day) if self.day else _("An earlier session")


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


def read(answers: Answers) -> tuple[Session, ...]:
    """Return the sessions at whose end something was said, the oldest first."""
    there = items(answers, NAME).get(SESSIONS, ())
    without_a_day = Session(NAME, None, _words({field: answers[f"{NAME}/{field}"] for field in QUESTIONS}))
    dated = (Session(f"{NAME}/{item.id}", item.day("date"), _words(item.answers)) for item in there)
    in_order = sorted((without_a_day, *dated), key=lambda session: (session.day or date.min, session.path))
    return tuple(session for session in in_order if session.words)


def path_on(answers: Answers, day: date) -> str:
    """Return the path of what is said on this day, even if it was asked before midnight."""
    return next((each.path for each in read(answers) if each.day == day), f"{NAME}/session-{day.isoformat()}")


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Return None: no answer here depends on another."""
    return None


def example() -> Mapping[str, Value]:
    """Return what the fictional person in the grid's example said at the end of two sessions."""
    return {
        "example-session-1/place": [SESSIONS, 1],
        "example-session-1/date": "2026-10-05",
        # For translators: the person in the example wrote this and what follows: short, as people talk.
        "example-session-1/most_helpful": _("That nobody told me what to do."),
        "example-session-1/differently": _("A bit more time on the evenings."),
        "example-session-2/place": [SESSIONS, 2],
        "example-session-2/date": "2026-10-19",
        "example-session-2/most_helpful": _(
            "Seeing both sides next to each other. I didn’t know the mornings mattered so much."
        ),
    }


@dataclass(frozen=True, slots=True)
class SessionOnPaper:
    """What was said at the end of one session."""

    name: str
    answers: tuple[QuestionAndAnswer, ...]


@dataclass(frozen=True, slots=True)
class EarlierSessions(More):
    """The sessions before the latest, the newest first."""

    sessions: tuple[SessionOnPaper, ...]


@dataclass(frozen=True, slots=True)
class FeedbackOnPaper(Section):
    """The latest session; those before are what can be chosen as well."""

    latest: SessionOnPaper
    more: EarlierSessions | None


def section(answers: Answers, change: str) -> FeedbackOnPaper | None:
    """Return what was said at the end of the latest session; what was said before can be chosen as well."""
    sessions = [SessionOnPaper(each.name, in_pairs(_answered(each))) for each in reversed(read(answers))]
    if not sessions:
        return None
    latest, *earlier = sessions
    return FeedbackOnPaper(
        title=_("The end of the session"),
        label=_("The end of the session: what you said"),
        latest=latest,
        more=EarlierSessions(label=_("The end of the session: what you said before"), sessions=tuple(earlier))
        if earlier
        else None,
    )


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return the questions that were answered, session by session, each with its day."""
    return [line for session in read(answers) for line in _lines_of(session)]


def blank() -> Sequence[Shape]:
    """Return both questions."""
    return [Question(question, 3) for question in questions().values()]


def _words(answers: Mapping[str, Value]) -> Mapping[str, str]:
    return {field: words for field in QUESTIONS if (words := str(answers.get(field) or ""))}


def _lines_of(session: Session) -> Iterator[Line]:
    if session.day:
        yield Line(f"{session.path}/date", _("The end of the session"), session.day.isoformat(), session.name)
    yield from _answered(session)


def _answered(session: Session) -> Iterator[Line]:
    asked = questions()
    for field, words in session.words.items():
        yield Line(f"{session.path}/{field}", asked[field], words, words)
