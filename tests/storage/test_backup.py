"""A backup holds every word as it was at one moment, is found out when it was changed, and can be put back."""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Connection, create_engine, select, text

from tests.storage.test_encryption import MARKERS, PASSPHRASE, found_in, write_markers
from tests.world.cases import for_each
from tests.world.postgres import Postgres
from tests.world.writing import address_of, edit, edit_after
from worksheets import notes
from worksheets.clock import now
from worksheets.editing import Folded
from worksheets.storage import ALONE, Actor, NotGranted, Store, tables
from worksheets.storage.accounts import Role, SignedOut
from worksheets.storage.backups import restoring
from worksheets.storage.backups.copying import digest_of
from worksheets.storage.backups.folder import listed, remove_old, thin_out, to_keep
from worksheets.storage.failures import (
    AnotherDatabase,
    BackupDamaged,
    BackupLocked,
    BackupNewer,
    BackupOlder,
    DamagedWithin,
    NoBackup,
    NoRoom,
    NotKept,
    NotUnlocked,
    StorageError,
)
from worksheets.storage.grants import OPERATOR
from worksheets.storage.keys.slots import WrongSecret
from worksheets.storage.places import BACKUP_FOLDER_SETTING
from worksheets.workbook import Shelf

NOW = datetime(2026, 11, 24, 16, 46, tzinfo=UTC)
REASON = "rulers/importance/why_not_lower"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """Where this test's key lies."""
    return tmp_path / "keys" / "key"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's backups lie."""
    monkeypatch.setenv(BACKUP_FOLDER_SETTING, str(tmp_path / "backups"))
    return tmp_path / "backups"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, new_database: Callable[..., URL], tmp_path: Path) -> URL:
    """Where the database of this test lies."""
    return new_database(request.param, tmp_path / "worksheets")


@pytest.fixture
def another(database: URL, new_database: Callable[..., URL], tmp_path: Path) -> URL:
    """A new database of the same kind, as on a clean machine."""
    return new_database(database.get_backend_name(), tmp_path / "another machine")


@pytest.fixture
def store(database: URL, key_file: Path) -> Iterator[Store]:
    """A database in which somebody has written."""
    opened = Store(database, key_file)
    opened.append(ALONE, "first", [edit("workbook/change", "drink less"), edit(REASON, "the kids notice")])
    opened.append(ALONE, "second", [edit("workbook/change", "sleep more")])
    opened.append(Actor("another clinic", "me"), "first", [edit("workbook/change", "another clinic's")])
    opened.prefer(ALONE, "country", "DE")
    yield opened
    opened.close()


def rows(database: URL, *without: str) -> dict[str, list[str]]:
    """Every row of every table but these."""
    engine = create_engine(database)
    with engine.connect() as connection:
        found = {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in tables.metadata.sorted_tables
            if table.name not in without
        }
    engine.dispose()
    return found


def tell(database: URL, statement: str) -> None:
    """Change something, as another program would."""
    engine = create_engine(database)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


# Making one.


def test_a_backup_has_every_row_and_nobody_else_can_read_it(database: URL, store: Store, folder: Path) -> None:
    before = rows(database)

    made = store.backups.make(ALONE)

    assert rows(address_of(made.path)) == before
    assert list(folder.iterdir()) == [made.path]
    assert listed(folder)[0].path == made.path
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [line["action"] for line in store.trail(OPERATOR)][-1] == "BACKED_UP"


def test_its_name_says_when_it_was_made_and_two_of_one_minute_have_two_names(store: Store, folder: Path) -> None:
    one, two = store.backups.make(ALONE), store.backups.make(ALONE)

    assert abs(datetime.now(UTC) - one.made) < timedelta(minutes=1)
    assert one.name.startswith(f"worksheets-{one.made:%Y-%m-%d-%H%M}")
    assert [each.path for each in listed(folder)] == [two.path, one.path]


def test_no_word_stands_in_a_backup(store: Store, folder: Path) -> None:
    write_markers(store)

    store.backups.make(ALONE)

    assert found_in(folder) == []
    assert len(MARKERS) == 50


