"""Copying a whole database, SQLite or PostgreSQL, into one SQLite file, and telling whether it is still the same."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    MetaData,
    NullPool,
    Table,
    create_engine,
    event,
    insert,
    literal_column,
    select,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import ReflectedColumn

from worksheets.storage.failures import in_words_of_backups
from worksheets.storage.tables import TableRow

ROWS_AT_ONCE: Final = 500
PAUSE: Final = timedelta(milliseconds=2)
"""How long copying stops after so many rows, so that people who are writing are not kept waiting."""

ROWID: Final = literal_column("rowid", Integer)
"""The order in which the rows of an SQLite file were written."""


def sqlite_file(path: Path) -> Engine:
    """Return an engine for this SQLite file, which keeps no connection open."""
    return create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool, hide_parameters=True)


def sqlite_file_to_read(path: Path, timeout: timedelta = timedelta(seconds=5)) -> Engine:
    """Return an engine for this SQLite file that cannot change it; `timeout` is how long it waits for a writer."""
    address, seconds = f"{path.resolve().as_uri()}?mode=ro", timeout.total_seconds()
    return create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, timeout=seconds),
        poolclass=NullPool,
        hide_parameters=True,
    )


def copy(reading: Connection, metadata: MetaData, path: Path) -> str:
    """Write all rows of these tables into a new SQLite file, which only this user can read, and return its digest.

    Raises NotKept or NoRoom, or what the database raises if it cannot be read.
    """
    digest = hashlib.sha256()
    with in_words_of_backups(path.parent):
        path.touch(mode=0o600, exist_ok=False)
    with sqlite_file(path).connect() as writing:
        with in_words_of_backups(path.parent):
            metadata.create_all(writing)
        for table in metadata.sorted_tables:
            into = str(insert(table).compile(dialect=sqlite.dialect()))
            for batch in batches(reading, table):
                rows = [tuple(row) for row in batch]
                digest.update(_in_bytes(table, rows))
                with in_words_of_backups(path.parent):
                    writing.exec_driver_sql(into, rows)
        with in_words_of_backups(path.parent):
            writing.commit()
    return digest.hexdigest()


def digest_of(reading: Connection, metadata: MetaData) -> str:
    """Return the digest of what `copy` wrote into this SQLite file: it differs if a row or their order changed."""
    digest = hashlib.sha256()
    for table in metadata.sorted_tables:
        for batch in batches(reading, table, ROWID):
            digest.update(_in_bytes(table, [tuple(row) for row in batch]))
    return digest.hexdigest()


def batches(reading: Connection, table: Table, order: ColumnElement[int] | None = None) -> Iterator[Sequence[TableRow]]:
    """Yield all rows of a table in batches, with a pause after each."""
    wanted = select(table).execution_options(yield_per=ROWS_AT_ONCE)
    for rows in reading.execute(wanted if order is None else wanted.order_by(order)).partitions():
        yield rows
        if len(rows) == ROWS_AT_ONCE:
            time.sleep(PAUSE.total_seconds())


def reflected_tables(reading: Connection) -> MetaData:
    """Return the tables of a database of any version, with types that SQLite has, too."""
    metadata = MetaData()

    @event.listens_for(metadata, "column_reflect")
    def _on_column(_inspector: object, _table: object, column: ReflectedColumn) -> None:
        column["type"] = column["type"].as_generic()
        column["default"] = None

    metadata.reflect(reading)
    return metadata


def _in_bytes(table: Table, rows: Sequence[tuple[object, ...]]) -> bytes:
    return "".join(repr((table.name, row)) for row in rows).encode()
