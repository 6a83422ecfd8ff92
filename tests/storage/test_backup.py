"""A backup holds every word as it was at one moment, is found out when it was changed, and can be put back."""

from __future__ import annotations

import os
import random
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Connection, create_engine, select

from tests.storage.test_encryption import PASSPHRASE
from tests.storage.test_failures import files_that_grow_to
from tests.storage.test_migration import VERSION_1
from tests.world.another_program import ask, found_in, tell
from tests.world.at_once import at_once
from tests.world.cases import for_each
from tests.world.postgres import Postgres
from tests.world.set_clock import SetClock
from tests.world.writing import Start, address_of, edit, revised
from worksheets import notes
from worksheets.clock import now
from worksheets.storage import ALONE, Account, Actor, Backup, NotGranted, Store, failures, tables
from worksheets.storage.accounts import Role, SignedOut
from worksheets.storage.backups import made_here, restoring
from worksheets.storage.backups.copying import digest_of
from worksheets.storage.backups.folder import listed, to_keep
from worksheets.storage.failures import StorageError
from worksheets.storage.grants import OPERATOR
from worksheets.storage.keys.slots import WrongSecret
from worksheets.workbook import Shelf

NOW = datetime(2026, 11, 24, 16, 46, tzinfo=UTC)
ANOTHER_CLINIC = Actor("another clinic", "me")
REASON = "rulers/importance/why_not_lower"


@pytest.fixture
def another(database: URL, new_database: Callable[..., URL], tmp_path: Path) -> URL:
    """A new database of the same kind, as on a clean machine."""
    return new_database(database.get_backend_name(), tmp_path / "another machine")


@pytest.fixture
def store(database: URL, start: Start) -> Store:
    """A database in which somebody has written."""
    opened = start(database)
    opened.append(ALONE, "first", [edit("workbook/change", "drink less"), edit(REASON, "the kids notice")])
    opened.append(ALONE, "second", [edit("workbook/change", "sleep more")])
    opened.append(ANOTHER_CLINIC, "first", [edit("workbook/change", "another clinic's")])
    opened.prefer(ALONE, "country", "DE")
    return opened


@pytest.fixture
def made(store: Store) -> Backup:
    """A backup of that."""
    return store.backups.make(ALONE)


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


def sign_in(store: Store, name: str, sign_in: str) -> Account:
    """The account of somebody whom the provider vouches for."""
    return store.accounts.enter("home", "https://id.example", name, name, sign_in)


# Making one.


def test_a_backup_has_every_row_and_no_word_that_can_be_read(database: URL, store: Store, backups: Path) -> None:
    before = rows(database)

    made = store.backups.make(ALONE)

    assert rows(address_of(made.path)) == before
    assert list(backups.iterdir()) == [made.path]
    assert listed(backups)[0].path == made.path
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups.stat().st_mode) == 0o700
    assert [line["action"] for line in store.trail(OPERATOR)][-1] == "BACKED_UP"
    assert found_in(backups, [b"drink less", b"the kids notice", b"sleep more", b"another clinic's"]) == []


def test_its_name_says_when_it_was_made_and_two_of_one_minute_have_two_names(store: Store, backups: Path) -> None:
    one, two = store.backups.make(ALONE), store.backups.make(ALONE)

    assert abs(datetime.now(UTC) - one.made) < timedelta(minutes=1)
    assert one.name.startswith(f"worksheets-{one.made:%Y-%m-%d-%H%M}")
    assert [each.path for each in listed(backups)] == [two.path, one.path]


def test_a_backup_made_while_people_write_is_one_moment(store: Store) -> None:
    def write(name: str) -> None:
        for _time in range(25):
            edits = [edit(REASON, "words"), edit("decisional_balance/a/text", "words")]
            store.append(ALONE, name, edits)

    def back_up() -> list[Backup]:
        return [store.backups.make(ALONE) for _turn in range(3)]

    made, *_written = at_once(back_up, *(partial(write, f"person-{number}") for number in range(4)))

    counted = "SELECT count(*) FROM edit WHERE edit.tenant = w.tenant AND workbook = w.id"
    for backup in made:
        question = f"SELECT revision, ({counted}) FROM workbook AS w WHERE id LIKE 'person%'"
        lines = ask(address_of(backup.path), question)
        assert all(revision == edits and edits % 2 == 0 for revision, edits in lines), lines
    assert lines


