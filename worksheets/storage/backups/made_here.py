"""Which files in the folder of backups this installation has made, and when: it removes no other file by itself.

A file that somebody copied there is another one, even under the name of one that was made here.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from worksheets.clock import Instant
from worksheets.storage import meta

_MADE: Final = "made "
_SECOND: Final = 1_000_000_000
_EXACT_TO: Final = 2 * _SECOND
"""How exactly every disk remembers when a file was put there, in nanoseconds."""


def note(connection: Connection, path: Path, at: Instant) -> None:
    """Note that this file was made here at this moment of the time seen."""
    meta.write(connection, f"{_MADE}{path.name}", f"{at} {path.stat().st_ctime_ns}")


def forget(connection: Connection, path: Path) -> None:
    """Forget this file, which has been removed."""
    meta.remove(connection, f"{_MADE}{path.name}")


def among(connection: Connection, paths: list[Path]) -> dict[Path, Instant]:
    """Return those of these files that were made here, and when, by the time seen."""
    noted = meta.beginning_with(connection, _MADE)
    found = {}
    for path in paths:
        if path.name in noted:
            at, put_there = map(int, noted[path.name].split())
            with suppress(FileNotFoundError):
                if abs(path.stat().st_ctime_ns - put_there) <= _EXACT_TO:
                    found[path] = Instant(at)
    return found
