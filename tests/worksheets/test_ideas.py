"""Ideas are for both sides alike, short and plain, and carry what has to be said first."""

from __future__ import annotations

from tests.summary.reading import NOW, text_of
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets import accept, decisional_balance, ways
from worksheets.decisional_balance import Cell
from worksheets.editing import Folded
from worksheets.ideas import Topic, caution_about, ideas
from worksheets.summary import Paper, contents, to_pdf

MOST_WORDS = 12

every_topic = for_each("topic", Topic)


@every_topic
def test_both_sides_of_a_topic_have_the_same_number_of_ideas_and_none_twice(topic: Topic) -> None:
    offered = [idea for cell in Cell for idea in ideas(topic, cell)]

    assert {len(ideas(topic, cell)) for cell in Cell} == {5}
    assert len(offered) == len(set(offered))


def test_whichever_ways_are_side_by_side_there_are_as_many_ideas_for_each() -> None:
    offered = {way.id: [len(ideas(Topic.JOB, list_)) for list_ in way.lists] for way in ways.every(Folded())}

    assert offered == {id_: [5, 5] for id_ in ways.IDS}
    assert ideas(Topic.JOB, "NOT_SO_GOOD_5") == ideas(Topic.JOB, Cell.NOT_SO_GOOD_CHANGE)


@every_topic
def test_ideas_are_short_and_blame_nobody(topic: Topic) -> None:
    for idea in (idea for cell in Cell for idea in ideas(topic, cell)):
        words = idea.casefold().split()

        assert len(words) <= MOST_WORDS
        assert not {"bad", "should", "must", "wrong", "weak", "lazy", "you", "your", "addict", "fail"} & set(words), (
            idea
        )
        assert not idea.endswith(("!", ".", "?"))


def test_there_are_at_least_eight_topics_each_with_a_name_of_its_own() -> None:
    assert len({topic.label for topic in Topic}) == len(Topic) >= 8


@for_each(
    ("change", "topic"),
    [
        ("change jobs", Topic.ALCOHOL),
        ("my health", Topic.MEDICINES),
        ("drink less", None),
        ("Quit drinking", None),
        ("no more Wine at home", None),
        ("come off my antidepressants", None),
        ("take fewer pills", None),
        ("stop Diazepam", None),
        ("weniger Alkohol", None),
        ("戒酒", None),
    ],
)
def test_whoever_thinks_about_alcohol_or_medicines_is_told_to_ask_a_doctor_first(
    change: str, topic: Topic | None
) -> None:
    words = caution_about(change, topic)

    assert words and "suddenly can be dangerous" in words and "ask a doctor first" in words


@for_each(
    "change", ["", "change jobs", "go to medical school", "buy a better pillow", "use my tablet less", "begin again"]
)
def test_nobody_else_is(change: str) -> None:
    assert all(caution_about(change, topic) is None for topic in (None, Topic.SMOKING, Topic.RELATIONSHIP))


def test_what_was_known_and_what_was_made_of_the_ideas_is_kept_without_a_single_thing_in_the_grid() -> None:
    answers = answered(
        {
            "decisional_balance/known": "tea",
            "decisional_balance/wanted": "YES",
            "decisional_balance/made_of_it": "the walks",
        }
    )

    section = decisional_balance.section(answers, "drink less")

    assert section and [(pair.question, pair.answer) for pair in section.answers] == [
        ("What do you know or have you tried already?", "tea"),
        ("What do you make of that?", "the walks"),
    ]
    assert [line.shown for line in decisional_balance.lines(answers, "drink less")] == ["tea", "Yes", "the walks"]
    assert text_of(to_pdf(contents(answers, ["decisional_balance"], NOW.date()), Paper.A4, NOW)).count("the walks") == 1


@every_topic
def test_the_topic_is_remembered(topic: Topic) -> None:
    assert accept(Folded(), "decisional_balance/topic", topic.value) == topic.value