def test_a_backup_is_for_who_is_alone_or_has_the_command_line(store: Store) -> None:
    clinician = Actor("home", "somebody", sign_in="one")

    for attempt in (
        lambda: store.backups.make(clinician),
        lambda: store.backups.look(clinician, Path("any")),
        lambda: store.backups.restore(clinician, Path("any")),
    ):
        with pytest.raises(NotGranted):
            attempt()


@pytest.mark.usefixtures("quick_to_try")
def test_while_it_is_locked_no_backup_is_made(store: Store, backups: Path) -> None:
    store.vault.protect(PASSPHRASE)
    store.lock()

    with pytest.raises(failures.NotUnlocked):
        store.backups.make(ALONE)
    store.backups.make_if_due()

    assert listed(backups) == []
    assert store.backups.trouble is None


def test_a_full_disk_is_told_and_nothing_is_left_behind(postgres: Postgres, start: Start, backups: Path) -> None:
    store = start(postgres.new_database())
    store.append(ALONE, "workbook", [edit(f"decisional_balance/{n}/text", "words " * 200) for n in range(100)])

    for size in (0, 30_000, 100_000):
        with files_that_grow_to(size), pytest.raises(failures.NoRoom, match="no room for the backup in"):
            store.backups.make(ALONE)
        assert list(backups.iterdir()) == []

    assert store.backups.make(ALONE).size > 100_000


DAMAGE = (
    "UPDATE edit SET author = 'somebody else' WHERE workbook = '{}' AND tenant = 'home' AND revision = 1",
    "DELETE FROM edit WHERE workbook = '{}' AND tenant = 'home' AND revision = 1",
    "DELETE FROM edit WHERE workbook = '{}' AND tenant = 'home' AND revision = 2",
    "UPDATE workbook SET listing = key WHERE id = '{}' AND tenant = 'home'",
    "UPDATE workbook SET key = listing WHERE id = '{}' AND tenant = 'home'",
)


def test_damaged_worksheets_are_told_and_keep_no_other_out_of_the_backup(database: URL, store: Store) -> None:
    damaged = ["first", *(f"damaged {number}" for number in range(1, len(DAMAGE)))]
    for name in damaged[1:]:
        store.append(ALONE, name, [edit("workbook/change", "drink less"), edit(REASON, "the kids notice")])
    tell(database, *(damage.format(name) for damage, name in zip(DAMAGE, damaged, strict=True)))

    made = store.backups.make(ALONE)

    assert store.backups.damaged == {("home", name) for name in damaged}
    contents = store.backups.look(ALONE, made.path)
    assert (contents.worksheets, contents.damaged) == (7, 5)
    assert [line.change for line in contents.lines] == ["sleep more"]
    with pytest.raises(failures.DamagedWithin, match="already damaged: ") as told:
        store.backups.verify(ALONE, made.path)
    assert [name for name in damaged if name not in str(told.value)] == []


def test_no_older_backup_is_removed_for_a_damaged_one(database: URL, clock: SetClock, store: Store) -> None:
    old = [store.backups.make(ALONE).path for _turn in range(2)]
    clock.run(days=2)
    tell(database, DAMAGE[0].format("first"))

    store.backups.make(ALONE)
    assert all(path.exists() for path in old)

    tell(
        database,
        "DELETE FROM edit WHERE workbook = 'first' AND tenant = 'home'",
        "DELETE FROM workbook WHERE id = 'first' AND tenant = 'home'",
    )
    store.backups.make(ALONE)
    assert [path.exists() for path in old] == [False, True], "one of each day"
    assert store.backups.damaged == set()


# Once a day, and for how long.


def test_one_of_two_servers_makes_the_backup_of_the_day_even_if_there_is_one_elsewhere(
    database: URL, store: Store, another_server: Store, backups: Path, tmp_path: Path
) -> None:
    store.backups.make(OPERATOR, tmp_path / "a stick")
    assert store.backups.made_at() is None

    at_once(store.backups.make_if_due, another_server.backups.make_if_due)
    store.backups.make_if_due()

    assert len(listed(backups)) == 1
    made_at = store.backups.made_at()
    assert made_at and abs(now() - made_at) < 60_000
    tell(database, "UPDATE meta SET value = '1' WHERE name = 'backup_due'")
    another_server.backups.make_if_due()
    assert len(listed(backups)) == 2


