"""What is written can be read with the key only, and nobody can change it unseen, or move it to another place."""

from __future__ import annotations

import json
import stat
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, text

from tests.world.cases import for_each
from tests.world.postgres import Postgres
from tests.world.writing import address_of, edit
from worksheets.storage import ALONE, Store
from worksheets.storage.failures import KeyMissing, NotUnlocked, Tampered
from worksheets.storage.keys.slots import WrongSecret
from worksheets.workbook import Shelf

BEGINNING = "marker-"
MARKERS = [f"{BEGINNING}{number:02}-ünïque" for number in range(50)]
PASSPHRASE = "seven blue bicycles"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """Where this test's key lies."""
    return tmp_path / "keys" / "key"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, new_database: Callable[..., URL], tmp_path: Path) -> URL:
    """Where the database of this test lies."""
    return new_database(request.param, tmp_path / "worksheets")


@pytest.fixture
def store(database: URL, key_file: Path) -> Iterator[Store]:
    """The database as a server opens it for the first time."""
    opened = Store(database, key_file)
    yield opened
    opened.close()


def write_markers(store: Store) -> None:
    """Write a marker everywhere where somebody can write."""
    for number, marker in enumerate(MARKERS):
        paths = ("workbook/change", "workbook/name", "rulers/importance/why_not_lower", "decisional_balance/a/text")
        path = paths[number % len(paths)]
        store.append(ALONE, f"workbook-{number}", [edit(path, marker)])
        store.append(ALONE, "one with a snapshot", [edit("decisional_balance/a/text", marker) for _ in range(10)])


def found_in(folder: Path) -> list[str]:
    """The markers that stand in plain in any file of this folder."""
    files = (path.read_bytes() for path in folder.rglob("*") if path.is_file())
    suspects = [file for file in files if any(beginning in file for beginning in spellings(BEGINNING))]
    return [marker for marker in MARKERS for spelt in spellings(marker) if any(spelt in file for file in suspects)]


def spellings(marker: str) -> list[bytes]:
    """The marker as text, as JSON may write it, and as Windows does."""
    return [marker.encode(), json.dumps(marker)[1:-1].encode(), marker.encode("utf-16-le")]


def tell(database: URL, statement: str) -> None:
    """Change something in the database, as another program would."""
    engine = create_engine(database)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def kept(database: URL) -> list[tuple[object, ...]]:
    """All that is kept of the edits."""
    engine = create_engine(database)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text("SELECT * FROM edit ORDER BY workbook, revision"))]
    engine.dispose()
    return found


def test_no_word_stands_in_the_file_nor_in_what_lies_beside_it(tmp_path: Path, key_file: Path) -> None:
    folder = tmp_path / "worksheets"
    store = Store(address_of(folder / "worksheets.db"), key_file)
    write_markers(store)

    assert (folder / "worksheets.db-wal").stat().st_size > 0
    while_open = found_in(folder)
    store.close()

    assert (while_open, found_in(folder)) == ([], [])


def test_no_word_stands_in_the_tables_or_the_log_of_postgresql(postgres: Postgres, key_file: Path) -> None:
    store = Store(postgres.new_database(), key_file)
    write_markers(store)
    store.close()

    postgres.tell("CHECKPOINT")

    assert found_in(postgres.folder / "data") == []


@for_each("spelling", range(3))
def test_a_word_that_is_not_encrypted_would_be_found(tmp_path: Path, spelling: int) -> None:
    (tmp_path / "plain").write_bytes(b"before " + spellings(MARKERS[7])[spelling] + b" after")

    assert found_in(tmp_path) == [MARKERS[7]]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE edit SET value = (SELECT value FROM edit WHERE revision = 2) WHERE revision = 1",
        "UPDATE edit SET author = 'somebody else' WHERE revision = 1",
        "UPDATE edit SET path = 'rulers/confidence/why_not_lower' WHERE revision = 1",
        "UPDATE edit SET at = at + 1 WHERE revision = 2",
        "UPDATE workbook SET key = listing",
        "DELETE FROM edit WHERE revision = 1",
        "DELETE FROM edit WHERE revision = 2",
    ],
)
def test_what_another_program_changed_is_told_and_not_believed(
    database: URL, key_file: Path, store: Store, change: str
) -> None:
    path = "rulers/importance/why_not_lower"
    first = edit(path, "the kids")
    store.append(ALONE, "workbook", [first, edit(path, "the kids notice", [first])])
    store.close()
    tell(database, change)

    with pytest.raises(Tampered, match="changed by another program"):
        Store(database, key_file).load(ALONE, "workbook")


def test_a_damaged_worksheet_does_not_keep_the_others_from_the_list(database: URL, store: Store) -> None:
    store.append(ALONE, "whole", [edit("workbook/change", "drink less")])
    store.append(ALONE, "damaged", [edit("workbook/change", "sleep more")])
    tell(database, "UPDATE workbook SET listing = key WHERE id = 'damaged'")

    found, total = store.listed(ALONE, Shelf.OPEN)

    assert {(line.id, line.listing.change, line.is_damaged) for line in found} == {
        ("whole", "drink less", False),
        ("damaged", "", True),
    }
    assert total == 2


