"""Brings a database of an earlier version up to date; where that fails half-way, it stays as it was."""

from __future__ import annotations

import os
import shutil
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
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        version = int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    else:
        version = 1 if "meta" in tables else 0
    if version > VERSION:
        raise Newer
    return version or None


def migrate(connection: Connection, key_file: Path) -> None:
    """Bring the tables up to date, in the transaction of this connection."""
    from alembic import command  # It takes long to load, and is needed once in years.
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
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
        holding.execute("PRAGMA journal_mode=DELETE")
        holding.execute("BEGIN EXCLUSIVE")
        shutil.copyfile(path, copy)
    try:
        copy.chmod(0o600)
        _bring_up_to_date(copy, key_file)
        copy.replace(path)
    finally:
        copy.unlink(missing_ok=True)


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
