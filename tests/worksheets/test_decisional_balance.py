"""The grid holds what a person wrote, in their order, and says nothing of which side is right."""

from __future__ import annotations

import json

import pytest

from tests.worksheets import answering
from tests.worksheets.answering import later, redone, undone, workbook_with
from tests.world.cases import for_each
from tests.world.writing import answered, edit_after
from worksheets import accept, decisional_balance
from worksheets.answers import AnswerRefused, Value
from worksheets.decisional_balance import (
    MOST_ITEMS_IN_A_CELL,
    BalanceOnPaper,
    Cell,
    Item,
    ItemOnPaper,
    When,
)
from worksheets.editing import Folded, fold
from worksheets.json_values import plain
from worksheets.workbook import Stance
from worksheets.worksheet import QuestionAndAnswer

STAY_SIDE = {Cell.GOOD_NOW, Cell.NOT_SO_GOOD_CHANGE}
CHANGE_SIDE = {Cell.NOT_SO_GOOD_NOW, Cell.GOOD_CHANGE}


def item(name: str, cell: Cell, position: float, text: str | None = None, **more: Value) -> dict[str, Value]:
    """The answers that put an item into a cell."""
    return answering.item(f"decisional_balance/{name}", cell.value, position, text=text or f"words of {name}", **more)


def in_the(cell: Cell, answers: Folded) -> list[str]:
    """The items of a cell in their order, by name."""
    return [item.id for item in decisional_balance.read(answers).cells[cell]]


# The four cells.


def test_the_headings_are_plain_and_without_blame_and_end_on_what_change_would_bring() -> None:
    assert [cell.heading for cell in Cell] == [
        "Good things about how things are now",
        "Not-so-good things about how things are now",
        "Not-so-good things about making this change",
        "Good things about making this change",
    ]


@for_each("first", [None, *Cell])
def test_whoever_explores_may_begin_where_they_like_and_still_finds_all_four(first: Cell | None) -> None:
    begun = [first] if first else []

    assert decisional_balance.order(Stance.EXPLORE, first) == (*begun, *(cell for cell in Cell if cell is not first))


@for_each("stance", [Stance.BUILD, Stance.DECIDED])
@for_each("first", [None, *Cell])
def test_whoever_leans_toward_the_change_begins_with_its_side(stance: Stance, first: Cell | None) -> None:
    order = decisional_balance.order(stance, first)

    assert set(order[:2]) == CHANGE_SIDE
    assert set(order[2:]) == STAY_SIDE


def test_two_cells_speak_for_the_change_and_only_building_on_reasons_makes_the_others_brief() -> None:
    brief = {(stance, cell) for stance in Stance for cell in Cell if decisional_balance.is_brief(stance, cell)}

    assert {cell for cell in Cell if cell.is_change_side} == CHANGE_SIDE
    assert brief == {(Stance.BUILD, cell) for cell in STAY_SIDE}


@for_each("stance", Stance)
@for_each("cell", Cell)
def test_every_cell_has_a_line_that_helps_to_begin_and_blames_nobody(stance: Stance, cell: Cell) -> None:
    prompt = decisional_balance.prompt(stance, cell)

    assert prompt
    assert not {"bad", "wrong", "fault", "problem", "should"} & set(prompt.casefold().replace("?", "").split())


def test_whoever_has_decided_is_asked_what_they_will_want_to_get_in_another_way() -> None:
    assert "in another way" in decisional_balance.prompt(Stance.DECIDED, Cell.GOOD_NOW)


# What the person wrote.


def test_an_empty_grid_is_nothing_to_show_and_nothing_to_mend() -> None:
    balance = decisional_balance.read(Folded())

    assert not balance
    assert balance.first is None
    assert all(items == () for items in balance.cells.values())


def test_what_matters_because_of_a_value_is_found_by_its_card_in_the_order_of_the_grid() -> None:
    answers = workbook_with(
        answering.item("decisional_balance/b", Cell.GOOD_CHANGE.value, 1, text="I sleep", value="rest"),
        answering.item("decisional_balance/a", Cell.GOOD_NOW.value, 1, text="It calms me", value="rest"),
        answering.item("decisional_balance/c", Cell.GOOD_NOW.value, 2, text="Friday drinks"),
    )

    assert decisional_balance.by_value(answers) == {"rest": ["It calms me", "I sleep"]}


@for_each(("matters", "when"), [(None, None), (0, When.LATER)])
def test_how_much_an_item_matters_and_when_is_what_the_person_said_and_unanswered_before(
    matters: int | None, when: When | None
) -> None:
    answers = answered(item("rest", Cell.GOOD_CHANGE, 1, matters=matters, when=when))

    assert decisional_balance.read(answers).cells[Cell.GOOD_CHANGE] == (Item("rest", "words of rest", matters, when),)


