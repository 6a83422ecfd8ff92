"""A database of every earlier version opens with every word, encrypted, or stays as it was."""

from __future__ import annotations

import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Engine, MetaData, create_engine, event, insert, select, text

from tests.world.another_program import ask, found_in, tell
from tests.world.at_once import at_once
from tests.world.postgres import Postgres
from tests.world.writing import Start, address_of
from worksheets import notes
from worksheets.editing import Folded, fold
from worksheets.storage import ALONE, HOME, Actor, Store, file_of, tables
from worksheets.storage.backups.copying import sqlite_file
from worksheets.storage.failures import BackupDamaged, KeyMissing, Locked, NotKept, StorageError
from worksheets.storage.grants import OPERATOR
from worksheets.storage.keys import sealed_file
from worksheets.storage.migrations import migration
from worksheets.storage.places import BACKUP_FOLDER_SETTING
from worksheets.workbook import Shelf

VERSION_1 = Path(__file__).parent / "databases" / "version-1.db"
VERSION_2 = Path(__file__).parent / "databases" / "version-2.db"
KEY_OF_VERSION_2 = "2b" * 32
WORDS = [b"drink less", "Zoë".encode(), b"the kids notice", b"it calms me", b"words 209"]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database as version 1 left it, alone in its folder."""
    (tmp_path / "worksheets").mkdir()
    return Path(shutil.copy(VERSION_1, tmp_path / "worksheets" / "worksheets.db"))


def everything_is_there(store: Store) -> None:
    """What was written with version 1 stands in the database."""
    first = store.load(ALONE, "first")
    long = store.load(ALONE, "long")
    elsewhere = store.load(Actor("another clinic", "me"), "first")
    reason = "rulers/importance/why_not_lower"
    assert first and long and elsewhere
    assert (first["workbook/change"], first["workbook/name"]) == ("drink less", "Zoë 🙂")
    assert first["decisional_balance/calm/text"] == "it calms me"
    assert first[reason] is None, "it was undone"
    assert store.redo(ALONE, "first", ["rulers"], "again").folded[reason] == "the kids notice"
    assert (long["rulers/confidence/why_not_lower"], long.revision) == ("words 209", 210)
    assert fold(Folded(), store.log(ALONE, "long") or []) == long
    assert elsewhere["workbook/change"] == "another clinic's"
    assert {line.listing.change for line in store.listed(ALONE, Shelf.OPEN)[0]} == {"drink less", ""}
    assert store.preference(ALONE, "country") == "DE"


@pytest.fixture
def old_on_a_server(postgres: Postgres) -> URL:
    """The same database on a server."""
    address = postgres.new_database()
    engine, version_1 = create_engine(address), create_engine(address_of(VERSION_1))
    config, metadata = Config(), MetaData()
    config.set_main_option("script_location", str(migration.SCRIPTS))
    with engine.begin() as connection, version_1.connect() as reading:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        metadata.reflect(reading)
        for table in metadata.sorted_tables:
            connection.execute(insert(table), [dict(row._mapping) for row in reading.execute(select(table))])
        connection.execute(text("ANALYZE"))  # PostgreSQL does it by itself, and keeps the most common words.
    engine.dispose()
    version_1.dispose()
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> URL:
    """A database as version 1 left it, in a file and on a server."""
    if request.param == "sqlite":
        return address_of(request.getfixturevalue("old"))
    on_a_server: URL = request.getfixturevalue("old_on_a_server")
    return on_a_server


def words_left(database: URL) -> list[bytes]:
    """Which words stand in the files of this database; the log of the server is no part of them."""
    if file := file_of(database):
        return found_in(file.parent, WORDS)
    tell(database, "CHECKPOINT")
    [(folder, path)] = ask(database, "SELECT current_setting('data_directory'), pg_relation_filepath('edit')")
    return found_in((Path(folder) / path).parent, WORDS)


def test_version_1_opens_with_every_word_and_leaves_none_to_be_read(database: URL, start: Start) -> None:
    assert words_left(database) == WORDS

    store = start(database)
    everything_is_there(store)
    store.close()

    assert words_left(database) == []
    assert start(database).load(ALONE, "first") is not None


def test_no_word_is_left_where_sqlite_does_not_wipe_what_it_deletes(
    old: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some systems build SQLite so that it does, and then this needs no more."""

    def as_elsewhere(path: Path) -> Engine:
        engine = sqlite_file(path)
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA secure_delete = OFF"))
        return engine

    monkeypatch.setattr(migration, "sqlite_file", as_elsewhere)

    everything_is_there(start(old))

    assert words_left(address_of(old)) == []


