"""What is written can be read with the key only, and nobody can change it unseen, or move it to another place."""

from __future__ import annotations

import json
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.world.another_program import ask, found_in, tell
from tests.world.cases import for_each
from tests.world.postgres import Postgres
from tests.world.set_clock import SetClock
from tests.world.writing import Start, address_of, edit, revised
from worksheets.editing import Folded
from worksheets.storage import ALONE, Store, new_id
from worksheets.storage.failures import KeyMissing, NotUnlocked, Tampered
from worksheets.storage.keys import slots
from worksheets.storage.keys.slots import Protector, Slot, WrongSecret, root_key_in
from worksheets.workbook import Shelf

BEGINNING = "marker-"
MARKERS = [f"{BEGINNING}{number:02}-ünïque" for number in range(50)]
IN_PLAIN = [BEGINNING.encode(spelling) for spelling in ("utf-8", "utf-16-le")]
"""How every marker begins, as most programs write it, and as Windows does."""

PASSPHRASE = "seven blue bicycles"


def begun(store: Store) -> Folded:
    """A workbook in which somebody has written."""
    return store.append(ALONE, "workbook", [edit("workbook/change", "drink less")]).folded


def write_markers(store: Store) -> None:
    """Write a marker everywhere where somebody can write."""
    paths = ("workbook/change", "workbook/name", "rulers/importance/why_not_lower", "decisional_balance/a/text")
    for number, marker in enumerate(MARKERS):
        store.append(ALONE, f"workbook-{number}", [edit(paths[number % len(paths)], marker)])
        with_a_snapshot = store.append(ALONE, "one with a snapshot", revised(paths[-1], *[marker] * 10)).folded
    assert with_a_snapshot.revision == 500


def test_no_word_stands_in_the_file_nor_in_what_lies_beside_it(tmp_path: Path, start: Start) -> None:
    store = start(tmp_path / "worksheets.db")
    write_markers(store)

    assert (tmp_path / "worksheets.db-wal").stat().st_size > 0
    assert found_in(tmp_path, IN_PLAIN) == []
    store.close()
    assert found_in(tmp_path, IN_PLAIN) == []


def test_no_word_stands_in_the_tables_or_the_log_of_postgresql(postgres: Postgres, start: Start) -> None:
    store = start(postgres.new_database())
    write_markers(store)
    store.close()

    postgres.tell("CHECKPOINT")

    assert found_in(postgres.folder / "data", IN_PLAIN) == []


@for_each("spelt", [MARKERS[7].encode(), json.dumps(MARKERS[7]).encode(), MARKERS[7].encode("utf-16-le")])
def test_a_word_that_is_not_encrypted_would_be_found(tmp_path: Path, spelt: bytes) -> None:
    (tmp_path / "plain").write_bytes(b"before " + spelt + b" after")

    assert len(found_in(tmp_path, IN_PLAIN)) == 1


@for_each(
    "change",
    [
        "UPDATE edit SET value = (SELECT value FROM edit WHERE {this} AND revision = 2) WHERE {this} AND revision = 1",
        "UPDATE edit SET author = 'somebody else' WHERE {this} AND revision = 1",
        "UPDATE edit SET path = 'rulers/confidence/why_not_lower' WHERE {this} AND revision = 1",
        "UPDATE edit SET at = at + 1 WHERE {this} AND revision = 2",
        "UPDATE workbook SET key = listing",
        "DELETE FROM edit WHERE {this} AND revision = 1",
        "DELETE FROM edit WHERE {this} AND revision = 2",
    ],
)
def test_what_another_program_changed_is_told_and_not_believed(
    database: URL, store: Store, start: Start, change: str
) -> None:
    name = new_id()
    store.append(ALONE, name, revised("rulers/importance/why_not_lower", "the kids", "the kids notice"))
    tell(database, change.format(this=f"workbook = '{name}'"))

    with pytest.raises(Tampered, match="changed by another program"):
        start().load(ALONE, name)


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


def test_without_its_key_file_a_database_says_which_file_is_missing(key_file: Path, store: Store, start: Start) -> None:
    begun(store)
    whole = key_file.read_bytes()
    for wrong in (None, b"", b"0" * 64, b"not a key", b"00" * 16):
        key_file.unlink(missing_ok=True)
        if wrong is not None:
            key_file.write_bytes(wrong)
        with pytest.raises(KeyMissing, match="Put back the file"):
            start()

    key_file.write_bytes(whole)

    assert start().load(ALONE, "workbook") is not None


