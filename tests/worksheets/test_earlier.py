"""What was changed or removed is told from what stands, and is left out or forgotten without touching that."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from tests.worksheets.answering import example
from tests.world.cases import for_each
from tests.world.counting import calls_of
from tests.world.writing import edit, edit_after, revised
from worksheets import ANSWERED, check_ins
from worksheets.clock import Instant, new_id
from worksheets.earlier import FORGOTTEN, Earlier, StillBeside, as_it_stands, earlier, without
from worksheets.editing import Edit, Folded, fold, redo, undo
from worksheets.snapshot import to_json

REASON = "rulers/importance/why_not_lower"
ITEM = "decisional_balance/fridays"
NOW = Instant(1_000)


def everything_shown(log: list[Edit]) -> list[object]:
    """All that the pages, the paper and the table say."""
    answers = fold(Folded(), log)
    return [[*worksheet.lines(answers, "drink less")] for worksheet in ANSWERED]


def earlier_in(log: list[Edit]) -> list[Earlier]:
    """All earlier words in this log."""
    return earlier(log, fold(Folded(), log))


def kept(log: list[Edit]) -> str:
    """All that is kept of this log: the edits, and what can be undone and redone."""
    return json.dumps([[edit.value for edit in log], to_json(fold(Folded(), log))], ensure_ascii=False)


def a_life(seed: int, *, two_people: bool = False) -> list[Edit]:
    """What somebody writes, writes over, removes, takes back and brings back, in every worksheet."""
    chance = random.Random(seed)
    log = [edit(path, value) for path, value in {"workbook/change": "drink less", **example()}.items()]
    words = [path for path, value in example().items() if isinstance(value, str) and " " in value]
    removable = [path.removesuffix("/place") for path in example() if path.endswith("/place")]
    folded, seen = Folded(), 0
    for number in range(60):
        folded, seen = fold(folded, log[seen:]), len(log)
        author = chance.choice(["me", "therapist"]) if two_people else "me"
        match chance.randrange(6):
            case 0 | 1:
                log.append(edit_after(folded, chance.choice(words), f"version {number} of it", author=author))
            case 2:
                log.append(edit_after(folded, f"{chance.choice(removable)}/removed", True, author=author))
            case 3:
                log.append(edit_after(folded, chance.choice(words), "", author=author))
            case 4:
                log += undo(folded, author, [worksheet.NAME for worksheet in ANSWERED], new_id(), Instant(number))
            case 5:
                log += redo(folded, author, [worksheet.NAME for worksheet in ANSWERED], new_id(), Instant(number))
    return log


def fridays() -> list[Edit]:
    """Somebody writes a thing down, says how much it matters, and removes it."""
    log = [edit(f"{ITEM}/text", "friday evenings"), edit(f"{ITEM}/place", ["GOOD_NOW", 1]), edit(f"{ITEM}/matters", 8)]
    return [*log, edit(f"{ITEM}/removed", True)]


# The copy as it stands now.


@for_each("seed", range(6))
def test_the_copy_as_it_stands_says_all_that_is_shown_and_nothing_that_was_taken_back(seed: int) -> None:
    log = a_life(seed, two_people=True)

    copy = as_it_stands(log)

    assert everything_shown(copy) == everything_shown(log)
    hidden = [words for each in earlier_in(log) for words in each.words]
    shown = {json.dumps(edit.value) for edit in copy}
    assert hidden and not shown & {json.dumps(words) for words in hidden if words not in str(everything_shown(log))}


def test_the_copy_as_it_stands_has_no_removed_item_no_earlier_version_and_nothing_to_undo() -> None:
    log = [*revised(REASON, "my boss says so", "the kids notice"), *fridays(), *revised("workbook/name", "Alex", "")]
    log += [edit("plan/instead/fridays", "a run with Sam"), edit("plan/reward", "a book")]

    copy = as_it_stands(log)

    assert [(edit.path, edit.value) for edit in copy] == [(REASON, "the kids notice"), ("plan/reward", "a book")]
    assert [edit.id for edit in copy] == [log[1].id, log[-1].id]
    assert {(edit.base, edit.undoes) for edit in copy} == {((), None)}


def test_a_step_that_was_removed_stays_in_sight_where_a_check_in_says_what_became_of_it() -> None:
    log = [edit("plan/tea/what", "tea"), edit("plan/tea/place", ["steps", 1]), edit("plan/tea/when", "at eight")]
    log += [edit("check_ins/one/place", ["check_in", 1]), edit("check_ins/one/steps/tea", "DONE")]
    log += [edit(f"check_ins/one/{said}/tea", said) for said in ("expected", "happened")]
    log.append(edit("plan/tea/removed", True))

    copy = as_it_stands(log)

    assert everything_shown(copy) == everything_shown(log)
    assert [edit.path for edit in copy if edit.path.startswith("plan/")] == ["plan/tea/what"]
    assert [each.words for each in earlier_in(log)] == [("at eight",)]


def test_what_two_people_wrote_at_once_is_both_in_the_copy_as_it_stands() -> None:
    log = [edit(REASON, "mine"), edit(REASON, "theirs", author="therapist")]

    assert [edit.value for edit in as_it_stands(log)] == ["mine", "theirs"]
    assert len(fold(Folded(), as_it_stands(log)).heads[REASON]) == 2


def test_an_item_that_somebody_wrote_in_after_it_was_removed_is_in_the_copy_as_it_stands() -> None:
    log = fridays()
    log.append(edit_after(fold(Folded(), log), f"{ITEM}/text", "fridays with Sam"))

    copy = as_it_stands(log)

    assert everything_shown(copy) == everything_shown(log) != everything_shown([])


# What is out of sight.


def test_what_was_changed_or_removed_is_listed_the_last_first_with_what_stands_there_now() -> None:
    log = revised(REASON, "m", "my b", "my boss says so", "the kids notice")
    log = [replace(each, gesture="typing") for each in log[:3]] + log[3:]
    log += [*fridays(), edit("workbook/change", "drink less")]
    log += revised("rulers/confidence/past_success", "in January", "")

    found = earlier_in(log)

    assert [(each.id, each.now, each.is_removed) for each in found] == [
        ("rulers/confidence/past_success", "", False),
        (ITEM, "", True),
        (REASON, "the kids notice", False),
    ]
    assert found[0].words == ("in January",)
    assert found[1].words == ("friday evenings",)
    assert found[2].words == ("my boss says so",)


def test_nothing_is_out_of_sight_where_nobody_changed_anything() -> None:
    assert earlier_in([edit("workbook/change", "drink less"), *revised("rulers/importance/number", 3, 7)]) == []


# Forgetting.


@for_each(("seed", "all_of_it"), [(seed, all_of_it) for seed in range(6) for all_of_it in (True, False)])
@pytest.mark.slow
def test_what_is_forgotten_is_kept_nowhere_and_everything_else_stands_as_it_was(seed: int, all_of_it: bool) -> None:
    log = a_life(seed)
    found = earlier_in(log)
    chosen = found if all_of_it else found[:1]

    left = without(log, [each.id for each in chosen], NOW)

    assert everything_shown(left) == everything_shown(log)
    shown = str(everything_shown(log))
    others = [] if all_of_it else [words for each in found[1:] for words in each.words]
    for words in [words for each in chosen for words in each.words]:
        if words not in shown and words not in others:
            assert json.dumps(words, ensure_ascii=False) not in kept(left)
    assert [each.id for each in earlier_in(left)] == [each.id for each in found if each not in chosen]


@for_each("seed", range(6))
def test_a_window_that_is_open_goes_on_after_something_was_forgotten(seed: int) -> None:
    log = a_life(seed)
    before = fold(Folded(), log)
    items = [each.id for each in earlier_in(log) if each.is_removed]

    after = fold(Folded(), without(log, [each.id for each in earlier_in(log)], NOW))

    assert after.revision >= before.revision
    for path, heads in before.heads.items():
        if not any(path.startswith(f"{item}/") for item in items) and not path.startswith("plan/instead/"):
            there = after.heads[path]
            assert [(head.id, head.value, head.revision) for head in there] == [
                (head.id, head.value, head.revision) for head in heads
            ]


@for_each(
    "written",
    [
        partial(revised, REASON, "my boss says so", "the kids notice"),
        lambda: revised(REASON, *("my boss says so"[:length] for length in range(1, 16)), ""),
        lambda: [*fridays(), edit(REASON, "the kids notice")],
    ],
)
def test_neither_undo_nor_redo_brings_back_what_was_forgotten(written: Callable[[], list[Edit]]) -> None:
    log = written()
    assert "my boss" in kept(log) or "friday evenings" in kept(log)

    log = without(log, [each.id for each in earlier_in(log)], NOW)

    for way in (undo, undo, undo, redo, redo, redo, redo, undo):
        log += way(fold(Folded(), log), "me", ["rulers", "decisional_balance"], new_id(), NOW)
        assert "my boss" not in kept(log) and "friday evenings" not in kept(log)


def test_a_removed_item_goes_with_all_that_was_said_of_it_and_stays_removed() -> None:
    log = [*fridays(), edit("plan/instead/fridays", "a run with Sam")]

    left = without(log, [ITEM], NOW)

    answers = fold(Folded(), left)
    assert (answers[f"{ITEM}/text"], answers[f"{ITEM}/matters"], answers["plan/instead/fridays"]) == ("", None, "")
    assert everything_shown(left) == everything_shown([])
    assert {edit.author for edit in left if edit.value in ("", None)} == {FORGOTTEN}


def test_a_removed_check_in_does_not_come_back_empty_when_it_is_forgotten() -> None:
    log = [
        edit("check_ins/one/place", ["check_in", 1]),
        edit("check_ins/one/win", "a run"),
        edit("check_ins/one/removed", True),
    ]

    left = without(log, ["check_ins/one"], NOW)

    assert check_ins.read(fold(Folded(), left)) == ()
    assert "a run" not in kept(left)


def test_nothing_is_forgotten_while_two_answers_stand_beside_each_other() -> None:
    log = [*fridays(), edit(REASON, "mine"), edit(REASON, "theirs")]

    with pytest.raises(StillBeside, match="Choose one of them first"):
        without(log, [ITEM], NOW)


def test_earlier_words_are_found_without_adding_up_the_whole_log_again() -> None:
    log = [edit("workbook/change", "drink less"), *revised(REASON, "the kids", "the kids notice")]
    answers = fold(Folded(), log)

    with calls_of(fold) as folded:
        found = earlier(log, answers)

    assert [each.words for each in found] == [("the kids",)]
    assert folded == []
