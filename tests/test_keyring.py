"""The keyring of the system can keep the key in place of a file, and nobody is locked out by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring_in_a_file import FILE, KeyringInAFile
from writing import address_of, edit

from worksheets.storage import ALONE, Store
from worksheets.storage.failures import KeyMissing, KeyringRefused
from worksheets.storage.places import is_in_keyring


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
def key_file(tmp_path: Path) -> Path:
    """Where this test's key lies at first."""
    return tmp_path / "keys" / "key"


@pytest.fixture
def database(tmp_path: Path, key_file: Path) -> Path:
    """A database in which somebody has written."""
    path = tmp_path / "worksheets.db"
    store = Store(address_of(path), key_file)
    store.append(ALONE, "workbook", [edit("workbook/change", "drink less")])
    store.close()
    return path


def test_the_keyring_opens_what_the_file_opened_and_the_file_does_not_any_more(
    database: Path, key_file: Path, kept_in: Path, tmp_path: Path
) -> None:
    store = Store(address_of(database), key_file)
    key = key_file.read_text().strip()

    assert store.vault.can_move_key_to_keyring
    code = store.vault.move_key_to_keyring()

    assert not store.vault.can_move_key_to_keyring
    store.close()
    assert is_in_keyring(key_file)
    assert not any(key.encode() in path.read_bytes() for path in key_file.parent.iterdir())
    again = Store(address_of(database), key_file)
    assert again.load(ALONE, "workbook") is not None
    backup = again.backups.make(ALONE, tmp_path / "backups")
    again.close()
    elsewhere = Store(address_of(tmp_path / "another computer.db"), tmp_path / "another key")
    assert [line.change for line in elsewhere.backups.look(ALONE, backup.path, code).lines] == ["drink less"]
    elsewhere.close()


def test_a_keyring_that_is_closed_says_so_and_opens_later(database: Path, key_file: Path, kept_in: Path) -> None:
    store = Store(address_of(database), key_file)
    store.vault.move_key_to_keyring()
    store.close()
    opened = kept_in.read_text()
    kept_in.unlink()

    with pytest.raises(KeyringRefused, match="open the keyring"):
        Store(address_of(database), key_file)

    kept_in.write_text("{}")
    with pytest.raises(KeyringRefused):
        Store(address_of(database), key_file)
    kept_in.write_text(opened)
    Store(address_of(database), key_file).close()


def test_a_keyring_that_refuses_leaves_the_key_in_its_file(database: Path, key_file: Path, kept_in: Path) -> None:
    store = Store(address_of(database), key_file)
    before = key_file.read_text()
    kept_in.unlink()

    with pytest.raises(KeyringRefused):
        store.vault.move_key_to_keyring()

    store.close()
    assert key_file.read_text() == before
    Store(address_of(database), key_file).close()


def test_another_key_in_the_keyring_is_not_taken_for_this_one(database: Path, key_file: Path, kept_in: Path) -> None:
    store = Store(address_of(database), key_file)
    store.vault.move_key_to_keyring()
    store.close()
    kept_in.write_text(kept_in.read_text().replace("a", "b"))

    with pytest.raises((KeyMissing, KeyringRefused)):
        Store(address_of(database), key_file)


def test_a_passphrase_takes_the_place_of_the_keyring_too(database: Path, key_file: Path, kept_in: Path) -> None:
    store = Store(address_of(database), key_file)
    store.vault.move_key_to_keyring()
    store.vault.protect("seven blue bicycles")
    store.close()
    kept_in.unlink()

    locked = Store(address_of(database), key_file)

    assert locked.is_locked
    locked.vault.unlock("seven blue bicycles")
    assert locked.load(ALONE, "workbook") is not None
    locked.close()
