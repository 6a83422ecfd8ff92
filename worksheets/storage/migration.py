"""Brings a database of an earlier version up to date; where that fails half-way, it stays as it was."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, create_engine, inspect, text

from worksheets.storage.failures import Damaged, Newer

VERSION: Final = 2
"""The version of the tables; a database of a higher one belongs to a newer program."""

SCRIPTS: Final = Path(__file__).parent / "migrations"


def version_of(connection: Connection) -> int | None:
    """The version of the tables there are, or None where there are none; raises Newer."""
    if not inspect(connection).has_table("meta"):
        return None
    version = int(connection.execute(text("SELECT value FROM meta WHERE name = 'schema'")).scalar_one())
    if version > VERSION:
        raise Newer
    return version


def migrate(connection: Connection, key_file: Path) -> None:
    """Bring the tables up to date, in the transaction of this connection."""
    from alembic import command  # It takes long to load, and is needed once in years.
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes.update(connection=connection, key_file=key_file)
    if not inspect(connection).has_table("alembic_version"):
        command.stamp(config, "0001")
    command.upgrade(config, "head")


def migrate_file(path: Path, key_file: Path) -> None:
    """Bring an SQLite file up to date in a copy, which takes its place when it is whole.

    No other program may use the file meanwhile: raises what SQLite raises where one does.
    """
    copy = path.with_name(f"{path.name}.new")
    with closing(sqlite3.connect(path, isolation_level=None)) as holding:
        _hold(holding)
        if not _is_old(holding):
            return
        try:
            _remove(copy)
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with closing(sqlite3.connect(copy)) as target:
                holding.backup(target)
            _bring_up_to_date(copy, key_file)
            copy.replace(path)
        finally:
            _remove(copy)


def _hold(connection: sqlite3.Connection) -> None:
    """Keep every other connection out, between transactions, too, until this one is closed."""
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _is_old(connection: sqlite3.Connection) -> bool:
    """Whether the file is still to be brought up to date: another server may have been faster."""
    (version,) = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    return int(version) < VERSION


def _remove(copy: Path) -> None:
    """Remove a copy, also one that was left behind, with all that SQLite wrote beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        copy.with_name(copy.name + end).unlink(missing_ok=True)


def _bring_up_to_date(copy: Path, key_file: Path) -> None:
    engine = create_engine(URL.create("sqlite", database=str(copy)))
    try:
        with engine.begin() as connection:
            migrate(connection, key_file)
    finally:
        engine.dispose()
    with closing(sqlite3.connect(copy, isolation_level=None)) as migrated:
        migrated.execute("VACUUM")
        if migrated.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Damaged
    with copy.open("rb") as written:
        os.fsync(written.fileno())
