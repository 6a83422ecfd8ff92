"""The rulers ask what the field's guides ask, in their words, and never for arguments against the change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import product

from tests.worksheets.answering import example, later
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets import rulers
from worksheets.answers import Value
from worksheets.editing import Folded
from worksheets.json_values import plain
from worksheets.rulers import FOLLOW_UPS, HIGHEST, LOWEST, Ruler, RulerOnPaper
from worksheets.worksheet import QuestionAndAnswer

NUMBERS = range(LOWEST, HIGHEST + 1)

AFTER_A_NUMBER = {
    1: ("What makes it a 1 and not a 0?", "What would it take to get to a 2?"),
    2: ("What makes it a 2 and not a 0?", "What would it take to get from 2 to 3?"),
    3: ("What makes it a 3 and not a 1?", "What would it take to get from 3 to 4?"),
    4: ("What makes it a 4 and not a 2?", "What would it take to get from 4 to 5?"),
    5: ("What makes it a 5 and not a 3?", "What would it take to get from 5 to 6?"),
    6: ("What makes it a 6 and not a 4?", "What would it take to get from 6 to 7?"),
    7: ("What makes it a 7 and not a 5?", "What would it take to get from 7 to 8?"),
    8: ("What makes it an 8 and not a 6?", "What would it take to get from 8 to 9?"),
    9: ("What makes it a 9 and not a 7?", "What would it take to get from 9 to 10?"),
    10: ("What makes it so high?", "What would help it stay there?"),
}

FIRST_AFTER_ZERO = {
    Ruler.IMPORTANCE: "What would have to happen for this to matter a little?",
    Ruler.CONFIDENCE: "What is one small part of it that you could do?",
    Ruler.READINESS: "What would need to be in place before you start?",
}

ALSO_AFTER_CONFIDENCE = ("When did you manage something like this before?", "Who or what could help?")


def rated(**numbers: int | None) -> rulers.Rulers:
    """The rulers after somebody chose these numbers."""
    return rulers.read(answered({f"rulers/{ruler}/number": number for ruler, number in numbers.items()}))


def asked(ruler: Ruler, number: int) -> tuple[str, ...]:
    """The questions after this number, as the person reads them."""
    return tuple(question for _name, question in rulers.questions(ruler, number))


# What is asked.


@for_each(
    ("ruler", "question", "ends"),
    [
        (
            Ruler.IMPORTANCE,
            "How important is it to you right now to drink less?",
            ("Not at all important", "The most important thing right now"),
        ),
        (
            Ruler.CONFIDENCE,
            "If you decided to drink less, how confident are you that you could?",
            ("Not at all confident", "Completely confident"),
        ),
        (Ruler.READINESS, "How ready are you to start to drink less?", ("Not ready yet", "Ready now")),
    ],
)
def test_every_ruler_asks_its_question_with_the_change_in_it(
    ruler: Ruler, question: str, ends: tuple[str, str]
) -> None:
    assert ruler.question("drink less.") == question
    assert ruler.ends == ends


def test_a_change_with_braces_in_it_is_asked_as_it_was_written() -> None:
    assert "to {stop} 100%?" in Ruler.IMPORTANCE.question("{stop} 100%")


@for_each("number", NUMBERS)
@for_each("ruler", Ruler)
def test_every_number_is_followed_by_the_questions_of_the_guides_each_with_a_place_of_its_own(
    ruler: Ruler, number: int
) -> None:
    first_two = AFTER_A_NUMBER.get(number, (FIRST_AFTER_ZERO[ruler], "What makes you willing to talk about it at all?"))
    more = ALSO_AFTER_CONFIDENCE if ruler is Ruler.CONFIDENCE else ()
    names = [name for name, _question in rulers.questions(ruler, number)]

    assert asked(ruler, number) == (*first_two, *more)
    assert len(set(names)) == len(names)
    assert set(names) <= set(FOLLOW_UPS)
    assert all(f"{ruler}/{name}" in rulers.ANSWERS for name in names)


@for_each("number", NUMBERS)
@for_each("ruler", Ruler)
def test_no_number_is_ever_followed_by_why_not_higher(ruler: Ruler, number: int) -> None:
    said = " ".join([*asked(ruler, number), rulers.offer(rated(importance=number, confidence=0)) or ""]).casefold()

    assert not any(words in said for words in ("not higher", "why not", "why didn"))
    assert not any(f"not a {higher}" in said or f"not an {higher}" in said for higher in range(number, 12))


# What is answered.


def test_nothing_is_chosen_until_the_person_chooses() -> None:
    untouched = rulers.read(Folded())

    assert [rating.number for rating in untouched.ratings.values()] == [None, None, None]
    assert not untouched
    assert rulers.offer(untouched) is None


def test_zero_is_an_answer() -> None:
    assert rated(importance=0)
    assert [ruler.number for ruler in printed({"importance/number": 0})] == [0]


def test_a_number_that_was_taken_back_is_unanswered_again_and_its_words_are_kept() -> None:
    answers = answered({"rulers/importance/number": 8, "rulers/importance/why_not_lower": "my kids"})

    importance = rulers.read(later(answers, ("rulers/importance/number", None))).ratings[Ruler.IMPORTANCE]

    assert importance.number is None
    assert importance.answers["why_not_lower"] == "my kids"


def test_hiding_readiness_forgets_nothing() -> None:
    answers = answered({"rulers/readiness/number": 6, "rulers/readiness_hidden": True})

    hidden = rulers.read(answers)
    shown_again = rulers.read(later(answers, ("rulers/readiness_hidden", False)))

    assert hidden.shown == (Ruler.IMPORTANCE, Ruler.CONFIDENCE)
    assert shown_again.shown == tuple(Ruler)
    assert shown_again.ratings[Ruler.READINESS].number == 6


# Reading two numbers together.


LOOK_AT_WHAT_MATTERS = "Would it help to look at what matters to you first, and leave planning for later?"
LOOK_AT_CONFIDENCE = "Would it help to look at what could make you more confident?"


@for_each(
    ("offer", "importance_and_confidence"),
    [
        (LOOK_AT_WHAT_MATTERS, list(product(range(4), (None, 0, 5, 10)))),
        (LOOK_AT_CONFIDENCE, [(8, 4), (10, 7), (4, 3), (4, 0), (9, 2), (7, 4)]),
        (None, [(None, None), (None, 2), (8, None), (4, 4), (6, 4), (5, 9), (10, 8), (10, 10)]),
    ],
)
def test_where_little_matters_or_confidence_lags_the_page_offers_to_look_at_it_and_elsewhere_nothing(
    offer: str | None, importance_and_confidence: Sequence[tuple[int | None, int | None]]
) -> None:
    for importance, confidence in importance_and_confidence:
        assert rulers.offer(rated(importance=importance, confidence=confidence)) == offer, (importance, confidence)


@for_each("importance", NUMBERS)
@for_each("confidence", NUMBERS)
def test_what_the_page_says_of_two_numbers_is_an_offer_and_no_verdict(importance: int, confidence: int) -> None:
    offer = rulers.offer(rated(importance=importance, confidence=confidence))

    assert offer is None or (offer.startswith("Would it help") and offer.endswith("?"))


# What the person takes away.


def printed(answers: Mapping[str, Value]) -> Sequence[RulerOnPaper]:
    """What the summary shows of each ruler after these answers."""
    section = rulers.section(answered({f"rulers/{path}": value for path, value in answers.items()}), "drink less")
    assert section is not None
    return section.rulers


def test_the_summary_shows_each_number_with_the_words_that_belong_to_it() -> None:
    (importance,) = printed(
        {
            "importance/number": 8,
            "importance/why_not_lower": "my kids",
            "importance/what_would_have_to_happen": "written beside a number that was chosen before",
        }
    )

    assert importance.question == "How important is it to you right now to drink less?"
    assert importance.number == 8
    assert importance.answers == (QuestionAndAnswer("What makes it an 8 and not a 6?", "my kids"),)


def test_the_summary_says_in_words_what_the_line_shows_and_leaves_out_unanswered_and_hidden_rulers() -> None:
    [shown] = printed({"confidence/number": 4, "readiness/number": 3, "readiness_hidden": True})

    assert shown.label == "Confidence"
    assert shown.alt == "A line from 0 (Not at all confident) to 10 (Completely confident). Your number is 4."


def test_the_summary_draws_importance_and_confidence_together_only_when_both_are_given() -> None:
    both = rulers.section(answered({"rulers/importance/number": 8, "rulers/confidence/number": 4}), "drink less")
    one = rulers.section(answered({"rulers/importance/number": 8, "rulers/readiness/number": 4}), "drink less")

    assert both and both.picture
    assert one
    assert both.picture.alt.endswith("Importance is 8 of 10, and confidence is 4 of 10.")
    assert one.picture is None


def test_the_example_never_asks_why_not_higher_and_gives_no_verdict() -> None:
    section = rulers.section(answered(example(rulers)), "drink less")

    said = json.dumps(plain(section)).casefold()
    assert not any(word in said for word in ("not higher", "score", "average", "percent", "improved", "%"))
