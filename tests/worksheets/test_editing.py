"""A workbook is the fold of its edits: nothing that somebody wrote is lost, and every step can be taken back."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from copy import deepcopy
from itertools import count

from tests.world.cases import for_each
from tests.world.writing import edit, edit_after
from worksheets.answers import Value
from worksheets.clock import Instant
from worksheets.editing import UNDO_DEPTH, Edit, Folded, fold, redo, undo, without_drafts
from worksheets.snapshot import from_json, to_json

NUMBER = "rulers/importance/number"
REASON = "rulers/importance/why_not_lower"
HOPE = "rulers/importance/what_would_raise_it"
CHANGE = "workbook/change"


def values_at(folded: Folded, path: str) -> list[Value]:
    """What stands at the path: the answer last, what was written beside it before."""
    return [head.value for head in folded.heads.get(path, ())]


_gestures = count()


def undone(folded: Folded, author: str = "me", worksheet: str = "rulers") -> Folded:
    """The workbook after this author took back a step."""
    return fold(folded, undo(folded, author, [worksheet], f"undo-{next(_gestures)}", Instant(0)))


def redone(folded: Folded, author: str = "me", worksheet: str = "rulers") -> Folded:
    """The workbook after this author brought back a step."""
    return fold(folded, redo(folded, author, [worksheet], f"redo-{next(_gestures)}", Instant(0)))


def after_acts(*acts: tuple[str, Value], folded: Folded | None = None, author: str = "me") -> Folded:
    """The workbook after somebody who sees everything did these acts, each a gesture of its own."""
    folded = folded or Folded()
    for path, value in acts:
        folded = fold(folded, [edit_after(folded, path, value, author=author)])
    return folded


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


def test_a_stale_window_never_overwrites_the_clients_rating() -> None:
    shown_in_both = edit(NUMBER, 5)
    by_the_client = edit(NUMBER, 8, [shown_in_both], author="client")
    by_the_stale_window = edit(NUMBER, 3, [shown_in_both], author="therapist")

    folded = fold(Folded(), [shown_in_both, by_the_client, by_the_stale_window])

    assert values_at(folded, NUMBER) == [8, 3]


def test_two_windows_that_begin_with_nothing_lose_nothing_and_show_the_later_last() -> None:
    earlier = edit(REASON, "my kids", author="client")
    later = edit(REASON, "my health", author="therapist")

    folded = fold(Folded(), [earlier, later])

    assert folded[REASON] == "my health"
    assert values_at(folded, REASON) == ["my kids", "my health"]


def test_typing_on_in_two_windows_keeps_one_version_of_each() -> None:
    mine = edit(REASON, "my k", author="client")
    hers = edit(REASON, "my h", author="therapist")
    mine_longer = edit(REASON, "my kids", [mine], author="client")
    hers_longer = edit(REASON, "my health", [hers], author="therapist")

    folded = fold(Folded(), [mine, hers, mine_longer, hers_longer])

    assert values_at(folded, REASON) == ["my kids", "my health"]


def test_three_people_who_write_at_once_all_find_their_words() -> None:
    at_once = [edit(REASON, words, author=words) for words in ("one", "two", "three")]

    folded = fold(Folded(), at_once)

    assert values_at(folded, REASON) == ["one", "two", "three"]


def test_clearing_an_answer_does_not_lose_what_somebody_else_writes_there_at_the_same_time() -> None:
    shown_in_both = edit(REASON, "my kids")
    written = edit(REASON, "my kids and my sleep", [shown_in_both], author="client")
    cleared = edit(REASON, None, [shown_in_both], author="therapist")

    folded = fold(Folded(), [shown_in_both, written, cleared])

    assert values_at(folded, REASON) == ["my kids and my sleep", None]


def test_edits_of_different_answers_just_both_apply() -> None:
    rated = edit(NUMBER, 8, author="client")
    written = edit(REASON, "my kids", author="therapist")

    folded = fold(Folded(), [rated, written])

    assert values_at(folded, NUMBER) == [8]
    assert values_at(folded, REASON) == ["my kids"]


def test_choosing_one_of_two_settles_them() -> None:
    mine, hers = edit(REASON, "my kids", author="client"), edit(REASON, "my health", author="therapist")
    folded = fold(Folded(), [mine, hers])

    settled = fold(folded, [edit(REASON, "my kids", folded.heads[REASON], author="client")])

    assert values_at(settled, REASON) == ["my kids"]


def test_settling_does_not_touch_what_the_window_has_not_shown_yet() -> None:
    mine, hers = edit(REASON, "my kids", author="client"), edit(REASON, "my health", author="therapist")
    not_shown_yet = edit(REASON, "my sleep", author="third")
    settling = edit(REASON, "my kids and my health", [mine, hers], author="client")

    folded = fold(Folded(), [mine, hers, not_shown_yet, settling])

    assert values_at(folded, REASON) == ["my sleep", "my kids and my health"]


def test_two_people_who_choose_the_same_have_nothing_to_settle() -> None:
    shown_in_both = edit(NUMBER, 5)

    folded = fold(Folded(), [shown_in_both, *(edit(NUMBER, 8, [shown_in_both], author=name) for name in "ab")])

    assert values_at(folded, NUMBER) == [8]


def test_folding_leaves_the_workbook_before_as_it_was() -> None:
    before = after_acts((NUMBER, 3), (REASON, "my kids"))
    copy = deepcopy(before)

    fold(before, [edit_after(before, NUMBER, 9), edit(REASON, "written at the same time", author="other")])

    assert before == copy


# Undo and redo.


def test_undo_of_the_first_rating_leaves_the_ruler_unanswered() -> None:
    folded = undone(after_acts((NUMBER, 7)))

    assert folded[NUMBER] is None
    assert folded.history("me", "rulers").undo == ()


def test_undo_takes_back_step_by_step_and_redo_brings_them_back_in_order() -> None:
    folded = after_acts((NUMBER, 3), (NUMBER, 5), (REASON, "my kids"))

    backwards = [folded := undone(folded) for _ in range(3)]
    forwards = [folded := redone(folded) for _ in range(3)]

    assert [(step[NUMBER], step[REASON]) for step in backwards] == [(5, None), (3, None), (None, None)]
    assert [(step[NUMBER], step[REASON]) for step in forwards] == [(3, None), (5, None), (5, "my kids")]


def test_undo_takes_back_a_typed_phrase_as_a_whole() -> None:
    folded = after_acts((NUMBER, 7))
    for words in ("my", "my ki", "my kids"):
        folded = fold(folded, [edit_after(folded, REASON, words, gesture="typing")])

    folded = undone(folded)

    assert folded[REASON] is None
    assert folded[NUMBER] == 7


def test_undo_takes_back_everything_that_one_act_wrote() -> None:
    item = "decisional_balance/item"
    folded = fold(
        Folded(),
        [
            edit(f"{item}/text", "Waking up rested", gesture="adding"),
            edit(f"{item}/place", ["GOOD_CHANGE", 1], gesture="adding"),
        ],
    )

    taken_back = undone(folded, worksheet="decisional_balance")
    brought_back = redone(taken_back, worksheet="decisional_balance")

    assert (taken_back[f"{item}/text"], taken_back[f"{item}/place"]) == (None, None)
    assert (brought_back[f"{item}/text"], brought_back[f"{item}/place"]) == ("Waking up rested", ["GOOD_CHANGE", 1])


def test_undo_takes_back_a_phrase_as_a_whole_though_something_else_was_done_in_between() -> None:
    folded = fold(Folded(), [edit(REASON, "my", gesture="typing")])
    folded = after_acts((NUMBER, 7), folded=folded)
    folded = fold(folded, [edit_after(folded, REASON, "my kids", gesture="typing")])

    once = undone(folded)
    twice = undone(once)

    assert (once[REASON], once[NUMBER]) == (None, 7)
    assert (twice[REASON], twice[NUMBER]) == (None, None)


def test_undo_leaves_what_somebody_else_has_changed_since() -> None:
    folded = after_acts((NUMBER, 7), (REASON, "my kids"))
    folded = after_acts((REASON, "my kids and my sleep"), folded=folded, author="other")

    folded = undone(folded)

    assert folded[REASON] == "my kids and my sleep"
    assert folded[NUMBER] is None


def test_undo_of_an_act_leaves_only_the_part_that_somebody_else_has_changed() -> None:
    folded = fold(Folded(), [edit(NUMBER, 7, gesture="act"), edit(REASON, "my kids", gesture="act")])
    folded = after_acts((NUMBER, 9), folded=folded, author="other")

    folded = undone(folded)

    assert (folded[NUMBER], folded[REASON]) == (9, None)


def test_undo_never_takes_back_what_somebody_else_did() -> None:
    folded = after_acts((NUMBER, 7), author="other")

    assert undo(folded, "me", ["rulers"], "gesture", Instant(0)) == []


def test_undo_stays_on_the_worksheet_that_is_open() -> None:
    folded = after_acts((NUMBER, 7), (CHANGE, "drink less"))

    folded = undone(folded, worksheet="rulers")

    assert folded[NUMBER] is None
    assert folded[CHANGE] == "drink less"


def test_undo_brings_out_what_somebody_else_wrote_at_the_same_time() -> None:
    hers, mine = edit(REASON, "my health", author="therapist"), edit(REASON, "my kids", author="me")
    folded = fold(Folded(), [hers, mine])

    folded = undone(folded)

    assert values_at(folded, REASON) == ["my health"]


def test_redo_puts_my_words_beside_those_of_somebody_else_again_not_over_them() -> None:
    hers, mine = edit(REASON, "my health", author="therapist"), edit(REASON, "my kids", author="me")
    folded = fold(Folded(), [hers, mine])

    folded = redone(undone(folded))

    assert values_at(folded, REASON) == ["my health", "my kids"]


def test_undo_of_a_choice_between_two_asks_again() -> None:
    hers, mine = edit(REASON, "my health", author="therapist"), edit(REASON, "my kids", author="me")
    folded = fold(Folded(), [hers, mine])
    settled = fold(folded, [edit_after(folded, REASON, "my kids")])

    asked_again = undone(settled)
    settled_again = redone(asked_again)

    assert values_at(asked_again, REASON) == ["my health", "my kids"]
    assert values_at(settled_again, REASON) == ["my kids"]


def test_what_an_undo_brings_back_is_still_by_whoever_wrote_it() -> None:
    folded = after_acts((REASON, "my health"), author="therapist")
    folded = after_acts((REASON, "my kids"), folded=folded, author="me")

    folded = undone(folded)

    assert [(head.value, head.author) for head in folded.heads[REASON]] == [("my health", "therapist")]


def test_where_nothing_was_done_there_is_nothing_to_take_back_or_bring_back() -> None:
    folded = Folded()

    assert undo(folded, "me", ["rulers"], "gesture", Instant(0)) == []
    assert redo(folded, "me", ["rulers"], "gesture", Instant(0)) == []


def test_undo_takes_back_the_last_step_of_what_is_on_the_page_and_leaves_later_ones_elsewhere() -> None:
    folded = after_acts((NUMBER, 3), ("plan/next_check_in", "2026-12-01"), ("plan/reward", "new shoes"))
    page = ["rulers", "plan/next_check_in"]

    once = fold(folded, undo(folded, "me", page, "first", Instant(0)))
    twice = fold(once, undo(once, "me", page, "second", Instant(0)))
    again = fold(twice, redo(twice, "me", page, "third", Instant(0)))

    assert (once[NUMBER], once["plan/next_check_in"], once["plan/reward"]) == (3, None, "new shoes")
    assert (twice[NUMBER], twice["plan/reward"]) == (None, "new shoes")
    assert (again[NUMBER], again["plan/next_check_in"]) == (3, None)
    assert undo(twice, "me", page, "fourth", Instant(0)) == []
    assert undone(twice, worksheet="plan")["plan/reward"] is None, "the step that was elsewhere is still there to undo"


def test_undo_goes_back_through_two_worksheets_in_the_order_in_which_they_were_written() -> None:
    day = "plan/next_check_in"
    folded = after_acts((day, "2026-12-01"), (NUMBER, 5), (NUMBER, 6), (day, "2026-12-08"))
    page = ["rulers", day]
    there = []

    for number in range(4):
        folded = fold(folded, undo(folded, "me", page, f"undo-{number}", Instant(0)))
        there.append((folded[day], folded[NUMBER]))
    for number in range(4):
        folded = fold(folded, redo(folded, "me", page, f"redo-{number}", Instant(0)))
        there.append((folded[day], folded[NUMBER]))

    first, second = "2026-12-01", "2026-12-08"
    assert there[:4] == [(first, 6), (first, 5), (first, None), (None, None)]
    assert there[4:] == [(first, None), (first, 5), (first, 6), (second, 6)]


def test_a_part_of_a_page_is_no_part_of_another_that_begins_alike() -> None:
    folded = after_acts(("check_ins/one/win", "tea"), ("check_ins/one_more/win", "a run"))

    taken_back = fold(folded, undo(folded, "me", ["check_ins/one"], "gesture", Instant(0)))

    assert (taken_back["check_ins/one/win"], taken_back["check_ins/one_more/win"]) == (None, "a run")


def test_half_typed_words_can_be_left_out_of_a_log_without_changing_what_it_says_or_what_can_be_undone() -> None:
    typed = [edit(REASON, "my", gesture="typing")]
    for words in ("my ki", "my kids", "my kids and"):
        typed.append(edit(REASON, words, typed[-1:], gesture="typing"))
    number = edit(NUMBER, 7)
    later = edit(REASON, "my kids and my sleep", typed[-1:], gesture="another day")

    kept = without_drafts([*typed[:2], number, *typed[2:], later])

    assert [each.value for each in kept] == [7, "my kids and", "my kids and my sleep"]
    said = [fold(Folded(), log) for log in ([*typed[:2], number, *typed[2:], later], kept)]
    for _ in range(4):
        assert said[0][REASON] == said[1][REASON] and said[0][NUMBER] == said[1][NUMBER]
        said = [undone(folded) for folded in said]


def test_half_typed_words_that_somebody_else_wrote_beside_or_on_top_of_stay_in_the_log() -> None:
    mine = edit(REASON, "my ki", gesture="typing")
    hers = edit(REASON, "my health", author="therapist")
    on_top = edit(REASON, "my kin", [mine], author="therapist")
    mine_longer = edit(REASON, "my kids", [mine], gesture="typing")

    for log in ([mine, hers, mine_longer], [mine, on_top, mine_longer]):
        assert without_drafts(log) == log


def test_undo_itself_can_be_taken_back_and_that_again() -> None:
    folded = after_acts((NUMBER, 3), (NUMBER, 7))

    for _ in range(3):
        folded = undone(folded)
        assert folded[NUMBER] == 3
        folded = redone(folded)
        assert folded[NUMBER] == 7


def test_a_new_act_leaves_nothing_to_bring_back() -> None:
    folded = undone(after_acts((NUMBER, 3), (NUMBER, 7)))

    folded = after_acts((REASON, "my kids"), folded=folded)

    assert redo(folded, "me", ["rulers"], "gesture", Instant(0)) == []
    assert folded.history("me", "rulers").redo == ()


def test_what_somebody_else_does_takes_nothing_from_my_redo() -> None:
    folded = undone(after_acts((NUMBER, 3), (NUMBER, 7)))

    folded = after_acts((REASON, "my kids"), folded=folded, author="other")

    assert redone(folded)[NUMBER] == 7


def test_redo_leaves_what_somebody_else_has_changed_since() -> None:
    folded = undone(after_acts((NUMBER, 3), (NUMBER, 7)))

    folded = after_acts((NUMBER, 9), folded=folded, author="other")

    assert redo(folded, "me", ["rulers"], "gesture", Instant(0)) == []


def test_the_last_hundred_steps_can_be_taken_back_and_the_older_ones_stay() -> None:
    older = 5
    folded = after_acts(*((NUMBER, number % 11) for number in range(older + UNDO_DEPTH)))

    for _ in range(UNDO_DEPTH):
        folded = undone(folded)

    assert folded[NUMBER] == older - 1
    assert undo(folded, "me", ["rulers"], "gesture", Instant(0)) == []


# A snapshot.


def test_a_snapshot_holds_the_workbook_whole() -> None:
    folded = after_acts((NUMBER, 7), (REASON, "“schön” 🙂"), ("decisional_balance/item/place", ["GOOD_NOW", 1.5]))
    folded = fold(folded, [edit(REASON, "at the same time", author="other")])
    folded = undone(folded)

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
        folded = undone(folded)
    taken_back = {path: folded[path] for path in paths}
    for _step in folded.history("me", "rulers").redo:
        folded = redone(folded)

    assert taken_back == dict.fromkeys(paths)
    assert {path: folded[path] for path in paths} == written


@for_each("seed", range(100))
def test_bringing_back_what_was_taken_back_changes_nothing(seed: int) -> None:
    folded = fold(Folded(), random_edits(random.Random(seed)))

    there_and_back = redone(undone(folded, "client"), "client")

    assert {path: values_at(there_and_back, path) for path in folded.heads} == {
        path: values_at(folded, path) for path in folded.heads
    }


@for_each("seed", range(100))
def test_taking_back_never_touches_the_words_of_somebody_else(seed: int) -> None:
    rng = random.Random(seed)
    folded = fold(Folded(), random_edits(rng))
    of_others = {path: heads[-1].value for path, heads in folded.heads.items() if heads[-1].author != "client"}

    for _ in range(20):
        folded = rng.choice([undone, undone, redone])(folded, "client")

    assert {path: folded[path] for path in of_others} == of_others
