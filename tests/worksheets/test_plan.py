"""A plan is the person's own: it retypes nothing, counts nothing, and none is a complete ending."""

from __future__ import annotations

import json
from contextvars import copy_context
from dataclasses import replace
from datetime import date

import pytest

from tests.worksheets.answering import example, item, later, undone, workbook_with
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets import accept, language, plan, reasons, values
from worksheets.answers import AnswerRefused, Value
from worksheets.editing import Folded
from worksheets.json_values import plain
from worksheets.plan import (
    MOST_IN_A_LIST,
    FirstStep,
    Helper,
    Instead,
    List,
    NoPlanOnPaper,
    Obstacle,
    PlanOnPaper,
    PlanStep,
    Today,
)
from worksheets.workbook import Stance
from worksheets.worksheet import QuestionAndAnswer

TEA = item("plan/tea", "steps", 1, what="Tea at eight")
SLEEP = item("decisional_balance/rest", "GOOD_CHANGE", 1, text="Sleep")


def printed(answers: Folded) -> PlanOnPaper:
    """What stands on paper of a plan."""
    section = plan.section(answers, "drink less")
    assert isinstance(section, PlanOnPaper)
    return section


def at_the_foot(answers: Folded) -> FirstStep:
    """What stands of it at the foot of the first page."""
    section = plan.section(answers, "drink less")
    assert section and isinstance(section.front, FirstStep)
    return section.front


def printed_without_a_plan(answers: Folded) -> NoPlanOnPaper:
    """What stands on paper in place of a plan."""
    section = plan.section(answers, "drink less")
    assert isinstance(section, NoPlanOnPaper)
    return section


# Whether there is a plan.


def test_nothing_is_planned_until_the_person_says_so() -> None:
    empty = plan.read(Folded())

    assert not empty
    assert empty.today is None
    assert empty.next_check_in is None


def test_no_plan_today_is_an_answer_and_a_complete_ending_on_paper() -> None:
    answers = answered({"plan/today": "NO_PLAN"})

    assert plan.read(answers).today is Today.NO_PLAN
    assert at_the_foot(answers).note == "No plan today."
    assert [line.shown for line in plan.lines(answers, "drink less")] == ["No plan today"]


def test_no_plan_today_loses_no_older_plan_and_puts_on_paper_only_the_day_to_look_at_it_again() -> None:
    answers = later(answered(TEA), ("plan/today", "NO_PLAN"), ("plan/next_check_in", "2026-12-06"))

    assert [step.what for step in plan.read(answers).steps] == ["Tea at eight"]
    on_paper = printed_without_a_plan(answers)
    assert "Tea at eight" not in str(replace(on_paper, more=None))
    assert on_paper.more and [step.what for step in on_paper.more.plan.steps.entries] == ["Tea at eight"]
    assert at_the_foot(answers).next_time == QuestionAndAnswer("Next check-in", "December 6, 2026")
    assert "Tea at eight" in str(printed(later(answers, ("plan/today", "PLAN"))))


def test_a_plan_of_one_step_is_said_once() -> None:
    call = item("plan/call", "steps", 2, what="Call my sister")

    assert at_the_foot(answered(TEA)).step == printed(answered(TEA)).steps.entries[0]
    assert printed(answered(TEA)).label == ""
    assert printed(answered({**TEA, **call})).label
    assert at_the_foot(answered({**TEA, **call})).step == at_the_foot(answered(TEA)).step


# Reasons.


def test_reasons_to_pick_are_the_persons_own_words_for_the_change() -> None:
    answers = answered({**example(), "workbook/stance": "BUILD"})

    offered = reasons.offered(answers)

    texts = [reason.text for reason in offered]
    assert "More patience with the kids" in texts
    assert "I sleep badly and wake up at four" in texts
    assert "The kids notice. And I’m tired of being tired." in texts
    assert [card.name for card in values.ranked(answers)] == texts[-len(values.ranked(answers)) :]
    assert not {"It helps me switch off after work", "Explaining it to my friends"} & set(texts)
    assert all(accept(answers, f"plan/reasons/{reason.id}", True) is True for reason in offered)


@for_each(
    ("path", "value", "reasons"),
    [
        ("decisional_balance/rest/text", "Sleep until six", ("Sleep until six",)),
        ("decisional_balance/rest/removed", True, ()),
        ("decisional_balance/rest/place", ["GOOD_NOW", 1], ("Sleep",)),
        ("plan/reasons/decisional_balance.rest", False, ()),
    ],
)
def test_a_reason_follows_its_item_and_goes_with_it_or_when_it_is_unticked(
    path: str, value: Value, reasons: tuple[str, ...]
) -> None:
    answers = answered({**SLEEP, "plan/reasons/decisional_balance.rest": True})

    assert [reason.text for reason in plan.read(answers).reasons] == ["Sleep"]
    assert tuple(reason.text for reason in plan.read(later(answers, (path, value))).reasons) == reasons


