"""Guesses: after a few wrong passphrases the next one has to wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from worksheets.answers import WorksheetError
from worksheets.language import marked

FREE: Final = 5
"""How many wrong ones may come one right after the other: fingers slip."""

SHORTEST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(minutes=5)
"""It doubles from the one to the other."""


class TooManyGuesses(WorksheetError):
    message = marked("That was wrong too often. Wait a little, and try again. Seconds left: {seconds}")


class Guesses:
    """What was guessed wrong at one server since somebody knew the passphrase; `uptime` is a clock that nobody sets."""

    def __init__(self) -> None:
        self._wrong = 0
        self._next = timedelta()

    def admit(self, uptime: timedelta) -> None:
        """Raise TooManyGuesses if the next guess comes too early."""
        if uptime < self._next:
            raise TooManyGuesses(seconds=-((uptime - self._next) // timedelta(seconds=1)))

    def count(self, uptime: timedelta) -> None:
        """Count one more that was wrong."""
        self._wrong += 1
        if self._wrong >= FREE:
            self._next = uptime + min(SHORTEST_WAIT * 2 ** min(self._wrong - FREE, 10), LONGEST_WAIT)

    def forget(self) -> None:
        """Forget what was wrong: somebody knew it."""
        self._wrong, self._next = 0, timedelta()