def test_a_passphrase_takes_the_place_of_the_key_file_and_nothing_is_encrypted_anew(
    database: URL, store: Store, start: Start
) -> None:
    saved = begun(store)
    before = ask(database, "SELECT * FROM edit")

    store.vault.protect(PASSPHRASE)

    assert ask(database, "SELECT * FROM edit") == before
    assert store.load(ALONE, "workbook") == saved
    locked = start()
    assert locked.vault.is_locked
    with pytest.raises(NotUnlocked):
        locked.load(ALONE, "workbook")
    with pytest.raises(WrongSecret):
        locked.vault.unlock("seven blue bicycle")
    locked.vault.unlock(PASSPHRASE)
    assert locked.load(ALONE, "workbook") == saved


@pytest.mark.usefixtures("quick_to_try")
def test_what_the_key_file_opened_is_gone_from_the_disk(tmp_path: Path, start: Start) -> None:
    database = tmp_path / "worksheets.db"
    store = start(database)
    begun(store)
    [slot] = ask(address_of(database), "SELECT sealed FROM key_slot")
    assert found_in(tmp_path, slot)

    store.vault.protect(PASSPHRASE)

    assert not found_in(tmp_path, slot)


@pytest.mark.usefixtures("quick_to_try")
def test_a_passphrase_is_replaced_only_by_who_knows_it_also_through_another_server(
    store: Store, another_server: Store
) -> None:
    store.vault.protect(PASSPHRASE)

    for current in ("", "seven blue bicycle"):
        with pytest.raises(WrongSecret):
            another_server.vault.protect("mine from now on", current)

    another_server.vault.look_again()
    another_server.lock()
    assert another_server.is_locked
    store.lock()
    store.vault.unlock(PASSPHRASE)


@pytest.mark.usefixtures("quick_to_try")
def test_while_it_is_locked_nothing_is_read_and_nothing_written(store: Store) -> None:
    begun(store)
    secret = store.secret
    store.lock()
    assert not store.is_locked, "nobody could unlock it without a passphrase"
    store.vault.protect(PASSPHRASE)

    store.lock()

    assert secret
    for attempt in (
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
            attempt()
    store.vault.unlock(PASSPHRASE)
    assert store.secret == secret
    assert [line.listing.change for line in store.listed(ALONE, Shelf.OPEN)[0]] == ["drink less"]


@pytest.mark.usefixtures("quick_to_try")
def test_it_locks_itself_when_nobody_has_been_there_for_a_while(tmp_path: Path, start: Start, clock: SetClock) -> None:
    store = start(tmp_path / "worksheets.db", idle=timedelta(minutes=15))
    store.vault.protect(PASSPHRASE)
    clock.run(minutes=14)
    store.vault.touch()
    clock.run(minutes=14)
    assert not store.is_locked

    clock.run(minutes=1)

    assert store.is_locked
    with pytest.raises(NotUnlocked):
        store.listed(ALONE, Shelf.OPEN)


@pytest.mark.usefixtures("quick_to_try")
def test_the_printed_code_opens_what_the_forgotten_passphrase_does_not_until_there_is_a_new_one(
    store: Store, start: Start
) -> None:
    saved = begun(store)
    code = store.vault.protect(PASSPHRASE)
    locked = start()

    with pytest.raises(WrongSecret):
        locked.vault.recover(code[:-1])
    locked.vault.recover(f" {code.lower().replace('-', ' ')} ")
    assert locked.load(ALONE, "workbook") == saved

    store.vault.protect("another one, longer", PASSPHRASE)
    store.lock()
    with pytest.raises(WrongSecret):
        store.vault.unlock(PASSPHRASE)
    with pytest.raises(WrongSecret):
        store.vault.recover(code)
    store.vault.unlock("another one, longer")
    assert store.load(ALONE, "workbook") == saved


FROM_VERSION_0_9 = Slot(
    Protector.PASSPHRASE,
    bytes.fromhex("797af420d7c012ad681fb60407d024de"),
    bytes.fromhex(
        "a88a84d8c614314f20b531809754eec3fdefd073bc7610aa92351ec50e3e5610e15402720459de1da58d0f7586696f53a2cefdaec411c787194e5421"
    ),
)


def test_a_passphrase_is_as_slow_to_try_as_ever_and_opens_what_it_opened_in_an_earlier_version() -> None:
    assert root_key_in(FROM_VERSION_0_9, slots.passphrase(PASSPHRASE)) == bytes(range(32))


@pytest.mark.usefixtures("quick_to_try")
@pytest.mark.parametrize("typed", ["ſeven ångströms", "éèêëēėę", "한글 암호 문장"])
def test_a_passphrase_is_the_same_however_the_keyboard_puts_it_together(store: Store, typed: str) -> None:
    store.vault.protect(unicodedata.normalize("NFD", typed))
    store.lock()

    store.vault.unlock(unicodedata.normalize("NFC", typed))

    assert not store.vault.is_locked