def test_a_backup_that_did_not_work_is_remembered_and_tried_again_in_an_hour(
    database: URL, store: Store, backups: Path
) -> None:
    backups.write_text("a file in its place")

    with pytest.raises(failures.NotKept, match="Allow changes to that folder"):
        store.backups.make_if_due()

    assert isinstance(store.backups.trouble, failures.NotKept)
    backups.unlink()
    store.backups.make_if_due()
    assert listed(backups) == []
    tell(database, f"UPDATE meta SET value = '{now()}' WHERE name = 'backup_due'")
    store.backups.make_if_due()
    assert len(listed(backups)) == 1
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
    hour = timedelta(hours=1)
    made = [NOW, NOW - hour, NOW - 48 * hour, NOW - 49 * hour]
    assert to_keep(made, NOW) == set(made[:3]), "all of this day, and the last one of another"


def days_pass(store: Store, clock: SetClock, days: int) -> None:
    """Let the computer run for so many days, while no backup is made."""
    for _day in range(days):
        clock.run(days=1)
        store.note_time()
        store.backups.remove_old()


def test_the_last_backup_stays_until_a_newer_one_has_been_read_back(clock: SetClock, store: Store) -> None:
    first = store.backups.make(ALONE)
    clock.run(days=1)
    last = store.backups.make(ALONE)

    days_pass(store, clock, 100)
    assert [backup.path for backup in store.backups.listed()] == [last.path]
    assert not first.path.exists()

    new = store.backups.make(ALONE)
    assert [backup.path for backup in store.backups.listed()] == [new.path]


def test_a_backup_that_was_copied_into_the_folder_stays_whatever_it_is_called(
    clock: SetClock, store: Store, backups: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made_here, "_EXACT_TO", 0)
    made = [store.backups.make(ALONE).path for _turn in range(2)]
    copied = backups / "worksheets-2020-01-01-1200.db"
    shutil.copy2(made[0], copied)
    shutil.move(made[0], tmp_path / "a stick.db")
    time.sleep(0.1)
    shutil.copy2(tmp_path / "a stick.db", made[0])

    store.backups.remove_old()
    days_pass(store, clock, 40)
    store.backups.make(ALONE)

    assert [path.exists() for path in (*made, copied)] == [True, False, True]


def test_on_a_new_computer_the_backup_that_was_copied_there_stays_before_and_after_it_is_put_back(
    clock: SetClock, made: Backup, another: URL, start: Start, backups: Path
) -> None:
    copied = backups / "worksheets-2026-01-01-1200.db"
    made.path.rename(copied)
    clean = start(another)

    clean.backups.remove_old()
    clean.backups.make_if_due()
    clean.backups.restore(ALONE, copied)
    days_pass(clean, clock, 40)
    clean.backups.make(ALONE)

    assert copied.exists()


def test_backups_that_an_earlier_version_made_go_after_their_time_unless_one_was_ever_put_back(
    database: URL, clock: SetClock, store: Store, backups: Path, another: URL, start: Start, tmp_path: Path
) -> None:
    theirs = start(another, tmp_path / "another key").backups.make(ALONE).path
    ours = [store.backups.make(ALONE).path for _turn in range(2)]
    before_a_migration = backups / "worksheets-2020-01-01-version-1.sealed"
    before_a_migration.touch()
    as_an_earlier_version_left_it = "DELETE FROM meta WHERE name LIKE 'made %' OR name = 'backups_adopted'"

    tell(database, as_an_earlier_version_left_it, "INSERT INTO meta VALUES ('restored', 'one')")
    days_pass(store, clock, 40)
    assert all(path.exists() for path in (*ours, before_a_migration, theirs))

    tell(database, as_an_earlier_version_left_it, "DELETE FROM meta WHERE name = 'restored'")
    store.backups.remove_old()
    store.backups.make(ALONE)
    assert [path.exists() for path in (*ours, before_a_migration, theirs)] == [False, False, False, True]


