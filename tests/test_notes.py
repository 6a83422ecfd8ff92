"""The therapist's notes are kept apart from what the client sees and takes home."""

from __future__ import annotations

from pathlib import Path

from writing import edit, open_store

from worksheets import notes
from worksheets.storage import ALONE, new_id
from worksheets.workbook import Shelf


def test_notes_are_in_no_workbook_and_on_no_list(tmp_path: Path) -> None:
    store = open_store(tmp_path / "worksheets.db")
    workbook = new_id()

    store.append(ALONE, workbook, [edit("workbook/change", "drink less")])
    store.append(ALONE, notes.beside(workbook), [edit("notes/text", "Ask about the sister.")])

    there = store.load(ALONE, workbook)
    kept = store.load(ALONE, notes.beside(workbook))
    assert there and not there.paths("notes/")
    assert kept and notes.read(kept) == "Ask about the sister."
    assert [listed.id for listed in store.listed(ALONE, Shelf.OPEN)[0]] == [workbook]


def test_no_notes_are_an_empty_page(tmp_path: Path) -> None:
    store = open_store(tmp_path / "worksheets.db")

    assert store.load(ALONE, notes.beside(new_id())) is None
