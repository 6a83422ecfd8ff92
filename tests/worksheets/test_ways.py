"""Somebody who explores can look at up to five ways to go, and loses nothing by having more of them, or fewer."""

from __future__ import annotations

from datetime import date

import pytest

from tests.worksheets.answering import item, later, undone, workbook_with
from tests.world.cases import for_each
from tests.world.ways import THREE_WAYS
from tests.world.writing import answered, edit
from worksheets import accept, check_ins, decisional_balance, plan, reasons, rulers, ways
from worksheets.answers import AnswerRefused, Value
from worksheets.clock import now
from worksheets.decisional_balance import LISTS, Cell
from worksheets.earlier import as_it_stands, earlier, without
from worksheets.editing import Folded, fold
from worksheets.over_time import FirstDay
from worksheets.rulers import Ruler
from worksheets.storage.listing import listing_of
from worksheets.summary.closing import closing
from worksheets.workbook import Stance

GRID = "decisional_balance"

REMOVED: tuple[tuple[str, Value], ...] = (
    (f"{GRID}/sea/removed", True),
    (f"{GRID}/rent/removed", True),
    (f"{GRID}/way_3/removed", True),
)


CHECKED_IN: dict[str, Value] = {
    **THREE_WAYS,
    **item("check_ins/first", "check_in", 1, date="2026-10-05", **{"importance/number": 7}),
    **item("check_ins/second", "check_in", 2, date="2026-10-12", **{"decide/importance/number": 4}),
    **item("check_ins/third", "check_in", 3, date="2026-10-19"),
}
"""Three ways, one check-in from before they were three, one about deciding, and one in which nothing is said yet."""


def labels(answers: Folded) -> list[str]:
    """What the ways are called that there are."""
    return [way.label for way in decisional_balance.read(answers).ways]


def test_there_are_two_sides_without_names_until_somebody_adds_a_way() -> None:
    balance = decisional_balance.read(answered({"workbook/stance": "EXPLORE"}))

    assert not balance.named
    assert [balance.heading(cell) for cell in Cell] == [cell.heading for cell in Cell]
    assert len(balance.ways) == 2


def test_each_way_has_two_boxes_with_its_name_after_their_headings_and_one_without_a_name_has_its_place() -> None:
    balance = decisional_balance.read(later(answered(THREE_WAYS), (f"{GRID}/way_3/name", "")))

    assert [balance.heading(list_) for list_ in balance.ways[1].lists] == [
        "Good things about: Leeds",
        "Not-so-good things about: Leeds",
    ]
    assert balance.heading("GOOD_3") == "Good things about: Way 3"
    assert [item.text for item in balance.cells["GOOD_3"]] == ["Near the sea"]


def test_a_removed_way_goes_with_its_things_and_undo_brings_all_of_it_back() -> None:
    answers = answered(THREE_WAYS)

    gone = answers
    for path, value in REMOVED:
        gone = later(gone, (path, value))
    back = undone(undone(undone(gone, GRID), GRID), GRID)

    assert labels(gone) == ["Stay where I am", "Leeds"]
    assert ways.called(gone, "way_3") == "Bristol (removed)"
    assert [line.shown for line in decisional_balance.lines(gone, "")].count("Near the sea") == 0
    assert decisional_balance.read(back) == decisional_balance.read(answers)


def test_a_way_in_which_somebody_else_wrote_when_it_was_removed_is_still_in_sight() -> None:
    answers = later(answered(THREE_WAYS), ("rulers/about", "way_3"), (f"{GRID}/way_3/removed", True))

    assert labels(answers) == ["Stay where I am", "Leeds", "Bristol"]
    assert rulers.asked_about(answers) == "way_3"
    assert rulers.called(answers, "way_3") == "Bristol"


def test_the_first_two_can_be_removed_and_two_are_always_left() -> None:
    answers = later(answered(THREE_WAYS), (f"{GRID}/way_1/removed", True), (f"{GRID}/friends/removed", True))

    assert labels(answers) == ["Leeds", "Bristol"]
    assert len(labels(later(answers, (f"{GRID}/way_2/removed", True), (f"{GRID}/job/removed", True)))) == 2


