"""Who did what is kept without a word of what anybody wrote, and nobody changes it unseen."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import URL

from tests.world.another_program import tell
from tests.world.set_clock import SetClock
from tests.world.writing import A_LITTLE, Start, edit
from worksheets import notes
from worksheets.clock import in_milliseconds, now
from worksheets.storage import ALONE, OPERATOR, NotGranted, Store
from worksheets.storage.audit import ONE_SITTING, Action
from worksheets.storage.keys.slots import WrongSecret
from worksheets.storage.taken_away import TakenAway
from worksheets.workbook import Shelf

PAGE = TakenAway("My copy (PDF)", ("What made him look tired",))


def work(store: Store) -> None:
    """Do with a workbook all that leaves a line."""
    store.append(ALONE, "workbook", [edit(path, value) for path, value in A_LITTLE.items()])
    store.append(ALONE, notes.beside("workbook"), [edit("notes/text", "he looked tired")])
    store.write_anew(ALONE, "opened from a file", [edit("workbook/change", "drink less")])
    store.note_opened(ALONE, "workbook")
    store.note_taken_away(ALONE, "workbook", PAGE)
    store.hold(ALONE, "workbook", True)
    store.hold(ALONE, "workbook", False)
    store.move(ALONE, "workbook", Shelf.REMOVED)
    store.erase(ALONE, "workbook")


def noted(store: Store) -> list[Action]:
    """What the workbook's own page says was done with it, the newest first."""
    return [entry.action for entry in store.events_about(ALONE, "workbook")]


def test_the_trail_says_what_was_done_and_not_a_word_of_what_was_written(store: Store) -> None:
    work(store)

    trail = store.trail(OPERATOR)

    assert [line["action"] for line in trail if line["about"] == "workbook"] == [
        "CHANGED",
        "OPENED",
        "TAKEN_AWAY",
        "KEEPING_SET",
        "KEEPING_SET",
        "ERASED",
    ]
    assert [line["number"] for line in trail] == list(range(1, len(trail) + 1))
    assert set(trail[0]) == {"number", "at", "actor", "action", "about", "seal"}
    written = [*(value for value in A_LITTLE.values() if isinstance(value, str)), "he looked tired", *PAGE.on_it]
    assert [word for word in written if word in json.dumps(trail)] == []


def test_what_is_opened_again_and_again_in_one_sitting_is_one_line_and_what_is_taken_away_twice_is_two(
    database: URL, store: Store
) -> None:
    store.append(ALONE, "workbook", [edit("workbook/change", "drink less")])
    for _ in range(5):
        store.note_opened(ALONE, "workbook")
    assert noted(store) == [Action.OPENED, Action.CHANGED]

    tell(database, f"UPDATE audit SET at = at - {in_milliseconds(ONE_SITTING) + 1000}")
    store.note_opened(ALONE, "workbook")
    for _ in range(2):
        store.note_taken_away(ALONE, "workbook", PAGE)

    assert noted(store) == [Action.TAKEN_AWAY, Action.TAKEN_AWAY, Action.OPENED, Action.OPENED, Action.CHANGED]
    with pytest.raises(NotGranted):
        store.note_taken_away(ALONE, "another", PAGE)


@pytest.mark.usefixtures("quick_to_try")
def test_who_tries_to_unlock_it_and_cannot_is_in_the_trail_once_in_a_sitting(
    clock: SetClock, store: Store, start: Start
) -> None:
    code = store.vault.protect("seven blue bicycles")
    locked = start()
    tries = []
    for attempt in (locked.vault.unlock, locked.vault.recover, locked.vault.unlock):
        clock.run(hours=1)
        tries.append(now())
        for _time in range(2):
            with pytest.raises(WrongSecret):
                attempt("seven blue bicycle")
    clock.run(hours=1)

    locked.vault.recover(code)

    failed = [line for line in locked.trail(OPERATOR) if line["action"] == "NOT_UNLOCKED"]
    assert [line["at"] for line in failed] == pytest.approx(tries, abs=60_000)
    assert not any("changed" in line for line in locked.trail(OPERATOR))
    with pytest.raises(WrongSecret):
        locked.vault.protect("another one, longer", "seven blue bicycle")
    locked.lock()
    clock.run(hours=1)
    locked.vault.unlock("seven blue bicycles")
    assert [line["action"] for line in locked.trail(OPERATOR)].count("NOT_UNLOCKED") == 4


def test_a_clock_that_was_ahead_does_not_keep_what_happens_later_out_of_the_trail(
    clock: SetClock, store: Store
) -> None:
    clock.set(days=45)
    store.append(ALONE, "workbook", [edit("workbook/change", "drink less")])
    store.note_opened(ALONE, "workbook")
    clock.set(days=-45)

    store.note_opened(ALONE, "workbook")

    assert noted(store) == [Action.OPENED, Action.OPENED, Action.CHANGED]


CHANGES = {
    "who": ["UPDATE audit SET actor = 'somebody else' WHERE number = 4"],
    "when": ["UPDATE audit SET at = at + 1 WHERE number = 4"],
    "what": ["UPDATE audit SET action = 'OPENED' WHERE number = 5"],
    "about what": ["UPDATE audit SET about = 'another' WHERE number = 4"],
    "removed": ["DELETE FROM audit WHERE number = 4"],
    "the first removed": ["DELETE FROM audit WHERE number = 1"],
    "the last in its place": ["DELETE FROM audit WHERE number = 4", "UPDATE audit SET number = 4 WHERE number = 8"],
    "swapped": [f"UPDATE audit SET number = {to} WHERE number = {of}" for of, to in ((4, 1000), (5, 4), (1000, 5))],
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_line_that_was_changed_removed_or_swapped_is_found(database: URL, store: Store, change: str) -> None:
    work(store)
    trail = store.trail(OPERATOR)
    assert len(trail) == 8 and not any("changed" in line for line in trail)

    tell(database, *CHANGES[change])

    assert any(line.get("changed") for line in store.trail(OPERATOR))
