"""What a worksheet takes as an answer, and what it says when it cannot take something."""

from __future__ import annotations

import math

import pytest

from tests.world.cases import for_each
from worksheets import LONGEST_PATH, accept
from worksheets.answers import (
    LONGEST_ANSWER,
    LONGEST_ITEM,
    AnswerRefused,
    Choice,
    Kind,
    Number,
    Place,
    Text,
    Value,
    YesNo,
)
from worksheets.editing import Folded

WORDS = Text(20)
RATING = Number(0, 10)
CHOICE = Choice(("NOW", "LATER"))
PLACE = Place(("HERE", "THERE"))


@for_each(
    ("kind", "value"),
    [
        (WORDS, "one\ntwo <b> 🙂"),
        (WORDS, ""),
        (WORDS, "🙂" * 20),
        *((RATING, number) for number in (*range(11), None)),
        *((CHOICE, option) for option in ("NOW", "LATER", None)),
        *((YesNo(), answer) for answer in (True, False, None)),
        *((PLACE, ["THERE", position]) for position in (1, 0, -3, 1.5, 0.0001, -0.5)),
    ],
)
def test_an_answer_is_kept_as_it_was_given_and_an_empty_one_and_none_are_answers(kind: Kind, value: Value) -> None:
    kept = kind.accept(value)

    assert kept == value
    assert type(kept) is type(value), "yes and no are no numbers"


def test_words_are_cleaned_before_they_are_kept_and_on_one_line_where_one_is_asked() -> None:
    assert Text(20).accept("one\x00\r\ntwo\u202e") == "one\ntwo"
    assert Text(20, lines=False).accept(" one\n two ") == "one two"


NO_PLACES: list[object] = [
    *(None, "HERE", [], ["HERE"], ["HERE", 1, 2], ["NOWHERE", 1], [1, "HERE"], [["HERE"], 1], {"HERE": 1}),
    *(["HERE", position] for position in (None, "1", True, False, math.nan, math.inf, 1e300, 10**400)),
]


REFUSED: list[tuple[Kind, str | None, list[object]]] = [
    (WORDS, "20 characters", ["🙂" * 21]),
    (WORDS, None, [None, 1, 1.5, True, ["a"], {"a": 1}, b"a"]),
    (RATING, "from 0 to 10", [True, False, "7", "", 7.0, 6.5, math.nan, math.inf, -1, 11, [7], {}, 10**30]),
    (CHOICE, None, ["", "now", "NOWHERE", 0, True, ["NOW"], {"NOW": 1}]),
    (YesNo(), None, [0, 1, "", "true", []]),
    (PLACE, None, NO_PLACES),
]


@for_each(("kind", "says", "value"), [(kind, says, value) for kind, says, values in REFUSED for value in values])
def test_what_is_no_answer_of_its_kind_is_refused(kind: Kind, says: str | None, value: object) -> None:
    with pytest.raises(AnswerRefused, match=says):
        kind.accept(value)


@for_each("kind", [WORDS, RATING, CHOICE, YesNo(), PLACE])
@for_each("value", [{"a": 1}, {"A"}, object(), b"A", (1, 2, 3), [[[]]], 1j])
def test_whatever_is_sent_is_refused_in_words_that_a_person_can_read(kind: Kind, value: object) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        kind.accept(value)

    assert str(refusal.value).endswith(".")
    assert "object" not in str(refusal.value)


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
def test_what_the_page_asks_for_can_be_answered(path: str, value: Value) -> None:
    assert accept(Folded(), path, value) == value


NOBODY_ASKED = (
    *("", "/", "workbook", "workbook/", "Workbook/change", "../workbook/change"),
    *("workbook/unknown", "workbook/change/more", "unknown/change"),
    *("rulers/number", "rulers/patience/number", "rulers/*/number"),
    *("decisional_balance/text", "decisional_balance/any-item/colour", "decisional_balance/any/item/text"),
    f"decisional_balance/{'x' * LONGEST_PATH}/text",
)


@for_each("path", NOBODY_ASKED)
def test_an_answer_to_what_nobody_asked_is_refused(path: str) -> None:
    with pytest.raises(AnswerRefused, match="reload the page"):
        accept(Folded(), path, "words")


@for_each(
    ("path", "longest"),
    [
        ("rulers/importance/why_not_lower", LONGEST_ANSWER),
        ("decisional_balance/any-item/text", LONGEST_ITEM),
        ("workbook/change", 500),
        ("workbook/name", 80),
    ],
)
def test_a_long_answer_fits_and_a_longer_one_is_refused(path: str, longest: int) -> None:
    assert accept(Folded(), path, "w" * longest) == "w" * longest
    with pytest.raises(AnswerRefused, match=str(longest)):
        accept(Folded(), path, "w" * (longest + 1))
