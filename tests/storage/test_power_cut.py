"""What was acknowledged survives a power cut, with the settings that the database is opened with."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import count
from typing import Any

import apsw
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from worksheets.storage import tables
from worksheets.storage.database import PRAGMAS

CUTS = 1000
SECTOR = 512
ADD = "INSERT INTO edit VALUES ('home', 'workbook', ?, ?, 'rulers/importance/number', ?, '[]', 'me', 0, 'g', NULL)"

_names = count()


class Disk(apsw.VFS):
    """A disk that may forget what was not synced: any sector of it, when the power is cut. Its methods are SQLite's."""

    def __init__(self) -> None:
        self.name = f"disk-{next(_names)}"
        self.files: dict[str, File] = {}
        super().__init__(self.name, base="")

    def after_a_cut(self, chance: random.Random) -> Disk:
        """The disk with, of each sector, either what was synced or what was written since."""
        after = Disk()
        after.files = {path: file.after_a_cut(chance) for path, file in self.files.items()}
        return after

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        flags[1] = flags[0]
        return self.files.setdefault(path, File())

    def xAccess(self, path: str, _flags: int) -> bool:
        return path in self.files

    def xDelete(self, path: str, _sync_folder: bool) -> None:
        self.files.pop(path, None)

    def xFullPathname(self, path: str) -> str:
        return path


class File:
    """A file as programs see it, and as it was when it was last synced."""

    def __init__(self) -> None:
        self.seen = bytearray()
        self.synced = b""

    def after_a_cut(self, chance: random.Random) -> File:
        length = chance.choice([len(self.seen), len(self.synced)])
        new, old = bytes(self.seen).ljust(length, b"\0"), self.synced.ljust(length, b"\0")
        after = File()
        for at in range(0, length, SECTOR):
            after.seen += chance.choice([new, old])[at : min(at + SECTOR, length)]
        after.synced = bytes(after.seen)
        return after

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        if len(self.seen) < offset:
            self.seen.extend(bytes(offset - len(self.seen)))
        self.seen[offset : offset + len(data)] = data

    def xTruncate(self, size: int) -> None:
        del self.seen[size:]

    def xSync(self, _flags: int) -> None:
        self.synced = bytes(self.seen)

    def xFileSize(self) -> int:
        return len(self.seen)

    def xSectorSize(self) -> int:
        return SECTOR

    def _nothing(self, *_asked: int) -> bool:
        """No, or nothing to be done: nobody else uses this disk, and it promises nothing."""
        return False

    xClose = xLock = xUnlock = xCheckReservedLock = xFileControl = xDeviceCharacteristics = _nothing


def opened(disk: Disk, pragmas: Sequence[str]) -> apsw.Connection:
    """The database on this disk."""
    connection = apsw.Connection("worksheets.db", vfs=disk.name)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")  # Programs have no memory in common on this disk.
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def lost_in_a_cut(pragmas: Sequence[str], chance: random.Random) -> int:
    """How many acknowledged edits are gone after a cut at a random moment; fails where the file is damaged."""
    disk = Disk()
    before = opened(disk, pragmas)
    before.execute(str(CreateTable(tables.edit).compile(dialect=sqlite.dialect())))
    before.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    acknowledged = chance.randrange(1, 12)
    for number in range(1, acknowledged + 1):
        before.execute(f"BEGIN IMMEDIATE; {ADD}; COMMIT", (number, f"edit-{number}", "w" * chance.randrange(2000)))

    after = opened(disk.after_a_cut(chance), pragmas)
    before.close()
    assert after.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    [(there,)] = after.execute("SELECT count(*) FROM edit")
    after.close()
    return acknowledged - int(there)


def test_a_thousand_power_cuts_lose_nothing_that_was_acknowledged() -> None:
    chance = random.Random(11)

    assert sum(lost_in_a_cut(PRAGMAS, chance) for _cut in range(CUTS)) == 0


def test_the_same_cuts_lose_words_where_a_commit_is_not_synced() -> None:
    chance = random.Random(11)
    careless = [pragma.replace("synchronous=FULL", "synchronous=NORMAL") for pragma in PRAGMAS]

    assert sum(lost_in_a_cut(careless, chance) for _cut in range(100)) > 100
