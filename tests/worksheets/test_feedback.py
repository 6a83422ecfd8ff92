"""The end of a session asks two questions, takes silence for an answer, and keeps what was said by its day."""

from __future__ import annotations

from datetime import date

from tests.worksheets.answering import item, workbook_with
from tests.world.writing import answered
from worksheets import feedback
from worksheets.answers import Text, Value
from worksheets.feedback import SESSIONS
from worksheets.worksheet import QuestionAndAnswer

DIFFERENTLY = "What could we do differently next time?"


def session(name: str, day: str, **written: Value) -> dict[str, Value]:
    """What was said at the end of one session."""
    return item(f"feedback/{name}", SESSIONS, 1, date=day, **written)


def test_only_what_was_answered_is_printed() -> None:
    section = feedback.section(answered(session("one", "2026-10-05", differently="Slower, *please*.")), "drink less")

    assert section and section.latest.answers == (QuestionAndAnswer(DIFFERENTLY, "Slower, *please*."),)
    assert section.more is None


def test_each_session_keeps_its_own_words_and_what_was_said_before_they_had_a_day_is_the_oldest() -> None:
    answers = workbook_with(
        session("later", "2026-10-19", most_helpful="the picture"),
        session("sooner", "2026-10-05", most_helpful="the grid", differently="slower"),
        session("silent", "2026-10-26"),
        {"feedback/differently": "more time"},
    )

    section = feedback.section(answers, "drink less")

    assert section and section.more
    assert section.latest.name == "October 19, 2026"
    assert [each.name for each in section.more.sessions] == ["October 5, 2026", "An earlier session"]
    assert [line.path for line in feedback.lines(answers, "drink less")] == [
        "feedback/differently",
        *(f"feedback/sooner/{field}" for field in ("date", "most_helpful", "differently")),
        *(f"feedback/later/{field}" for field in ("date", "most_helpful")),
    ]


def test_what_is_said_after_midnight_is_of_the_new_day_and_goes_on_where_it_began() -> None:
    answers = answered(session("session-2026-10-18", "2026-10-19", most_helpful="the picture"))

    assert feedback.path_on(answers, date(2026, 10, 19)) == "feedback/session-2026-10-18"
    assert feedback.path_on(answers, date(2026, 10, 20)) == "feedback/session-2026-10-20"


def test_it_asks_for_words_and_for_no_number() -> None:
    assert all(isinstance(feedback.ANSWERS[f"*/{field}"], Text) for field in feedback.questions())
