"""A database of every earlier version opens with every word, encrypted, or stays as it was."""

from __future__ import annotations

import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, MetaData, create_engine, insert, inspect, select, text

from tests.world.postgres import Postgres
from tests.world.writing import address_of
from worksheets.editing import Folded, fold
from worksheets.storage import ALONE, Actor, Store, tables
from worksheets.storage.failures import BackupDamaged, KeyMissing, Locked, NotKept, StorageError
from worksheets.storage.keys import sealed_file
from worksheets.storage.migrations import migration
from worksheets.storage.places import BACKUP_FOLDER_SETTING
from worksheets.workbook import Shelf

VERSION_1 = Path(__file__).parent / "databases" / "version-1.db"
WORDS = [b"drink less", "Zoë".encode(), b"the kids notice", b"it calms me", b"words 209"]


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """Where this test's key lies."""
    return tmp_path / "key"


@pytest.fixture(autouse=True)
def backups(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's backups lie."""
    folder = tmp_path_factory.mktemp("backups")
    monkeypatch.setenv(BACKUP_FOLDER_SETTING, str(folder))
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database as version 1 left it."""
    return Path(shutil.copy(VERSION_1, tmp_path / "worksheets.db"))


def everything_is_there(store: Store) -> None:
    """What was written with version 1 stands in the database."""
    first = store.load(ALONE, "first")
    long = store.load(ALONE, "long")
    elsewhere = store.load(Actor("another clinic", "me"), "first")
    assert first and long and elsewhere
    assert (first["workbook/change"], first["workbook/name"]) == ("drink less", "Zoë 🙂")
    assert first["decisional_balance/calm/text"] == "it calms me"
    assert first["rulers/importance/why_not_lower"] is None, "it was undone"
    assert (
        store.redo(ALONE, "first", ["rulers"], "again").folded["rulers/importance/why_not_lower"] == "the kids notice"
    )
    assert (long["rulers/confidence/why_not_lower"], long.revision) == ("words 209", 210)
    assert fold(Folded(), store.log(ALONE, "long") or []) == long
    assert elsewhere["workbook/change"] == "another clinic's"
    assert {line.listing.change for line in store.listed(ALONE, Shelf.OPEN)[0]} == {"drink less", ""}
    assert store.preference(ALONE, "country") == "DE"


def test_version_1_opens_with_every_word_and_leaves_none_to_be_read(old: Path, key_file: Path) -> None:
    assert all(word in old.read_bytes() for word in WORDS)

    store = Store(address_of(old), key_file)
    everything_is_there(store)
    store.close()

    assert [word for path in old.parent.iterdir() for word in WORDS if word in path.read_bytes()] == []
    assert sorted(path.name for path in old.parent.iterdir()) == ["key", "worksheets.db"]
    again = Store(address_of(old), key_file)
    assert again.load(ALONE, "first") is not None
    again.close()


def version_1_of_postgresql(postgres: Postgres) -> URL:
    """The same database on a server."""
    address = postgres.new_database()
    engine, version_1 = create_engine(address), create_engine(address_of(VERSION_1))
    config = Config()
    config.set_main_option("script_location", str(migration.SCRIPTS))
    with engine.begin() as connection, version_1.connect() as reading:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        copy_rows(reading, connection)
        connection.execute(text("ANALYZE"))  # PostgreSQL does it by itself, and keeps the most common words.
    engine.dispose()
    version_1.dispose()
    return address


def left_of(words: list[bytes], database: URL, postgres: Postgres) -> list[bytes]:
    """Which of these words stand in the files of this database; the log of the server is no part of them."""
    postgres.tell("CHECKPOINT")
    engine = create_engine(database)
    with engine.connect() as connection:
        folder = (postgres.folder / "data" / connection.scalar(text("SELECT pg_relation_filepath('edit')"))).parent
    engine.dispose()
    files = [path.read_bytes() for path in folder.iterdir()]
    return [word for word in words if any(word in file for file in files)]


def test_version_1_of_postgresql_opens_with_every_word_and_leaves_none_to_be_read(
    postgres: Postgres, key_file: Path
) -> None:
    address = version_1_of_postgresql(postgres)
    assert left_of(WORDS, address, postgres) == WORDS

    store = Store(address, key_file)
    everything_is_there(store)
    store.close()

    assert left_of(WORDS, address, postgres) == []


def test_words_that_another_program_keeps_in_the_files_of_postgresql_are_wiped_when_it_lets_go(
    postgres: Postgres, key_file: Path
) -> None:
    address = version_1_of_postgresql(postgres)
    engine = create_engine(address)
    with engine.connect() as another_program:
        another_program.execute(text("LOCK TABLE pg_statistic IN ACCESS SHARE MODE"))
        store = Store(address, key_file)
        everything_is_there(store)
        store.close()
        assert left_of(WORDS, address, postgres) != []
    engine.dispose()

    Store(address, key_file).close()

    assert left_of(WORDS, address, postgres) == []


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every row of every table."""
    metadata = MetaData()
    metadata.reflect(source)
    for table in metadata.sorted_tables:
        target.execute(insert(table), [dict(row._mapping) for row in source.execute(select(table))])


def kept_before(backups: Path) -> Path:
    """The one file that is kept as it was, which nobody can read."""
    (kept,) = backups.iterdir()
    assert re.fullmatch(r"worksheets-\d{4}-\d\d-\d\d-version-1\.sealed", kept.name)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [word for word in WORDS if word in kept.read_bytes()] == []
    return kept


def test_the_database_is_kept_as_it_was_before_anything_is_changed(
    old: Path, key_file: Path, backups: Path, tmp_path: Path
) -> None:
    before = rows(address_of(old))
    Store(address_of(old), key_file).close()

    sealed_file.unseal(kept_before(backups), tmp_path / "as it was.db", key_file)

    assert rows(address_of(tmp_path / "as it was.db")) == before
    assert stat.S_IMODE((tmp_path / "as it was.db").stat().st_mode) == 0o600


def test_the_tables_of_postgresql_are_kept_as_they_were(
    postgres: Postgres, key_file: Path, backups: Path, tmp_path: Path
) -> None:
    Store(version_1_of_postgresql(postgres), key_file).close()

    sealed_file.unseal(kept_before(backups), tmp_path / "as it was.db", key_file)

    assert rows(address_of(tmp_path / "as it was.db")) == rows(address_of(VERSION_1))
    everything_is_there(Store(address_of(tmp_path / "as it was.db"), key_file))


def test_what_is_kept_sealed_opens_to_its_key_only_and_whole_only(
    old: Path, key_file: Path, backups: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed_file, "_PIECE", 10_000)
    Store(address_of(old), key_file).close()
    kept, target = kept_before(backups), tmp_path / "as it was.db"
    whole = kept.read_bytes()

    for damaged in (whole[:-1], whole[: 69 + 2 * 10_028], whole[:69], whole[:5000] + b"x" + whole[5001:]):
        kept.write_bytes(damaged)
        with pytest.raises(BackupDamaged):
            sealed_file.unseal(kept, target, key_file)
        assert not target.exists()
    kept.write_bytes(whole)
    key_file.write_text("00" * 32)
    with pytest.raises(KeyMissing):
        sealed_file.unseal(kept, target, key_file)


def test_what_cannot_be_kept_is_not_changed(old: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BACKUP_FOLDER_SETTING, str(old))
    before = old.read_bytes()

    with pytest.raises(NotKept, match="The backup cannot be kept in"):
        Store(address_of(old), key_file)

    assert old.read_bytes() == before
    assert [path.name for path in old.parent.iterdir()] == ["worksheets.db"]


def test_a_migration_that_fails_again_and_again_keeps_one_copy_a_day(old: Path, key_file: Path, backups: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("UPDATE edit SET value = x'FF' WHERE revision = 200")

    for _time in range(3):
        with pytest.raises(StorageError):
            Store(address_of(old), key_file)

    kept_before(backups)


def rows(database: URL) -> dict[str, list[str]]:
    """Every row of every table."""
    engine = create_engine(database)
    metadata = MetaData()
    with engine.connect() as connection:
        metadata.reflect(connection)
        found = {
            table.name: [repr(tuple(row)) for row in connection.execute(select(table))]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return {name: sorted(lines) for name, lines in found.items() if name != "alembic_version"}


def test_a_database_that_was_brought_up_to_date_has_the_tables_of_a_new_one(
    old: Path, tmp_path: Path, key_file: Path
) -> None:
    Store(address_of(old), key_file).close()
    new = tmp_path / "new" / "worksheets.db"
    Store(address_of(new), key_file).close()

    assert described(old) == described(new)


def described(database: Path) -> object:
    """Its tables, columns, keys, and indexes."""
    engine = create_engine(address_of(database))
    look = inspect(engine)
    found = {
        table: (
            sorted((column["name"], str(column["type"]), column["nullable"]) for column in look.get_columns(table)),
            look.get_pk_constraint(table)["constrained_columns"],
            sorted(map(str, (index["column_names"] for index in look.get_indexes(table)))),
            sorted(map(str, (unique["column_names"] for unique in look.get_unique_constraints(table)))),
        )
        for table in look.get_table_names()
    }
    engine.dispose()
    return found


@pytest.mark.parametrize("trouble", ["a row that is no text", "no key"])
def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(old: Path, key_file: Path, trouble: str) -> None:
    if trouble == "no key":
        key_file.mkdir()
    else:
        with sqlite3.connect(old) as connection:
            connection.execute("UPDATE edit SET value = x'FF' WHERE revision = 200")
        connection.close()
    before = old.read_bytes()

    with pytest.raises(StorageError):
        Store(address_of(old), key_file)

    assert old.read_bytes() == before
    assert sorted(path.name for path in old.parent.iterdir()) in (["key", "worksheets.db"], ["worksheets.db"])


def test_a_file_that_another_program_uses_is_brought_up_to_date_when_it_lets_go(old: Path, key_file: Path) -> None:
    other_program = sqlite3.connect(old, isolation_level=None)
    other_program.execute("BEGIN IMMEDIATE")
    with pytest.raises(Locked):
        Store(address_of(old), key_file)

    other_program.close()

    everything_is_there(Store(address_of(old), key_file))


def test_nobody_writes_in_a_file_while_it_is_brought_up_to_date(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as holding:
        migration._hold(holding)
        with closing(sqlite3.connect(old.with_suffix(".copy"))) as copy:
            holding.backup(copy)

        late = f"import sqlite3; sqlite3.connect({str(old)!r}, timeout=0).execute('DELETE FROM edit')"
        writing = subprocess.run([sys.executable, "-c", late], capture_output=True, text=True, check=False)

    assert "database is locked" in writing.stderr


def test_what_an_interrupted_migration_left_behind_does_no_harm(old: Path, key_file: Path) -> None:
    (old.parent / "worksheets.db.new").write_bytes(b"half a database")
    (old.parent / "worksheets.db.new-journal").write_bytes(b"half a journal")

    store = Store(address_of(old), key_file)

    everything_is_there(store)
    store.close()
    assert sorted(path.name for path in old.parent.iterdir()) == ["key", "worksheets.db"]


def test_two_servers_that_start_at_once_bring_it_up_to_date_once(old: Path, key_file: Path) -> None:
    opened: list[Store] = []

    def start() -> None:
        while True:
            with suppress(StorageError):
                opened.append(Store(address_of(old), key_file))
                return

    servers = [threading.Thread(target=start) for _ in range(4)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()

    for store in opened:
        assert store.load(ALONE, "long") is not None
    everything_is_there(opened[0])


def test_the_version_before_takes_it_for_newer_and_not_for_damaged(old: Path, key_file: Path) -> None:
    Store(address_of(old), key_file).close()

    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT name, value FROM meta").fetchall() == [("schema", "2")]


def test_every_version_has_a_way_to_the_next() -> None:
    scripts = sorted(path.name[:4] for path in (migration.SCRIPTS / "versions").glob("0*.py"))

    assert scripts == [f"{number:04}" for number in range(1, migration.VERSION + 1)]
    assert "alembic_version" in tables.metadata.tables
