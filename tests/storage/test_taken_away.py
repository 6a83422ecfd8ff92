"""What has left a worksheet is known for as long as the worksheet is, and is in none of its copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.world.another_program import found_in
from tests.world.writing import Start, address_of, edit
from worksheets import notes
from worksheets.editing import Folded
from worksheets.storage import ALONE, Store, taken_away
from worksheets.storage.audit import Action
from worksheets.storage.taken_away import Chosen, TakenAway

MINE = TakenAway("My copy (PDF)", ("What it is about", "Plan: the name of my sister"), Chosen("client", ("plan",)))
THEIRS = TakenAway("Clinician’s copy (PDF)", ("What it is about",))


@pytest.fixture
def database(tmp_path: Path) -> URL:
    """Where the database of this test lies."""
    return address_of(tmp_path / "worksheets.db")


@pytest.fixture
def store(store: Store) -> Store:
    """A database in which somebody has taken two copies of a worksheet away."""
    store.append(ALONE, "workbook", [edit("workbook/change", "drink less")])
    for taken in (MINE, THEIRS):
        store.note_taken_away(ALONE, "workbook", taken)
    return store


def left(store: Store) -> list[TakenAway | None]:
    """What has left the worksheet, the newest first; None where it is not known what it was."""
    beside = store.load(ALONE, notes.beside("workbook")) or Folded()
    events = store.events_about(ALONE, "workbook")
    return [taken_away.read(beside, event) for event in events if event.action is Action.TAKEN_AWAY]


def test_what_was_on_each_copy_is_still_known_after_a_start_and_after_forgetting_and_stands_in_no_file(
    tmp_path: Path, store: Store, start: Start
) -> None:
    before = store.load(ALONE, "workbook")
    assert before
    store.append(ALONE, "workbook", [edit("workbook/change", "drink more", before.heads["workbook/change"])])

    store.forget(ALONE, "workbook")

    assert left(start()) == [THEIRS, MINE]
    assert found_in(tmp_path, [b"name of my sister"]) == []
    assert [each.path for each in store.log(ALONE, "workbook") or []] == ["workbook/change"] * 2


def test_nobody_undoes_it_or_writes_it_by_hand(store: Store) -> None:
    beside = notes.beside("workbook")
    store.append(ALONE, beside, [edit("notes/text", "he looked tired", author=ALONE.author, gesture="one@window")])
    forged = edit("notes/taken_away/1-1", ["My copy (PDF)"])

    outcome = store.append(ALONE, beside, [forged])
    for number in range(3):
        for window in ("", "@window"):
            store.undo(ALONE, beside, ["notes", "taken_away"], f"undo {number}{window}")

    assert list(outcome.refused) == [forged.id]
    assert left(store) == [THEIRS, MINE]


def test_after_a_restore_it_still_says_that_something_has_left_since(store: Store) -> None:
    made = store.backups.make(ALONE)
    store.note_taken_away(ALONE, "workbook", MINE)

    store.backups.restore(ALONE, made.path)

    assert left(store) == [None, THEIRS, MINE]
