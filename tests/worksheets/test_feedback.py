"""The end of a session asks two questions, and takes silence for an answer."""

from __future__ import annotations

from tests.world.writing import answered
from worksheets import feedback
from worksheets.worksheet import QuestionAndAnswer


def test_only_what_was_answered_is_printed() -> None:
    answers = answered({"feedback/differently": "Slower, *please*."})

    section = feedback.section(answers, "drink less")

    assert section and section.answers == (
        QuestionAndAnswer("What could we do differently next time?", "Slower, *please*."),
    )


def test_it_asks_for_words_and_for_no_number() -> None:
    assert all(isinstance(kind, type(feedback.ANSWERS["differently"])) for kind in feedback.ANSWERS.values())
