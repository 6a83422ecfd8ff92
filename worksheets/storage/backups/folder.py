"""The folder of backups: what they are called, how long they are kept, and how only a whole one gets there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path
from typing import Final

from worksheets.clock import Instant, at_instant, between, in_utc, new_id
from worksheets.storage.failures import in_words_of_backups
from worksheets.storage.keeping import DAYS_IN_BACKUPS
from worksheets.storage.places import sync

DAILY: Final = 7
WEEKLY: Final = 4
LONGEST_KEPT: Final = timedelta(days=DAYS_IN_BACKUPS)

_A_DAY: Final = timedelta(days=1)
_LONGEST_IN_THE_MAKING: Final = timedelta(days=3)
"""Longer than a clock can be wrong at a start."""

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
    """Return the backups in this folder, the newest first; raises NotKept if the folder cannot be read."""
    found = []
    for path in files(folder):
        if name := _NAME.fullmatch(path.name):
            with suppress(FileNotFoundError, ValueError):
                made = datetime.strptime(f"{name[1]}+0000", "%Y-%m-%d-%H%M%z")
                found.append(Backup(path, made, path.stat().st_size, name[2] is not None))
    return sorted(found, key=lambda backup: (backup.made, len(backup.name), backup.name), reverse=True)


def to_keep(made: Sequence[datetime], at: datetime) -> set[datetime]:
    """Choose which to keep: all of the last day, one for each of 7 days and 4 weeks before, none over 35 days old."""
    young = sorted((each for each in made if at - each <= LONGEST_KEPT), reverse=True)
    days: dict[object, datetime] = {}
    weeks: dict[object, datetime] = {}
    for each in young:
        days.setdefault(each.date(), each)
        weeks.setdefault(each.isocalendar()[:2], each)
    daily = sorted(days.values(), reverse=True)[:DAILY]
    weekly = sorted((each for each in weeks.values() if each < min(daily)), reverse=True)[:WEEKLY] if daily else []
    return {each for each in young if at - each < _A_DAY} | {*daily, *weekly}


def too_many(made: Mapping[Path, Instant], at: Instant) -> set[Path]:
    """Return which of these files need not be kept now that a newer backup has been read back."""
    backups = {path: in_utc(when) for path, when in made.items() if _is_daily(path)}
    kept = to_keep(list(backups.values()), in_utc(at))
    return {path for path, when in backups.items() if when not in kept}


def too_old(made: Mapping[Path, Instant], at: Instant) -> set[Path]:
    """Return which of these files are older than 35 days: never the newest, since nothing newer has been read back."""
    newest = max(made.values(), default=at)
    return {path for path, when in made.items() if when != newest and between(when, at) > LONGEST_KEPT}


def remove(path: Path) -> None:
    """Remove this file, if it is there; raises NotKept."""
    with in_words_of_backups(path.parent):
        path.unlink(missing_ok=True)


def files(folder: Path) -> list[Path]:
    """Return all that lies in this folder; raises NotKept if it cannot be read."""
    with in_words_of_backups(folder):
        return sorted(folder.iterdir()) if folder.exists() else []


def never_finished(folder: Path, at: Instant) -> list[Path]:
    """Return what was left behind of backups when the power or the program ended; raises NotKept."""
    with in_words_of_backups(folder):
        return [path for path in files(folder) if _HALF_MADE in path.name and _is_left_over(path, at)]


def made_by_earlier_versions(folder: Path) -> dict[Path, Instant]:
    """Return when each backup in this folder was made, by its name, and each database from before a migration."""
    found = {backup.path: at_instant(backup.made) for backup in listed(folder)}
    for path in files(folder):
        if before := _BEFORE_A_MIGRATION.fullmatch(path.name):
            found[path] = at_instant(datetime.fromisoformat(f"{before[1]}T00:00+00:00"))
    return found


def _is_daily(path: Path) -> bool:
    name = _NAME.fullmatch(path.name)
    return name is not None and name[2] is None


def _is_left_over(path: Path, at: Instant) -> bool:
    with suppress(FileNotFoundError):
        return in_utc(at) - datetime.fromtimestamp(path.stat().st_mtime, UTC) > _LONGEST_IN_THE_MAKING
    return False


@contextmanager
def half_made(folder: Path) -> Iterator[Path]:
    """Provide the file in which a backup is written until it is checked; what is left of it at the end is removed."""
    path = folder / f"worksheets-{new_id()}{_HALF_MADE}"
    with in_words_of_backups(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield path
    finally:
        for left in (path, path.with_name(f"{path.name}-journal")):
            left.unlink(missing_ok=True)


def name_before_migration(folder: Path, at: datetime, version: int, ending: str) -> Path:
    """Return the name under which a database of an earlier version is kept as it was, one a day."""
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
    """Return a name that no other backup has."""
    name = f"worksheets-{made:%Y-%m-%d-%H%M}{_BEFORE_A_RESTORE if before_a_restore else ''}"
    names = chain([f"{name}.db"], (f"{name}-{number}.db" for number in count(2)))
    return next(folder / each for each in names if not (folder / each).exists())