def test_two_items_that_were_put_in_one_place_at_once_are_both_there_in_every_window() -> None:
    one, other = item("a", Cell.GOOD_NOW, 1), item("b", Cell.GOOD_NOW, 1)

    assert in_the(Cell.GOOD_NOW, answered({**one, **other})) == ["a", "b"]
    assert in_the(Cell.GOOD_NOW, answered({**other, **one})) == ["a", "b"]


def test_items_stand_where_the_person_put_them_and_moving_one_is_one_edit() -> None:
    answers = workbook_with(
        *(item(name, Cell.GOOD_NOW, position) for name, position in (("b", 2), ("a", -1), ("c", 3)))
    )

    moved = later(answers, ("decisional_balance/c/place", ["GOOD_NOW", 1.5]))

    assert in_the(Cell.GOOD_NOW, answers) == ["a", "b", "c"]
    assert in_the(Cell.GOOD_NOW, moved) == ["a", "c", "b"]
    assert moved.revision == answers.revision + 1


def test_an_item_can_change_sides() -> None:
    answers = answered(item("money", Cell.GOOD_NOW, 1))

    moved = later(answers, ("decisional_balance/money/place", ["GOOD_CHANGE", 1]))

    assert in_the(Cell.GOOD_NOW, moved) == []
    assert in_the(Cell.GOOD_CHANGE, moved) == ["money"]


@for_each("missing", ["text", "place"])
def test_an_item_that_has_only_begun_to_arrive_is_not_shown_yet(missing: str) -> None:
    arriving = item("rest", Cell.GOOD_CHANGE, 1)
    del arriving[f"decisional_balance/rest/{missing}"]

    assert not decisional_balance.read(answered(arriving))


def test_a_removed_item_is_gone_and_comes_back_with_undo() -> None:
    answers = answered(item("rest", Cell.GOOD_CHANGE, 1, matters=8))

    removed = later(answers, ("decisional_balance/rest/removed", True))
    brought_back = undone(removed, "decisional_balance")

    assert in_the(Cell.GOOD_CHANGE, removed) == []
    assert decisional_balance.read(brought_back) == decisional_balance.read(answers)
    assert in_the(Cell.GOOD_CHANGE, redone(brought_back, "decisional_balance")) == []


def test_an_item_that_somebody_writes_in_after_it_was_removed_is_there_again_until_it_is_removed_again() -> None:
    answers = answered(item("rest", Cell.GOOD_CHANGE, 1, "Waking up"))
    in_the_other_window = edit_after(answers, "decisional_balance/rest/text", "Waking up rested", author="other")

    kept = fold(later(answers, ("decisional_balance/rest/removed", True)), [in_the_other_window])

    assert in_the(Cell.GOOD_CHANGE, kept) == ["rest"]
    assert in_the(Cell.GOOD_CHANGE, later(kept, ("decisional_balance/rest/removed", True))) == []


# A full cell.


def test_a_full_cell_says_so_and_takes_another_item_after_one_was_removed() -> None:
    full = workbook_with(*(item(f"item-{number}", Cell.GOOD_NOW, number) for number in range(MOST_ITEMS_IN_A_CELL)))
    path, place = "decisional_balance/new/place", ["GOOD_NOW", 1000]

    with pytest.raises(AnswerRefused, match="This box is full: it holds 200 items"):
        accept(full, path, place)
    assert accept(later(full, ("decisional_balance/item-7/removed", True)), path, place) == place
    assert accept(full, path, ["GOOD_CHANGE", 1]) == ["GOOD_CHANGE", 1]
    for field, value in {"place": ["GOOD_NOW", 0.5], "text": "reworded", "removed": True}.items():
        assert accept(full, f"decisional_balance/item-7/{field}", value) == value, "what is there can be changed"


# What the person takes away.


def printed(answers: Folded) -> BalanceOnPaper:
    """What the summary shows of the grid."""
    section = decisional_balance.section(answers, "drink less")
    assert section
    return section


def example(stance: Stance = Stance.EXPLORE) -> Folded:
    """The example, looked at in this way."""
    return answered({"workbook/stance": stance.value, **answering.example(decisional_balance)})


@for_each("stance", Stance)
def test_the_summary_ends_on_the_change_side_stresses_it_only_while_building_on_it_and_gives_no_verdict(
    stance: Stance,
) -> None:
    shown = printed(example(stance))

    assert [cell.heading for cell in shown.cells] == [cell.heading for cell in Cell]
    emphasized = {cell.heading for cell in CHANGE_SIDE} if stance is Stance.BUILD else set()
    assert {cell.heading for cell in shown.cells if cell.emphasized} == emphasized
    said = json.dumps(plain(shown)).casefold()
    assert not any(word in said for word in ("total", "winner", "score", "%", "percent", "sum", "balance", "tips"))


def test_the_summary_says_how_much_each_item_matters_in_words_too() -> None:
    answers = answered(item("rest", Cell.GOOD_CHANGE, 1, "Waking up rested", matters=8, when="NOW"))

    assert printed(answers).cells[-1].items == (
        ItemOnPaper(
            "Waking up rested", matters=8, alt="How much it matters: 8 out of 10", when="for now", because=None
        ),
    )


