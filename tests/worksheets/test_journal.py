"""A journal is the person's own: what they do not mark to bring along is shown to nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from tests.worksheets import answering
from tests.worksheets.answering import item, later, workbook_with
from tests.world.writing import answered
from worksheets import accept, check_ins, journal
from worksheets.answers import AnswerRefused, Value
from worksheets.editing import Folded
from worksheets.summary import answered as in_groups


def entry(name: str, day: str | None, position: float = 1, **more: Value) -> dict[str, Value]:
    """The answers of one entry."""
    return item(f"journal/{name}", "entry", position, date=day, **{"text": name, **more})


def test_entries_stand_in_the_order_of_their_days_and_one_without_words_is_none() -> None:
    answers = workbook_with(
        entry("later", "2026-11-08", 1), entry("sooner", "2026-10-25", 2), entry("empty", "2026-10-30", 3, text="")
    )

    assert [each.text for each in journal.read(answers)] == ["sooner", "later"]


def test_only_what_is_marked_is_brought_along_until_it_is_removed() -> None:
    answers = workbook_with(entry("mine", "2026-10-25"), entry("ours", "2026-10-26", bring=True))

    removed = later(answers, ("journal/ours/removed", True))

    assert [each.text for each in journal.brought(answers)] == ["ours"]
    assert journal.brought(removed) == ()


def test_what_is_brought_along_is_a_moment_between_check_ins_and_has_no_number() -> None:
    answers = workbook_with(
        item("check_ins/one", "check_in", 1, date="2026-10-20", win="tea"),
        entry("ours", "2026-10-26", bring=True),
        item("check_ins/two", "check_in", 2, date="2026-11-01", win="a run"),
    )

    found = check_ins.moments(answers, others=journal.moments(journal.brought(answers)))

    assert [(each.day, each.win, each.noted) for each in found] == [
        (date(2026, 10, 20), "tea", ""),
        (date(2026, 10, 26), "", "ours"),
        (date(2026, 11, 1), "a run", ""),
    ]
    assert found[1].ratings == {}


def test_prompts_quote_the_persons_own_words_one_of_each_kind_in_turn_and_leave_out_what_is_long() -> None:
    nobody = journal.prompts(Folded())
    answers = answered(answering.example())

    asked = journal.prompts(later(answers, ("plan/example-steps-2/what", "a lot of words " * 20)))

    assert [prompt.split("“")[1].split("”")[0] for prompt in asked[:4]] == [
        "Raising children",
        "Tea instead of wine",
        "I sleep badly and wake up at four",
        "Walk home from work on days like that.",
    ]
    assert asked[-len(nobody) :] == nobody
    assert not [prompt for prompt in asked if "a lot of words" in prompt]


def test_no_prompt_is_about_a_step_while_there_is_no_plan_today() -> None:
    answers = later(answered(answering.example()), ("plan/today", "NO_PLAN"))

    assert not [prompt for prompt in journal.prompts(answers) if prompt.startswith("Your step")]


def test_the_two_thousand_and_first_entry_is_refused_until_one_is_removed() -> None:
    full = workbook_with(*(entry(f"e{number}", "2026-10-25", number) for number in range(2_000)))
    room = later(full, ("journal/e7/removed", True))

    with pytest.raises(AnswerRefused, match="it holds 2000 entries"):
        accept(full, "journal/another/place", ["entry", 2_001])
    assert accept(room, "journal/another/place", ["entry", 2_001])


def test_paper_says_above_each_entry_which_day_it_was_and_what_it_answers() -> None:
    answers = workbook_with(entry("ours", "2026-10-26", bring=True, prompt="What helped?"), entry("undated", None, 2))

    section = journal.section(answers, "drink less")

    assert section and isinstance(section.more, journal.Everything)
    assert [(each.question, each.answer) for each in section.answers] == [("October 26, 2026: What helped?", "ours")]
    assert [each.answer for each in section.more.answers] == ["undated", "ours"]
    assert section.more.answers[0].question == "No date"


def test_somebody_else_who_reads_the_worksheet_reads_of_the_journal_only_what_is_marked() -> None:
    answers = workbook_with(entry("mine", "2026-10-25"), entry("ours", "2026-10-26", 2, bring=True))

    mine, theirs = ([*in_groups.groups(answers, for_others=is_theirs)] for is_theirs in (False, True))

    assert [line.shown for group in mine for line in group.lines if line.path.endswith("/text")] == ["mine", "ours"]
    assert [line.shown for group in theirs for line in group.lines if line.path.endswith("/text")] == ["ours"]
