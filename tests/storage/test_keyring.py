"""The keyring of the system can keep the key in place of a file, and nobody is locked out by it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import keyring
import pytest

from tests.storage.test_command_line import ask, refused
from tests.world.another_program import found_in
from tests.world.keyring_in_a_file import FILE, KeyringInAFile
from tests.world.writing import Start, address_of, edit, edit_after
from worksheets.storage import ALONE, Store
from worksheets.storage import database as databases
from worksheets.storage.failures import KeyNotKept, KeyringRefused, Locked, NotUnlocked
from worksheets.storage.keys.slots import WrongSecret
from worksheets.storage.places import KEY_SETTING, SETTING, is_in_keyring
from worksheets.workbook import Shelf


@pytest.fixture
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the keyring of this test keeps things; while there is no such file, it is closed."""
    before = keyring.get_keyring()
    keyring.set_keyring(KeyringInAFile())  # type: ignore[no-untyped-call]
    file = tmp_path / "keyring"
    file.write_text("{}")
    monkeypatch.setenv(FILE, str(file))
    yield file
    keyring.set_keyring(before)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the database of this test lies."""
    return tmp_path / "worksheets.db"


@pytest.fixture
def store(database: Path, start: Start, kept_in: Path) -> Store:
    """A database in which somebody has written, with its key in a file so far."""
    opened = start(database)
    opened.append(ALONE, "workbook", [edit("workbook/change", "drink less")])
    return opened


@pytest.fixture
def code(store: Store) -> str:
    """The code of that database after the keyring has taken the key."""
    return store.vault.move_key_to_keyring()


def opens(store: Store) -> bool:
    """Whether what was written can be read here."""
    return not store.is_locked and store.load(ALONE, "workbook") is not None


def opens_elsewhere(store: Store, code: str, start: Start, folder: Path) -> bool:
    """Whether a backup opens on another computer by this code."""
    backup = store.backups.make(ALONE)
    elsewhere = start(folder / "another computer.db", folder / "another key")
    return [line.change for line in elsewhere.backups.look(ALONE, backup.path, code).lines] == ["drink less"]


def test_the_keyring_opens_what_the_file_opened_and_the_file_does_not_any_more(
    store: Store, start: Start, key_file: Path, tmp_path: Path
) -> None:
    key = key_file.read_bytes().strip()
    assert store.vault.can_move_key_to_keyring

    code = store.vault.move_key_to_keyring()

    assert not store.vault.can_move_key_to_keyring
    assert is_in_keyring(key_file)
    assert found_in(key_file.parent, [key]) == []
    assert opens(start())
    assert opens_elsewhere(store, code, start, tmp_path)


def test_behind_a_link_the_key_leaves_the_file_that_it_names(
    store: Store, start: Start, key_file: Path, tmp_path: Path
) -> None:
    key = key_file.read_bytes().strip()
    (tmp_path / "elsewhere").mkdir()
    key_file.symlink_to(key_file.rename(tmp_path / "elsewhere" / "key"))

    store.vault.move_key_to_keyring()

    assert key_file.is_symlink()
    assert found_in(tmp_path / "elsewhere", [key]) == []
    assert opens(start())


@pytest.mark.usefixtures("code")
def test_a_keyring_that_is_closed_or_has_another_key_says_so_and_opens_later(start: Start, kept_in: Path) -> None:
    opened = kept_in.read_text()
    (name,) = json.loads(opened)
    kept_in.unlink()
    store = start()

    for kept in (None, "{}", json.dumps({name: "00" * 32})):
        if kept:
            kept_in.write_text(kept)
        with pytest.raises(NotUnlocked, match="computer’s keyring is locked, or does not have the key"):
            store.vault.try_key_again()
        assert store.is_locked
        assert start().is_locked
    kept_in.write_text(opened)
    store.vault.try_key_again()
    assert opens(store)


def test_a_keyring_that_is_closed_says_so_also_where_there_is_no_code(
    store: Store, start: Start, kept_in: Path, tmp_path: Path
) -> None:
    without_code = tmp_path / "another.db"
    start(without_code)
    store.vault.move_key_to_keyring()
    opened = kept_in.read_text()

    for closed in (kept_in.unlink, lambda: kept_in.write_text("{}")):
        closed()
        with pytest.raises(KeyringRefused, match="unlock the keyring"):
            start(without_code)

    kept_in.write_text(opened)
    start(without_code)


TROUBLES: Mapping[str, Callable[[Path, Path], object]] = {
    "the keyring is closed": lambda kept_in, _key_file: kept_in.unlink(),
    "the keyring is empty": lambda kept_in, _key_file: kept_in.write_text("{}"),
    "no file": lambda _kept_in, key_file: key_file.unlink(),
    "another key": lambda _kept_in, key_file: key_file.write_text("00" * 32),
    "no key in the file": lambda _kept_in, key_file: key_file.write_text("what is this?"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_code_opens_what_the_key_does_not_any_more_and_the_next_start_needs_none(
    start: Start, key_file: Path, kept_in: Path, code: str, trouble: str
) -> None:
    TROUBLES[trouble](kept_in, key_file)
    before = sorted(path.read_bytes() for path in key_file.parent.iterdir())
    store = start()
    with pytest.raises(WrongSecret):
        store.vault.recover(code[:-1])
    assert store.is_locked
    assert sorted(path.read_bytes() for path in key_file.parent.iterdir()) == before

    store.vault.recover(code)

    assert opens(store)
    assert opens(start())
    assert is_in_keyring(key_file) is (trouble == "the keyring is empty")
    after = {path.read_bytes() for path in key_file.parent.iterdir()}
    assert after >= set(before), "what stood there may open something else"


def test_on_the_command_line_the_code_opens_what_the_key_does_not_any_more(
    database: Path, key_file: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_file.unlink()
    monkeypatch.setenv(SETTING, str(address_of(database)))
    monkeypatch.setenv(KEY_SETTING, str(key_file))

    assert "Type the recovery code" in refused("erase-due")
    assert "This does not open your worksheets" in refused("erase-due", typed=f"{code[:-1]}\n")
    assert "Erased: 0" in ask("erase-due", typed=f"{code}\n")
    assert "Erased: 0" in ask("erase-due")


def test_where_no_key_can_be_kept_the_code_opens_it_all_the_same(start: Start, key_file: Path, code: str) -> None:
    key_file.unlink()
    key_file.parent.rmdir()
    key_file.parent.touch()
    store = start()

    with pytest.raises(KeyNotKept):
        store.vault.recover(code)

    assert opens(store)
    assert start().is_locked


@pytest.mark.usefixtures("code")
def test_a_code_brings_back_no_key_file_where_somebody_has_chosen_a_passphrase_meanwhile(
    store: Store, start: Start
) -> None:
    another_server = start()
    code = store.vault.protect("seven blue bicycles")

    another_server.vault.recover(code)
    with pytest.raises(WrongSecret):
        another_server.vault.move_key_to_keyring()

    locked = start()
    assert locked.is_locked
    locked.vault.recover(code)


def test_a_keyring_or_a_database_that_refuses_leaves_the_key_in_its_file_and_the_next_try_works(
    store: Store, start: Start, key_file: Path, kept_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = key_file.read_text()
    kept_in.unlink()
    with pytest.raises(KeyringRefused):
        store.vault.move_key_to_keyring()
    kept_in.write_text("{}")
    monkeypatch.setattr(databases, "LOCK_TIMEOUT", timedelta(seconds=0.1))
    server = start()
    with closing(sqlite3.connect(tmp_path / "worksheets.db", isolation_level=None)) as another_program:
        another_program.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked):
            server.vault.move_key_to_keyring()
    assert key_file.read_text() == before
    assert opens(start())
    assert server.vault.can_move_key_to_keyring

    code = server.vault.move_key_to_keyring()

    assert is_in_keyring(key_file)
    assert opens_elsewhere(server, code, start, tmp_path)


def test_the_code_opens_also_what_was_written_on_another_computer(
    store: Store, start: Start, kept_in: Path, code: str, tmp_path: Path
) -> None:
    second = start(tmp_path / "second.db", tmp_path / "second" / "key")
    second.backups.restore(ALONE, store.backups.make(ALONE).path, code)
    there = second.load(ALONE, "workbook")
    assert there
    second.append(ALONE, "workbook", [edit_after(there, "workbook/change", "drink nothing")])
    kept_in.unlink()
    with pytest.raises(KeyringRefused):
        second.vault.move_key_to_keyring()
    later = second.backups.make(ALONE)

    third = start(tmp_path / "third.db", tmp_path / "third" / "key")
    third.backups.restore(ALONE, later.path, code)

    assert [line.listing.change for line in third.listed(ALONE, Shelf.OPEN)[0]] == ["drink nothing"]
    assert opens(start(tmp_path / "third.db", tmp_path / "third" / "key")), "its own key file opens it"


@pytest.mark.usefixtures("code")
def test_a_passphrase_takes_the_place_of_the_keyring_too(store: Store, start: Start, kept_in: Path) -> None:
    store.vault.protect("seven blue bicycles")
    kept_in.unlink()

    locked = start()

    assert locked.is_locked
    locked.vault.unlock("seven blue bicycles")
    assert opens(locked)