def test_a_reason_says_because_of_which_value_it_matters() -> None:
    named: dict[str, Value] = {
        "decisional_balance/rest/value": "rest",
        "plan/reasons/decisional_balance.rest": True,
    }

    section = plan.section(answered({**SLEEP, **named}), "drink less")

    assert isinstance(section, plan.PlanOnPaper)
    assert [reason.because for reason in section.reasons.entries] == ["matters because of: Rest"]
    assert [reason.because for reason in reasons.offered(answered(SLEEP))] == [""]


BOTH_SIDES = {
    **item("decisional_balance/calm", "GOOD_NOW", 1, text="It calms me"),
    **item("decisional_balance/cost", "NOT_SO_GOOD_NOW", 1, text="It costs money"),
    **item("decisional_balance/long", "NOT_SO_GOOD_CHANGE", 1, text="Long evenings"),
    **SLEEP,
}


@for_each("stance", Stance)
def test_whoever_explores_picks_reasons_from_both_sides_and_whoever_leans_from_their_own(stance: Stance) -> None:
    """While nobody has chosen, too: that takes no side."""
    offered = [each.text for each in reasons.offered(answered({**BOTH_SIDES, "workbook/stance": stance.value}))]

    both = ["It calms me", "It costs money", "Long evenings", "Sleep"]
    assert offered == (both if stance is Stance.EXPLORE else ["It costs money", "Sleep"])
    assert [each.text for each in reasons.offered(answered(BOTH_SIDES))] == both


def test_a_reason_that_was_picked_while_exploring_is_there_whatever_stance_follows() -> None:
    answers = answered({**BOTH_SIDES, "plan/reasons/decisional_balance.calm": True})

    answers = later(answers, ("workbook/stance", "DECIDED"))

    assert [reason.text for reason in plan.read(answers).reasons] == ["It calms me"]


# Steps, obstacles, people.


def test_how_sure_somebody_is_of_a_step_says_so_if_it_was_chosen_in_words() -> None:
    sure = answered(item("plan/tea", "steps", 1, what="Tea", confidence=7, confidence_in_words=True))

    section = plan.section(sure, "drink less")

    assert isinstance(section, plan.PlanOnPaper)
    [step] = section.steps.entries
    assert step.confidence == "How confident I am that I can do this step: very (7 of 10, chosen in words)"
    assert [line.shown for line in plan.lines(sure, "") if line.value == 7] == ["very (7 of 10, chosen in words)"]


def test_a_step_holds_what_the_person_said_and_the_rest_is_unanswered() -> None:
    tea = item("plan/tea", "steps", 1, what="Tea", when="At eight", confidence=0, from_when="2026-11-23")

    steps = plan.read(answered(item("plan/run", "steps", 2, what="Run") | tea)).steps

    assert steps == (
        PlanStep("tea", "Tea", "At eight", "", "", date(2026, 11, 23), 0, False, "", ""),
        PlanStep("run", "Run", "", "", "", None, None, False, "", ""),
    )


def test_what_would_make_a_step_easier_is_kept_whatever_number_follows() -> None:
    answers = answered(TEA | {"plan/tea/confidence": 5, "plan/tea/easier": "With my sister"})

    answers = later(answers, ("plan/tea/confidence", 9))

    assert plan.read(answers).steps[0].easier == "With my sister"
    assert printed(answers).steps.entries[0].answers == (
        QuestionAndAnswer(plan.questions()["easier"], "With my sister"),
    )


def test_a_removed_step_is_gone_and_undo_brings_it_back() -> None:
    removed = later(answered(TEA), ("plan/tea/removed", True))

    assert plan.read(removed).steps == ()
    assert [step.what for step in plan.read(undone(removed, "plan")).steps] == ["Tea at eight"]


@for_each(
    ("obstacle", "response", "sentence"),
    [
        ("friends call.", "suggest a walk", "If friends call, then I will suggest a walk"),
        ("friends call", "", "If friends call, then I will …"),
        ("", "suggest a walk", "If …, then I will suggest a walk"),
        ("{response}", "{obstacle}", "If {response}, then I will {obstacle}"),
        ("if I've had a bad day …", "I'll tell them", "If I've had a bad day, then I'll tell them"),
        ("If friends call,", "then I will suggest a walk", "If friends call, then I will suggest a walk"),
        ("when I’m tired", "Then rest", "When I’m tired, then I will rest"),
        ("I am tired", "I call my sister", "If I am tired, then I call my sister"),
        ("iffy weather", "invite friends over", "If iffy weather, then I will invite friends over"),
        ("if", "I", "If, then I"),
    ],
)
def test_an_obstacle_becomes_an_if_then_plan(obstacle: str, response: str, sentence: str) -> None:
    assert Obstacle("o", obstacle, response).sentence == sentence


def test_in_a_language_of_which_that_is_not_known_any_words_fit() -> None:
    def there() -> str:
        language.use("xx")
        return Obstacle("o", "Wenn ich müde bin.", "spazieren gehen").sentence

    assert copy_context().run(there) == "If: Wenn ich müde bin. Then: spazieren gehen"


