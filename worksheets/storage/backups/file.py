"""A backup: one SQLite file with the tables of the database, and a sealed line that says when it was made."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import BigInteger, Column, Connection, Integer, MetaData, String, Table, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError

from worksheets.clock import Instant, now
from worksheets.storage import tables
from worksheets.storage.backups.copying import ROWID, batches, copy, digest_of, sqlite_file, sqlite_file_to_read
from worksheets.storage.failures import BackupDamaged, BackupNewer, BackupOlder, NoBackup, Tampered, in_words_of_backups
from worksheets.storage.keys import slots
from worksheets.storage.keys.encryption import Keys, WorkbookKey
from worksheets.storage.keys.slots import Protector, Slot
from worksheets.storage.listing import Listing, line_in
from worksheets.storage.log import value_in
from worksheets.storage.migrations.migration import ENCRYPTED_SINCE, VERSION

_TABLES_SINCE: Final = {3: [tables.reader]}
"""Which tables a version brought: a backup from before it does without them."""

_MADE: Final = Table(
    "backup",
    MetaData(),
    Column("version", Integer, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a backup, with the lines of one owner's worksheets; those `damaged` when it was made have none."""

    made_at: Instant
    worksheets: int
    damaged: int
    written_at: Instant | None
    lines: tuple[Listing, ...]


def write(reading: Connection, path: Path, keys: Keys) -> None:
    """Write a backup of the database as this connection sees it; raises NotKept or NoRoom."""
    made_at = now()
    digest = copy(reading, tables.metadata, path)
    with in_words_of_backups(path.parent), sqlite_file(path).begin() as connection:
        _MADE.metadata.create_all(connection)
        seal = _seal(keys, made_at, digest)
        connection.execute(insert(_MADE).values(version=VERSION, made_at=made_at, digest=digest, seal=seal))


class BackupFile:
    """A backup, read in one transaction that cannot change it."""

    def __init__(self, connection: Connection) -> None:
        """Open it; raises NoBackup, BackupNewer, BackupOlder or BackupDamaged."""
        self.connection: Final = connection
        if not inspect(connection).has_table(_MADE.name):
            raise NoBackup
        made = connection.execute(select(_MADE)).one_or_none()
        if made is None:
            raise BackupDamaged
        if not ENCRYPTED_SINCE <= made.version <= VERSION:
            raise BackupNewer if made.version > VERSION else BackupOlder
        self.tables: Final = _tables_of(made.version)
        is_whole = connection.scalar(text("PRAGMA integrity_check(1)")) == "ok"
        if not is_whole or digest_of(connection, self.tables) != made.digest:
            raise BackupDamaged
        self._made: Final = made
        self.slots: Final[Mapping[Protector, Slot]] = slots.read(connection)

    def was_made_with(self, keys: Keys) -> bool:
        """Return whether it was made of the database that has these keys."""
        seal = _seal(keys, self._made.made_at, self._made.digest)
        return hmac.compare_digest(str(self._made.seal).encode(), seal.encode())

    def contents(self, keys: Keys, owner: tuple[str, str]) -> Contents:
        """Return what is in it, with the lines of the worksheets of this (tenant, author)."""
        columns = tables.workbook.c
        in_order = self.connection.execute(select(tables.workbook).order_by(columns.opened_at.desc())).all()
        damaged = self.damaged(keys)
        own = [
            line_in(row, keys.workbook_key(row.key, row.tenant, row.id))
            for row in in_order
            if (row.tenant, row.owner) == owner and (row.tenant, row.id) not in damaged
        ]
        written_at = in_order[0].opened_at if in_order else None
        return Contents(self._made.made_at, len(in_order), len(damaged), written_at, tuple(own))

    def damaged(self, keys: Keys) -> set[tuple[str, str]]:
        """Return the worksheets, as (tenant, name), whose line or edits these keys do not all open."""
        opened: dict[tuple[str, str], WorkbookKey] = {}
        missing: dict[tuple[str, str], int] = {}
        found = set()
        for row in self.connection.execute(select(tables.workbook)):
            this = (row.tenant, row.id)
            missing[this] = row.revision
            try:
                opened[this] = keys.workbook_key(row.key, row.tenant, row.id)
                line_in(row, opened[this])
            except Tampered:
                found.add(this)
        for edits in batches(self.connection, tables.edit, ROWID):
            for edit in edits:
                this = (edit.tenant, edit.workbook)
                try:
                    value_in(edit, opened[this])
                    missing[this] -= 1
                except (Tampered, KeyError):
                    found.add(this)
        return found | {this for this, number in missing.items() if number}


@contextmanager
def opened(path: Path) -> Iterator[BackupFile]:
    """Provide the backup in this file, for reading only; raises NoBackup, BackupNewer, BackupOlder or BackupDamaged."""
    try:
        with sqlite_file_to_read(path).connect() as connection:
            yield BackupFile(connection)
    except DBAPIError as error:
        raise (BackupDamaged if _begins_like_a_database(path) else NoBackup) from error
    except UnicodeDecodeError as error:
        raise BackupDamaged from error


def _tables_of(version: int) -> MetaData:
    """Return the tables that a backup of this version has."""
    there = MetaData()
    newer = [table for since, new in _TABLES_SINCE.items() if since > version for table in new]
    for table in tables.metadata.sorted_tables:
        if table not in newer:
            table.to_metadata(there)
    return there


def _begins_like_a_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _seal(keys: Keys, made_at: Instant, digest: str) -> str:
    body = json.dumps([made_at, digest]).encode()
    return hmac.new(keys.made_for("backup"), body, hashlib.sha256).hexdigest()
