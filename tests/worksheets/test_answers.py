"""What a worksheet takes as an answer, and what it says when it cannot take something."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.world.cases import for_each
from worksheets import LONGEST_PATH, AnswerRefused, Kind, accept
from worksheets.answers import LONGEST_ANSWER, LONGEST_ITEM, Choice, Number, Place, Text, YesNo
from worksheets.editing import Folded

RATING = Number(0, 10)
PLACE = Place(("HERE", "THERE"))

NOT_TEXT: list[object] = [None, 1, 1.5, True, ["a"], {"a": 1}, b"a"]
NOT_A_NUMBER: list[object] = [True, False, "7", "", 7.0, 6.5, math.nan, math.inf, -1, 11, [7], {}, 10**30]


# Words.


def test_words_are_kept_as_typed() -> None:
    assert Text(20).accept("one\ntwo <b> 🙂") == "one\ntwo <b> 🙂"


def test_an_empty_answer_is_an_answer() -> None:
    assert Text(20).accept("") == ""


def test_words_are_cleaned_before_they_are_kept() -> None:
    assert Text(20).accept("one\x00\r\ntwo\u202e") == "one\ntwo"


def test_where_one_line_is_asked_the_words_are_kept_on_one() -> None:
    assert Text(20, lines=False).accept(" one\n two ") == "one two"


def test_as_many_characters_as_are_allowed_are_kept_and_one_more_is_refused_with_the_limit() -> None:
    kind = Text(20)

    assert kind.accept("🙂" * 20) == "🙂" * 20
    with pytest.raises(AnswerRefused, match="20 characters"):
        kind.accept("🙂" * 21)


@for_each("value", NOT_TEXT)
def test_what_is_not_text_is_refused_where_words_belong(value: object) -> None:
    with pytest.raises(AnswerRefused):
        Text(20).accept(value)


# Numbers.


@for_each("number", range(11))
def test_every_number_on_a_ruler_can_be_chosen(number: int) -> None:
    assert RATING.accept(number) == number


def test_a_number_may_stay_unanswered_or_become_so_again() -> None:
    assert RATING.accept(None) is None


@for_each("value", NOT_A_NUMBER)
def test_what_is_not_a_number_of_the_ruler_is_refused_and_the_refusal_names_the_numbers(value: object) -> None:
    with pytest.raises(AnswerRefused, match="from 0 to 10"):
        RATING.accept(value)


# Choices.


def test_a_choice_takes_each_of_its_options_and_no_answer() -> None:
    kind = Choice(("NOW", "LATER"))

    assert [kind.accept(value) for value in ("NOW", "LATER", None)] == ["NOW", "LATER", None]


@for_each("value", ["", "now", "NOWHERE", 0, True, ["NOW"], {"NOW": 1}])
def test_a_choice_takes_nothing_that_was_not_offered(value: object) -> None:
    with pytest.raises(AnswerRefused):
        Choice(("NOW", "LATER")).accept(value)


def test_yes_and_no_and_no_answer_are_three_things() -> None:
    kind = YesNo()

    assert [kind.accept(value) for value in (True, False, None)] == [True, False, None]


@for_each("value", [0, 1, "", "true", []])
def test_what_only_looks_like_yes_or_no_is_refused(value: object) -> None:
    with pytest.raises(AnswerRefused):
        YesNo().accept(value)


# Places.


@for_each("position", [1, 0, -3, 1.5, 0.0001, -0.5])
def test_an_item_can_stand_anywhere_in_a_list(position: float) -> None:
    assert PLACE.accept(["THERE", position]) == ["THERE", position]


@for_each(
    "value",
    [
        None,
        "HERE",
        [],
        ["HERE"],
        ["HERE", None],
        ["HERE", "1"],
        ["HERE", True],
        ["HERE", False],
        ["HERE", math.nan],
        ["HERE", math.inf],
        ["HERE", 1e300],
        ["HERE", 10**400],
        ["HERE", 1, 2],
        ["NOWHERE", 1],
        [1, "HERE"],
        [["HERE"], 1],
        {"HERE": 1},
    ],
)
def test_an_item_cannot_stand_where_there_is_no_place(value: object) -> None:
    with pytest.raises(AnswerRefused):
        PLACE.accept(value)


# Everywhere.


@for_each(
    ("path", "value"),
    [
        ("workbook/change", "drink less"),
        ("workbook/stance", "BUILD"),
        ("rulers/importance/number", 7),
        ("rulers/confidence/past_success", "I stopped smoking.\nTwice."),
        ("decisional_balance/first", "GOOD_CHANGE"),
        ("decisional_balance/any-item/text", "Waking up rested"),
        ("decisional_balance/any-item/place", ["GOOD_CHANGE", 1.5]),
        ("decisional_balance/any-item/matters", 10),
        ("decisional_balance/any-item/when", "LATER"),
        ("decisional_balance/any-item/removed", True),
    ],
)
def test_what_the_page_asks_for_can_be_answered(path: str, value: Any) -> None:
    assert accept(Folded(), path, value) == value


@for_each(
    "path",
    [
        "",
        "/",
        "workbook",
        "workbook/",
        "workbook/unknown",
        "workbook/change/more",
        "rulers/number",
        "rulers/patience/number",
        "rulers/*/number",
        "decisional_balance/text",
        "decisional_balance/any-item/colour",
        "decisional_balance/any/item/text",
        "unknown/change",
        "Workbook/change",
        "../workbook/change",
        f"decisional_balance/{'x' * LONGEST_PATH}/text",
    ],
)
def test_an_answer_to_what_nobody_asked_is_refused(path: str) -> None:
    with pytest.raises(AnswerRefused, match="reload the page"):
        accept(Folded(), path, "words")


@for_each(
    ("path", "longest"),
    [
        ("rulers/importance/why_not_lower", LONGEST_ANSWER),
        ("decisional_balance/any-item/text", LONGEST_ITEM),
        ("workbook/change", 200),
        ("workbook/name", 80),
    ],
)
def test_a_long_answer_fits_and_a_longer_one_is_refused(path: str, longest: int) -> None:
    assert accept(Folded(), path, "w" * longest) == "w" * longest
    with pytest.raises(AnswerRefused, match=str(longest)):
        accept(Folded(), path, "w" * (longest + 1))


@for_each("kind", [Text(10), RATING, Choice(("A",)), YesNo(), PLACE])
@for_each("value", [{"a": 1}, {"A"}, object(), b"A", (1, 2, 3), [[[]]], 1j])
def test_whatever_is_sent_is_refused_in_words_that_a_person_can_read(kind: Kind, value: object) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        kind.accept(value)

    assert str(refusal.value).endswith(".")
    assert "object" not in str(refusal.value)
