"""What is known of a workbook as a whole: the change, whose it is, and how it is looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.worksheets.answering import example, later
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets import decisional_balance, rulers, workbook
from worksheets.answers import Value
from worksheets.editing import Folded
from worksheets.workbook import Shelf, Stance


def test_before_anybody_has_written_the_page_takes_no_side() -> None:
    about = workbook.read(Folded())

    assert about == workbook.Workbook(
        change="", name="", stance=Stance.EXPLORE, template="", shelf=Shelf.OPEN, example=False, in_words=False
    )


def test_a_workbook_is_what_the_person_wrote_and_chose() -> None:
    answers = answered(
        {
            "workbook/change": "drink less",
            "workbook/name": "S.",
            "workbook/stance": "BUILD",
            "workbook/shelf": "ARCHIVED",
            "workbook/example": True,
            "workbook/in_words": True,
        }
    )

    about = workbook.read(answers)

    assert about == workbook.Workbook("drink less", "S.", Stance.BUILD, "", Shelf.ARCHIVED, example=True, in_words=True)


def test_an_answer_that_was_taken_back_counts_as_none() -> None:
    answers = answered({"workbook/change": None, "workbook/stance": None, "workbook/shelf": None})

    assert workbook.read(answers) == workbook.read(Folded())


def test_the_stances_have_the_names_that_people_know() -> None:
    assert [stance.label for stance in Stance] == ["Explore both sides", "Build on my reasons", "Already decided"]


@for_each("stance", Stance)
def test_every_stance_says_in_one_sentence_when_to_choose_it_and_the_therapists_card_in_two(stance: Stance) -> None:
    assert re.fullmatch(r"[^.]+\.", stance.meaning)
    assert len(re.findall(r"\.(?: |$)", stance.guide)) == 2


def test_changing_the_stance_loses_nothing() -> None:
    answers = answered(example(decisional_balance, rulers))
    before = decisional_balance.read(answers), rulers.read(answers)

    after = later(answers, *(("workbook/stance", stance) for stance in ("DECIDED", "BUILD", "EXPLORE")))

    assert (decisional_balance.read(after), rulers.read(after)) == before


@for_each(
    ("written", "begun"),
    [
        ({}, False),
        ({"workbook/change": "drink less"}, False),
        ({"workbook/stance": "BUILD"}, False),
        ({"workbook/change": "drink less", "workbook/stance": "BUILD"}, True),
        ({"workbook/change": "drink less", "rulers/importance/number": 0}, True),
    ],
)
def test_a_workbook_is_begun_with_a_change_and_a_stance_that_somebody_chose(
    written: Mapping[str, Value], begun: bool
) -> None:
    """One of an earlier version, in which something is written without a stance, is begun."""
    assert workbook.is_begun(answered(written)) is begun