def test_what_was_kept_before_a_migration_or_never_became_a_backup_goes_after_its_time(
    clock: SetClock, start: Start, backups: Path, tmp_path: Path
) -> None:
    store = start(Path(shutil.copy(VERSION_1, tmp_path / "worksheets.db")))
    [kept] = backups.iterdir()
    half_made, a_letter = backups / "worksheets-1.half-made", backups / "a letter.db"
    for path in (half_made, a_letter):
        path.touch()

    store.backups.remove_old()
    assert all(path.exists() for path in (kept, half_made, a_letter))

    os.utime(half_made, (0, 0))
    days_pass(store, clock, 40)
    assert kept.exists(), "there is no newer backup"
    store.backups.make(ALONE)
    store.backups.remove_old()
    assert [path.exists() for path in (kept, half_made, a_letter)] == [False, False, True]


def test_what_a_command_keeps_in_another_folder_is_thinned_out_there(
    clock: SetClock, store: Store, tmp_path: Path
) -> None:
    made = []
    for _day in range(10):
        made.append(store.backups.make(OPERATOR, tmp_path / "a stick").path)
        clock.run(days=1)

    assert made[-1].exists()
    assert 7 <= sum(path.exists() for path in made) < 10


# Damage.


@dataclass(frozen=True)
class Whole:
    """A backup of a little database, and the database."""

    store: Store
    path: Path
    content: bytes

    def looked_at(self, content: bytes) -> URL:
        """Look at a backup with this content in every way; it lies at this address afterwards."""
        self.path.write_bytes(content)
        self.store.backups.look(ALONE, self.path)
        self.store.backups.verify(ALONE, self.path)
        return address_of(self.path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """The same one for all who change it."""
    place = tmp_path_factory.mktemp("whole")
    with closing(Store(address_of(place / "worksheets.db"), place / "key")) as store:
        store.append(ALONE, "first", [edit("workbook/change", "drink less"), edit(REASON, "the kids notice")])
        store.append(ALONE, "long", [edit(f"decisional_balance/{n}/text", "it calms me " * 9) for n in range(150)])
        store.prefer(ALONE, "country", "DE")
        made = store.backups.make(ALONE, place).path
        yield Whole(store, made, made.read_bytes())


def test_a_bit_that_was_flipped_on_any_page_of_the_file_is_found_wherever_it_tells(whole: Whole) -> None:
    before = rows(whole.looked_at(whole.content))
    chance = random.Random(1)
    tables_are_named_on, pages = 0, range(0, len(whole.content), PAGE)
    found = 0
    for page in (*[tables_are_named_on] * 9, *pages):
        flipped = bytearray(whole.content)
        flipped[page + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
        try:
            there = whole.looked_at(bytes(flipped))
        except StorageError:
            found += 1
        else:
            assert rows(there) == before, "a bit that nothing was written in"
    assert found > len(pages) / 3 > 5


PAGE = 4096
"""In bytes: SQLite changes no less of a file."""


@for_each("word", [b"DE", b"rulers/importance", b"first"])
def test_also_what_is_not_encrypted_cannot_be_changed(whole: Whole, word: bytes) -> None:
    assert word in whole.content

    with pytest.raises(failures.BackupDamaged, match="another program changed it"):
        whole.looked_at(whole.content.replace(word, word.swapcase()))


def test_who_changes_it_with_care_is_found_out_too(whole: Whole) -> None:
    there = whole.looked_at(whole.content)
    tell(there, "UPDATE preference SET value = 'FR'")
    engine = create_engine(there)
    with engine.connect() as connection:
        digest = str(digest_of(connection, tables.metadata))
    engine.dispose()
    tell(there, f"UPDATE backup SET digest = '{digest}'")

    with pytest.raises(failures.BackupDamaged):
        whole.store.backups.look(ALONE, whole.path)


def test_what_was_cut_off_is_told_from_what_is_no_backup(whole: Whole) -> None:
    for left in (0.95, 0.5, 0.1, 0.01):
        with pytest.raises(failures.BackupDamaged):
            whole.looked_at(whole.content[: int(len(whole.content) * left)])
    for content in (b"", b"A letter to my sister.\n" * 500):
        with pytest.raises(failures.NoBackup):
            whole.looked_at(content)


def test_a_copy_of_the_database_is_told_from_a_backup(store: Store, start: Start, tmp_path: Path) -> None:
    path = tmp_path / "by hand" / "worksheets.db"
    start(path)

    with pytest.raises(failures.NoBackup, match="a copy of the whole database"):
        store.backups.look(ALONE, path)


@for_each(("version", "failure"), [(99, failures.BackupNewer), (1, failures.BackupOlder)])
def test_a_backup_of_another_version_is_told(whole: Whole, version: int, failure: type[StorageError]) -> None:
    tell(whole.looked_at(whole.content), f"UPDATE backup SET version = {version}")

    with pytest.raises(failure):
        whole.store.backups.look(ALONE, whole.path)


def test_a_backup_of_version_2_is_restored_even_into_a_new_database(made: Backup, start: Start, tmp_path: Path) -> None:
    tell(address_of(made.path), "UPDATE backup SET version = 2", "DROP TABLE reader")
    new = start(tmp_path / "elsewhere" / "worksheets.db")

    new.backups.restore(ALONE, made.path)

    first = new.load(ALONE, "first")
    assert first and first["workbook/change"] == "drink less"


# Putting one back.


def test_what_is_in_a_backup_is_shown_and_nothing_is_changed(database: URL, store: Store, made: Backup) -> None:
    store.append(ALONE, "third", [edit("workbook/change", "move")])
    before = rows(database)

    there = store.backups.look(ALONE, made.path)

    assert there.worksheets == 3
    assert {line.change for line in there.lines} == {"drink less", "sleep more"}
    assert there.written_at and there.written_at <= there.made_at
    assert rows(database) == before


def test_a_clean_machine_has_every_row_after_a_restore(store: Store, another: URL, start: Start) -> None:
    store.append(ALONE, "long", revised(REASON, *(f"words {number}" for number in range(210))))
    made = store.backups.make(ALONE)
    copied = address_of(made.path)
    clean = start(another)

    assert clean.backups.restore(ALONE, made.path) is None

    assert rows(another, "meta", "audit", "sign_in") == rows(copied, "meta", "audit", "sign_in")
    assert rows(another)["audit"][: len(rows(copied)["audit"])] == rows(copied)["audit"]
    assert [line["action"] for line in clean.trail(OPERATOR)][-1] == "RESTORED"
    again = start(another)
    assert again.load(ALONE, "long") == clean.load(ALONE, "long") == store.load(ALONE, "long")
    clean.append(ALONE, "first", [edit("workbook/name", "Alex")])
    assert again.load(ALONE, "first") == clean.load(ALONE, "first")


@pytest.mark.usefixtures("quick_to_try")
def test_a_clean_machine_needs_the_passphrase_of_the_backup(
    store: Store, another: URL, start: Start, tmp_path: Path
) -> None:
    code = store.vault.protect(PASSPHRASE)
    made = store.backups.make(ALONE)
    clean = start(another, tmp_path / "another key")

    with pytest.raises(failures.BackupLocked, match="their passphrase, their recovery code"):
        clean.backups.restore(ALONE, made.path)
    with pytest.raises(WrongSecret):
        clean.backups.look(ALONE, made.path, "seven blue bicycle")
    assert clean.backups.look(ALONE, made.path, code).worksheets == 3
    clean.backups.restore(ALONE, made.path, PASSPHRASE)

    assert clean.is_locked
    clean.vault.unlock(PASSPHRASE)
    assert clean.load(ALONE, "first") == store.load(ALONE, "first")


def test_a_clean_machine_with_a_key_file_of_its_own_needs_what_stands_in_the_old_one(
    store: Store, made: Backup, another: URL, start: Start, key_file: Path, tmp_path: Path
) -> None:
    clean = start(another, tmp_path / "another key")

    for secret, failure in (("", failures.BackupLocked), ("00" * 32, WrongSecret), ("not a key", WrongSecret)):
        with pytest.raises(failure):
            clean.backups.restore(ALONE, made.path, secret)
    clean.backups.restore(ALONE, made.path, key_file.read_text())

    for server in (clean, start(another, tmp_path / "another key")):
        assert server.load(ALONE, "first") == store.load(ALONE, "first")


def test_a_backup_of_other_worksheets_replaces_none(store: Store, made: Backup, another: URL, start: Start) -> None:
    others = start(another)
    others.append(ALONE, "other", [edit("workbook/change", "move")])
    before = rows(another)

    with pytest.raises(failures.AnotherDatabase):
        others.backups.restore(ALONE, made.path)

    assert rows(another) == before


def test_a_restore_keeps_what_was_there_and_can_be_undone(database: URL, store: Store, made: Backup) -> None:
    then = rows(database, "meta", "audit")
    store.append(ALONE, "first", [edit("workbook/change", "drink nothing")])
    store.append(ALONE, "third", [edit("workbook/change", "move")])
    store.prefer(ALONE, "country", "FR")

    before = store.backups.restore(ALONE, made.path)

    assert rows(database, "meta", "audit") == then
    assert [line["action"] for line in store.trail(OPERATOR)][-2:] == ["BACKED_UP", "RESTORED"]
    assert before
    store.backups.restore(ALONE, before.path)
    changed = store.load(ALONE, "first")
    assert changed and changed["workbook/change"] == "drink nothing"
    assert store.load(ALONE, "third")


def test_it_is_said_of_every_table_what_a_restore_does_with_it() -> None:
    replaced = {table.name for table in restoring.REPLACED}
    goes_on = {table.name for table in restoring.OF_THE_DATABASE} | {"key_slot", "meta", "alembic_version"}

    assert replaced | goes_on | {"sign_in"} == set(tables.metadata.tables)


def test_a_restore_that_fails_half_way_leaves_all_as_it_was(database: URL, store: Store, made: Backup) -> None:
    store.append(ALONE, "third", [edit("workbook/change", "move")])
    before = rows(database, "meta", "audit")
    tell(database, "ALTER TABLE snapshot RENAME TO elsewhere")

    with pytest.raises(StorageError):
        store.backups.restore(ALONE, made.path)

    tell(database, "ALTER TABLE elsewhere RENAME TO snapshot")
    assert rows(database, "meta", "audit") == before


def test_what_was_erased_since_stays_erased_and_the_notes_on_it_too(store: Store) -> None:
    store.append(ALONE, notes.beside("first"), [edit("notes/text", "he looked tired")])
    made = store.backups.make(ALONE)
    store.move(ALONE, "first", Shelf.REMOVED)
    store.erase(ALONE, "first")

    store.backups.restore(ALONE, made.path)

    for erased in ("first", notes.beside("first")):
        assert store.load(ALONE, erased) is None
        assert store.log(ALONE, erased) is None
    assert store.load(ALONE, "second")
    assert store.load(ANOTHER_CLINIC, "first"), "another one of the same name"


def test_who_was_signed_in_signs_in_again_and_an_account_that_was_closed_since_stays_closed(store: Store) -> None:
    closed = sign_in(store, "kim", "sign-in 0")
    store.accounts.give_role(OPERATOR, closed.id, Role.CLINICIAN)
    sign_in(store, "sam", "sign-in 1")
    made = store.backups.make(ALONE)
    store.accounts.give_role(OPERATOR, closed.id, Role.CLOSED)
    store.accounts.sign_out("home", "sign-in 1")
    sign_in(store, "sam", "sign-in 2")
    sign_in(store, "alex", "sign-in 3")

    store.backups.restore(ALONE, made.path)

    for name, before in (("sam", "sign-in 1"), ("sam", "sign-in 2"), ("alex", "sign-in 3")):
        with pytest.raises(SignedOut):
            sign_in(store, name, before)
    assert sign_in(store, "sam", "sign-in 4").name == "sam"
    assert [each.role for each in store.accounts.listed(OPERATOR) if each.name == "kim"] == [Role.CLOSED]


def test_what_comes_back_into_the_bin_has_all_its_days_there(database: URL, store: Store) -> None:
    store.move(ALONE, "first", Shelf.REMOVED)
    long_ago = now() - 40 * 24 * 60 * 60 * 1000
    tell(database, f"UPDATE workbook SET removed_at = {long_ago} WHERE id = 'first' AND tenant = 'home'")
    made = store.backups.make(ALONE)
    store.move(ALONE, "first", Shelf.OPEN)

    store.backups.restore(ALONE, made.path)

    assert store.erase_due(now()) == 0
    assert store.load(ALONE, "first")


def test_what_is_written_meanwhile_is_in_the_copy(store: Store, made: Backup, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_what_is_damaged_here_keeps_nothing_else_from_coming_back(database: URL, store: Store, made: Backup) -> None:
    store.append(ALONE, "third", [edit("workbook/change", "move")])
    tell(database, DAMAGE[0].format("first"))

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
    on_hold = ("second", "third")
    for workbook in on_hold:
        store.append(ALONE, workbook, [edit("workbook/name", "said since")])
        store.append(ALONE, notes.beside(workbook), [edit("notes/text", "he looked tired")])
        store.hold(ALONE, workbook, True)
    names = [*on_hold, *map(notes.beside, on_hold)]
    there = [store.log(ALONE, name) for name in names]

    store.backups.restore(ALONE, made.path)

    assert [store.log(ALONE, name) for name in names] == there
    held = [line.id for line in store.listed(ALONE, Shelf.OPEN)[0] if line.keeping.held]
    assert set(held) == set(on_hold)


@pytest.mark.usefixtures("quick_to_try")
def test_receipts_stay_when_the_backup_of_other_worksheets_is_put_in_an_emptied_database(
    store: Store, another: URL, start: Start, tmp_path: Path
) -> None:
    there = start(another, tmp_path / "another key")
    there.vault.protect(PASSPHRASE)
    there.append(ALONE, "elsewhere", [edit("workbook/change", "move")])
    theirs = there.backups.make(ALONE)
    for actor, name in ((ALONE, "first"), (ALONE, "second"), (ANOTHER_CLINIC, "first")):
        store.move(actor, name, Shelf.REMOVED)
        store.erase(actor, name)
    receipts = store.receipts(ALONE)

    before = store.backups.restore(ALONE, theirs.path, PASSPHRASE)

    assert before and before.is_before_a_restore
    store.vault.unlock(PASSPHRASE)
    assert store.load(ALONE, "elsewhere")
    assert store.receipts(ALONE) == receipts
    assert len(receipts) == 2


def test_what_was_here_before_a_restore_is_kept_for_five_weeks(clock: SetClock, store: Store) -> None:
    before = store.backups.restore(ALONE, store.backups.make(ALONE).path)
    assert before and before.is_before_a_restore

    days_pass(store, clock, 34)
    store.backups.make(ALONE)
    assert before.path.exists()

    days_pass(store, clock, 2)
    assert not before.path.exists()


def test_a_damaged_snapshot_keeps_no_word_away(database: URL, store: Store, start: Start) -> None:
    written = store.append(ALONE, "first", revised("workbook/name", *(f"name {number}" for number in range(210))))
    listing = "SELECT listing FROM workbook WHERE id = 'first' AND tenant = 'home'"
    assert tell(database, f"UPDATE snapshot SET folded = ({listing})") == 1

    assert start().load(ALONE, "first") == written.folded


def test_no_server_goes_on_from_what_it_had_open(store: Store, made: Backup, another_server: Store) -> None:
    path = "workbook/name"
    before = another_server.append(ALONE, "second", [edit(path, "Alex")]).folded
    assert store.load(ALONE, "second") == before
    secrets = store.secret, another_server.secret

    store.backups.restore(ALONE, made.path)

    there = store.load(ALONE, "second")
    assert there and (there.revision, there[path]) == (1, None)
    store.append(ALONE, "second", [edit(path, "Sam")])
    seen = another_server.load(ALONE, "second")
    assert seen and (seen.revision, seen[path]) == (2, "Sam")
    later = another_server.append(ALONE, "second", [edit("rulers/importance/number", 3)]).folded
    assert (later[path], later.revision) == ("Sam", 3)
    assert [entry.value for entry in another_server.log(ALONE, "second") or []] == ["sleep more", "Sam", 3]
    assert store.secret == another_server.secret
    assert store.secret not in secrets, "a window that was open before has to be drawn anew"


@pytest.mark.usefixtures("quick_to_try")
def test_a_passphrase_chosen_since_stays_the_one_that_opens(store: Store, made: Backup) -> None:
    store.vault.protect(PASSPHRASE)

    store.backups.restore(ALONE, made.path)

    assert store.load(ALONE, "first")
    store.lock()
    store.vault.unlock(PASSPHRASE)
    assert store.load(ALONE, "first")
