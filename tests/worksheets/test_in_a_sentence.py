"""The change stands in a question only where its words fit; otherwise the question says "this change"."""

from __future__ import annotations

from contextvars import copy_context

from tests.world.cases import for_each
from worksheets import language, values
from worksheets.in_a_sentence import LONGEST_WITHIN, fitting
from worksheets.rulers import Ruler


@for_each(
    ("change", "in_a_sentence"),
    [
        ("drink less", "drink less"),
        ("  drink less  ", "drink less"),
        ("drink less.", "drink less"),
        ("drink less!?", "drink less"),
        ("Drink less …", "drink less"),
        ("to drink less", "drink less"),
        ("To drink less", "drink less"),
        ("not to drink at home", "not drink at home"),
        ("never smoke again", "never smoke again"),
        ("STOP drinking", "stop drinking"),
        ("Leave him?", "leave him"),
        ("Give up sugar", "give up sugar"),
        ("change jobs", "change jobs"),
        ("move to St. Louis", "move to St. Louis"),
        ("Take Sertraline as agreed", "take Sertraline as agreed"),
        ("sleep better", "sleep better"),
        ("work on my marriage", "work on my marriage"),
        ("use {braces} and %s", "use {braces} and %s"),
    ],
)
def test_a_bare_verb_phrase_goes_into_the_sentence(change: str, in_a_sentence: str) -> None:
    assert fitting(change) == in_a_sentence
    assert Ruler.IMPORTANCE.question(change) == f"How important is it to you right now to {in_a_sentence}?"


@for_each(
    "change",
    [
        "quitting smoking",
        "I want to stop vaping",
        "my job",
        "to my mother",
        "my drinking",
        "sleep problems",
        "work stress",
        "alcohol",
        "stay or leave",
        "keep my job / take the offer",
        "Leave him? Or stay?",
        "Stop smoking. Then run.",
        "have I had enough",
        "stop, because my wife wants it",
        "换一份工作。",
        "להפסיק לעשן",
        "stop להפסיק",
        "weniger trinken",
        "👋",
        "to",
        "not",
        "",
        "   ",
        "...",
        f"stop {'so very ' * (LONGEST_WITHIN // 8)}soon",
    ],
)
def test_whatever_else_it_is_the_question_says_this_change(change: str) -> None:
    assert fitting(change) is None
    assert Ruler.IMPORTANCE.question(change) == "How important is it to you right now to make this change?"
    assert values.questions(change)["fit"] == "How does this change fit with it?"


@for_each("change", ["drink less", "to drink less"])
def test_no_word_is_said_twice(change: str) -> None:
    assert Ruler.READINESS.question(change) == "How ready are you to start to drink less?"
    assert values.questions(change)["fit"] == "How does “drink less” fit with it?"


def test_a_language_without_a_rule_says_this_change() -> None:
    def in_german() -> str | None:
        language.use("de")
        return fitting("drink less")

    assert copy_context().run(in_german) is None
