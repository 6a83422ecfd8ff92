"""Copying a whole database, SQLite or PostgreSQL, into one SQLite file, and telling whether it is still the same."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
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


class Digest:
    """The fingerprint of a copy, which changes with every row and with the order of the rows."""

    def __init__(self) -> None:
        self._hash: Final = hashlib.sha256()

    def add(self, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
        """Take in the rows that were read next from this table."""
        for row in rows:
            self._hash.update(repr((table.name, row)).encode())

    def __str__(self) -> str:
        return self._hash.hexdigest()


def copy(reading: Connection, metadata: MetaData, path: Path) -> Digest:
    """Write all rows of these tables into a new SQLite file, which only this user can read; raises NotKept or NoRoom.

    If the database cannot be read, raises what the database raises.
    """
    digest = Digest()
    with _written(path) as writing:
        with in_words_of_backups(path.parent):
            metadata.create_all(writing)
        for table in metadata.sorted_tables:
            into = str(insert(table).compile(dialect=sqlite.dialect()))
            for batch in batches(reading, table):
                rows = [tuple(row) for row in batch]
                digest.add(table, rows)
                with in_words_of_backups(path.parent):
                    writing.exec_driver_sql(into, rows)
    return digest


def digest_of(reading: Connection, metadata: MetaData) -> Digest:
    """The digest of the copy that `copy` wrote into this SQLite file."""
    digest = Digest()
    for table in metadata.sorted_tables:
        for batch in batches(reading, table, ROWID):
            digest.add(table, [tuple(row) for row in batch])
    return digest


def batches(reading: Connection, table: Table, order: ColumnElement[int] | None = None) -> Iterator[Sequence[TableRow]]:
    """All rows of a table in batches, with a pause after each."""
    wanted = select(table).execution_options(yield_per=ROWS_AT_ONCE)
    for rows in reading.execute(wanted if order is None else wanted.order_by(order)).partitions():
        yield rows
        if len(rows) == ROWS_AT_ONCE:
            time.sleep(PAUSE.total_seconds())


def reflected_tables(reading: Connection) -> MetaData:
    """The tables of a database of any version, with types that SQLite has, too."""
    metadata = MetaData()

    @event.listens_for(metadata, "column_reflect")
    def _on_column(_inspector: object, _table: object, column: ReflectedColumn) -> None:
        column["type"] = column["type"].as_generic()
        column["default"] = None

    metadata.reflect(reading)
    return metadata


@contextmanager
def _written(path: Path) -> Iterator[Connection]:
    """A new SQLite file in one transaction, which is whole and on disk at the end."""
    with in_words_of_backups(path.parent):
        path.touch(mode=0o600, exist_ok=False)
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)
    writing = engine.connect()
    try:
        yield writing
        with in_words_of_backups(path.parent):
            writing.commit()
    finally:
        writing.close()
        engine.dispose()