def test_without_its_key_file_a_database_says_which_file_is_missing(
    database: URL, key_file: Path, store: Store
) -> None:
    store.append(ALONE, "workbook", [edit("workbook/change", "drink less")])
    store.close()
    whole = key_file.read_bytes()
    for wrong in (None, b"", b"0" * 64, b"not a key", b"00" * 16):
        key_file.unlink()
        if wrong is not None:
            key_file.write_bytes(wrong)
        with pytest.raises(KeyMissing, match="Put the file back"):
            Store(database, key_file)
        key_file.touch()

    key_file.write_bytes(whole)

    assert Store(database, key_file).load(ALONE, "workbook") is not None


def test_nobody_else_on_this_computer_can_read_the_key(store: Store, key_file: Path) -> None:
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700


def test_a_passphrase_takes_the_place_of_the_key_file_and_nothing_is_encrypted_anew(
    database: URL, key_file: Path, store: Store
) -> None:
    saved = store.append(ALONE, "workbook", [edit("workbook/change", "drink less")]).folded
    before = kept(database)

    store.vault.protect(PASSPHRASE)

    assert kept(database) == before
    assert store.load(ALONE, "workbook") == saved
    store.close()
    locked = Store(database, key_file)
    assert locked.vault.is_locked
    with pytest.raises(NotUnlocked):
        locked.load(ALONE, "workbook")
    with pytest.raises(WrongSecret):
        locked.vault.unlock("seven blue bicycle")
    locked.vault.unlock(PASSPHRASE)
    assert locked.load(ALONE, "workbook") == saved


def test_what_the_key_file_opened_is_gone_from_the_disk(tmp_path: Path, key_file: Path) -> None:
    folder = tmp_path / "worksheets"
    store = Store(address_of(folder / "worksheets.db"), key_file)
    store.append(ALONE, "workbook", [edit("workbook/change", "drink less")])
    engine = create_engine(address_of(folder / "worksheets.db"))
    with engine.connect() as connection:
        slot = connection.execute(text("SELECT sealed FROM key_slot")).scalar_one()
    engine.dispose()
    assert any(slot in path.read_bytes() for path in folder.iterdir())

    store.vault.protect(PASSPHRASE)

    assert not any(slot in path.read_bytes() for path in folder.iterdir())
    store.close()


def test_a_passphrase_is_replaced_only_by_who_knows_it_also_through_another_server(
    database: URL, key_file: Path, store: Store
) -> None:
    another_server = Store(database, key_file)
    store.vault.protect(PASSPHRASE)

    for current in ("", "seven blue bicycle"):
        with pytest.raises(WrongSecret):
            another_server.vault.protect("mine from now on", current)

    another_server.vault.look_again()
    another_server.lock()
    assert another_server.is_locked
    store.lock()
    store.vault.unlock(PASSPHRASE)
    another_server.close()


def test_while_it_is_locked_nothing_is_read_and_nothing_written(store: Store) -> None:
    store.append(ALONE, "workbook", [edit("workbook/change", "drink less")])
    secret = store.secret
    store.vault.protect(PASSPHRASE)

    store.lock()

    assert secret
    for ask in (
        lambda: store.secret,
        lambda: store.load(ALONE, "workbook"),
        lambda: store.log(ALONE, "workbook"),
        lambda: store.first_day(ALONE, "workbook"),
        lambda: store.listed(ALONE, Shelf.OPEN),
        lambda: store.append(ALONE, "workbook", [edit("workbook/change", "drink more")]),
        lambda: store.undo(ALONE, "workbook", ["workbook"], "gesture"),
        lambda: store.append(ALONE, "another workbook", [edit("workbook/change", "sleep more")]),
    ):
        with pytest.raises(NotUnlocked, match="Unlock it with your passphrase"):
            ask()
    store.vault.unlock(PASSPHRASE)
    assert store.secret == secret
    assert [line.listing.change for line in store.listed(ALONE, Shelf.OPEN)[0]] == ["drink less"]


def test_what_has_no_passphrase_is_not_locked_because_nobody_could_unlock_it(store: Store) -> None:
    store.lock()

    assert not store.vault.is_locked


def test_the_printed_code_opens_what_the_forgotten_passphrase_does_not(
    database: URL, key_file: Path, store: Store
) -> None:
    saved = store.append(ALONE, "workbook", [edit("workbook/change", "drink less")]).folded
    code = store.vault.protect(PASSPHRASE)
    store.close()
    locked = Store(database, key_file)

    with pytest.raises(WrongSecret):
        locked.vault.recover(code[:-1])
    locked.vault.recover(f" {code.lower().replace('-', ' ')} ")

    assert locked.load(ALONE, "workbook") == saved


def test_a_new_passphrase_makes_the_old_one_and_its_code_useless(database: URL, key_file: Path, store: Store) -> None:
    saved = store.append(ALONE, "workbook", [edit("workbook/change", "drink less")]).folded
    old_code = store.vault.protect(PASSPHRASE)

    store.vault.protect("another one, longer", PASSPHRASE)
    store.lock()

    with pytest.raises(WrongSecret):
        store.vault.unlock(PASSPHRASE)
    with pytest.raises(WrongSecret):
        store.vault.recover(old_code)
    store.vault.unlock("another one, longer")
    assert store.load(ALONE, "workbook") == saved


@pytest.mark.parametrize("typed", ["ſeven ångströms", "éèêëēėę", "한글 암호 문장"])
def test_a_passphrase_is_the_same_however_the_keyboard_puts_it_together(store: Store, typed: str) -> None:
    store.vault.protect(unicodedata.normalize("NFD", typed))
    store.lock()

    store.vault.unlock(unicodedata.normalize("NFC", typed))

    assert not store.vault.is_locked