@for_each("stance", [Stance.BUILD, Stance.DECIDED])
def test_whoever_no_longer_explores_sees_both_sides_and_the_other_ways_wait(stance: Stance) -> None:
    answers = later(answered(THREE_WAYS), ("workbook/stance", stance.value))
    balance = decisional_balance.read(answers)

    assert balance.heading(Cell.GOOD_CHANGE) == Cell.GOOD_CHANGE.heading
    assert [way.label for way in balance.waiting] == ["Bristol"]
    assert [line.shown for line in decisional_balance.lines(answers, "")].count("Near the sea") == 1
    section = decisional_balance.section(answers, "")
    assert section and section.more
    assert [cell.heading for cell in section.more.cells] == [
        "Good things about: Bristol",
        "Not-so-good things about: Bristol",
    ]
    assert decisional_balance.read(later(answers, ("workbook/stance", "EXPLORE"))).named


def test_the_two_that_are_looked_at_are_the_ones_that_somebody_chose_and_never_one_twice() -> None:
    def two(*chosen: tuple[str, Value]) -> list[str]:
        answers = later(answered(THREE_WAYS), *chosen)
        return [way.label for way in ways.side_by_side(answers, decisional_balance.read(answers).ways)]

    assert two() == ["Stay where I am", "Leeds"]
    assert two((f"{GRID}/right", "way_3")) == ["Stay where I am", "Bristol"]
    assert two((f"{GRID}/left", "way_2")) == ["Leeds", "Stay where I am"]
    assert two((f"{GRID}/left", "way_3"), (f"{GRID}/right", "way_3")) == ["Bristol", "Stay where I am"]


def test_a_new_way_never_takes_the_place_of_one_that_something_is_said_of() -> None:
    def free(*acts: tuple[str, Value]) -> str | None:
        answers = later(answered(THREE_WAYS), *REMOVED, *acts)
        found = ways.free(answers, decisional_balance.read(answers).every_way)
        return found.id if found else None

    assert free() == "way_3"
    assert free(("plan/follows", "way_3")) == "way_4"
    assert free(("rulers/way_3/importance/number", 4)) == "way_4"
    assert free(("check_ins/one/way_3/importance/number", 4)) == "way_4"


def test_paper_has_every_way_with_something_in_it_each_in_a_row_of_its_own_and_no_sum() -> None:
    section = decisional_balance.section(answered(THREE_WAYS), "")

    assert section and section.picture
    assert [(cell.heading, cell.side, cell.row) for cell in section.cells] == [
        ("Good things about: Stay where I am", "here", 1),
        ("Good things about: Leeds", "here", 2),
        ("Good things about: Bristol", "here", 3),
        ("Not-so-good things about: Bristol", "there", 3),
    ]
    assert [cell.row for cell in section.picture.cells] == [1, 2, 3, 3]


def test_what_is_missing_is_said_of_each_way_once_and_of_both_sides_as_before() -> None:
    about_three = {**THREE_WAYS, f"{GRID}/missing_here": "A smell of home", f"{GRID}/way_3/missing": "A pull"}
    named = answered(about_three)
    waiting = later(named, ("workbook/stance", Stance.BUILD.value))

    def missing(answers: Folded) -> list[tuple[str, str]]:
        section = decisional_balance.section(answers, "")
        assert section
        cells = [*section.cells, *(section.more.cells if section.more else [])]
        return [(cell.missing.question, cell.missing.answer) for cell in cells if cell.missing]

    question = "What is missing here that is hard to put into words?"
    bristol = (f"Bristol: {question}", "A pull")
    assert missing(named) == [(f"Stay where I am: {question}", "A smell of home"), bristol]
    assert missing(waiting) == [(f"For how things are now: {question}", "A smell of home"), bristol]
    assert [line.shown for line in decisional_balance.lines(waiting, "")].count("A pull") == 1


def test_a_way_about_which_somebody_else_said_what_is_missing_when_it_was_removed_is_still_in_sight() -> None:
    gone = later(answered(THREE_WAYS), *REMOVED)

    assert labels(later(gone, (f"{GRID}/way_3/missing", "A pull"))) == ["Stay where I am", "Leeds", "Bristol"]


def test_every_list_belongs_to_one_way() -> None:
    assert sorted(list_ for way in ways.every(Folded()) for list_ in way.lists) == sorted(LISTS)


# The rulers.


def test_of_more_than_two_ways_the_rulers_ask_about_deciding_until_somebody_picks_one_of_them() -> None:
    three = answered(THREE_WAYS)
    picked = later(three, ("rulers/about", "way_3"))

    def asked(answers: Folded) -> str:
        return rulers.questions_about(answers, rulers.read(answers).subject, "drink less")[Ruler.IMPORTANCE]

    assert asked(later(three, ("workbook/stance", "BUILD"))) == "How important is it to you right now to drink less?"
    assert asked(later(three, *REMOVED)) == "How important is it to you right now to drink less?"
    assert asked(three) == "How important is it to you right now to decide about this?"
    assert asked(picked) == "Bristol: How important is it to you right now to go this way?"
    assert asked(later(picked, *REMOVED, (f"{GRID}/way_4/there", True))) == asked(three)
    assert rulers.read(three).ratings[Ruler.IMPORTANCE].number is None


