"""A check-in shows last time's number and words beside today's, and a setback is information, never a failure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from babel.dates import format_date

from tests.worksheets import answering
from tests.worksheets.answering import item, later, workbook_with
from tests.world.cases import for_each
from tests.world.counting import calls_of
from tests.world.writing import answered, edit, open_store
from worksheets import accept, check_ins, decisional_balance, rulers
from worksheets.answers import AnswerRefused, Value
from worksheets.check_ins import EntryKind, last_time, moments
from worksheets.clock import Instant, in_milliseconds
from worksheets.editing import Folded
from worksheets.over_time import FirstDay, differences
from worksheets.rulers import Ruler
from worksheets.storage import ALONE
from worksheets.storage.store import FIRST_DAY
from worksheets.worksheet import QuestionAndAnswer

RULERS: Mapping[str, Value] = {
    "rulers/importance/number": 6,
    "rulers/importance/why_not_lower": "The kids notice.",
    "rulers/confidence/number": 3,
}


def entry(
    name: str, day: str | None, position: float = 1, kind: EntryKind = EntryKind.CHECK_IN, **more: Value
) -> dict[str, Value]:
    """The answers of one check-in; `__` stands for `/`."""
    written = {field.replace("__", "/"): value for field, value in more.items()}
    return item(f"check_ins/{name}", kind.value, position, date=day, **written)


def said(answers: Folded, name: str, ruler: Ruler = Ruler.IMPORTANCE, first_day: FirstDay | None = None) -> str | None:
    """The sentence and the words that stand beside this ruler of this check-in."""
    there = check_ins.read(answers)
    [entry] = [each for each in there if each.id == name]
    earlier = last_time(answers, there[: there.index(entry)], ruler, "", first_day)
    return None if earlier is None else " ".join([earlier.sentence, *earlier.words])


def numbers(answers: Folded, **known: object) -> list[tuple[str, int | None]]:
    """How important it was at each moment."""
    return [(moment.when, moment.number(Ruler.IMPORTANCE)) for moment in moments(answers, **known)]  # type: ignore[arg-type]


def test_check_ins_stand_in_the_order_of_their_days_however_they_were_entered() -> None:
    answers = workbook_with(entry("later", "2026-11-08", 1), entry("sooner", "2026-10-25", 2))

    assert [each.id for each in check_ins.read(answers)] == ["sooner", "later"]
    assert check_ins.read(answers)[0].name == "Check-in on October 25, 2026"


def test_the_first_check_in_quotes_the_rulers_page_with_its_day_if_that_is_known_and_the_number_the_same() -> None:
    start = FirstDay(date(2026, 10, 1), answered(RULERS))
    answers = workbook_with(RULERS, entry("one", "2026-10-25"))
    changed = later(answers, ("rulers/importance/number", 7))

    assert said(answers, "one") == "On the rulers page you said: 6 The kids notice."
    assert said(answers, "one", first_day=start) == "At the start (October 1, 2026) you said: 6 The kids notice."
    assert said(changed, "one", first_day=start) == "On the rulers page you said: 7"


def test_what_was_said_in_words_last_time_is_told_in_words() -> None:
    answers = workbook_with(
        entry("one", "2026-10-25", 1, importance__number=7, importance__number_in_words=True),
        entry("two", "2026-11-01", 2, importance__number=7),
    )

    assert said(answers, "two") == "Last time (October 25, 2026) you said: very (7 of 10, chosen in words)"
    assert [moment.told(Ruler.IMPORTANCE) for moment in moments(answers)] == ["very (7 of 10, chosen in words)", "7"]
    section = check_ins.section(answers, "drink less")
    assert section and section.more
    on_paper = [rating.label for each in (*section.more.entries, *section.entries) for rating in each.ratings]
    assert on_paper == ["Importance: very (7 of 10, chosen in words)", "Importance: 7 out of 10"]


def test_a_check_in_quotes_the_last_one_in_which_that_ruler_was_answered() -> None:
    answers = workbook_with(
        RULERS,
        entry("one", "2026-10-25", 1, importance__number=7, importance__why_not_lower="I slept."),
        entry("two", "2026-11-01", 2, EntryKind.SETBACK, confidence__number=2),
        entry("three", "2026-11-08", 3),
    )

    assert said(answers, "three") == "Last time (October 25, 2026) you said: 7 I slept."
    assert said(answers, "three", Ruler.CONFIDENCE) == "Last time (November 1, 2026) you said: 2"
    assert said(answers, "three", Ruler.READINESS) is None


def test_a_check_in_never_quotes_a_later_one() -> None:
    answers = workbook_with(
        RULERS, entry("later", "2026-11-08", 1, importance__number=9), entry("sooner", "2026-10-25", 2)
    )

    assert said(answers, "sooner") == "On the rulers page you said: 6 The kids notice."


def test_a_removed_check_in_is_not_quoted_and_comes_back_with_undo() -> None:
    answers = workbook_with(RULERS, entry("one", "2026-10-25", importance__number=7), entry("two", "2026-11-08", 2))

    removed = later(answers, ("check_ins/one/removed", True))
    back = later(removed, ("check_ins/one/removed", None))

    assert said(removed, "two") == "On the rulers page you said: 6 The kids notice."
    assert said(back, "two") == "Last time (October 25, 2026) you said: 7"


def test_what_was_removed_is_known_by_what_it_was() -> None:
    answers = later(workbook_with(entry("one", "2026-10-25", kind=EntryKind.SETBACK)), ("check_ins/one/removed", True))

    assert check_ins.removed(answers, "one") is EntryKind.SETBACK
    assert check_ins.removed(answers, "another") is None


def test_words_are_never_called_better_or_worse() -> None:
    higher = workbook_with(RULERS, entry("one", "2026-10-25", importance__number=9, confidence__number=1))

    texts = str(check_ins.section(higher, "drink less")) + str(check_ins.lines(higher, "drink less"))

    assert not any(word in texts.lower() for word in ("better", "worse", "improved", "fail"))


def test_the_plan_is_asked_about_only_where_a_step_did_not_happen_or_after_a_setback() -> None:
    answers = workbook_with(
        entry("done", "2026-10-25", steps__walk="DONE"),
        entry("not", "2026-10-26", steps__walk="NOT_THIS_TIME"),
        entry("setback", "2026-10-27", 1, EntryKind.SETBACK),
    )

    asks = {each.id: each.asks_whether_the_plan_is_too_much for each in check_ins.read(answers)}

    assert asks == {"done": False, "not": True, "setback": True}


def test_the_start_and_each_check_in_are_moments_on_the_way_and_so_is_what_the_rulers_page_says_since() -> None:
    first, later_day = (FirstDay(date(2026, month, 1), answered(RULERS)) for month in (10, 12))
    answers = workbook_with(RULERS, entry("one", "2026-10-25", importance__number=4))
    changed = later(answers, ("rulers/importance/number", 8))
    start, one, now = ("Oct 1, 2026", 6), ("Oct 25, 2026", 4), ("Nov 1, 2026", 8)

    assert numbers(answers, first_day=first, today=date(2026, 11, 1)) == [start, one]
    assert numbers(changed, first_day=first, today=date(2026, 11, 1)) == [start, one, now]
    assert numbers(changed) == [("At the start", None), one], "a number that was changed since is no start"
    assert numbers(answers, first_day=later_day)[0] == ("At the start", 6), "a day after the check-in is none"


def test_what_changed_in_the_grid_is_said_in_words() -> None:
    before = workbook_with(
        item("decisional_balance/a", "GOOD_NOW", 1, text="It calms me", matters=5),
        item("decisional_balance/b", "GOOD_NOW", 2, text="Friends"),
    )
    now = later(
        before,
        ("decisional_balance/a/text", "It calms me, for an hour"),
        ("decisional_balance/a/matters", 3),
        ("decisional_balance/b/removed", True),
        *item("decisional_balance/c", "GOOD_CHANGE", 1, text="Sleep").items(),
    )

    found = differences(decisional_balance.read(before), decisional_balance.read(now))

    assert [(change.text, change.what) for change in found] == [
        ("It calms me, for an hour", "reworded; before: “It calms me”"),
        ("It calms me, for an hour", "how much it matters: from 5 to 3"),
        ("Friends", "no longer there"),
        ("Sleep", "added since"),
    ]


def test_a_grid_that_stayed_as_it_was_has_no_changes() -> None:
    balance = decisional_balance.read(answered(answering.example(decisional_balance)))

    assert differences(balance, balance) == []


def test_the_first_day_is_all_that_was_written_within_twelve_hours(tmp_path: Path) -> None:
    store = open_store(tmp_path / "worksheets.db")
    twelve_hours = in_milliseconds(FIRST_DAY)
    written = [
        replace(edit("rulers/importance/number", number), id=f"edit-{number}", at=Instant(1_000 + at))
        for number, at in ((3, 0), (5, twelve_hours), (8, twelve_hours + 1), (9, 2))
    ]
    store.append(ALONE, "workbook", written)

    began, answers = store.first_day(ALONE, "workbook") or (0, Folded())
    assert store.first_day(ALONE, "one that is not there") is None
    store.close()

    assert began == 1_000
    assert answers["rulers/importance/number"] == 5
    assert answers.revision == 2


@for_each("day", ["2026-02-30", "yesterday", "2026-1-5", "0001-01-01", 20261122])
def test_an_impossible_day_is_refused(day: Value) -> None:
    with pytest.raises(AnswerRefused, match="no such day"):
        accept(Folded(), "check_ins/one/date", day)


def test_the_five_hundred_and_first_check_in_is_refused_until_one_is_removed() -> None:
    full = workbook_with(*(entry(f"e{number}", "2026-10-25", number) for number in range(500)))
    room = later(full, ("check_ins/e7/removed", True))

    with pytest.raises(AnswerRefused, match="it holds 500 check-ins"):
        accept(full, "check_ins/another/place", ["check_in", 501])
    assert accept(room, "check_ins/another/place", ["check_in", 501])


def test_paper_shows_the_latest_check_in_with_the_setbacks_around_it_and_those_before_can_be_chosen() -> None:
    answers = workbook_with(
        entry("setback", "2026-10-20", 1, EntryKind.SETBACK, what_happened="A wedding"),
        entry("one", "2026-10-25", 1, win="Old news"),
        entry("between", "2026-10-28", 1, EntryKind.SETBACK, what_happened="A funeral"),
        entry("two", "2026-11-01", 2, win="A walk *every* day"),
        entry("three", "2026-11-08", 3, EntryKind.SETBACK, what_happened="A party"),
        entry("four", "2026-11-10", 4),
    )

    section = check_ins.section(answers, "drink less")

    assert section
    assert [each.name for each in section.entries] == [
        "Setback on October 28, 2026",
        "Check-in on November 1, 2026",
        "Setback on November 8, 2026",
    ]
    assert section.entries[1].answers == (QuestionAndAnswer("A small win", "A walk *every* day"),)
    assert section.more
    assert [each.name for each in section.more.entries] == [
        "Setback on October 20, 2026",
        "Check-in on October 25, 2026",
    ]


def test_the_picture_on_paper_has_at_most_twelve_of_the_latest_times() -> None:
    days = range(1, 21)
    answers = workbook_with(*(entry(f"e{day}", f"2026-10-{day:02}", day, importance__number=5) for day in days))

    section = check_ins.section(answers, "drink less")

    assert section and section.picture
    assert len(section.picture.columns) == 12
    assert section.picture.columns[-1] == "Oct 20, 2026"


def test_a_step_that_left_the_plan_keeps_what_became_of_it() -> None:
    answers = workbook_with(entry("one", "2026-10-25", steps__gone="PARTLY"))

    found = [(line.question, line.shown) for line in check_ins.lines(answers, "drink less")]

    assert found == [("Check-in", "October 25, 2026"), ("A step that is no longer in the plan", "partly")]


def test_what_happened_stands_beside_what_was_expected_then_whatever_the_plan_expects_now() -> None:
    plan = item("plan/tea", "steps", 1, what="Tea", expect="It will be hard")
    tried = entry("one", "2026-10-25", expected__tea="It will be hard", happened__tea="It was fine")

    answers = later(workbook_with(plan, tried), ("plan/tea/expect", "It will be fine"), ("plan/tea/removed", True))

    assert [(line.question, line.shown) for line in check_ins.lines(answers, "drink less")][1:] == [
        ("Tea: What I expected", "It will be hard"),
        ("Tea: What happened?", "It was fine"),
    ]
    section = check_ins.section(answers, "drink less")
    assert section and [(step.what, step.outcome) for step in section.entries[0].steps] == [("Tea", "")]
    assert [pair.answer for pair in section.entries[0].steps[0].answers] == ["It will be hard", "It was fine"]


@for_each(("day", "name"), [(None, "Check-in with no date"), ("2026-10-25", "Check-in on October 25, 2026")])
def test_a_check_in_without_a_word_is_there_and_is_not_printed(day: str | None, name: str) -> None:
    answers = workbook_with(entry("one", day))

    assert [each.name for each in check_ins.read(answers)] == [name]
    assert check_ins.section(answers, "drink less") is None
    assert check_ins.lines(answers, "drink less") == []


def test_many_check_ins_are_asked_only_for_what_was_answered_at_another_number() -> None:
    number, words = "importance__number", {"importance__why_not_lower_7": "The kids noticed."}
    entries = [entry(f"entry-{n}", f"2026-10-{n:02}", n, EntryKind.CHECK_IN, **words, **{number: 7}) for n in (1, 2, 3)]
    changed = entry("changed", "2026-10-20", 20, EntryKind.CHECK_IN, **words, **{number: 3})

    with calls_of(rulers.every_question) as asked:
        section = check_ins.section(workbook_with(*entries, changed), "drink less")

    assert section and section.entries[-1].ratings[0].answers[-1].answer == "The kids noticed."
    assert len(asked) == 1


def test_many_check_ins_are_read_once_for_paper_and_each_day_is_put_into_words_once() -> None:
    entries = [entry(f"entry-{n}", f"2031-10-{n:02}", n, win="The kids noticed.") for n in (1, 2, 3)]

    with calls_of(check_ins.read) as read:
        section = check_ins.section(workbook_with(*entries), "drink less")
    with calls_of(format_date) as put_into_words:
        again = check_ins.section(workbook_with(*entries), "drink less")

    assert section and section == again
    assert (len(read), put_into_words) == (1, [])


def test_last_time_is_the_last_check_in_and_the_setbacks_since() -> None:
    setback = EntryKind.SETBACK
    answers = workbook_with(
        entry("first", "2026-10-01"),
        entry("old", "2026-10-05", kind=setback),
        entry("second", "2026-10-10"),
        entry("new", "2026-10-15", kind=setback),
    )
    there = check_ins.read(answers)

    assert [each.id for each in check_ins.since_last_time(there)] == ["second", "new"]
    assert [each.id for each in check_ins.since_last_time(there[1:2])] == ["old"]
    assert check_ins.since_last_time(()) == ()
