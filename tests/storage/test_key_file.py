"""The key file can vanish while Both Sides runs: it is put back, or everybody is told before it is too late."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.world.writing import Start, edit
from worksheets.storage import ALONE, Store, daily
from worksheets.storage.failures import KeyLost
from worksheets.storage.places import KEY_SETTING


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the database of this test lies."""
    return tmp_path / "worksheets.db"


@pytest.fixture
def store(database: Path, start: Start) -> Store:
    """A database in which somebody has written."""
    opened = start(database)
    opened.append(ALONE, "workbook", [edit("workbook/change", "drink less")])
    return opened


def a_day_passes(store: Store) -> None:
    """Do what the server does by itself."""
    for task in daily.TASKS:
        daily.carried_out(task, store)


@pytest.mark.parametrize("look", [a_day_passes, lambda store: store.backups.make(ALONE)])
@pytest.mark.parametrize("left", [None, b"", b"5f2a", b"\xff\x00 half a disk"])
def test_a_key_file_that_is_gone_or_is_no_key_any_more_is_put_back_before_the_next_start(
    store: Store, start: Start, key_file: Path, left: bytes | None, look: Callable[[Store], object]
) -> None:
    before = key_file.read_bytes()
    key_file.unlink()
    if left is not None:
        key_file.write_bytes(left)

    look(store)

    assert key_file.read_bytes() == before
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    beside = [path.read_bytes() for path in key_file.parent.iterdir() if path != key_file]
    assert beside == ([] if left is None else [left]), "what stood there is not lost either"
    assert store.vault.key_lost is None
    assert start().load(ALONE, "workbook")


def test_the_folder_of_the_key_is_made_anew_where_it_usually_is(
    store: Store, start: Start, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEY_SETTING)
    key_file.unlink()
    key_file.parent.rmdir()

    a_day_passes(store)

    assert start().load(ALONE, "workbook")


def test_in_a_folder_that_somebody_named_and_that_is_gone_no_key_is_made_and_it_is_told_until_it_is_back(
    store: Store, start: Start, key_file: Path, tmp_path: Path
) -> None:
    pulled_out = key_file.parent.rename(tmp_path / "pulled out")

    a_day_passes(store)

    assert not key_file.parent.exists()
    assert isinstance(store.vault.key_lost, KeyLost)
    assert str(key_file) in str(store.vault.key_lost)
    assert store.backups.make(ALONE), "a backup is needed all the more"
    pulled_out.rename(key_file.parent)
    a_day_passes(store)
    assert store.vault.key_lost is None
    assert start().load(ALONE, "workbook")


def test_the_key_of_something_else_in_its_place_is_left_there_and_told(store: Store, key_file: Path) -> None:
    key_file.write_text("00" * 32)

    a_day_passes(store)

    assert key_file.read_text() == "00" * 32
    assert store.vault.key_lost


def test_who_has_a_passphrase_needs_no_key_file(store: Store, key_file: Path) -> None:
    store.vault.protect("seven blue bicycles")
    key_file.unlink()

    a_day_passes(store)

    assert not key_file.exists()
    assert store.vault.key_lost is None
