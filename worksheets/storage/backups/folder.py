"""The folder of backups: what they are called, how long they are kept, and how only a whole one gets there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path
from typing import Final

from worksheets.clock import new_id
from worksheets.storage.failures import in_words_of_backups
from worksheets.storage.keeping import DAYS_IN_BACKUPS
from worksheets.storage.places import sync

DAILY: Final = 7
WEEKLY: Final = 4
LONGEST_KEPT: Final = timedelta(days=DAYS_IN_BACKUPS)

_A_DAY: Final = timedelta(days=1)

_HALF_MADE: Final = ".half-made"
_BEFORE_A_RESTORE: Final = "-before-a-restore"
_NAME: Final = re.compile(rf"worksheets-(\d{{4}}-\d\d-\d\d-\d{{4}})({_BEFORE_A_RESTORE})?(?:-\d+)?\.db")
_BEFORE_A_MIGRATION: Final = re.compile(r"worksheets-(\d{4}-\d\d-\d\d)-version-\d+\.(?:db|sealed)")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: when it was made, in UTC, to the minute, and how many bytes it has.

    One made before a restore may be the only one with what was written last, so it is kept as long as any may be.
    """

    path: Path
    made: datetime
    size: int
    is_before_a_restore: bool = False

    @property
    def name(self) -> str:
        """What it is called in its folder."""
        return self.path.name


def listed(folder: Path) -> list[Backup]:
    """The backups in this folder, the newest first; raises NotKept if the folder cannot be read."""
    found = []
    for path in _files(folder):
        if name := _NAME.fullmatch(path.name):
            with suppress(FileNotFoundError, ValueError):
                made = datetime.strptime(f"{name[1]}+0000", "%Y-%m-%d-%H%M%z")
                found.append(Backup(path, made, path.stat().st_size, name[2] is not None))
    return sorted(found, key=lambda backup: (backup.made, len(backup.name), backup.name), reverse=True)


def to_keep(made: Sequence[datetime], at: datetime) -> set[datetime]:
    """Which to keep: all of the last day, one for each of 7 days and of 4 weeks before, and none older than 35 days."""
    young = sorted((each for each in made if at - each <= LONGEST_KEPT), reverse=True)
    days: dict[object, datetime] = {}
    weeks: dict[object, datetime] = {}
    for each in young:
        days.setdefault(each.date(), each)
        weeks.setdefault(each.isocalendar()[:2], each)
    daily = sorted(days.values(), reverse=True)[:DAILY]
    weekly = sorted((each for each in weeks.values() if each < min(daily)), reverse=True)[:WEEKLY] if daily else []
    return {each for each in young if at - each < _A_DAY} | {*daily, *weekly}


def thin_out(folder: Path, at: datetime) -> None:
    """Remove backups that need not be kept, or are too old; raises NotKept."""
    daily = [backup for backup in listed(folder) if not backup.is_before_a_restore]
    kept = to_keep([backup.made for backup in daily], at)
    _remove(folder, [backup.path for backup in daily if backup.made not in kept])
    remove_old(folder, at)


def remove_old(folder: Path, at: datetime) -> None:
    """Remove backups older than 35 days, and half-made ones that were left behind; raises NotKept."""
    old = [backup.path for backup in listed(folder) if at - backup.made > LONGEST_KEPT]
    _remove(folder, [*old, *(path for path in _files(folder) if _is_left_over(path, at))])


def _remove(folder: Path, paths: Sequence[Path]) -> None:
    with in_words_of_backups(folder):
        for path in paths:
            path.unlink(missing_ok=True)


def _is_left_over(path: Path, at: datetime) -> bool:
    """Whether this was kept before a migration that is long past, or never became a whole backup."""
    if before := _BEFORE_A_MIGRATION.fullmatch(path.name):
        return at - datetime.fromisoformat(f"{before[1]}T00:00+00:00") > LONGEST_KEPT
    return _HALF_MADE in path.name and at - datetime.fromtimestamp(path.stat().st_mtime, UTC) > _A_DAY


@contextmanager
def half_made(folder: Path) -> Iterator[Path]:
    """The file in which a backup is written until it is checked; what is left of it at the end is removed."""
    path = folder / f"worksheets-{new_id()}{_HALF_MADE}"
    with in_words_of_backups(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield path
    finally:
        for left in (path, path.with_name(f"{path.name}-journal")):
            left.unlink(missing_ok=True)


def name_before_migration(folder: Path, at: datetime, version: int, ending: str) -> Path:
    """The name under which a database of an earlier version is kept as it was, one a day."""
    return folder / f"worksheets-{at:%Y-%m-%d}-version-{version}.{ending}"


def kept_as(path: Path, name: Path) -> Path:
    """Give the checked file its name, with both on disk."""
    with in_words_of_backups(name.parent):
        with path.open("rb+") as written:
            os.fsync(written.fileno())
        path.replace(name)
        sync(name.parent)
    return name


def free_name(folder: Path, made: datetime, before_a_restore: bool = False) -> Path:
    """A name that no other backup has."""
    name = f"worksheets-{made:%Y-%m-%d-%H%M}{_BEFORE_A_RESTORE if before_a_restore else ''}"
    names = chain([f"{name}.db"], (f"{name}-{number}.db" for number in count(2)))
    return next(folder / each for each in names if not (folder / each).exists())


def _files(folder: Path) -> list[Path]:
    with in_words_of_backups(folder):
        return sorted(folder.iterdir()) if folder.exists() else []
