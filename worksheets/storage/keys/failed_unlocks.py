"""Attempts to unlock that failed: kept until the audit trail can take them in, whose key is locked up as well."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from worksheets.clock import Instant, between, now
from worksheets.storage import meta
from worksheets.storage.audit import ONE_SITTING, Action, Trail

NOBODY_KNOWN: Final = ""
"""Who tried: the computer cannot tell."""

_MOST: Final = 1000
_FAILED: Final = "failed_unlocks"


def note(connection: Connection) -> None:
    """Note that somebody failed just now; what follows in the same sitting is not noted again."""
    noted, at = waiting(connection), now()
    if not noted or not timedelta() <= between(noted[-1], at) <= ONE_SITTING:
        meta.write(connection, _FAILED, json.dumps([*noted, at][-_MOST:]))


def waiting(connection: Connection) -> list[Instant]:
    """Return when somebody failed, as far as it is not in the audit trail."""
    return [Instant(at) for at in json.loads(meta.read(connection, _FAILED) or "[]")]


def move_to(connection: Connection, trail: Trail) -> None:
    """Put what is noted into the audit trail."""
    for at in waiting(connection):
        trail.note(NOBODY_KNOWN, Action.NOT_UNLOCKED, at=at)
    meta.remove(connection, _FAILED)
