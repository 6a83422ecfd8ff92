"""Several things on somebody's mind stand in circles, as they were typed, until each has its turn."""

from __future__ import annotations

import pytest

from tests.summary.reading import NOW, text_of
from tests.worksheets.answering import item, later, workbook_with
from tests.world.writing import answered
from worksheets import accept, topics
from worksheets.answers import AnswerRefused, Value
from worksheets.editing import Folded
from worksheets.summary import Paper, contents, parts, to_pdf


def circle(id_: str, position: float, text: str, **more: Value) -> dict[str, Value]:
    """One circle with these words."""
    return item(f"topics/{id_}", "circles", position, text=text, **more)


def test_circles_without_words_are_skipped_and_the_others_stay_in_their_order() -> None:
    answers = answered(circle("b", 2, "my job") | circle("a", 1, "sleep") | circle("c", 3, "", worksheet="one"))

    section = topics.section(answers, "")

    assert section and section.circles == ("sleep", "my job")
    assert [line.path for line in topics.lines(answers, "")] == ["topics/a/text", "topics/b/text"]


def test_an_eighth_circle_is_refused_even_if_it_was_once_full_and_the_words_in_the_seventh_can_be_changed() -> None:
    full = workbook_with(*(circle(f"circle-{number}", number, "x") for number in range(7)))

    assert accept(full, "topics/circle-6/text", "y") == "y"
    with pytest.raises(AnswerRefused, match="There are 7 circles"):
        accept(full, "topics/more/text", "one more")
    full_again = later(full, ("topics/circle-0/text", ""), *circle("more", 8, "x").items())
    with pytest.raises(AnswerRefused, match="There are 7 circles"):
        accept(full_again, "topics/circle-0/text", "back again")


def test_what_is_about_one_change_is_no_page_of_topics_even_if_circles_are_in_it() -> None:
    circles = circle("a", 1, "sleep")

    assert topics.is_map(answered(circles))
    assert topics.is_map(answered(circle("a", 1, "")))
    assert not topics.is_map(answered(circles | {"workbook/change": "sleep more"}))
    assert not topics.is_map(Folded())


def test_the_circles_can_be_taken_away_on_paper_whatever_their_length_under_a_heading_of_their_own() -> None:
    words = [("the money for the car " * 20)[: topics.LONGEST], "sleep", "w" * topics.LONGEST]
    answers = workbook_with(*(circle(f"circle-{at}", at, text) for at, text in enumerate(words)))

    page = contents(answers, {part.id for part in parts(answers)}, NOW.date())
    printed = "".join(text_of(to_pdf(page, Paper.A4, NOW)).split())

    assert "Severalthingsareonmymind" in printed
    assert [text for text in words if "".join(text.split()) not in printed] == []
