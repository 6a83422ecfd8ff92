"""A large file that somebody opens keeps nobody else waiting."""

from __future__ import annotations

import threading
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

import pytest

from tests.world.writing import Start, edit, revised
from worksheets.editing import Edit, Folded, fold
from worksheets.storage import ALONE, accepting
from worksheets.storage.keys.encryption import WorkbookKey


def test_it_is_encrypted_before_it_waits_for_its_turn(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = start(tmp_path / "worksheets.db")
    edits = revised("rulers/importance/why_not_lower", *(f"Because of {number}" for number in range(300)))
    encrypted: list[object] = []
    encrypt = WorkbookKey.encrypt

    def noted(key: WorkbookKey, text: str, *row: str | int | None) -> bytes:
        encrypted.append(text)
        return encrypt(key, text, *row)

    monkeypatch.setattr(WorkbookKey, "encrypt", noted)
    writers = store._database._writers
    assert writers
    with writers.turn(timedelta(seconds=20)):
        opening = threading.Thread(target=store.write_anew, args=(ALONE, "opened", edits))
        opening.start()
        while opening.is_alive() and not writers.waiting:
            pass
        before_its_turn = len(encrypted)
    opening.join()

    assert before_its_turn > len(edits)
    assert len(encrypted) - before_its_turn < 5
    assert store.log(ALONE, "opened") == edits


def test_edits_that_come_at_once_are_checked_without_copying_all_answers_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edits = [edit(f"decisional_balance/{number}/text", "my health") for number in range(300)]
    copied: list[int] = []

    def noted(before: Folded, edits: Collection[Edit]) -> Folded:
        copied.append(len(before.heads))
        return fold(before, edits)

    monkeypatch.setattr(accepting, "fold", noted)

    kept, refused = accepting.accepted("one", Folded(), edits, ())

    assert (kept, refused) == (edits, {})
    assert sum(copied) <= len(edits)
