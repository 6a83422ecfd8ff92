"""One database: checked before it is opened, prepared, and used in transactions that are tried again."""

from __future__ import annotations

import math
import secrets
import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from datetime import timedelta
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from worksheets.clock import in_milliseconds
from worksheets.storage import meta, tables
from worksheets.storage.backups.copying import sqlite_file_to_read
from worksheets.storage.failures import Damaged, in_plain_words
from worksheets.storage.migrations.migration import (
    ENCRYPTED_SINCE,
    VERSION,
    keep_as_it_is,
    migrate,
    migrate_file,
    version_of,
)
from worksheets.storage.places import file_of, keep_private, make_room
from worksheets.storage.turns import Turns

LOCK_TIMEOUT: Final = timedelta(seconds=5)
LOCK_TIMEOUT_TO_WIPE: Final = timedelta(milliseconds=200)
LOCK_TIMEOUT_AT_START: Final = timedelta(seconds=1)
IDLE_IN_TRANSACTION_TIMEOUT: Final = timedelta(seconds=60)
TRIES: Final = 12
FIRST_PAUSE: Final = timedelta(milliseconds=20)
LONGEST_PAUSE: Final = timedelta(milliseconds=500)
LARGEST_FILE_CHECKED_AT_START: Final = 64 * 1024 * 1024

WITH_KEYS: Final = ("workbook", "key_slot")
WITH_WORDS: Final = ("edit", "snapshot", "pg_statistic")
"""PostgreSQL's statistics quote the most frequent values of a column."""

WORDS_LEFT: Final = "words_left"
"""The line of `meta` that says that a server's files may still hold words from before they were encrypted."""

PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "secure_delete=ON",
    "foreign_keys=ON",
    "journal_size_limit=4194304",
)

Result = TypeVar("Result")


class Database:
    """An open database; whatever goes wrong with it raises StorageError."""

    def __init__(self, url: URL, key_file: Path) -> None:
        """Open the database at `url`, making it if there is none; a file that cannot be used stays as it is.

        One of an earlier version is brought up to date; `key_file` is where the key goes if it had none.
        """
        with in_plain_words():
            path = file_of(url)
            # A migration would put a new file in the place of a link, and leave the words in the one that it names.
            self._file: Final = path.resolve() if path else None
        with in_plain_words(self._file):
            if self._file is not None:
                make_room(self._file)
                keep_private(self._file)
                if _checked(self._file) < VERSION:
                    migrate_file(self._file, key_file, LOCK_TIMEOUT)
            self._engine = _engine(url)
            self._writers: Turns | None = None
            if self._engine.dialect.name == "sqlite":
                self._writers = Turns()
                self._at_one_moment = self._engine  # SQLite has only this kind of transaction.
                self._reading = self._engine.execution_options(reads_only=True)
            else:
                self._at_one_moment = self._engine.execution_options(isolation_level="REPEATABLE READ")
                self._reading = self._at_one_moment.execution_options(postgresql_readonly=True)
            self._is_to_wipe = False
        self._has_words_left = self.write(lambda connection: _prepare(connection, key_file))
        if self._has_words_left:
            self.wipe()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def write(self, write: Callable[[Connection], Result]) -> Result:
        """Run `write` in one transaction; start again if the database says that it collided with another."""
        with self._turn():
            return _tried(self._engine, self._file, write)

    def replace(self, write: Callable[[Connection], Result]) -> Result:
        """Run `write`, which replaces all rows, in one transaction that sees the database as it is at one moment."""
        with self._turn():
            return _tried(self._at_one_moment, self._file, write)

    def _turn(self) -> AbstractContextManager[None]:
        """Let one writer in at a time, if the database cannot have more."""
        return self._writers.turn(LOCK_TIMEOUT) if self._writers else nullcontext()

    def wipe(self) -> None:
        """Leave no deleted key in the tables, and nothing deleted in what SQLite has written beside its file.

        It does not wait for readers, since others would then wait for it: `wipe_what_is_left` tries again later. What
        PostgreSQL has written in its own log stays there until PostgreSQL writes over it.
        """
        self._is_to_wipe = True
        self.wipe_what_is_left()

    def wipe_what_is_left(self) -> None:
        """Wipe what could not be wiped at once, if anything."""
        if self._is_to_wipe:
            with suppress(sqlite3.Error, DBAPIError):
                self._is_to_wipe = not (self._wiped() if self._engine.dialect.name == "sqlite" else self._vacuumed())

    def _wiped(self) -> bool:
        """Write a new file: `secure_delete` leaves traces that SQLite made when it moved rows between pages."""
        with closing(self._engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {in_milliseconds(LOCK_TIMEOUT_TO_WIPE)}")
            try:
                cursor.execute("VACUUM")
                (is_busy, *_pages) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {in_milliseconds(LOCK_TIMEOUT)}")
        return not is_busy

    def _vacuumed(self) -> bool:
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.detach()
            connection.execute(text(f"SET lock_timeout = {in_milliseconds(LOCK_TIMEOUT_TO_WIPE)}"))
            where = (*WITH_KEYS, *WITH_WORDS) if self._has_words_left else WITH_KEYS
            connection.execute(text(f"VACUUM FULL {', '.join(where)}"))
            if self._has_words_left:
                meta.remove(connection, WORDS_LEFT)
                self._has_words_left = False
        return True

    def read(self, read: Callable[[Connection], Result]) -> Result:
        """Run `read` on the database as it is at one moment, while others go on writing."""
        return _tried(self._reading, self._file, read)


def _tried(engine: Engine, file: Path | None, work: Callable[[Connection], Result]) -> Result:
    with in_plain_words(file):
        for attempt in range(1, TRIES + 1):
            try:
                with engine.begin() as connection:
                    return work(connection)
            except DBAPIError as error:
                if attempt == TRIES or not _collided(error):
                    raise
                longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1))
                time.sleep(longest.total_seconds() * (0.5 + secrets.randbelow(100) / 200))
    raise AssertionError("the last attempt returns or raises")


