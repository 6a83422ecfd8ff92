"""Brings a database of an earlier version up to date; if that fails half-way, it stays as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from worksheets.clock import in_utc, now
from worksheets.storage.backups import made_here
from worksheets.storage.backups.copying import copy, digest_of, reflected_tables, sqlite_file
from worksheets.storage.backups.folder import half_made, kept_as, name_before_migration
from worksheets.storage.failures import Damaged, Newer, in_words_of_backups
from worksheets.storage.keys.sealed_file import seal
from worksheets.storage.places import backup_folder

VERSION: Final = 3
"""The version of the tables; a database with a higher one belongs to a newer program."""

ENCRYPTED_SINCE: Final = 2
"""The first version in which everything written is encrypted."""

SCRIPTS: Final = Path(__file__).parent


def version_of(connection: Connection) -> int | None:
    """Return the version of the tables, or None if there are none; raises Newer."""
    if not inspect(connection).has_table("meta"):
        return None
    version = int(connection.execute(text("SELECT value FROM meta WHERE name = 'schema'")).scalar_one())
    if version > VERSION:
        raise Newer
    return version


def migrate(connection: Connection, key_file: Path, kept: Path) -> None:
    """Bring the tables up to date, in the transaction of this connection; `kept` is the copy of them as they were."""
    from alembic import command  # It takes long to load, and is needed once in years.
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes.update(connection=connection, key_file=key_file)
    if not inspect(connection).has_table("alembic_version"):
        command.stamp(config, "0001")
    command.upgrade(config, "head")
    made_here.note(connection, kept, now())


def keep_as_it_is(connection: Connection, version: int, key_file: Path) -> Path:
    """Keep a copy of every table in the folder of backups, and return it.

    Raises NotKept, NoRoom, KeyMissing or KeyNotKept.
    """
    metadata = reflected_tables(connection)
    with half_made(backup_folder()) as path:
        digest = copy(connection, metadata, path)
        with sqlite_file(path).connect() as reading:
            if digest_of(reading, metadata) != digest:
                raise Damaged
        return _keep(path, version, key_file)


def migrate_file(path: Path, key_file: Path, timeout: timedelta) -> None:
    """Bring a copy of an SQLite file up to date, and put it in its place; raises what SQLite raises if it is in use.

    `timeout` is how long it waits for whoever uses it.
    """
    copied = path.with_name(f"{path.name}.new")
    with closing(sqlite3.connect(path, timeout.total_seconds(), isolation_level=None)) as holding:
        _hold(holding)
        (version,) = holding.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
        if (version := int(version)) >= VERSION:  # Another server was quicker to bring it up to date.
            return
        try:
            _remove(copied)
            os.close(os.open(copied, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with closing(sqlite3.connect(copied)) as target:
                holding.backup(target)
            kept = _keep(copied, version, key_file)
            _bring_up_to_date(copied, key_file, kept)
            copied.replace(path)
        finally:
            _remove(copied)


def _hold(connection: sqlite3.Connection) -> None:
    """Keep every other connection out, even between transactions, until this one is closed."""
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _keep(database: Path, version: int, key_file: Path) -> Path:
    """Keep this SQLite file in the folder of backups, sealed if what it holds is not encrypted; return where."""
    _check(database)
    folder, today = backup_folder(), in_utc(now())
    with half_made(folder) as path:
        if version < ENCRYPTED_SINCE:
            seal(database, path, key_file)
            return kept_as(path, name_before_migration(folder, today, version, "sealed"))
        with in_words_of_backups(folder):
            shutil.copy(database, path)
        _check(path)
        return kept_as(path, name_before_migration(folder, today, version, "db"))


def _check(database: Path) -> None:
    """Raise Damaged if this file is not a whole database."""
    with closing(sqlite3.connect(database)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Damaged


def _remove(copied: Path) -> None:
    """Remove a copy, even one left behind earlier, with everything SQLite wrote beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        copied.with_name(copied.name + end).unlink(missing_ok=True)


def _bring_up_to_date(copied: Path, key_file: Path, kept: Path) -> None:
    with sqlite_file(copied).begin() as connection:
        migrate(connection, key_file, kept)
    with closing(sqlite3.connect(copied, isolation_level=None)) as migrated:
        migrated.execute("VACUUM")
    _check(copied)
    with copied.open("rb") as written:
        os.fsync(written.fileno())