def test_the_picture_says_of_what_was_not_weighted_that_it_was_not_said_and_there_is_none_without_a_weight() -> None:
    unrated = item("kids", Cell.GOOD_CHANGE, 1, "More patience")

    without = printed(answered(unrated))
    picture = printed(answered(unrated | item("rest", Cell.GOOD_CHANGE, 2, matters=0))).picture

    assert without.picture is None
    assert without.key is None
    assert picture
    assert [(bar.text, bar.matters) for cell in picture.cells for bar in cell.items] == [
        ("More patience", None),
        ("words of rest", 0),
    ]
    assert [bar.alt for cell in picture.cells for bar in cell.items] == [
        "More patience: not said",
        "words of rest: 0 out of 10",
    ]


def test_paper_has_no_heading_with_nothing_below_it_and_keeps_the_persons_order() -> None:
    answers = workbook_with(
        item("small", Cell.GOOD_CHANGE, 1, matters=2),
        item("unsaid", Cell.GOOD_CHANGE, 2),
        item("large", Cell.GOOD_CHANGE, 3, matters=9),
    )

    shown = printed(answers)

    assert [cell.heading for cell in shown.cells] == [Cell.GOOD_CHANGE.heading]
    assert shown.picture
    [cell] = shown.picture.cells
    assert [bar.text for bar in cell.items] == ["words of small", "words of unsaid", "words of large"]


def test_the_example_leaves_something_unanswered_as_people_do() -> None:
    cells = decisional_balance.read(example()).cells
    items = [item for items in cells.values() for item in items]

    assert all(cells[cell] for cell in Cell)
    assert any(item.matters is None for item in items)
    assert any(item.when is None for item in items)


def test_a_thing_can_matter_because_of_a_value_also_when_that_is_ranked_no_more() -> None:
    answers = answered(
        {
            **item("a", Cell.GOOD_CHANGE, 1, "Waking up rested", value="rest"),
            "values/rest/pile": "IMPORTANT",
            "values/family/pile": "VERY_IMPORTANT",
            "values/health/pile": "VERY_IMPORTANT",
            "values/health/rank": 1,
        }
    )

    assert [card.name for card in decisional_balance.nameable(answers)] == ["Health", "Family", "Rest"]
    lines = {line.question: line.shown for line in decisional_balance.lines(answers, "drink less")}
    assert lines["This matters because of: Waking up rested"] == "because of: Rest"
    assert printed(answers).cells[-1].items[0].because == "matters because of: Rest"


def test_a_value_whose_card_is_gone_is_not_named() -> None:
    answers = answered(item("a", Cell.GOOD_CHANGE, 1, value="mine"))

    assert decisional_balance.nameable(answers) == []
    assert [line.path for line in decisional_balance.lines(answers, "drink less")] == ["decisional_balance/a/text"]
    assert printed(answers).cells[-1].items[0].because is None


def test_what_somebody_could_not_live_with_is_said_in_words_beside_the_thing_in_the_picture_and_in_the_table() -> None:
    answers = answered(item("kids", Cell.NOT_SO_GOOD_NOW, 1, "Snapping at the kids", matters=9, limit="NOT_WITH"))

    shown, lines = printed(answers), decisional_balance.lines(answers, "drink less")

    said = "⚑ I could not live with this"
    assert shown.picture
    assert shown.cells[0].items[0].limit == shown.picture.cells[0].items[0].limit == said
    assert shown.picture.cells[0].items[0].alt == f"Snapping at the kids: 9 out of 10, {said}"
    assert (lines[-1].question, lines[-1].shown) == ("A limit for you: Snapping at the kids", said)


def test_what_a_thing_gives_is_kept_and_asked_of_what_is_good_now_only() -> None:
    good = item("calm", Cell.GOOD_NOW, 1, "It calms me", gives="An hour of my own")
    moved = later(answered(good), ("decisional_balance/calm/place", ["GOOD_CHANGE", 1]))

    [now], [elsewhere] = printed(answered(good)).cells[0].items, printed(moved).cells[0].items

    assert now.gives == QuestionAndAnswer("What does it give you, or protect?", "An hour of my own")
    assert elsewhere.gives is None
    assert moved["decisional_balance/calm/gives"] == "An hour of my own"


def test_what_is_missing_on_a_side_is_on_paper_with_its_side_even_if_nothing_else_is() -> None:
    answers = answered({"decisional_balance/missing_here": "a smell of home"})

    shown = printed(answers)

    question = "For how things are now: What is missing here that is hard to put into words?"
    [cell] = shown.cells
    assert (cell.heading, cell.items) == (Cell.NOT_SO_GOOD_CHANGE.heading, ())
    assert cell.missing == QuestionAndAnswer(question, "a smell of home")
    assert [line.question for line in decisional_balance.lines(answers, "drink less")] == [question]
