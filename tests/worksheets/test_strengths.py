"""What somebody changed before is kept in their words, quoted back, and never praised."""

from __future__ import annotations

import re

import pytest

from tests.worksheets.answering import item, workbook_with
from tests.world.writing import answered
from worksheets import accept, strengths
from worksheets.answers import AnswerRefused, Value
from worksheets.editing import Folded
from worksheets.workbook import Stance
from worksheets.worksheet import QuestionAndAnswer


def past(id_: str, position: float, **written: str) -> dict[str, Value]:
    """One change with these answers."""
    return item(f"strengths/{id_}", "past", position, **written)


def test_what_it_says_about_them_is_quoted_or_else_what_they_did_unless_it_was_removed() -> None:
    answers = answered(
        past("b", 2, when="School", did="I got up at five.")
        | past("a", 1, when="Smoking", did="I stopped.", says="I am *stubborn*.")
        | past("c", 3, when="Moving house")
        | past("d", 4, says="I am patient.")
        | {"strengths/d/removed": True}
    )

    assert strengths.quotes(Folded()) == []
    assert strengths.quotes(answers) == ["I am *stubborn*.", "I got up at five."]


def test_what_somebody_managed_before_is_quoted_from_wherever_they_said_it_and_not_beside_itself() -> None:
    at_the_ruler = "rulers/confidence/past_success"
    answers = answered(past("a", 1, when="Smoking") | past("b", 2, did="I left.") | {at_the_ruler: "School"})

    assert strengths.past_successes(answers, at_the_ruler) == ["Smoking"]
    assert strengths.past_successes(answers, "check_ins/one/confidence/past_success") == ["Smoking", "School"]
    assert strengths.past_successes(Folded(), at_the_ruler) == []


def test_a_thirty_first_is_refused() -> None:
    full = workbook_with(*(past(f"past-{number}", number, when="x") for number in range(30)))

    with pytest.raises(AnswerRefused, match="holds 30"):
        accept(full, "strengths/more/place", ["past", 31])


def test_only_the_questions_that_were_answered_are_printed() -> None:
    answers = answered(past("a", 1, when="Smoking", says="I am stubborn."))

    section = strengths.section(answers, "drink less")

    assert section and section.past == (
        (
            QuestionAndAnswer("When have you changed something hard before?", "Smoking"),
            QuestionAndAnswer("What does that say about you?", "I am stubborn."),
        ),
    )
    assert [line.path for line in strengths.lines(answers, "drink less")] == ["strengths/a/when", "strengths/a/says"]


def test_the_page_never_praises() -> None:
    said = [*strengths.questions().values(), strengths.guide(Stance.BUILD).explanation, strengths.full()]

    assert not any(
        re.search(r"\b(great|well done|proud|amazing|good job|bravo)\b", each, re.IGNORECASE) for each in said
    )