def test_words_that_another_program_keeps_in_the_files_of_postgresql_are_wiped_when_it_lets_go(
    old_on_a_server: URL, start: Start
) -> None:
    engine = create_engine(old_on_a_server)
    with engine.connect() as another_program:
        another_program.execute(text("LOCK TABLE pg_statistic IN ACCESS SHARE MODE"))
        everything_is_there(start(old_on_a_server))
        assert words_left(old_on_a_server) != []
    engine.dispose()

    start(old_on_a_server)

    assert words_left(old_on_a_server) == []


def kept_before(backups: Path) -> Path:
    """The one file that is kept as it was, which nobody can read."""
    (kept,) = backups.iterdir()
    assert re.fullmatch(r"worksheets-\d{4}-\d\d-\d\d-version-1\.sealed", kept.name)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [word for word in WORDS if word in kept.read_bytes()] == []
    return kept


def rows(database: Path) -> list[str]:
    """Every row of every table but the one that says which scripts have run."""
    with closing(sqlite3.connect(database)) as connection:
        dump = list(connection.iterdump())
    return sorted(line for line in dump if line.startswith("INSERT") and "alembic_version" not in line)


def test_the_database_is_kept_as_it_was_before_anything_is_changed(
    database: URL, start: Start, key_file: Path, backups: Path, tmp_path: Path
) -> None:
    as_it_was = tmp_path / "as it was.db"
    start(database)

    sealed_file.unseal(kept_before(backups), as_it_was, key_file)

    assert rows(as_it_was) == rows(VERSION_1)
    assert len(rows(VERSION_1)) > 200
    assert stat.S_IMODE(as_it_was.stat().st_mode) == 0o600
    everything_is_there(start(as_it_was))


def test_what_is_kept_sealed_opens_to_its_key_only_and_whole_only(
    old: Path, start: Start, key_file: Path, backups: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed_file, "_PIECE", 10_000)
    start(old)
    kept, as_it_was = kept_before(backups), tmp_path / "as it was.db"
    whole = kept.read_bytes()

    for damaged in (
        whole[:-1],
        whole[: 69 + 2 * 10_028],
        whole[:69],
        whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:],
    ):
        kept.write_bytes(damaged)
        with pytest.raises(BackupDamaged):
            sealed_file.unseal(kept, as_it_was, key_file)
        assert not as_it_was.exists()
    kept.write_bytes(whole)
    key_file.write_text("00" * 32)
    with pytest.raises(KeyMissing):
        sealed_file.unseal(kept, as_it_was, key_file)


def test_what_no_key_encrypts_or_nobody_can_keep_is_not_changed(
    old: Path, start: Start, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_file.mkdir(parents=True)
    with pytest.raises(StorageError):
        start(old)
    key_file.rmdir()
    monkeypatch.setenv(BACKUP_FOLDER_SETTING, str(old))
    with pytest.raises(NotKept, match="The backup could not be saved in"):
        start(old)

    assert old.read_bytes() == VERSION_1.read_bytes()
    assert [path.name for path in old.parent.iterdir()] == ["worksheets.db"]


def test_a_migration_that_fails_again_and_again_leaves_the_file_as_it_was_and_keeps_one_copy_a_day(
    old: Path, start: Start, backups: Path
) -> None:
    tell(address_of(old), "UPDATE edit SET value = x'FF' WHERE revision = 200")
    before = old.read_bytes()

    for _time in range(3):
        with pytest.raises(StorageError):
            start(old)

    kept_before(backups)
    assert old.read_bytes() == before
    assert [path.name for path in old.parent.iterdir()] == ["worksheets.db"]


def test_a_database_that_was_brought_up_to_date_has_the_tables_of_a_new_one_and_says_its_version_as_that_does(
    old: Path, tmp_path: Path, start: Start
) -> None:
    new = tmp_path / "new.db"
    start(old)
    start(new)

    assert described(old) == described(new)
    assert ask(address_of(old), "SELECT name, value FROM meta WHERE name NOT LIKE 'made %'") == [("schema", "3")]


def described(database: Path) -> list[tuple[object, ...]]:
    """Its tables with their columns and keys, and its indexes."""
    columns = 'SELECT t.name, c.name, c.type, "notnull", pk FROM sqlite_schema AS t, pragma_table_info(t.name) AS c'
    indexed = "pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c"
    indexes = f'SELECT t.name, c.name, seqno, "unique", origin FROM sqlite_schema AS t, {indexed}'
    return sorted(ask(address_of(database), columns)) + sorted(ask(address_of(database), indexes))


def test_behind_a_link_no_word_is_left_to_be_read_in_the_file_that_it_names(
    old: Path, tmp_path: Path, start: Start
) -> None:
    link = tmp_path / "by another name.db"
    link.symlink_to(old)

    store = start(link)
    everything_is_there(store)
    store.close()

    assert link.is_symlink()
    assert found_in(tmp_path / "worksheets", WORDS) == []
    assert start(old).load(ALONE, "first")


@pytest.mark.usefixtures("short_wait")
def test_a_file_that_another_program_uses_is_brought_up_to_date_when_it_lets_go(old: Path, start: Start) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as other_program:
        other_program.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked):
            start(old)

    everything_is_there(start(old))


