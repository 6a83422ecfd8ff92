"""The time that this database has seen pass, by which everything becomes due: a wrong clock erases nothing.

It is noted in the database and never goes back. It follows the clock, but by no more than a day and a half at a start,
and after that by no more than half as much again as the computer has been running. While the clock stands still or is
behind, it moves on as the computer runs. Whatever becomes due is dated by it as well; what is only shown, or noted in
the audit trail, is dated by the clock.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, select

from worksheets.clock import Instant, later, now, uptime
from worksheets.storage import meta, tables

MOST_AT_A_START: Final = timedelta(days=1.5)
FASTEST: Final = 1.5
"""How fast it catches up with a clock that is ahead: a day and a half in a day."""

_NOTED: Final = "time_seen"


class TimeSeen:
    """The time that one database has seen, as one server follows it."""

    def __init__(self) -> None:
        self._last: tuple[Instant, timedelta] | None = None
        """What it was when it was asked for last, and for how long the computer had been running."""

    def now(self, connection: Connection) -> Instant:
        """Say how late it is by the time that this database has seen."""
        clock, running, noted = now(), uptime(), _noted(connection)
        if self._last is None:
            before = _last_event(connection, clock) if noted is None else noted
            at = max(before, min(clock, later(before, MOST_AT_A_START)))
        else:
            last, then = self._last
            passed = running - then
            at = max(noted or last, later(last, passed), min(clock, later(last, FASTEST * passed)))
        self._last = at, running
        return at

    def note(self, connection: Connection) -> Instant:
        """Note how late it is, so that the next start goes on from there, and return it."""
        at = self.now(connection)
        meta.write(connection, _NOTED, str(at))
        return at


def _noted(connection: Connection) -> Instant | None:
    noted = meta.read(connection, _NOTED)
    return None if noted is None else Instant(int(noted))


def _last_event(connection: Connection, otherwise: Instant) -> Instant:
    """Return when something was last noted in the audit trail, for a database in which no time has been noted yet."""
    at = connection.scalar(select(tables.audit.c.at).order_by(tables.audit.c.number.desc()).limit(1))
    return otherwise if at is None else Instant(at)