def test_people_are_there_with_how_they_can_help() -> None:
    answers = answered(item("plan/her", "people", 1, who="My sister", how="On the phone"))

    assert plan.read(answers).people == (Helper("her", "My sister", "On the phone"),)


@for_each(
    ("list_", "field", "says"),
    [(List.STEPS, "what", "steps"), (List.OBSTACLES, "obstacle", "obstacles"), (List.PEOPLE, "who", "people")],
)
def test_a_full_list_says_so_and_still_lets_its_items_move(list_: List, field: str, says: str) -> None:
    items = [item(f"plan/n{n}", list_.value, n, **{field: f"thing {n}"}) for n in range(MOST_IN_A_LIST)]
    answers = workbook_with(*items)

    with pytest.raises(AnswerRefused, match=f"{MOST_IN_A_LIST} {says}"):
        accept(answers, "plan/one-more/place", [list_.value, 99])

    assert accept(answers, "plan/n3/place", [list_.value, 99]) == [list_.value, 99]


def test_a_day_that_is_not_in_the_calendar_is_refused_and_one_in_the_past_is_kept() -> None:
    for path in ("plan/next_check_in", "plan/tea/from_when"):
        assert accept(Folded(), path, "2020-02-29") == "2020-02-29"
        with pytest.raises(AnswerRefused, match="no such day"):
            accept(Folded(), path, "2027-02-30")


@for_each(
    ("path", "value"),
    [("plan/tea/what", "w" * 2001), ("plan/tea/confidence", 11), ("plan/today", "MAYBE"), ("plan/reasons/a/b", True)],
)
def test_what_fits_nowhere_in_the_plan_is_refused(path: str, value: Value) -> None:
    with pytest.raises(AnswerRefused):
        accept(Folded(), path, value)


# Another way to the good things.


def test_every_good_thing_about_how_things_are_now_asks_for_another_way() -> None:
    calm = item("decisional_balance/calm", "GOOD_NOW", 1, text="It calms me")
    cost = item("decisional_balance/cost", "NOT_SO_GOOD_NOW", 1, text="It costs money")

    answers = workbook_with(calm, cost, {"plan/instead/calm": "A bath"})

    assert plan.read(answers).instead == (Instead("calm", "It calms me", "A bath"),)
    assert printed(answers).instead.entries == (QuestionAndAnswer("It calms me", "A bath"),)


# On paper and in tables.


def test_the_plan_on_paper_has_the_words_as_they_were_written() -> None:
    text = json.dumps(plain(printed(answered(example()))), ensure_ascii=False)

    for words in (
        "More patience with the kids",
        "Tea instead of wine",
        "How confident I am that I can do this step: 6 out of 10",
        "I’ll be out of breath, and proud of it.",
        "If the team asks why I’m not drinking on Friday, then I will say I’m going running on Saturday",
        "My sister",
        "I sleep through till six, and the mornings are calmer.",
    ):
        assert words in text


def test_days_are_written_out_on_paper_and_kept_as_they_are_in_tables() -> None:
    answers = answered({"plan/next_check_in": "2026-12-06"})

    [line] = plan.lines(answers, "drink less")

    assert (line.value, line.shown) == ("2026-12-06", "December 6, 2026")
    assert printed(answers).answers == (QuestionAndAnswer("Next check-in", "December 6, 2026"),)


def test_the_table_has_every_answer_once_in_the_order_of_the_page() -> None:
    lines = plan.lines(answered(example()), "drink less")

    paths = [line.path for line in lines]
    written = {path for path in example(plan) if not path.endswith("/place")}
    assert len(paths) == len(set(paths))
    assert set(paths) == written
    assert next(line.question for line in lines if "example-steps-2" in line.path) == "Step 2: What"


def test_a_step_without_words_is_not_invented_and_one_that_was_emptied_leaves_nothing() -> None:
    without_words = printed(answered(item("plan/tea", "steps", 1, confidence=7)))

    assert without_words.steps.entries[0].what == "…"
    assert plan.section(later(answered(TEA), ("plan/tea/what", "")), "drink less") is None


def test_the_empty_plan_asks_all_that_the_page_asks() -> None:
    text = repr(plan.blank())
    asked_otherwise = {"today", "follows", "response", "confidence"}

    assert asked_otherwise < set(plan.questions())
    for field, question in plan.questions().items():
        assert question and (field in asked_otherwise or question in text), field


@for_each("stance", Stance)
def test_the_guide_knows_no_number_that_is_sure_enough_and_says_where_it_comes_from(stance: Stance) -> None:
    guide = plan.guide(stance)

    assert any("whatever the number" in line for line in guide.say)
    assert not any(character.isdigit() for line in guide.say for character in line)
    for named in ("94-3723", "Gutnick", "Gollwitzer"):
        assert any(named in source for source in guide.sources)