def test_a_backup_made_while_people_write_is_one_moment(database: URL, key_file: Path, store: Store) -> None:
    stop = threading.Event()
    paths = ("decisional_balance/a/text", "rulers/confidence/why_not_lower")

    def write(name: str) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            store.append(ALONE, name, [edit(path, f"words {number}") for path in paths])

    people = [threading.Thread(target=write, args=(f"person-{number}",)) for number in range(4)]
    for person in people:
        person.start()
    backups = [store.backups.make(ALONE) for _turn in range(3)]
    stop.set()
    for person in people:
        person.join()

    for made in backups:
        with sqlite3.connect(made.path) as copy:
            counted = "SELECT count(*) FROM edit WHERE edit.tenant = w.tenant AND workbook = w.id"
            lines = copy.execute(f"SELECT revision, ({counted}) FROM workbook AS w WHERE id LIKE 'person%'").fetchall()
        copy.close()
        assert all(revision == edits and edits % 2 == 0 for revision, edits in lines), lines
    assert lines


def test_a_backup_is_for_who_is_alone_or_has_the_command_line(store: Store) -> None:
    clinician = Actor("home", "somebody", sign_in="one")

    for ask in (
        lambda: store.backups.make(clinician),
        lambda: store.backups.look(clinician, Path("any")),
        lambda: store.backups.restore(clinician, Path("any")),
    ):
        with pytest.raises(NotGranted):
            ask()


def test_while_it_is_locked_no_backup_is_made(store: Store, folder: Path) -> None:
    store.vault.protect(PASSPHRASE)
    store.lock()

    with pytest.raises(NotUnlocked):
        store.backups.make(ALONE)
    store.backups.make_if_due()

    assert listed(folder) == []
    assert store.backups.trouble is None


