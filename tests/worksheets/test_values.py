"""Values are sorted, ranked and explained by the person, and a card that is gone takes no words with it."""

from __future__ import annotations

import pytest

from tests.worksheets.answering import item, later, workbook_with
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets import accept, values
from worksheets.answers import AnswerRefused, Value
from worksheets.blank import Cards
from worksheets.editing import Folded
from worksheets.values import MOST_OWN_CARDS, MOST_RANKED, CardOnPaper, Pile, PileOnPaper
from worksheets.worksheet import QuestionAndAnswer

MINE = item("values/mine", "own", 1, text="Being there for Mia")


def very_important(*cards: str) -> dict[str, Value]:
    """These cards in the first pile."""
    return {f"values/{card}/pile": Pile.VERY_IMPORTANT.value for card in cards}


def ranking(*cards: str) -> dict[str, Value]:
    """These cards in the first pile, ranked in this order."""
    return very_important(*cards) | {f"values/{card}/rank": rank for rank, card in enumerate(cards, start=1)}


def test_nothing_is_sorted_for_the_person() -> None:
    there = values.read(Folded())

    assert not there
    assert there.ranked == ()
    assert 36 <= len(there.cards) <= 44


def test_no_two_cards_are_alike_and_each_has_one_short_line() -> None:
    cards = values.deck()

    assert len({card.name for card in cards}) == len({card.line for card in cards}) == len(cards)
    assert all(card.id.isascii() and len(card.line) <= 60 for card in cards)


def test_a_card_of_ones_own_is_sorted_and_ranked_like_any_other() -> None:
    answers = answered(MINE | ranking("mine", "health"))

    assert [card.name for card in values.ranked(answers)] == ["Being there for Mia", "Health"]


def test_the_name_of_a_card_that_everybody_gets_cannot_be_changed() -> None:
    answers = answered(item("values/family", "own", 1, text="Not family"))

    assert "Not family" not in {card.name for card in values.read(answers).cards}
    assert len(values.read(answers).cards) == len(values.deck())


def test_a_removed_card_is_not_shown_anywhere() -> None:
    answers = answered(MINE | ranking("mine") | {"values/mine/removed": True})

    assert values.ranked(answers) == []
    assert "mine" not in {card.id for card in values.read(answers).cards}
    assert values.section(answers, "drink less") is None


def test_only_very_important_cards_count_as_ranked() -> None:
    answers = answered(ranking("family", "health") | {"values/family/pile": Pile.IMPORTANT.value})

    assert [card.id for card in values.ranked(answers)] == ["health"]


def test_a_sixth_value_is_refused_until_another_one_makes_room_and_the_five_can_be_moved() -> None:
    answers = answered(ranking("family", "health", "rest", "fun", "calm") | very_important("honesty"))

    with pytest.raises(AnswerRefused, match="holds 5"):
        accept(answers, "values/honesty/rank", 6)
    assert accept(later(answers, ("values/fun/rank", None)), "values/honesty/rank", 6) == 6
    assert accept(answers, "values/calm/rank", 0.5) == 0.5
    assert accept(answers, "values/calm/rank", None) is None


def test_two_windows_that_rank_at_once_never_show_more_than_five() -> None:
    answers = answered(ranking("family", "health", "rest", "fun", "calm", "work", "order"))

    assert [card.id for card in values.ranked(answers)] == ["family", "health", "rest", "fun", "calm"]
    assert len(values.ranked(answers)) == MOST_RANKED


def test_cards_of_ones_own_come_to_an_end() -> None:
    own = workbook_with(*(item(f"values/own{n}", "own", n, text="x") for n in range(MOST_OWN_CARDS)))

    with pytest.raises(AnswerRefused, match="holds 20 cards"):
        accept(own, "values/one-more/place", ["own", 21])

    assert accept(own, "values/own3/place", ["own", 0.5]) == ["own", 0.5]


def test_a_name_of_a_thousand_characters_is_refused() -> None:
    with pytest.raises(AnswerRefused, match="200"):
        accept(Folded(), "values/mine/text", "w" * 1000)


@for_each("pile", ["", "MOST", 3, True, ["VERY_IMPORTANT"]])
def test_there_is_no_fourth_pile(pile: object) -> None:
    with pytest.raises(AnswerRefused):
        accept(Folded(), "values/family/pile", pile)


def test_the_change_stands_in_the_question_about_it() -> None:
    assert values.questions("drink less.")["fit"] == "How does “drink less” fit with it?"


def test_ranked_values_are_printed_with_what_was_written_and_the_others_by_name() -> None:
    answers = answered(
        MINE
        | ranking("mine", "health")
        | very_important("rest")
        | {"values/fun/pile": Pile.NOT_IMPORTANT.value, "values/mine/meaning": "Mornings, *awake*."}
    )

    section = values.section(answers, "drink less")

    assert section
    assert section.ranked == (
        CardOnPaper("Being there for Mia", (QuestionAndAnswer("What does this mean to you?", "Mornings, *awake*."),)),
        CardOnPaper("Health", ()),
    )
    assert section.piles == ()
    assert section.more and section.more.piles == (
        PileOnPaper("Also very important", ("Rest",)),
        PileOnPaper("Not important", ("Fun",)),
    )


def test_without_a_rank_the_pile_that_matters_most_is_on_paper_and_the_others_can_be_chosen() -> None:
    answers = answered(very_important("rest") | {"values/fun/pile": Pile.NOT_IMPORTANT.value})

    section = values.section(answers, "drink less")

    assert section and section.more
    assert section.piles == (PileOnPaper("Very important", ("Rest",)),)
    assert section.more.piles == (PileOnPaper("Not important", ("Fun",)),)


def test_what_was_written_of_a_value_that_is_not_ranked_can_be_chosen_for_paper() -> None:
    answers = answered(ranking("health") | {"values/rest/week": "On Sundays."})

    section = values.section(answers, "drink less")

    assert section and section.more
    assert section.more.cards == (
        CardOnPaper("Rest", (QuestionAndAnswer("Where does it show in your week?", "On Sundays."),)),
    )


def test_words_about_a_value_that_is_ranked_no_more_are_kept() -> None:
    answers = answered(ranking("health") | {"values/health/week": "On Saturdays.", "values/health/rank": None})

    assert [line.shown for line in values.lines(answers, "drink less")] == ["Very important", "On Saturdays."]


def test_every_answer_is_a_line_with_the_card_in_its_question() -> None:
    answers = answered(MINE | ranking("health", "mine") | {"values/health/fit": "I would sleep."})

    lines = {line.path: (line.question, line.value, line.shown) for line in values.lines(answers, "drink less")}

    assert lines == {
        "values/health/pile": ("How important it is: Health", "VERY_IMPORTANT", "Very important"),
        "values/health/rank": ("Its place among what matters most: Health", 1, "1"),
        "values/health/fit": ("Health: How does “drink less” fit with it?", "I would sleep.", "I would sleep."),
        "values/mine/text": ("A card of your own", "Being there for Mia", "Being there for Mia"),
        "values/mine/pile": ("How important it is: Being there for Mia", "VERY_IMPORTANT", "Very important"),
        "values/mine/rank": ("Its place among what matters most: Being there for Mia", 2, "2"),
    }


def test_the_empty_sheet_has_every_card_and_room_for_five() -> None:
    cards, table = values.blank()

    assert isinstance(cards, Cards)
    assert [name for name, _line in cards.cards] == [card.name for card in values.deck()]
    assert table.rows == MOST_RANKED  # type: ignore[union-attr]
