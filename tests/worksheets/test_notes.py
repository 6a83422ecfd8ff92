"""The therapist's notes are kept apart from what the client sees and takes home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.world.cases import for_each
from tests.world.writing import edit, open_store
from worksheets import notes
from worksheets.storage import ALONE, Store, new_id
from worksheets.workbook import Shelf


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "worksheets.db")
    yield opened
    opened.close()


def test_notes_are_in_no_workbook_and_on_no_list(store: Store) -> None:
    workbook = new_id()
    assert store.load(ALONE, notes.beside(workbook)) is None, "an empty page"

    store.append(ALONE, workbook, [edit("workbook/change", "drink less")])
    store.append(ALONE, notes.beside(workbook), [edit("notes/text", "Ask about the sister.")])

    there = store.load(ALONE, workbook)
    kept = store.load(ALONE, notes.beside(workbook))
    assert there and not there.paths("notes/")
    assert kept and notes.read(kept) == "Ask about the sister."
    assert [listed.id for listed in store.listed(ALONE, Shelf.OPEN)[0]] == [workbook]


def test_each_session_has_a_look_in_the_mirror_of_its_own_and_none_is_on_paper(store: Store) -> None:
    beside = notes.beside(new_id())
    looks = {"notes/2026-11-21/idea": "Mine, I think.", "notes/2026-11-28/heard": "That she misses singing."}

    outcome = store.append(ALONE, beside, [edit(path, words) for path, words in looks.items()])

    assert not outcome.refused
    assert notes.days(outcome.folded) == [date(2026, 11, 28), date(2026, 11, 21)]
    assert notes.read(outcome.folded) == "", "what paper can hold"


@for_each(("path", "is_beside"), [("notes/text", False), ("workbook/change", True), ("rulers/importance/number", True)])
def test_notes_and_answers_never_lie_in_one_place(store: Store, path: str, is_beside: bool) -> None:
    workbook = notes.beside(new_id()) if is_beside else new_id()

    outcome = store.append(ALONE, workbook, [edit(path, 3 if path.endswith("number") else "words")])

    assert list(outcome.refused.values()) == ["This cannot be saved here. Copy it, and reload the page."]
    assert store.load(ALONE, workbook) is None
