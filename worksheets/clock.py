"""The clock by which everything is dated, and names that sort by it.

A moment is an `Instant` and a duration a `timedelta`, so that neither can be taken for the other, nor seconds for
milliseconds.
"""

from __future__ import annotations

import secrets
import time
import uuid
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final, NewType
from zoneinfo import ZoneInfo

Instant = NewType("Instant", int)
"""A moment in milliseconds since 1970, UTC, as it is kept on disk."""

_MILLISECOND: Final = timedelta(milliseconds=1)


def now() -> Instant:
    """Return the moment it is."""
    return Instant(time.time_ns() // 1_000_000)


def uptime() -> timedelta:
    """Say how long this computer has been running, asleep or awake: a clock that nobody sets."""
    for counts_sleep in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):  # Linux; macOS, where `monotonic` stops during sleep.
        if hasattr(time, counts_sleep):
            return timedelta(seconds=time.clock_gettime(getattr(time, counts_sleep)))
    return timedelta(seconds=time.monotonic())


def later(than: Instant, by: timedelta) -> Instant:
    """Return the moment this long after another."""
    return Instant(than + in_milliseconds(by))


def earlier(than: Instant, by: timedelta) -> Instant:
    """Return the moment this long before another."""
    return Instant(than - in_milliseconds(by))


def between(first: Instant, second: Instant) -> timedelta:
    """Say how long the second moment is after the first."""
    return (second - first) * _MILLISECOND


def in_milliseconds(duration: timedelta) -> int:
    """Return the duration in whole milliseconds."""
    return duration // _MILLISECOND


def in_utc(at: Instant) -> datetime:
    """Return the date and time of day at this moment, UTC."""
    return datetime.fromtimestamp(at / 1000, UTC)


def at_instant(moment: datetime) -> Instant:
    """Return the moment of this date and time of day, which carries its time zone."""
    return Instant(round(moment.timestamp() * 1000))


def zone(name: str | None, minutes_behind: int | None) -> tzinfo:
    """Return the time zone with this name, or else the one this many minutes behind UTC, or else UTC.

    A browser may name a zone that nobody knows, such as "Etc/Unknown" or "+00:00", or none.
    """
    try:
        return ZoneInfo(name or "")
    except (KeyError, ValueError, OSError):
        pass
    try:
        return timezone(timedelta(minutes=-(minutes_behind or 0)))
    except (ValueError, OverflowError):
        return UTC


def new_id() -> str:
    """Return an identifier that sorts by time of making (UUIDv7)."""
    bits = now() << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=bits))
