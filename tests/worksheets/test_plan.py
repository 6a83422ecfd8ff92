"""A plan is the person's own: it retypes nothing, counts nothing, and none is a complete ending."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.world.cases import for_each
from tests.world.writing import answered, edit, edit_after
from worksheets import AnswerRefused, accept, decisional_balance, plan, rulers, strengths, values
from worksheets.answers import Value
from worksheets.clock import Instant
from worksheets.editing import Folded, fold, undo
from worksheets.json_values import plain
from worksheets.plan import MOST_IN_A_LIST, Helper, Instead, List, NoPlanOnPaper, Obstacle, PlanOnPaper, PlanStep, Today
from worksheets.worksheet import QuestionAndAnswer


def listed(name: str, list_: List, position: int, **fields: Value) -> dict[str, Value]:
    """The answers of one step, obstacle or person."""
    fields["place"] = [list_.value, position]
    return {f"plan/{name}/{field}": value for field, value in fields.items()}


def in_the_grid(name: str, cell: str, text: str) -> dict[str, Value]:
    """Something written in a cell."""
    return {f"decisional_balance/{name}/text": text, f"decisional_balance/{name}/place": [cell, 1]}


def later(answers: Folded, path: str, value: Value) -> Folded:
    """The workbook after one more act."""
    return fold(answers, [edit_after(answers, path, value)])


def printed(answers: Folded) -> PlanOnPaper:
    """What stands on paper of a plan."""
    section = plan.section(answers, "drink less")
    assert isinstance(section, PlanOnPaper)
    return section


def printed_without_a_plan(answers: Folded) -> NoPlanOnPaper:
    """What stands on paper in place of a plan."""
    section = plan.section(answers, "drink less")
    assert isinstance(section, NoPlanOnPaper)
    return section


def everything() -> Folded:
    """The workbook of the fictional person."""
    return answered(
        {
            f"{worksheet.NAME}/{path}": value
            for worksheet in (decisional_balance, rulers, values, strengths, plan)
            for path, value in worksheet.example().items()
        }
    )


# Whether there is a plan.


def test_nothing_is_planned_until_the_person_says_so() -> None:
    empty = plan.read(Folded())

    assert not empty
    assert empty.today is None
    assert empty.next_check_in is None
    assert plan.lines(Folded(), "drink less") == []


def test_no_plan_today_is_an_answer_and_a_complete_ending_on_paper() -> None:
    answers = answered({"plan/today": "NO_PLAN"})

    assert plan.read(answers).today is Today.NO_PLAN
    assert printed_without_a_plan(answers).note == "No plan today. That is a complete ending."
    assert [line.shown for line in plan.lines(answers, "drink less")] == ["No plan today"]


def test_no_plan_today_loses_nothing_that_is_written() -> None:
    answers = later(answered(listed("tea", List.STEPS, 1, what="Tea at eight")), "plan/today", "NO_PLAN")

    assert [step.what for step in plan.read(answers).steps] == ["Tea at eight"]


def test_no_plan_today_puts_no_older_plan_on_paper_but_the_day_to_look_at_it_again() -> None:
    answers = later(answered(listed("tea", List.STEPS, 1, what="Tea at eight")), "plan/today", "NO_PLAN")
    answers = later(answers, "plan/next_check_in", "2026-12-06")

    assert "Tea at eight" not in str(printed_without_a_plan(answers))
    assert printed_without_a_plan(answers).answers == (QuestionAndAnswer("Next check-in", "December 6, 2026"),)
    assert "Tea at eight" in str(printed(later(answers, "plan/today", "PLAN")))


# Reasons.


def test_reasons_to_pick_are_the_persons_own_words_for_the_change() -> None:
    answers = everything()

    reasons = plan.offered(answers)

    texts = [reason.text for reason in reasons]
    assert "More patience with the kids" in texts
    assert "I sleep badly and wake up at four" in texts
    assert "The kids notice. And I am tired of being tired." in texts
    assert [card.name for card in values.ranked(answers)] == texts[-len(values.ranked(answers)) :]
    assert not {"It helps me switch off after work", "Explaining it to my friends"} & set(texts)


def test_a_reason_follows_the_item_that_was_edited_and_goes_with_it() -> None:
    answers = answered({**in_the_grid("rest", "GOOD_CHANGE", "Sleep"), "plan/reasons/decisional_balance.rest": True})
    assert plan.read(answers).reasons == ("Sleep",)

    edited = later(answers, "decisional_balance/rest/text", "Sleep until six")
    removed = later(edited, "decisional_balance/rest/removed", True)

    assert plan.read(edited).reasons == ("Sleep until six",)
    assert plan.read(removed).reasons == ()


def test_a_reason_that_was_unticked_is_none() -> None:
    answers = answered({**in_the_grid("rest", "GOOD_CHANGE", "Sleep"), "plan/reasons/decisional_balance.rest": False})

    assert plan.read(answers).reasons == ()


def test_an_item_that_moved_to_the_stay_side_is_no_reason_any_more() -> None:
    answers = answered({**in_the_grid("rest", "GOOD_CHANGE", "Sleep"), "plan/reasons/decisional_balance.rest": True})

    moved = later(answers, "decisional_balance/rest/place", ["GOOD_NOW", 1])

    assert plan.read(moved).reasons == ()


def test_every_reason_that_is_offered_can_be_picked() -> None:
    answers = everything()

    for reason in plan.offered(answers):
        assert accept(answers, f"plan/reasons/{reason.id}", True) is True


# Steps, obstacles, people.


def test_a_step_holds_what_the_person_said_and_the_rest_is_unanswered() -> None:
    answers = answered(
        {
            **listed("run", List.STEPS, 2, what="Run"),
            **listed("tea", List.STEPS, 1, what="Tea", when="At eight", confidence=0, from_when="2026-11-23"),
        }
    )

    assert plan.read(answers).steps == (
        PlanStep("tea", "Tea", "At eight", "", "", date(2026, 11, 23), 0, ""),
        PlanStep("run", "Run", "", "", "", None, None, ""),
    )


def test_what_would_make_a_step_easier_is_kept_whatever_number_follows() -> None:
    answers = answered(listed("tea", List.STEPS, 1, what="Tea", confidence=5, easier="With my sister"))

    answers = later(answers, "plan/tea/confidence", 9)

    assert plan.read(answers).steps[0].easier == "With my sister"
    assert printed(answers).steps.entries[0].easier == QuestionAndAnswer(plan.questions()["easier"], "With my sister")


def test_a_removed_step_is_gone_and_undo_brings_it_back() -> None:
    answers = answered(listed("tea", List.STEPS, 1, what="Tea"))

    removed = later(answers, "plan/tea/removed", True)
    brought_back = fold(removed, undo(removed, "me", ["plan"], "again", Instant(0)))

    assert plan.read(removed).steps == ()
    assert [step.what for step in plan.read(brought_back).steps] == ["Tea"]


@for_each(
    ("obstacle", "response", "sentence"),
    [
        ("friends call.", "suggest a walk", "If friends call, then I will suggest a walk"),
        ("friends call", "", "If friends call, then I will …"),
        ("", "suggest a walk", "If …, then I will suggest a walk"),
        ("{response}", "{obstacle}", "If {response}, then I will {obstacle}"),
    ],
)
def test_an_obstacle_becomes_an_if_then_plan(obstacle: str, response: str, sentence: str) -> None:
    assert Obstacle("o", obstacle, response).sentence == sentence


def test_people_are_there_with_how_they_can_help() -> None:
    answers = answered(listed("her", List.PEOPLE, 1, who="My sister", how="On the phone"))

    assert plan.read(answers).people == (Helper("her", "My sister", "On the phone"),)


@for_each(("list_", "says"), [(List.STEPS, "steps"), (List.OBSTACLES, "obstacles"), (List.PEOPLE, "people")])
def test_a_full_list_says_so_and_still_lets_its_items_move(list_: List, says: str) -> None:
    field = {List.STEPS: "what", List.OBSTACLES: "obstacle", List.PEOPLE: "who"}[list_]
    answers = answered(
        {
            path: value
            for number in range(MOST_IN_A_LIST)
            for path, value in listed(f"n{number}", list_, number, **{field: f"thing {number}"}).items()
        }
    )

    with pytest.raises(AnswerRefused, match=f"{MOST_IN_A_LIST} {says}"):
        accept(answers, "plan/one-more/place", [list_.value, 99])

    assert accept(answers, "plan/n3/place", [list_.value, 99]) == [list_.value, 99]


def test_a_day_that_is_not_in_the_calendar_is_refused_and_one_in_the_past_is_kept() -> None:
    for path in ("plan/next_check_in", "plan/tea/from_when"):
        assert accept(Folded(), path, "2020-02-29") == "2020-02-29"
        with pytest.raises(AnswerRefused, match="not in the calendar"):
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
    answers = answered(
        {
            **in_the_grid("calm", "GOOD_NOW", "It calms me"),
            **in_the_grid("cost", "NOT_SO_GOOD_NOW", "It costs money"),
            "plan/instead/calm": "A bath",
        }
    )

    assert plan.read(answers).instead == (Instead("calm", "It calms me", "A bath"),)
    assert printed(answers).instead.entries == (QuestionAndAnswer("It calms me", "A bath"),)


# On paper and in tables.


def test_the_plan_on_paper_has_the_words_as_they_were_written() -> None:
    answers = everything()

    text = json.dumps(plain(printed(answers)), ensure_ascii=False)

    for words in (
        "More patience with the kids",
        "Tea instead of wine",
        "How confident I am that I can do this step: 6 of 10",
        "If the team asks me why I do not drink on Friday, then I will say that I want to run on Saturday",
        "My sister",
        "I sleep through to six, and the mornings are calmer.",
    ):
        assert words in text


def test_days_are_written_out_on_paper_and_kept_as_they_are_in_tables() -> None:
    answers = answered({"plan/next_check_in": "2026-12-06"})

    [line] = plan.lines(answers, "drink less")

    assert (line.value, line.shown) == ("2026-12-06", "December 6, 2026")
    assert printed(answers).answers == (QuestionAndAnswer("Next check-in", "December 6, 2026"),)


def test_the_table_has_every_answer_once_in_the_order_of_the_page() -> None:
    answers = everything()

    lines = plan.lines(answers, "drink less")

    paths = [line.path for line in lines]
    written = {f"plan/{path}" for path in plan.example() if not path.endswith("/place")}
    assert len(paths) == len(set(paths))
    assert set(paths) == written
    assert next(line.question for line in lines if "example-steps-2" in line.path) == "Step 2: What"


def test_a_step_without_words_is_not_invented() -> None:
    answers = answered(listed("tea", List.STEPS, 1, confidence=7))

    assert printed(answers).steps.entries[0].what == "…"


def test_a_step_taken_back_letter_by_letter_leaves_nothing() -> None:
    answers = answered(listed("tea", List.STEPS, 1, what="Tea"))

    emptied = fold(answers, [edit("plan/tea/what", "", answers.heads["plan/tea/what"])])

    assert plan.section(emptied, "drink less") is None


def test_the_empty_plan_asks_all_that_the_page_asks() -> None:
    text = repr(plan.blank())

    for question in ("today", "response", "confidence"):
        assert plan.questions()[question]
    for field, question in plan.questions().items():
        if field not in ("today", "response", "confidence"):
            assert question in text, field


def test_the_guide_says_how_sure_is_sure_enough_and_where_it_comes_from() -> None:
    guide = plan.guide()

    assert any("Below 7" in line for line in guide.say)
    assert any("94-3723" in source for source in guide.sources)
    assert any("Gutnick" in source for source in guide.sources)
    assert any("Gollwitzer" in source for source in guide.sources)