@contextmanager
def files_that_grow_to(size: int) -> Iterator[None]:
    """As if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_and_nothing_is_left_behind(postgres: Postgres, key_file: Path, folder: Path) -> None:
    store = Store(postgres.new_database(), key_file)
    store.append(ALONE, "workbook", [edit(f"decisional_balance/{n}/text", "words " * 200) for n in range(100)])

    for size in (0, 30_000, 100_000):
        with files_that_grow_to(size), pytest.raises(NoRoom, match="no room for the backup in"):
            store.backups.make(ALONE)
        assert list(folder.iterdir()) == []

    assert store.backups.make(ALONE).size > 100_000
    store.close()


def test_a_folder_that_cannot_be_written_in_is_told(store: Store, folder: Path) -> None:
    folder.write_text("a file in its place")

    with pytest.raises(NotKept, match="Allow changes to that folder"):
        store.backups.make(ALONE)


DAMAGE = (
    "UPDATE edit SET author = 'somebody else' WHERE workbook = 'first' AND tenant = 'home' AND revision = 1",
    "DELETE FROM edit WHERE workbook = 'first' AND tenant = 'home' AND revision = 1",
    "DELETE FROM edit WHERE workbook = 'first' AND tenant = 'home' AND revision = 2",
    "UPDATE workbook SET listing = key WHERE id = 'first' AND tenant = 'home'",
    "UPDATE workbook SET key = listing WHERE id = 'first' AND tenant = 'home'",
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_worksheet_is_told_and_keeps_no_other_out_of_the_backup(
    database: URL, store: Store, damage: str
) -> None:
    tell(database, damage)

    made = store.backups.make(ALONE)

    assert store.backups.damaged == {("home", "first")}
    contents = store.backups.look(ALONE, made.path)
    assert (contents.worksheets, contents.damaged) == (3, 1)
    assert [line.change for line in contents.lines] == ["sleep more"]
    with pytest.raises(DamagedWithin, match="damaged already: first"):
        store.backups.verify(ALONE, made.path)


def test_no_older_backup_is_removed_for_a_damaged_one(database: URL, store: Store, folder: Path) -> None:
    whole = store.backups.make(ALONE)
    day = datetime.now(UTC) - timedelta(days=2)
    old = [whole.path.with_name(f"worksheets-{day:%Y-%m-%d}-{hour}00.db") for hour in (10, 11)]
    for path in old:
        path.write_bytes(whole.path.read_bytes())
    tell(database, DAMAGE[0])

    store.backups.make(ALONE)
    assert all(path.exists() for path in old)

    tell(database, "DELETE FROM edit WHERE workbook = 'first' AND tenant = 'home'")
    tell(database, "DELETE FROM workbook WHERE id = 'first' AND tenant = 'home'")
    store.backups.make(ALONE)
    assert [path.exists() for path in old] == [False, True], "one of each day"
    assert store.backups.damaged == set()


def test_a_backup_that_lies_elsewhere_is_not_the_one_of_the_day(store: Store, folder: Path, tmp_path: Path) -> None:
    store.backups.make(OPERATOR, tmp_path / "a stick")
    assert store.backups.made_at() is None

    store.backups.make_if_due()

    assert len(listed(folder)) == 1
    made_at = store.backups.made_at()
    assert made_at and abs(now() - made_at) < 60_000


# Once a day, and for how long.


def test_one_of_two_servers_makes_the_backup_of_the_day(
    database: URL, key_file: Path, store: Store, folder: Path
) -> None:
    other_server = Store(database, key_file)
    servers = [threading.Thread(target=each.backups.make_if_due) for each in (store, other_server)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    store.backups.make_if_due()

    assert len(listed(folder)) == 1
    tell(database, "UPDATE meta SET value = '1' WHERE name = 'backup_due'")
    other_server.backups.make_if_due()
    assert len(listed(folder)) == 2
    other_server.close()


def test_a_backup_that_did_not_work_is_remembered_and_tried_again_in_an_hour(
    database: URL, store: Store, folder: Path
) -> None:
    folder.write_text("a file in its place")

    with pytest.raises(NotKept):
        store.backups.make_if_due()

    assert isinstance(store.backups.trouble, NotKept)
    folder.unlink()
    store.backups.make_if_due()
    assert listed(folder) == []
    tell(database, f"UPDATE meta SET value = '{now()}' WHERE name = 'backup_due'")
    store.backups.make_if_due()
    assert len(listed(folder)) == 1
    assert store.backups.trouble is None


def test_seven_days_and_four_weeks_are_kept_and_nothing_for_longer_than_five_weeks() -> None:
    there: set[datetime] = set()
    for day in range(100):
        at = NOW + timedelta(days=day)
        there = to_keep([*there, at], at)
        assert len(there) <= 11
        assert at in there

    ages = sorted((at - each).days for each in there)
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(ages) in (10, 11)
    assert 28 <= ages[-1] <= 35
    assert all(later - earlier <= 7 for earlier, later in pairwise(ages))


def test_of_one_day_all_are_kept_and_of_the_days_before_the_last_one() -> None:
    day = timedelta(days=1)
    made = [NOW, NOW - timedelta(hours=1), NOW - 2 * day, NOW - 2 * day - timedelta(hours=1)]

    assert to_keep(made, NOW) == set(made[:3])


def test_what_is_too_old_is_removed_also_what_was_kept_before_a_migration(folder: Path) -> None:
    folder.mkdir()
    names = ["worksheets-2026-11-24-1600.db", "worksheets-2026-11-20-version-1.sealed", "a letter.db"]
    old = ["worksheets-2026-10-01-1600.db", "worksheets-2026-10-01-version-1.sealed", "worksheets-1.half-made"]
    for name in names + old:
        (folder / name).touch()
    os.utime(folder / "worksheets-1.half-made", (0, 0))

    thin_out(folder, NOW)

    assert {path.name for path in folder.iterdir()} == set(names)


# Damage.


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Store]:
    """A backup of a little database, and the database."""
    place = tmp_path_factory.mktemp("whole")
    store = Store(address_of(place / "worksheets.db"), place / "key")
    store.append(ALONE, "first", [edit("workbook/change", "drink less"), edit(REASON, "the kids notice")])
    store.append(ALONE, "long", [edit(f"decisional_balance/{n}/text", "it calms me " * 9) for n in range(150)])
    store.prefer(ALONE, "country", "DE")
    return store.backups.make(ALONE, place).path.read_bytes(), store


def looked_at(store: Store, path: Path, content: bytes) -> None:
    """Look at a backup with this content in every way."""
    path.write_bytes(content)
    store.backups.look(ALONE, path)
    store.backups.verify(ALONE, path)


@for_each("seed", range(4))
def test_one_bit_that_was_flipped_is_found_wherever_it_tells(
    whole: tuple[bytes, Store], tmp_path: Path, seed: int
) -> None:
    content, store = whole
    path = tmp_path / "worksheets-2026-11-24-1646.db"
    path.write_bytes(content)
    before = rows(address_of(path))
    chance = random.Random(seed)
    found = 0
    for _time in range(25):
        flipped = bytearray(content)
        flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        try:
            looked_at(store, path, bytes(flipped))
        except StorageError:
            found += 1
        else:
            assert rows(address_of(path)) == before, "a bit that nothing was written in"
    assert found > 5


@for_each("word", [b"DE", b"rulers/importance", b"first"])
def test_also_what_is_not_encrypted_cannot_be_changed(whole: tuple[bytes, Store], tmp_path: Path, word: bytes) -> None:
    content, store = whole
    assert word in content

    with pytest.raises(BackupDamaged, match="another program changed it"):
        looked_at(store, tmp_path / "backup.db", content.replace(word, word.swapcase()))


def test_who_changes_it_with_care_is_found_out_too(whole: tuple[bytes, Store], tmp_path: Path) -> None:
    content, store = whole
    path = tmp_path / "backup.db"
    path.write_bytes(content)
    tell(address_of(path), "UPDATE preference SET value = 'FR'")
    engine = create_engine(address_of(path))
    with engine.connect() as connection:
        digest = str(digest_of(connection, tables.metadata))
    engine.dispose()
    tell(address_of(path), f"UPDATE backup SET digest = '{digest}'")

    with pytest.raises(BackupDamaged):
        store.backups.look(ALONE, path)


@for_each("left", [0.95, 0.5, 0.1, 0.01])
def test_a_backup_that_was_cut_off_is_found(whole: tuple[bytes, Store], tmp_path: Path, left: float) -> None:
    content, store = whole

    with pytest.raises(BackupDamaged):
        looked_at(store, tmp_path / "backup.db", content[: int(len(content) * left)])


@for_each("content", [b"", b"A letter to my sister.\n" * 500])
def test_what_is_no_backup_is_told(whole: tuple[bytes, Store], tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NoBackup):
        looked_at(whole[1], tmp_path / "backup.db", content)


def test_a_copy_of_the_database_is_told_from_a_backup(store: Store, tmp_path: Path, key_file: Path) -> None:
    path = tmp_path / "by hand" / "worksheets.db"
    Store(address_of(path), key_file).close()

    with pytest.raises(NoBackup, match="a copy of the whole database"):
        store.backups.look(ALONE, path)


@for_each(("version", "failure"), [(99, BackupNewer), (1, BackupOlder)])
def test_a_backup_of_another_version_is_told(
    whole: tuple[bytes, Store], tmp_path: Path, version: int, failure: type[StorageError]
) -> None:
    path = tmp_path / "backup.db"
    path.write_bytes(whole[0])
    tell(address_of(path), f"UPDATE backup SET version = {version}")

    with pytest.raises(failure):
        whole[1].backups.look(ALONE, path)


# Putting one back.


def test_what_is_in_a_backup_is_shown_and_nothing_is_changed(database: URL, store: Store) -> None:
    made = store.backups.make(ALONE)
    store.append(ALONE, "third", [edit("workbook/change", "move")])
    before = rows(database)

    there = store.backups.look(ALONE, made.path)

    assert there.worksheets == 3
    assert {line.change for line in there.lines} == {"drink less", "sleep more"}
    assert there.written_at and there.written_at <= there.made_at
    assert rows(database) == before


def test_a_clean_machine_has_every_row_after_a_restore(
    store: Store, another: URL, database: URL, key_file: Path
) -> None:
    store.append(ALONE, "long", [edit(REASON, f"words {number}") for number in range(210)])
    made = store.backups.make(ALONE)
    clean = Store(another, key_file)

    assert clean.backups.restore(ALONE, made.path) is None

    copied = address_of(made.path)
    assert rows(another, "meta", "audit", "sign_in") == rows(copied, "meta", "audit", "sign_in")
    assert rows(another)["audit"][: len(rows(copied)["audit"])] == rows(copied)["audit"]
    assert [line["action"] for line in clean.trail(OPERATOR)][-1] == "RESTORED"
    again = Store(another, key_file)
    assert again.load(ALONE, "long") == clean.load(ALONE, "long") == store.load(ALONE, "long")
    clean.append(ALONE, "first", [edit("workbook/name", "Alex")])
    assert again.load(ALONE, "first") == clean.load(ALONE, "first")
    clean.close()
    again.close()


def test_a_clean_machine_needs_the_passphrase_of_the_backup(store: Store, another: URL, tmp_path: Path) -> None:
    code = store.vault.protect(PASSPHRASE)
    made = store.backups.make(ALONE)
    clean = Store(another, tmp_path / "another key")

    with pytest.raises(BackupLocked, match="their passphrase, their recovery code"):
        clean.backups.restore(ALONE, made.path)
    with pytest.raises(WrongSecret):
        clean.backups.look(ALONE, made.path, "seven blue bicycle")
    assert clean.backups.look(ALONE, made.path, code).worksheets == 3
    clean.backups.restore(ALONE, made.path, PASSPHRASE)

    assert clean.is_locked
    clean.vault.unlock(PASSPHRASE)
    there = clean.load(ALONE, "first")
    assert there and there["workbook/change"] == "drink less"
    clean.close()


def test_a_clean_machine_with_a_key_file_of_its_own_needs_what_stands_in_the_old_one(
    store: Store, another: URL, key_file: Path, tmp_path: Path
) -> None:
    made = store.backups.make(ALONE)
    clean = Store(another, tmp_path / "another key")

    for secret, failure in (("", BackupLocked), ("00" * 32, WrongSecret), ("not a key", WrongSecret)):
        with pytest.raises(failure):
            clean.backups.restore(ALONE, made.path, secret)
    clean.backups.restore(ALONE, made.path, key_file.read_text())

    assert clean.load(ALONE, "first") == store.load(ALONE, "first")
    clean.close()
    again = Store(another, tmp_path / "another key")
    assert again.load(ALONE, "first") == store.load(ALONE, "first")
    again.close()


def test_a_backup_of_other_worksheets_takes_the_place_of_none(store: Store, another: URL, key_file: Path) -> None:
    made = store.backups.make(ALONE)
    others = Store(another, key_file)
    others.append(ALONE, "other", [edit("workbook/change", "move")])
    before = rows(another)

    with pytest.raises(AnotherDatabase):
        others.backups.restore(ALONE, made.path)

    assert rows(another) == before
    others.close()


def test_a_restore_keeps_what_was_there_and_brings_back_what_was_before(database: URL, store: Store) -> None:
    made = store.backups.make(ALONE)
    then = rows(database, "meta", "audit")
    store.append(ALONE, "first", [edit("workbook/change", "drink nothing")])
    store.append(ALONE, "third", [edit("workbook/change", "move")])
    store.prefer(ALONE, "country", "FR")

    before = store.backups.restore(ALONE, made.path)

    assert rows(database, "meta", "audit") == then
    assert [line["action"] for line in store.trail(OPERATOR)][-2:] == ["BACKED_UP", "RESTORED"]
    assert before
    store.backups.restore(ALONE, before.path)
    changed, third = store.load(ALONE, "first"), store.load(ALONE, "third")
    assert changed and changed["workbook/change"] == "drink nothing"
    assert third


def test_it_is_said_of_every_table_what_a_restore_does_with_it() -> None:
    replaced = {table.name for table in restoring.REPLACED}
    goes_on = {table.name for table in restoring.OF_THE_DATABASE} | {"key_slot", "meta", "alembic_version"}

    assert replaced | goes_on | {"sign_in"} == set(tables.metadata.tables)


def test_a_restore_that_fails_half_way_leaves_all_as_it_was(
    database: URL, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = store.backups.make(ALONE)
    store.append(ALONE, "third", [edit("workbook/change", "move")])
    before = rows(database, "meta", "audit")
    tell(database, "ALTER TABLE snapshot RENAME TO elsewhere")

    with pytest.raises(StorageError):
        store.backups.restore(ALONE, made.path)

    tell(database, "ALTER TABLE elsewhere RENAME TO snapshot")
    assert rows(database, "meta", "audit") == before


def test_what_was_erased_since_stays_erased(database: URL, store: Store) -> None:
    made = store.backups.make(ALONE)
    for table, column in (("workbook", "id"), ("edit", "workbook"), ("snapshot", "workbook")):
        tell(database, f"DELETE FROM {table} WHERE tenant = 'home' AND {column} = 'first'")
    tell(database, "INSERT INTO erased VALUES ('home', 'first', 'me', 1, 'me', 2)")

    store.backups.restore(ALONE, made.path)

    assert store.load(ALONE, "first") is None
    assert store.log(ALONE, "first") is None
    assert store.load(ALONE, "second")
    assert store.load(Actor("another clinic", "me"), "first"), "another one of the same name"


def test_who_was_signed_in_signs_in_again(store: Store) -> None:
    provider = "https://id.example"
    store.accounts.enter("home", provider, "sam", "Sam", "sign-in 1")
    made = store.backups.make(ALONE)
    store.accounts.sign_out("home", "sign-in 1")
    store.accounts.enter("home", provider, "sam", "Sam", "sign-in 2")
    store.accounts.enter("home", provider, "alex", "Alex", "sign-in 3")

    store.backups.restore(ALONE, made.path)

    for subject, name, sign_in in (
        ("sam", "Sam", "sign-in 1"),
        ("sam", "Sam", "sign-in 2"),
        ("alex", "Alex", "sign-in 3"),
    ):
        with pytest.raises(SignedOut):
            store.accounts.enter("home", provider, subject, name, sign_in)
    assert store.accounts.enter("home", provider, "sam", "Sam", "sign-in 4").name == "Sam"


def test_the_notes_on_what_was_erased_since_stay_erased_too(store: Store) -> None:
    store.append(ALONE, notes.beside("first"), [edit("notes/text", "he looked tired")])
    made = store.backups.make(ALONE)
    store.move(ALONE, "first", Shelf.REMOVED)
    store.erase(ALONE, "first")

    store.backups.restore(ALONE, made.path)

    assert store.load(ALONE, "first") is None
    assert store.load(ALONE, notes.beside("first")) is None
    assert store.load(ALONE, "second")


def test_what_is_on_hold_stays_so_and_what_comes_back_into_the_bin_has_all_its_days(
    database: URL, store: Store
) -> None:
    store.move(ALONE, "first", Shelf.REMOVED)
    long_ago = now() - 40 * 24 * 60 * 60 * 1000
    tell(database, f"UPDATE workbook SET removed_at = {long_ago} WHERE id = 'first' AND tenant = 'home'")
    made = store.backups.make(ALONE)
    store.move(ALONE, "first", Shelf.OPEN)
    store.hold(ALONE, "second", True)

    store.backups.restore(ALONE, made.path)

    kept = store.keeping(ALONE, "second")
    assert kept and kept.held
    assert store.erase_due(now()) == 0
    assert store.load(ALONE, "first")


def test_what_is_written_while_the_copy_is_made_is_in_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = store.backups.make(ALONE)
    replacing, written = restoring.replacing, count()

    def one_more_word(*args: Any) -> Callable[[Connection], None]:
        if next(written) == 0:
            store.append(ALONE, "third", [edit("workbook/change", "move")])
        return replacing(*args)

    monkeypatch.setattr(restoring, "replacing", one_more_word)

    before = store.backups.restore(ALONE, made.path)

    assert before and store.load(ALONE, "third") is None
    store.backups.restore(ALONE, before.path)
    assert store.load(ALONE, "third")


def test_what_is_damaged_here_keeps_nothing_else_from_coming_back(database: URL, store: Store) -> None:
    made = store.backups.make(ALONE)
    store.append(ALONE, "third", [edit("workbook/change", "move")])
    tell(database, DAMAGE[0])

    before = store.backups.restore(ALONE, made.path)
    assert store.load(ALONE, "first")
    assert store.load(ALONE, "third") is None

    assert before
    store.backups.restore(ALONE, before.path)
    assert store.load(ALONE, "third")
    assert not store.backups.damaged - {("home", "first")}


def test_what_is_on_hold_stays_as_it_is_also_where_the_backup_does_not_have_it(store: Store) -> None:
    store.hold(ALONE, "first", True)
    made = store.backups.make(ALONE)
    store.hold(ALONE, "first", False)
    for workbook in ("second", "third"):
        store.append(ALONE, workbook, [edit("workbook/name", "said since")])
        store.append(ALONE, notes.beside(workbook), [edit("notes/text", "he looked tired")])
        store.hold(ALONE, workbook, True)
    there = [store.log(ALONE, name) for name in ("second", "second.notes", "third", "third.notes")]

    store.backups.restore(ALONE, made.path)

    assert [store.log(ALONE, name) for name in ("second", "second.notes", "third", "third.notes")] == there
    assert {
        name: bool(kept and kept.held) for name in ("first", "second", "third") for kept in [store.keeping(ALONE, name)]
    } == {
        "first": False,
        "second": True,
        "third": True,
    }


def test_receipts_stay_when_the_backup_of_other_worksheets_is_put_in_an_emptied_database(
    store: Store, another: URL, tmp_path: Path
) -> None:
    there = Store(another, tmp_path / "another key")
    there.vault.protect(PASSPHRASE)
    there.append(ALONE, "elsewhere", [edit("workbook/change", "move")])
    theirs = there.backups.make(ALONE)
    there.close()
    for actor, name in ((ALONE, "first"), (ALONE, "second"), (Actor("another clinic", "me"), "first")):
        store.move(actor, name, Shelf.REMOVED)
        store.erase(actor, name)
    receipts = store.receipts(ALONE)

    before = store.backups.restore(ALONE, theirs.path, PASSPHRASE)

    assert before and before.is_before_a_restore
    store.vault.unlock(PASSPHRASE)
    assert store.load(ALONE, "elsewhere")
    assert store.receipts(ALONE) == receipts
    assert len(receipts) == 2


def test_what_was_here_before_a_restore_is_kept_for_five_weeks(store: Store) -> None:
    before = store.backups.restore(ALONE, store.backups.make(ALONE).path)
    assert before and before.is_before_a_restore
    later = datetime.now(UTC) + timedelta(days=2)
    store.backups.make(ALONE)

    thin_out(store.backups.folder, later)
    assert before.name in [backup.name for backup in store.backups.listed()]

    remove_old(store.backups.folder, later + timedelta(days=35))
    assert store.backups.listed() == []


def test_a_damaged_snapshot_keeps_no_word_away(database: URL, store: Store) -> None:
    path = "rulers/importance/why_not_lower"
    for number in range(210):
        store.append(ALONE, "first", [edit(path, f"words {number}", gesture=f"{number}")])
        store.append(ALONE, "first", [edit_after(store.load(ALONE, "first") or Folded(), path, "again")])
    store.close()
    tell(database, "UPDATE snapshot SET folded = (SELECT listing FROM workbook WHERE id = 'first' AND tenant = 'home')")

    again = Store(database, store.vault.key_file)

    there = again.load(ALONE, "first")
    assert there and there.revision > 210
    again.close()


def test_an_account_that_was_closed_since_stays_closed(store: Store) -> None:
    account = store.accounts.enter("home", "https://id.example", "sam", "Sam", "sign-in 1")
    store.accounts.give_role(OPERATOR, account.id, Role.CLINICIAN)
    made = store.backups.make(ALONE)
    store.accounts.give_role(OPERATOR, account.id, Role.CLOSED)

    store.backups.restore(ALONE, made.path)

    assert [each.role for each in store.accounts.listed(OPERATOR)] == [Role.CLOSED]


def test_no_server_goes_on_from_what_it_had_open(database: URL, key_file: Path, store: Store) -> None:
    other_server = Store(database, key_file)
    made = store.backups.make(ALONE)
    path = "workbook/name"
    before = other_server.append(ALONE, "second", [edit(path, "Alex")]).folded
    assert store.load(ALONE, "second") == before
    secrets = store.secret, other_server.secret

    store.backups.restore(ALONE, made.path)

    there = store.load(ALONE, "second")
    assert there and (there.revision, there[path]) == (1, None)
    store.append(ALONE, "second", [edit(path, "Sam")])
    seen = other_server.load(ALONE, "second")
    assert seen and (seen.revision, seen[path]) == (2, "Sam")
    later = other_server.append(ALONE, "second", [edit("rulers/importance/number", 3)]).folded
    assert (later[path], later.revision) == ("Sam", 3)
    assert [entry.value for entry in other_server.log(ALONE, "second") or []] == ["sleep more", "Sam", 3]
    assert store.secret == other_server.secret
    assert store.secret not in secrets, "a window that was open before has to be drawn anew"
    other_server.close()


def test_a_passphrase_chosen_since_stays_the_one_that_opens(store: Store) -> None:
    made = store.backups.make(ALONE)
    store.vault.protect(PASSPHRASE)

    store.backups.restore(ALONE, made.path)

    assert store.load(ALONE, "first")
    store.lock()
    store.vault.unlock(PASSPHRASE)
    assert store.load(ALONE, "first")