def test_nobody_writes_in_a_file_while_it_is_brought_up_to_date(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as holding:
        migration._hold(holding)
        with closing(sqlite3.connect(old.with_suffix(".copy"))) as copy:
            holding.backup(copy)

        late = f"import sqlite3; sqlite3.connect({str(old)!r}, timeout=0).execute('DELETE FROM edit')"
        writing = subprocess.run([sys.executable, "-c", late], capture_output=True, text=True, check=False)

    assert "database is locked" in writing.stderr


@pytest.mark.parametrize("left_behind", [(), ("worksheets.db.new", "worksheets.db.new-journal")])
def test_a_file_is_alone_in_its_folder_afterwards_whatever_an_interrupted_migration_left_behind(
    old: Path, start: Start, left_behind: Sequence[str]
) -> None:
    for name in left_behind:
        (old.parent / name).write_bytes(b"half a database")

    store = start(old)

    everything_is_there(store)
    store.close()
    assert [path.name for path in old.parent.iterdir()] == ["worksheets.db"]


def test_four_servers_that_start_at_once_bring_it_up_to_date_once(old: Path, start: Start) -> None:
    def started() -> Store:
        while True:
            with suppress(StorageError):
                return start(old)

    opened = at_once(*[started] * 4)

    for store in opened:
        assert store.load(ALONE, "long") is not None
    everything_is_there(opened[0])


def test_version_2_opens_with_every_word_and_what_it_was_is_kept(
    tmp_path: Path, start: Start, key_file: Path, backups: Path
) -> None:
    old = Path(shutil.copy(VERSION_2, tmp_path / "worksheets.db"))
    key_file.parent.mkdir()
    key_file.write_text(KEY_OF_VERSION_2)

    store = start(old)

    first, beside = store.load(ALONE, "first"), store.load(ALONE, notes.beside("first"))
    assert first and first["rulers/importance/why_not_lower"] == "the kids notice"
    assert beside and notes.read(beside) == "Ask about the sister."
    [ada] = store.accounts.listed(OPERATOR)
    [of_ada] = store.listed(Actor(HOME, ada.id), Shelf.OPEN)[0]
    assert (ada.name, of_ada.listing.change) == ("Dr. Ada", "change jobs")
    assert [receipt.workbook for receipt in store.receipts(ALONE)] == ["gone"]
    assert not any(line.get("changed") for line in store.trail(OPERATOR))
    [kept] = backups.iterdir()
    assert (kept.name[-12:], rows(kept)) == ("version-2.db", rows(VERSION_2))
    new = tmp_path / "new.db"
    start(new)
    assert described(old) == described(new)


def test_every_version_has_a_way_to_the_next() -> None:
    scripts = sorted(path.name[:4] for path in (migration.SCRIPTS / "versions").glob("0*.py"))

    assert scripts == [f"{number:04}" for number in range(1, migration.VERSION + 1)]
    assert "alembic_version" in tables.metadata.tables
