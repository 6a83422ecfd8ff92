"""Further questions take no side while somebody explores, and an answer stays with the question that it answered."""

from __future__ import annotations

from collections import Counter

from tests.worksheets.answering import example, later, workbook_with
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets import change_talk, plan, reasons, rulers
from worksheets.change_talk import QUESTIONS, Side, Talk, Where
from worksheets.summary.closing import closing
from worksheets.workbook import Stance

WHY_CHANGE = "rulers/importance/further/why_change"
WHY_STAY = "rulers/importance/further/why_stay"
HOPE = "rulers/importance/further/hope"
SAID = {WHY_CHANGE: "my sister", WHY_STAY: "the choir", HOPE: "some rest"}

every_place = for_each("where", Where)


def asked(where: Where, stance: Stance) -> list[list[change_talk.Asked]]:
    """The questions that are asked there, a few at a time."""
    return [[QUESTIONS[path.rpartition("/")[2]] for path in each] for each in change_talk.sets(where, stance)]


@every_place
def test_whoever_explores_is_asked_about_both_sides_alike_each_time_they_ask(where: Where) -> None:
    for each in asked(where, Stance.EXPLORE):
        sides = Counter(question.side for question in each)

        assert sides[Side.STAY] == sides[Side.CHANGE]
        assert len(each) == 3


@every_place
@for_each("stance", [Stance.BUILD, Stance.DECIDED])
def test_whoever_leans_toward_the_change_is_asked_for_nothing_else(where: Where, stance: Stance) -> None:
    questions = [question for each in asked(where, stance) for question in each]

    assert {question.side for question in questions} == {Side.CHANGE}
    assert not [question.text for question in questions if stance is Stance.DECIDED and "decide" in question.text]


@every_place
@for_each("stance", Stance)
def test_a_few_questions_at_a_time_ask_for_every_kind_of_talk_once_and_none_is_there_twice(
    where: Where, stance: Stance
) -> None:
    sets = asked(where, stance)
    questions = [question.text for each in sets for question in each]

    assert {question.talk for each in sets for question in each} == set(where.talk)
    assert all(2 <= len(each) <= 3 for each in sets)
    assert len(questions) == len(set(questions))


def test_every_question_is_asked_of_somebody() -> None:
    there = {
        question.text for where in Where for stance in Stance for each in asked(where, stance) for question in each
    }

    assert there == {question.text for question in QUESTIONS.values()}


@for_each("stance", Stance)
def test_the_guide_card_names_what_to_listen_for_and_the_page_calls_it_nothing(stance: Stance) -> None:
    cards = " ".join([*rulers.guide(stance).say, *plan.guide(stance).say])

    assert [talk for talk in Talk if f"{talk.label}" not in cards] == []
    names = {"change talk", "desire", "ability", "commitment", "activation"}
    assert [asks.text for asks in QUESTIONS.values() for name in names if name in asks.text.casefold()] == []


def test_an_answer_is_read_below_its_question_however_the_change_is_looked_at_later() -> None:
    for answers in (later(answered(SAID), ("workbook/stance", stance.value)) for stance in Stance):
        section = rulers.section(answers, "drink less")

        assert section
        assert [(each.label, [pair.answer for pair in each.answers]) for each in section.rulers] == [
            ("Importance", ["some rest", "the choir", "my sister"])
        ]
        assert [(line.question, line.shown) for line in rulers.lines(answers, "drink less")][-1] == (
            "What are your best reasons to make this change?",
            "my sister",
        )


def test_what_is_said_for_the_change_can_be_picked_as_a_reason_and_all_else_while_exploring() -> None:
    offered = {
        stance: [reason.text for reason in reasons.offered(answered({**SAID, "workbook/stance": stance.value}))]
        for stance in Stance
    }

    assert offered == {
        Stance.EXPLORE: ["some rest", "the choir", "my sister"],
        Stance.BUILD: ["my sister"],
        Stance.DECIDED: ["my sister"],
    }
    picked = answered({**SAID, f"plan/reasons/{WHY_STAY.replace('/', '.')}": True, "workbook/stance": "BUILD"})
    assert [reason.text for reason in plan.read(picked).reasons] == ["the choir"]


def test_the_closing_summary_quotes_what_was_said_for_the_change_and_nothing_further_while_exploring() -> None:
    both = {path: value for path, value in example().items() if path.startswith("decisional_balance/")}
    told = {stance: str(closing(answered({**both, **SAID, "workbook/stance": stance.value}))) for stance in Stance}

    assert "'What are your best reasons to make this change?', words=('my sister',)" in told[Stance.BUILD]
    assert "the choir" not in told[Stance.BUILD] + told[Stance.DECIDED]
    assert not [words for words in SAID.values() if words in told[Stance.EXPLORE]]


def test_what_somebody_is_ready_to_do_is_on_paper_without_a_plan_too() -> None:
    ready = {"plan/further/ready": "call on Monday"}

    section = plan.section(answered(ready), "drink less")
    put_aside = plan.section(workbook_with(ready, {"plan/today": "NO_PLAN"}), "drink less")

    assert isinstance(section, plan.PlanOnPaper)
    assert [(pair.question, pair.answer) for pair in section.answers] == [
        ("What are you ready to do?", "call on Monday")
    ]
    assert put_aside and "call on Monday" in str(put_aside.more)