def _collided(error: DBAPIError) -> bool:
    """Return whether another transaction was in the way, even one that made the same tables at the same time."""
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in ("40001", "40P01", "42P07")


def _checked(path: Path) -> int:
    """Return the version of an SQLite file, read without changing it; raises Damaged or Newer."""
    size = path.stat().st_size
    if size == 0:
        return VERSION
    with sqlite_file_to_read(path, LOCK_TIMEOUT_AT_START).connect() as connection:
        if size <= LARGEST_FILE_CHECKED_AT_START and connection.scalar(text("PRAGMA quick_check(1)")) != "ok":
            raise Damaged
        return version_of(connection) or VERSION


def _prepare(connection: Connection, key_file: Path) -> bool:
    """Make the tables if there are none, or bring them up to date; return whether words are left to be wiped."""
    version = version_of(connection)
    if version is None:
        tables.metadata.create_all(connection)
        meta.write(connection, "schema", str(VERSION))
        connection.execute(insert(tables.alembic_version).values(version_num=f"{VERSION:04}"))
    elif version < VERSION:
        migrate(connection, key_file, keep_as_it_is(connection, version, key_file))
        if version < ENCRYPTED_SINCE:
            meta.write(connection, WORDS_LEFT, str(version))
    return meta.read(connection, WORDS_LEFT) is not None


def _engine(url: URL) -> Engine:
    """Say how the database is reached: nobody waits forever, not even for a server that hangs in mid-transaction."""
    if url.get_backend_name() != "sqlite":
        limits = {"lock_timeout": LOCK_TIMEOUT, "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION_TIMEOUT}
        options = " ".join(f"-c {name}={in_milliseconds(limit)}" for name, limit in limits.items())
        waiting = {"connect_timeout": math.ceil(LOCK_TIMEOUT.total_seconds()), "options": options}
        return create_engine(url, poolclass=QueuePool, pool_pre_ping=True, connect_args=waiting, hide_parameters=True)
    engine = create_engine(
        url, poolclass=QueuePool, connect_args={"timeout": LOCK_TIMEOUT.total_seconds()}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            _set(connection, pragma)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        reads_only = connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine


def _set(connection: sqlite3.Connection, pragma: str) -> None:
    """Set this; SQLite does not wait by itself for another server that makes the same new file."""
    until = time.monotonic() + LOCK_TIMEOUT.total_seconds()
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(FIRST_PAUSE.total_seconds())
