"""Questions that somebody adds are answered, kept and printed like all others, and a step has room for a few."""

from __future__ import annotations

import pytest

from tests.summary.reading import NOW
from tests.worksheets.answering import example, item, later
from tests.world.writing import answered, edit_after
from worksheets import accept, own_questions
from worksheets.answers import AnswerRefused
from worksheets.earlier import earlier
from worksheets.editing import Folded, fold
from worksheets.summary import fhir, portable_file, table
from worksheets.summary.contents import contents

ASKED = {
    **item("own_questions/a", "rulers", 1, question="Who would notice?", answer="My sister."),
    **item("own_questions/b", "rulers", 2, question="And then?"),
    **item("own_questions/c", "rulers", 3, answer="Soon."),
}


def test_a_question_is_told_once_it_is_answered_with_the_words_in_which_it_was_asked() -> None:
    lines = own_questions.lines(answered(ASKED), "drink less")

    assert [(line.question, line.shown) for line in lines] == [
        ("Who would notice?", "My sister."),
        ("A question that was added", "Soon."),
    ]


def test_a_step_has_room_for_three_and_another_step_for_three_more() -> None:
    answers = answered(ASKED)

    with pytest.raises(AnswerRefused, match="room for 3 questions that you add"):
        accept(answers, "own_questions/d/place", ["rulers", 4])

    assert accept(answers, "own_questions/d/place", ["plan", 1]) == ["plan", 1]
    assert accept(answers, "own_questions/a/place", ["rulers", 9]) == ["rulers", 9], "it only moves"
    without = later(answers, ("own_questions/b/removed", True))
    assert accept(without, "own_questions/d/place", ["rulers", 4]) == ["rulers", 4]


def test_a_removed_question_keeps_its_answer_among_the_earlier_words_until_it_is_forgotten() -> None:
    log = [edit_after(Folded(), path, value) for path, value in ASKED.items()]
    log.append(edit_after(fold(Folded(), log), "own_questions/a/removed", True))
    answers = fold(Folded(), log)

    assert [line.shown for line in own_questions.lines(answers, "drink less")] == ["Soon."]
    assert [each.words for each in earlier(log, answers)] == [("My sister.", "Who would notice?")]


def test_question_and_answer_are_in_every_file() -> None:
    answers = answered({**example(), **ASKED})

    page = contents(answers, [own_questions.NAME], NOW.date())
    files = [table.to_csv(answers), fhir.to_bundle(answers, "workbook", False, NOW)]

    assert [each.section.title for each in page.sections] == ["More questions"]
    for said in ("Who would notice?", "My sister."):
        assert said in str(page.sections)
        assert all(said in file.decode() for file in files)
    log = [edit_after(Folded(), path, value) for path, value in ASKED.items()]
    assert portable_file.read(portable_file.write(log)) == log
