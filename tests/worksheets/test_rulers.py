"""The rulers ask what the field's guides ask, in their words, and never for arguments against the change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from tests.worksheets.answering import example, later
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets import rulers
from worksheets.answers import Value
from worksheets.editing import Folded
from worksheets.json_values import plain
from worksheets.rulers import FOLLOW_UPS, HIGHEST, LOWEST, Ruler, RulerOnPaper, Word
from worksheets.workbook import Stance
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


AFTER_A_WORD = {
    Word.A_LITTLE: (
        "What makes it “a little” and not “not at all”?",
        "What would it take to get from “a little” to “quite”?",
    ),
    Word.QUITE: (
        "What makes it “quite” and not “not at all”?",
        "What would it take to get from “quite” to “very”?",
    ),
    Word.VERY: (
        "What makes it “very” and not “a little”?",
        "What would it take to get from “very” to “completely”?",
    ),
    Word.COMPLETELY: ("What makes it so high?", "What would help it stay there?"),
}


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
    assert "to stop {100} %s?" in Ruler.IMPORTANCE.question("stop {100} %s")


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
    said = " ".join(asked(ruler, number)).casefold()

    assert not any(words in said for words in ("not higher", "why not", "why didn"))
    assert not any(f"not a {higher}" in said or f"not an {higher}" in said for higher in range(number, 12))


def test_a_word_is_kept_as_the_number_in_the_middle_of_its_fifth_and_every_number_has_a_word() -> None:
    assert [(word.label, word.number) for word in Word] == [
        ("not at all", 1),
        ("a little", 3),
        ("quite", 5),
        ("very", 7),
        ("completely", 9),
    ]
    assert [[*Word].index(Word.of(number)) for number in NUMBERS] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4]


@for_each("number", NUMBERS)
@for_each("ruler", Ruler)
def test_a_word_is_followed_by_the_same_questions_with_words_in_them_and_never_by_why_not_higher(
    ruler: Ruler, number: int
) -> None:
    first_two = AFTER_A_WORD.get(
        Word.of(number), (FIRST_AFTER_ZERO[ruler], "What makes you willing to talk about it at all?")
    )
    more = ALSO_AFTER_CONFIDENCE if ruler is Ruler.CONFIDENCE else ()

    asked = rulers.questions(ruler, number, in_words=True)

    assert tuple(question for _name, question in asked) == (*first_two, *more)
    assert {name for name, _question in asked} <= set(FOLLOW_UPS)
    assert all(f"{ruler}/{name}" in rulers.ANSWERS for name, _question in asked)


# What is answered.


def test_nothing_is_chosen_until_the_person_chooses() -> None:
    untouched = rulers.read(Folded())

    assert [rating.number for rating in untouched.ratings.values()] == [None, None, None]
    assert not untouched


def test_zero_is_an_answer() -> None:
    assert rated(importance=0)
    assert [ruler.number for ruler in printed({"importance/number": 0})] == [0]


def test_a_number_that_was_taken_back_is_unanswered_again_and_its_words_are_kept() -> None:
    answers = answered({"rulers/importance/number": 8, "rulers/importance/why_not_lower_8": "my kids"})

    importance = rulers.read(later(answers, ("rulers/importance/number", None))).ratings[Ruler.IMPORTANCE]

    assert importance.number is None
    assert [said.words for said in importance.said_before] == ["my kids"]


def test_hiding_readiness_forgets_nothing() -> None:
    answers = answered({"rulers/readiness/number": 6, "rulers/readiness_hidden": True})

    hidden = rulers.read(answers)
    shown_again = rulers.read(later(answers, ("rulers/readiness_hidden", False)))

    assert hidden.shown == (Ruler.IMPORTANCE, Ruler.CONFIDENCE)
    assert shown_again.shown == tuple(Ruler)
    assert shown_again.ratings[Ruler.READINESS].number == 6


@for_each("stance", Stance)
def test_who_has_decided_is_not_asked_if_they_decided(stance: Stance) -> None:
    asked = Ruler.CONFIDENCE.question("drink less", stance)

    assert asked.startswith("If you decided to") == (stance is not Stance.DECIDED)
    assert asked.endswith("how confident are you that you could?") or asked == (
        "How confident are you that you can drink less?"
    )


# Every answer with its question.


def pairs(answers: Folded) -> dict[str, str]:
    """The answers that stand on paper, by the question above them."""
    section = rulers.section(answers, "drink less")
    return {each.question: each.answer for ruler in (section.rulers if section else ()) for each in ruler.answers}


def test_an_answer_stays_with_its_question_when_another_number_is_chosen() -> None:
    answers = answered({"rulers/importance/number": 7, "rulers/importance/why_not_lower_7": "my kids"})

    answers = later(answers, ("rulers/importance/number", 3), ("rulers/importance/why_not_lower_3", "it can wait"))

    expected = {"What makes it a 3 and not a 1?": "it can wait", "What makes it a 7 and not a 5?": "my kids"}
    assert pairs(answers) == expected
    lines = rulers.lines(answers, "drink less")
    assert {line.question: line.shown for line in lines[1:]} == expected


@for_each("number", [None, *NUMBERS])
def test_no_number_hides_an_answer(number: int | None) -> None:
    written = {f"rulers/{ruler}/{field}": f"{ruler} {field}" for ruler in Ruler for field in FOLLOW_UPS}

    answers = answered({**{f"rulers/{ruler}/number": number for ruler in Ruler}, **written})

    section = rulers.section(answers, "drink less")
    assert section
    on_paper = [each.answer for ruler in section.rulers for each in ruler.answers]
    assert sorted(on_paper) == sorted(written.values())
    assert {line.path for line in rulers.lines(answers, "")} >= written.keys()


def test_an_answer_of_an_earlier_version_stands_below_the_number_after_which_it_was_written() -> None:
    answers = answered({"rulers/importance/number": 7, "rulers/importance/why_not_lower": "my kids"})

    assert pairs(answers) == {"What makes it a 7 and not a 5?": "my kids"}
    assert rulers.read(answers).ratings[Ruler.IMPORTANCE].asked_at(7)["why_not_lower"].startswith("What makes it a 7")


def test_an_answer_of_an_earlier_version_whose_number_is_not_known_names_none() -> None:
    answers = answered({"rulers/importance/number": 7, "rulers/importance/why_not_lower": "my kids"})

    moved = later(answers, ("rulers/importance/number", 3))

    assert pairs(moved) == {"What makes it this number, and not a lower one?": "my kids"}


def test_an_answer_to_the_question_about_a_word_belongs_to_that_word_and_to_its_number() -> None:
    answers = answered(
        {
            "rulers/importance/number": 7,
            "rulers/importance/number_in_words": True,
            "rulers/importance/why_not_lower_very": "my kids",
        }
    )

    as_a_number = later(answers, ("rulers/importance/number_in_words", None))
    another = later(answers, ("rulers/importance/number", 3))

    for each in (answers, as_a_number):
        assert [said.words for said in rulers.read(each).ratings[Ruler.IMPORTANCE].said] == ["my kids"]
    assert [said.question for said in rulers.read(another).ratings[Ruler.IMPORTANCE].said_before] == [
        "What makes it “very” and not “a little”?"
    ]


# What the person takes away.


def test_what_was_chosen_in_words_says_so_on_paper_and_in_files_and_a_number_stays_a_number() -> None:
    written: Mapping[str, Value] = {
        "importance/number": 7,
        "importance/number_in_words": True,
        "confidence/number": 7,
    }
    importance, confidence = printed(written)

    assert importance.number == confidence.number == 7
    assert (importance.in_words, confidence.in_words) == ("very (7 of 10, chosen in words)", None)
    assert importance.alt and importance.alt.endswith("Your answer: very (7 of 10, chosen in words).")
    lines = rulers.lines(answered({f"rulers/{path}": value for path, value in written.items()}), "drink less")
    assert [(line.value, line.shown) for line in lines] == [(7, "very (7 of 10, chosen in words)"), (7, "7")]


def test_the_persons_own_words_for_the_ends_take_the_place_of_the_published_ones() -> None:
    written: Mapping[str, Value] = {"importance/number": 3, "importance/lowest": "It can wait"}
    (importance,) = printed(written)

    assert importance.ends == ("It can wait", "The most important thing right now")
    lines = rulers.lines(answered({f"rulers/{path}": value for path, value in written.items()}), "drink less")
    assert {line.question: line.shown for line in lines}["Importance: the meaning of 0"] == "It can wait"


def printed(answers: Mapping[str, Value]) -> Sequence[RulerOnPaper]:
    """What the summary shows of each ruler after these answers."""
    section = rulers.section(answered({f"rulers/{path}": value for path, value in answers.items()}), "drink less")
    assert section is not None
    return section.rulers


def test_the_summary_shows_each_number_with_the_words_that_belong_to_it_first() -> None:
    (importance,) = printed(
        {
            "importance/number": 8,
            "importance/why_not_lower_8": "my kids",
            "importance/what_would_have_to_happen": "more people ask me",
        }
    )

    assert importance.question == "How important is it to you right now to drink less?"
    assert importance.number == 8
    assert importance.answers == (
        QuestionAndAnswer("What makes it an 8 and not a 6?", "my kids"),
        QuestionAndAnswer("What would have to happen for this to matter a little?", "more people ask me"),
    )


def test_the_summary_says_in_words_what_the_line_shows_and_leaves_out_unanswered_and_hidden_rulers() -> None:
    [shown] = printed({"confidence/number": 4, "readiness/number": 3, "readiness_hidden": True})

    assert shown.label == "Confidence"
    assert shown.alt == "A line from 0 (Not at all confident) to 10 (Completely confident). Your answer: 4."


def test_the_summary_draws_importance_and_confidence_together_only_when_both_are_given() -> None:
    both = rulers.section(answered({"rulers/importance/number": 8, "rulers/confidence/number": 4}), "drink less")
    one = rulers.section(answered({"rulers/importance/number": 8, "rulers/readiness/number": 4}), "drink less")

    assert both and both.picture
    assert one
    assert both.picture.alt.endswith("Importance: 8. Confidence: 4. Each side goes from 0 to 10.")
    assert one.picture is None


def test_the_example_never_asks_why_not_higher_and_gives_no_verdict() -> None:
    section = rulers.section(answered(example(rulers)), "drink less")

    said = json.dumps(plain(section)).casefold()
    assert not any(word in said for word in ("not higher", "score", "average", "percent", "improved", "%"))
