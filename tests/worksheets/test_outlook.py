"""The best that could come of it and what could get in the way lead to an if-then plan, in the person's own words."""

from __future__ import annotations

from collections.abc import Mapping

from tests.summary.reading import NOW
from tests.worksheets.answering import item, later
from tests.world.writing import answered
from worksheets import outlook
from worksheets.answers import Value
from worksheets.summary import contents, parts

SEEN: Mapping[str, Value] = {
    "workbook/change": "drink less",
    "workbook/stance": "BUILD",
    "outlook/best": "Calm mornings",
    "outlook/in_the_way": "my temper",
}
FRIENDS = item("plan/friends", "obstacles", 1, obstacle="friends call", response="suggest a walk")
TEMPER = item(f"plan/{outlook.TAKEN}", "obstacles", 2, obstacle="I lose my temper", response="count to ten")


def test_the_wish_the_outcome_the_obstacle_and_its_own_if_then_plan_are_said_aloud_as_they_were_written() -> None:
    said = {each.question: each.answer for each in outlook.aloud(answered({**SEEN, **FRIENDS, **TEMPER}))}

    assert said == {
        "The change I want to make": "drink less",
        "The best that could come of it": "Calm mornings",
        "What in me could get in the way": "my temper",
        "My if-then plan": "If I lose my temper, then I will count to ten",
    }


def test_without_an_outlook_nothing_is_to_be_said_aloud() -> None:
    assert list(outlook.aloud(answered({"workbook/change": "drink less", **FRIENDS}))) == []


def test_who_has_no_plan_today_takes_the_outlook_home_only_if_they_choose_it() -> None:
    answers = later(answered({**SEEN, "plan/today": "PLAN"}), ("plan/today", "NO_PLAN"))

    usual = [part.id for part in parts(answers) if part.included_by_default]

    assert "Calm mornings" not in str(contents(answers, usual, NOW.date()))
    assert "Calm mornings" in str(contents(answers, ["outlook/more"], NOW.date()))