def test_what_the_rulers_asked_about_before_keeps_its_answers_and_its_questions() -> None:
    answers = later(
        answered(THREE_WAYS),
        ("rulers/importance/number", 7),
        ("rulers/about", "way_3"),
        ("rulers/way_3/importance/number", 4),
        ("rulers/way_3/importance/why_not_lower_4", "The sea."),
        ("rulers/about", "decide"),
        ("rulers/decide/importance/number", 9),
    )

    section = rulers.section(answers, "drink less")
    told = {line.question: line.shown for line in rulers.lines(answers, "drink less")}

    about_the_change = "How important is it to you right now to drink less?"
    about_deciding = "How important is it to you right now to decide about this?"
    about_bristol = "Bristol: How important is it to you right now to go this way?"
    assert section
    assert [(each.question, each.number) for each in section.rulers] == [(about_deciding, 9)]
    assert [(each.question, each.number) for each in section.others] == [(about_the_change, 7), (about_bristol, 4)]
    assert [told[each] for each in (about_the_change, about_deciding, about_bristol)] == ["7", "9", "4"]
    assert [reason.text for reason in reasons.offered(answers)].count("The sea.") == 0
    reason = ("plan/reasons/rulers.way_3.importance.why_not_lower_4", True)
    assert [each.text for each in reasons.offered(later(answers, reason))].count("The sea.") == 1


def test_the_rulers_are_not_answered_about_what_they_never_ask_about() -> None:
    for path in ("rulers/anything/importance/number", "check_ins/one/anything/importance/number"):
        with pytest.raises(AnswerRefused, match="cannot be saved here"):
            accept(Folded(), path, 5)


def test_the_first_page_shows_only_numbers_about_the_change() -> None:
    about_deciding = {f"{path}/decide/{ruler}/number": 2 for path in ("rulers", "check_ins/second") for ruler in Ruler}

    answers = workbook_with(CHECKED_IN, {"rulers/confidence/number": 6}, about_deciding)

    assert listing_of(answers).ratings == {"importance": 7, "confidence": 6}


# Check-ins.


def test_a_check_in_asks_what_the_rulers_ask_about_and_stays_with_what_it_has_asked_about() -> None:
    deciding = workbook_with(CHECKED_IN)
    picked = later(deciding, ("rulers/about", "way_3"))

    def asked(answers: Folded) -> list[str]:
        return [entry.subject for entry in check_ins.read(answers)]

    assert asked(deciding) == ["", "decide", "decide"]
    assert asked(picked) == ["", "decide", "way_3"]
    assert asked(later(picked, ("check_ins/second/decide/importance/number", None))) == ["", "way_3", "way_3"]


@for_each(("subject", "said"), [("", 7), ("decide", 4), ("way_3", 2), ("way_2", None)])
def test_what_was_said_last_time_is_only_ever_about_the_same(subject: str, said: int | None) -> None:
    answers = workbook_with(CHECKED_IN, {"rulers/way_3/importance/number": 2})

    last = check_ins.last_time(answers, check_ins.read(answers)[:-1], Ruler.IMPORTANCE, subject)

    assert (last.number if last else None) == said


def test_what_was_said_in_check_ins_about_different_things_keeps_its_question_and_is_in_no_line_together() -> None:
    answers = workbook_with(CHECKED_IN, {"check_ins/third/decide/importance/number": 5})

    section = check_ins.section(answers, "drink less")

    assert [(line.question, line.shown) for line in check_ins.lines(answers, "drink less") if line.value in (4, 7)] == [
        ("How important is it to you right now to drink less?", "7"),
        ("How important is it to you right now to decide about this?", "4"),
    ]
    assert section and section.picture and section.more
    on_paper = [rating.label for each in (*section.more.entries, *section.entries) for rating in each.ratings]
    assert on_paper == [
        "Making this change: Importance: 7 out of 10",
        "Deciding: Importance: 4 out of 10",
        "Deciding: Importance: 5 out of 10",
    ]
    assert section.picture.heading == "Deciding: The rulers over time"
    picked = check_ins.section(later(answers, ("rulers/about", "way_3")), "drink less")
    assert picked and picked.picture and picked.picture.heading == "Deciding: The rulers over time"
    assert [point.number for point in section.picture.rulers[0].points] == [4, 5]
    assert "7" not in section.picture.alt


