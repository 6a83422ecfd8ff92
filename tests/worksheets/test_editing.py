"""A workbook is the fold of its edits: nothing that somebody wrote is lost, and every step can be taken back."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import pytest

from tests.worksheets.answering import act_in, later, redone, undone
from tests.world.cases import for_each
from tests.world.writing import edit, edit_after
from worksheets import editing
from worksheets.answers import Value
from worksheets.editing import UNDO_DEPTH, Edit, Folded, fold, windows_that_can, without_drafts
from worksheets.items import items
from worksheets.snapshot import from_json, to_json

NUMBER = "rulers/importance/number"
REASON = "rulers/importance/why_not_lower"
HOPE = "rulers/importance/what_would_raise_it"
CHANGE = "workbook/change"

SEEN_BY_BOTH = edit(NUMBER, 5)
HERS, MINE = edit(REASON, "my health", author="therapist"), edit(REASON, "my kids", author="me")
WRITTEN_AT_ONCE = fold(Folded(), [HERS, MINE])


def values_at(folded: Folded, path: str) -> list[Value]:
    """What stands at the path: the answer last, what was written beside it before."""
    return [head.value for head in folded.heads.get(path, ())]


def after_acts(*acts: tuple[str, Value], author: str = "me") -> Folded:
    """A workbook in which somebody did these acts, each a gesture of its own."""
    return later(Folded(), *acts, author=author)


# What edits add up to.


def test_what_nobody_has_answered_is_none() -> None:
    empty = Folded()

    assert empty[NUMBER] is None
    assert empty.revision_of(NUMBER) == 0
    assert empty.paths("") == []


def test_the_answer_is_what_the_person_chose_last() -> None:
    folded = after_acts((NUMBER, 3), (NUMBER, 7))

    assert folded[NUMBER] == 7
    assert values_at(folded, NUMBER) == [7]
    assert folded.revision == 2
    assert folded.revision_of(NUMBER) == 2


AT_THE_SAME_TIME: Mapping[str, tuple[Sequence[Edit], Sequence[Value]]] = {
    "a stale window never overwrites the client's rating": (
        [SEEN_BY_BOTH, edit(NUMBER, 8, [SEEN_BY_BOTH], author="client"), edit(NUMBER, 3, [SEEN_BY_BOTH])],
        [8, 3],
    ),
    "two people who choose the same have nothing to settle": (
        [SEEN_BY_BOTH, edit(NUMBER, 8, [SEEN_BY_BOTH], author="a"), edit(NUMBER, 8, [SEEN_BY_BOTH], author="b")],
        [8],
    ),
    "two windows that begin with nothing lose nothing and show the later last": (
        [HERS, MINE],
        ["my health", "my kids"],
    ),
    "three people who write at once all find their words": (
        [edit(REASON, words, author=words) for words in ("one", "two", "three")],
        ["one", "two", "three"],
    ),
    "typing on in two windows keeps one version of each": (
        [HERS, MINE, edit(REASON, "my health, too", [HERS], author="therapist"), edit(REASON, "my kids, too", [MINE])],
        ["my health, too", "my kids, too"],
    ),
    "clearing an answer does not lose what somebody else writes there at the same time": (
        [HERS, edit(REASON, "my health and my sleep", [HERS], author="client"), edit(REASON, None, [HERS])],
        ["my health and my sleep", None],
    ),
    "choosing one of two settles them": ([HERS, MINE, edit(REASON, "my kids", [HERS, MINE])], ["my kids"]),
    "settling does not touch what the window has not shown yet": (
        [HERS, MINE, edit(REASON, "my sleep", author="third"), edit(REASON, "my health and my kids", [HERS, MINE])],
        ["my sleep", "my health and my kids"],
    ),
}


@pytest.mark.parametrize(("log", "standing"), AT_THE_SAME_TIME.values(), ids=AT_THE_SAME_TIME.keys())
def test_what_people_write_at_the_same_time(log: Sequence[Edit], standing: Sequence[Value]) -> None:
    folded = fold(Folded(), log)

    assert values_at(folded, log[-1].path) == standing
    assert folded[log[-1].path] == standing[-1]


def test_edits_of_different_answers_just_both_apply() -> None:
    folded = fold(Folded(), [edit(NUMBER, 8, author="client"), HERS])

    assert values_at(folded, NUMBER) == [8]
    assert values_at(folded, REASON) == ["my health"]


def test_folding_leaves_the_workbook_before_as_it_was() -> None:
    before = after_acts((NUMBER, 3), (REASON, "my kids"))
    copy = deepcopy(before)

    fold(before, [edit_after(before, NUMBER, 9), edit(REASON, "written at the same time", author="other")])

    assert before == copy


# Undo and redo.


def test_undo_takes_back_step_by_step_and_redo_brings_them_back_in_order() -> None:
    folded = after_acts((NUMBER, 3), (NUMBER, 5), (REASON, "my kids"))

    backwards = [folded := undone(folded, "rulers") for _ in range(3)]
    forwards = [folded := redone(folded, "rulers") for _ in range(3)]

    assert [(step[NUMBER], step[REASON]) for step in backwards] == [(5, None), (3, None), (None, None)]
    assert backwards[-1].history("me", "rulers").undo == ()
    assert [(step[NUMBER], step[REASON]) for step in forwards] == [(3, None), (5, None), (5, "my kids")]


def test_undo_takes_back_everything_that_one_act_wrote() -> None:
    text, place = "decisional_balance/item/text", "decisional_balance/item/place"
    adding = [edit(text, "Rest", gesture="adding"), edit(place, ["GOOD_CHANGE", 1], gesture="adding")]

    taken_back = undone(fold(Folded(), adding), "decisional_balance")
    brought_back = redone(taken_back, "decisional_balance")

    assert (taken_back[text], taken_back[place]) == (None, None)
    assert (brought_back[text], brought_back[place]) == ("Rest", ["GOOD_CHANGE", 1])


@for_each("chosen_after", range(3))
def test_undo_takes_back_a_typed_phrase_as_a_whole_whenever_else_something_was_done(chosen_after: int) -> None:
    folded = Folded()
    for number, words in enumerate(("my", "my ki", "my kids")):
        folded = fold(folded, [edit_after(folded, REASON, words, gesture="typing")])
        if number == chosen_after:
            folded = later(folded, (NUMBER, 7))

    steps = [folded := undone(folded, "rulers") for _ in range(2)]

    first = (None, 7) if chosen_after < 2 else ("my kids", None)
    assert [(step[REASON], step[NUMBER]) for step in steps] == [first, (None, None)]


def test_undo_leaves_what_somebody_else_has_changed_since() -> None:
    folded = later(after_acts((NUMBER, 7), (REASON, "my kids")), (REASON, "my kids and my sleep"), author="other")

    folded = undone(folded, "rulers")

    assert folded[REASON] == "my kids and my sleep"
    assert folded[NUMBER] is None


def test_undo_of_an_act_leaves_only_the_part_that_somebody_else_has_changed() -> None:
    folded = fold(Folded(), [edit(NUMBER, 7, gesture="act"), edit(REASON, "my kids", gesture="act")])

    folded = undone(later(folded, (NUMBER, 9), author="other"), "rulers")

    assert (folded[NUMBER], folded[REASON]) == (9, None)


def test_undo_brings_out_what_somebody_else_wrote_at_the_same_time_and_redo_puts_mine_beside_it_not_over_it() -> None:
    taken_back = undone(WRITTEN_AT_ONCE, "rulers")

    assert values_at(taken_back, REASON) == ["my health"]
    assert values_at(redone(taken_back, "rulers"), REASON) == ["my health", "my kids"]


def test_undo_of_a_choice_between_two_asks_again() -> None:
    settled = later(WRITTEN_AT_ONCE, (REASON, "my kids"))

    asked_again = undone(settled, "rulers")
    settled_again = redone(asked_again, "rulers")

    assert values_at(asked_again, REASON) == ["my health", "my kids"]
    assert values_at(settled_again, REASON) == ["my kids"]


def test_what_an_undo_brings_back_is_still_by_whoever_wrote_it() -> None:
    folded = undone(later(fold(Folded(), [HERS]), (REASON, "my kids")), "rulers")

    assert [(head.value, head.author) for head in folded.heads[REASON]] == [("my health", "therapist")]


def test_where_only_somebody_else_or_nobody_did_something_there_is_nothing_to_take_back_or_bring_back() -> None:
    for folded in (Folded(), after_acts((NUMBER, 7), author="other")):
        assert undone(folded, "rulers") == folded
        assert redone(folded, "rulers") == folded


def test_undo_takes_back_the_last_step_of_what_is_on_the_page_and_leaves_later_ones_elsewhere() -> None:
    folded = after_acts((NUMBER, 3), ("plan/next_check_in", "2026-12-01"), ("plan/reward", "new shoes"))
    page = ["rulers", "plan/next_check_in"]

    once = undone(folded, *page)
    twice = undone(once, *page)
    again = redone(twice, *page)

    assert (once[NUMBER], once["plan/next_check_in"], once["plan/reward"]) == (3, None, "new shoes")
    assert (twice[NUMBER], twice["plan/reward"]) == (None, "new shoes")
    assert (again[NUMBER], again["plan/next_check_in"]) == (3, None)
    assert undone(twice, *page) == twice
    assert undone(twice, "plan")["plan/reward"] is None, "the step that was elsewhere is still there to undo"


def test_undo_goes_back_through_two_worksheets_in_the_order_in_which_they_were_written() -> None:
    day, first, second = "plan/next_check_in", "2026-12-01", "2026-12-08"
    folded = after_acts((day, first), (NUMBER, 5), (NUMBER, 6), (day, second))

    backwards = [folded := undone(folded, "rulers", day) for _ in range(4)]
    forwards = [folded := redone(folded, "rulers", day) for _ in range(4)]

    assert [(step[day], step[NUMBER]) for step in backwards] == [(first, 6), (first, 5), (first, None), (None, None)]
    assert [(step[day], step[NUMBER]) for step in forwards] == [(first, None), (first, 5), (first, 6), (second, 6)]


def test_a_part_of_a_page_is_no_part_of_another_that_begins_alike() -> None:
    folded = after_acts(("check_ins/one/win", "tea"), ("check_ins/one_more/win", "a run"))

    taken_back = undone(folded, "check_ins/one")

    assert (taken_back["check_ins/one/win"], taken_back["check_ins/one_more/win"]) == (None, "a run")


def test_half_typed_words_can_be_left_out_of_a_log_without_changing_what_it_says_or_what_can_be_undone() -> None:
    typed = [edit(REASON, "my", gesture="typing")]
    for words in ("my ki", "my kids", "my kids and"):
        typed.append(edit(REASON, words, typed[-1:], gesture="typing"))
    log = [*typed[:2], edit(NUMBER, 7), *typed[2:], edit(REASON, "my kids and my sleep", typed[-1:])]

    kept = without_drafts(log)

    assert [each.value for each in kept] == [7, "my kids and", "my kids and my sleep"]
    said = [fold(Folded(), log), fold(Folded(), kept)]
    for _ in range(4):
        assert said[0][REASON] == said[1][REASON] and said[0][NUMBER] == said[1][NUMBER]
        said = [undone(folded, "rulers") for folded in said]


def test_half_typed_words_that_somebody_else_wrote_beside_or_on_top_of_stay_in_the_log() -> None:
    half = edit(REASON, "my ki", gesture="typing")
    on_top = edit(REASON, "my kin", [half], author="therapist")
    whole = edit(REASON, "my kids", [half], gesture="typing")

    for log in ([half, HERS, whole], [half, on_top, whole]):
        assert without_drafts(log) == log


def test_undo_itself_can_be_taken_back_and_that_again() -> None:
    folded = after_acts((NUMBER, 3), (NUMBER, 7))

    for _ in range(3):
        folded = undone(folded, "rulers")
        assert folded[NUMBER] == 3
        folded = redone(folded, "rulers")
        assert folded[NUMBER] == 7


def test_a_new_act_leaves_nothing_to_bring_back() -> None:
    folded = later(undone(after_acts((NUMBER, 3), (NUMBER, 7)), "rulers"), (REASON, "my kids"))

    assert redone(folded, "rulers") == folded
    assert folded.history("me", "rulers").redo == ()


def test_what_somebody_else_does_takes_nothing_from_my_redo_and_redo_nothing_from_them() -> None:
    folded = undone(after_acts((NUMBER, 3), (NUMBER, 7)), "rulers")

    elsewhere = later(folded, (REASON, "my kids"), author="other")
    in_its_place = later(folded, (NUMBER, 9), author="other")

    assert redone(elsewhere, "rulers")[NUMBER] == 7
    assert redone(in_its_place, "rulers") == in_its_place


def test_the_last_hundred_steps_can_be_taken_back_and_the_older_ones_stay() -> None:
    older = 5
    folded = after_acts(*((NUMBER, number % 11) for number in range(older + UNDO_DEPTH)))

    for _ in range(UNDO_DEPTH):
        folded = undone(folded, "rulers")

    assert folded[NUMBER] == older - 1
    assert undone(folded, "rulers") == folded


# Two windows of one person.

TEXT, PLACE, REMOVED = (f"plan/tea/{field}" for field in ("what", "place", "removed"))
WHEN = "plan/tea/when"


def with_an_item(window: str = "one") -> Folded:
    """A workbook in which this window has added an item, by one act."""
    adding = act_in(window)
    return fold(Folded(), [edit(TEXT, "Tea", gesture=adding), edit(PLACE, ["STEPS", 1], gesture=adding)])


def standing_in(folded: Folded) -> dict[str, Value]:
    """What is written in the item, if it is in a list."""
    there = [item for each in items(folded, "plan").values() for item in each]
    return dict(there[0].answers) if there else {}


def test_undo_takes_back_what_this_window_did_and_not_what_another_did_since() -> None:
    folded = later(Folded(), (NUMBER, 7), window="one")
    folded = later(folded, (REASON, "my kids"), window="two")

    folded = undone(folded, "rulers", window="one")

    assert (folded[NUMBER], folded[REASON]) == (None, "my kids")
    assert undone(folded, "rulers", window="one") == folded
    assert undone(folded, "rulers", window="two")[REASON] is None, "the other window can still take back its own"


def test_redo_brings_back_what_this_window_took_back_also_after_another_wrote() -> None:
    taken_back = undone(later(Folded(), (NUMBER, 7), window="one"), "rulers", window="one")
    folded = later(taken_back, (REASON, "my kids"), window="two")

    assert redone(folded, "rulers", window="two") == folded
    assert redone(folded, "rulers", window="one")[NUMBER] == 7


def test_undo_leaves_an_answer_that_another_window_has_changed_since() -> None:
    folded = later(Folded(), (REASON, "my kids"), window="one")
    folded = later(folded, (REASON, "my kids and my sleep"), window="two")

    assert undone(folded, "rulers", window="one") == folded
    assert undone(folded, "rulers", window="two")[REASON] == "my kids"


@for_each(("author", "window"), [("me", "two"), ("therapist", "one")])
def test_undo_leaves_an_item_in_which_others_wrote_since_it_was_added(author: str, window: str) -> None:
    folded = later(with_an_item(), (WHEN, "at eight"), author=author, window=window)

    assert undone(folded, "plan", window="one") == folded
    assert standing_in(folded) == {"what": "Tea", "when": "at eight"}


def test_undo_takes_an_item_away_once_what_others_wrote_in_it_is_gone() -> None:
    folded = later(with_an_item(), (WHEN, "at eight"), window="two")

    folded = undone(undone(folded, "plan", window="two"), "plan", window="one")

    assert standing_in(folded) == {}


def test_redo_does_not_remove_an_item_again_in_which_others_wrote_since_it_came_back() -> None:
    removed = later(with_an_item(), (REMOVED, True), window="one")
    folded = later(undone(removed, "plan", window="one"), (WHEN, "at eight"), window="two")

    assert redone(folded, "plan", window="one") == folded
    assert standing_in(folded) == {"what": "Tea", "when": "at eight"}


def test_undo_moves_an_item_back_in_which_others_wrote_since_and_keeps_their_words() -> None:
    folded = later(with_an_item(), (PLACE, ["STEPS", 5]), window="one")
    folded = later(folded, (WHEN, "at eight"), window="two")

    folded = undone(folded, "plan", window="one")

    assert folded[PLACE] == ["STEPS", 1]
    assert standing_in(folded) == {"what": "Tea", "when": "at eight"}


def test_every_window_is_told_what_it_can_undo_and_redo() -> None:
    folded = later(Folded(), (NUMBER, 7), window="one")
    folded = later(folded, (REASON, "my kids"), window="two")
    folded = later(folded, (HOPE, "sleep"), author="therapist", window="three")
    folded = undone(folded, "rulers", window="two")

    assert windows_that_can(folded, "me", ["rulers"], undoing=True) == ["one"]
    assert windows_that_can(folded, "me", ["rulers"], undoing=False) == ["two"]
    assert windows_that_can(folded, "me", ["plan"], undoing=True) == []


# A snapshot.


def test_a_snapshot_holds_the_workbook_whole() -> None:
    folded = after_acts((NUMBER, 7), (REASON, "“schön” 🙂"), ("decisional_balance/item/place", ["GOOD_NOW", 1.5]))
    folded = fold(folded, [edit(REASON, "at the same time", author="other")])
    folded = undone(folded, "rulers")

    kept = json.loads(json.dumps(to_json(folded)))

    assert from_json(kept) == folded


# Anything that people may do, in whatever order.


def random_edits(rng: random.Random, most: int = 80) -> list[Edit]:
    """What a few people do in windows that each lag behind by a while; no two write the same."""
    paths = [NUMBER, REASON, HOPE, CHANGE]
    windows = {name: Folded() for name in ("client", "therapist", "third")}
    log: list[Edit] = []
    folded = Folded()
    for number in range(rng.randrange(most)):
        author = rng.choice(list(windows))
        if rng.random() < 0.5:
            windows[author] = folded
        path = rng.choice(paths)
        gesture = f"{author}-{number // 4}" if rng.random() < 0.3 else None
        log.append(edit_after(windows[author], path, f"{author} {number}", author=author, gesture=gesture))
        folded = fold(folded, log[-1:])
    return log


def never_replaced(log: Sequence[Edit], path: str) -> list[Value]:
    """What nobody who had it before them has replaced: said without the fold."""
    here = [each for each in log if each.path == path]
    replaced = {id_ for each in here for id_ in each.base}
    return [each.value for each in here if each.id not in replaced]


@for_each("seed", range(100))
def test_whatever_people_do_their_words_stand_until_somebody_who_saw_them_replaces_them(seed: int) -> None:
    log = random_edits(random.Random(seed))

    folded = fold(Folded(), log)

    for path in {each.path for each in log}:
        assert values_at(folded, path) == never_replaced(log, path)


@for_each("seed", range(100))
def test_a_workbook_is_the_same_whether_folded_at_once_in_parts_or_from_a_snapshot(seed: int) -> None:
    rng = random.Random(seed)
    log = random_edits(rng)
    middle = rng.randint(0, len(log))

    at_once = fold(Folded(), log)
    in_parts = fold(fold(Folded(), log[:middle]), log[middle:])
    from_a_snapshot = fold(from_json(json.loads(json.dumps(to_json(fold(Folded(), log[:middle]))))), log[middle:])

    assert in_parts == at_once
    assert from_a_snapshot == at_once


@for_each("seed", range(100))
def test_whoever_works_alone_can_take_back_all_and_bring_it_back(seed: int) -> None:
    rng = random.Random(seed)
    paths = [NUMBER, REASON, HOPE]
    folded, acts = Folded(), [f"act-{number}" for number in range(12)]
    for number in range(rng.randrange(1, 40)):
        act = rng.choice(acts)
        folded = fold(folded, [edit_after(folded, rng.choice(paths), f"words {number}", gesture=act)])
    written = {path: folded[path] for path in paths}

    for _step in folded.history("me", "rulers").undo:
        folded = undone(folded, "rulers")
    taken_back = {path: folded[path] for path in paths}
    for _step in folded.history("me", "rulers").redo:
        folded = redone(folded, "rulers")

    assert taken_back == dict.fromkeys(paths)
    assert {path: folded[path] for path in paths} == written


@for_each("seed", range(100))
def test_bringing_back_what_was_taken_back_changes_nothing(seed: int) -> None:
    folded = fold(Folded(), random_edits(random.Random(seed)))

    there_and_back = redone(undone(folded, "rulers", author="client"), "rulers", author="client")

    assert {path: values_at(there_and_back, path) for path in folded.heads} == {
        path: values_at(folded, path) for path in folded.heads
    }


@for_each("seed", range(100))
def test_what_a_window_takes_back_never_touches_what_another_window_wrote(seed: int) -> None:
    rng = random.Random(seed)
    folded = with_an_item("one")
    for number in range(rng.randrange(1, 60)):
        window = rng.choice(["one", "two"])
        written = rng.choice([NUMBER, REASON, *((TEXT, WHEN) if standing_in(folded) else ())])
        if rng.random() < 0.6:
            folded = later(folded, (written, f"{window} {number}"), window=window)
        else:
            folded = rng.choice([undone, redone])(folded, "rulers", "plan", window=window)
    is_there = bool(standing_in(folded))
    folded = later(folded, (REASON, "by two"), *([(WHEN, "by two")] if is_there else []), window="two")

    for _ in range(20):
        folded = rng.choice([undone, undone, redone])(folded, "rulers", "plan", window="one")

    assert folded[REASON] == "by two"
    assert not is_there or standing_in(folded)["when"] == "by two"


@for_each("seed", range(100))
def test_taking_back_never_touches_the_words_of_somebody_else(seed: int) -> None:
    rng = random.Random(seed)
    folded = fold(Folded(), random_edits(rng))
    of_others = {path: heads[-1].value for path, heads in folded.heads.items() if heads[-1].author != "client"}

    for _ in range(20):
        folded = rng.choice([undone, undone, redone])(folded, "rulers", author="client")

    assert {path: folded[path] for path in of_others} == of_others


# What one huge gesture costs.

A_LOT = 500


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> list[tuple[Any, ...]]:
    """What this function of the module, or this type, is called with from now on."""
    calls: list[tuple[Any, ...]] = []
    original = getattr(editing, name)

    def noted(*given: Any) -> Any:
        calls.append(given)
        return original(*given)

    monkeypatch.setattr(editing, name, noted)
    return calls


def test_a_gesture_of_hundreds_of_things_is_undone_without_going_through_all_of_them_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[tuple[str, Value]] = []
    for number in range(A_LOT):
        item = f"decisional_balance/{number}"
        written += [(f"{item}/text", f"thing {number}"), (f"{item}/place", ["GOOD_NOW", number])]
    pasted = [edit(path, value, gesture="paste@window") for path, value in written]
    effects, looked_at = counted(monkeypatch, "Effect"), counted(monkeypatch, "item_of")

    gone = undone(fold(Folded(), pasted), "decisional_balance", window="window")

    assert items(gone, "decisional_balance") == {}
    assert len(effects) < 10
    assert len(looked_at) < 10 * len(pasted)
