"""A computer whose clock is set wrong, stands still, or runs on for days in a moment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from worksheets.clock import in_milliseconds


class CountedDays:
    """The clock of a computer, as many days later as this file says, in the place of `time` in `worksheets.clock`."""

    def __init__(self, days: Path) -> None:
        self._days = days

    def time_ns(self) -> int:
        """What the clock says."""
        later = timedelta(days=int(self._days.read_text()))
        return time.time_ns() + 1_000_000 * in_milliseconds(later)

    def __getattr__(self, name: str) -> object:
        return getattr(time, name)


class SetClock:
    """The clock of a computer, in the place of the module `time` in `worksheets.clock`."""

    CLOCK_BOOTTIME = 0

    def __init__(self) -> None:
        """A clock at noon of this day, so that the same day goes on for a while."""
        at = datetime.now(UTC)
        self.ahead = at.replace(hour=12, minute=0) - at
        self.ran = timedelta()
        """For how long the computer has run by itself since the test began."""
        self._stands_at: int | None = None

    def time_ns(self) -> int:
        """What the clock says."""
        shown = time.time_ns() + 1_000_000 * in_milliseconds(self.ahead + self.ran)
        return shown if self._stands_at is None else self._stands_at

    def clock_gettime(self, _which: int) -> float:
        """For how many seconds the computer has been running."""
        return time.monotonic() + self.ran.total_seconds()

    def run(self, **for_as_long: float) -> None:
        """Let the computer run for so many days, hours or minutes."""
        self.ran += timedelta(**for_as_long)

    def set(self, **ahead: float) -> None:
        """Set the clock ahead, or back, by so many days, hours or minutes."""
        self.ahead += timedelta(**ahead)

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Let the clock say the same all the time, while the computer runs."""
        self._stands_at = self.time_ns()
        yield
        self._stands_at = None