def test_each_thing_that_the_rulers_have_asked_about_has_a_start_of_its_own() -> None:
    answers = workbook_with(CHECKED_IN, {"rulers/importance/number": 9, "rulers/decide/importance/number": 3})
    before = later(workbook_with(THREE_WAYS), ("rulers/decide/importance/number", 1))

    moments = check_ins.moments(answers, FirstDay(date(2026, 10, 1), before))

    assert [(each.when, each.subject, each.number(Ruler.IMPORTANCE)) for each in moments if each.ratings] == [
        ("Oct 1, 2026", "decide", 1),
        ("Oct 5, 2026", "", 7),
        ("Oct 12, 2026", "decide", 4),
    ]
    picked = later(before, ("rulers/about", "way_3"), ("rulers/way_3/importance/number", 2))
    since = check_ins.moments(picked, FirstDay(date(2026, 10, 1), before))
    assert [(each.when, each.subject) for each in since] == [("Oct 1, 2026", "decide"), ("At the start", "way_3")]


# The plan, and what is taken away.


def test_a_plan_says_which_way_it_follows_even_when_that_was_removed() -> None:
    answers = later(answered(THREE_WAYS), ("plan/today", "PLAN"), ("plan/follows", "way_3"))

    assert plan.read(answers).follows == "Bristol"
    assert plan.read(later(answers, *REMOVED)).follows == "Bristol (removed)"
    assert plan.read(later(answers, ("plan/follows", plan.FINDING_OUT))).follows == "Finding out more"
    assert plan.read(later(answers, ("plan/follows", None))).follows == ""


def test_the_closing_summary_names_every_way_alike_and_takes_no_side() -> None:
    told = closing(answered(THREE_WAYS))

    assert told
    assert [(said.before, said.words) for said in told.said] == [
        ("Good things about: Stay where I am", ("My friends are here",)),
        ("Good things about: Leeds", ("A job I know",)),
        ("Good things about: Bristol", ("Near the sea",)),
        ("Not-so-good things about: Bristol", ("The rent",)),
    ]
    assert told.end == "What you do next is up to you."
    of_two_ways = [(f"{GRID}/{thing}/removed", True) for thing in ("job", "rent")]
    assert closing(later(answered(THREE_WAYS), *of_two_ways))
    assert not closing(later(answered(THREE_WAYS), *of_two_ways, (f"{GRID}/friends/removed", True)))


@for_each(("follows", "name"), [(None, ""), ("way_2", "Leeds")])
def test_a_copy_has_a_removed_way_no_more_and_its_name_only_for_a_plan_that_follows_it(
    follows: str | None, name: str
) -> None:
    acts = {**THREE_WAYS, "plan/follows": follows, f"{GRID}/job/removed": True, f"{GRID}/way_2/removed": True}
    log = [edit(path, value) for path, value in acts.items()]

    copy = fold(Folded(), as_it_stands(log))

    assert labels(copy) == ["Stay where I am", "Bristol"]
    assert ways.every(copy)[1].name == name


def test_a_copy_has_what_was_said_at_rulers_of_a_removed_way_and_forgetting_leaves_it() -> None:
    said: dict[str, Value] = {}
    for about in ("rulers/way_2/importance", "check_ins/one/way_2/importance"):
        said |= {f"{about}/number": 6, f"{about}/why_not_lower_6": "My sister lives there."}
    removed: dict[str, Value] = {f"{GRID}/job/removed": True, f"{GRID}/way_2/removed": True}
    log = [edit(path, value) for path, value in {**THREE_WAYS, **said, **removed}.items()]

    copy, forgotten = (
        fold(Folded(), each)
        for each in (as_it_stands(log), without(log, [each.id for each in earlier(log, fold(Folded(), log))], now()))
    )

    for answers in (copy, forgotten):
        assert [answers[path] for path in said] == [*said.values()]
        assert rulers.called(answers, "way_2") == "Leeds (removed)"
        assert not answers[f"{GRID}/job/text"]


def test_a_copy_has_the_name_of_a_removed_way_in_which_somebody_wrote_since() -> None:
    acts = {**THREE_WAYS, f"{GRID}/way_3/removed": True}

    copy = fold(Folded(), as_it_stands([edit(path, value) for path, value in acts.items()]))

    assert labels(copy) == ["Stay where I am", "Leeds", "Bristol"]
