"""One writer after the other, in the order in which they came."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from worksheets.storage.failures import Locked


class Turns:
    """A lock that goes to whoever has waited longest; that of SQLite goes to whoever happens to ask then."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_taken = False
        self._waiting: deque[threading.Event] = deque()

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._waiting)

    @contextmanager
    def turn(self, longest: timedelta) -> Iterator[None]:
        """Wait for one's turn, and have it; raise Locked after the `longest` time to wait."""
        self._wait(longest)
        try:
            yield
        finally:
            self._hand_on()

    def _wait(self, longest: timedelta) -> None:
        mine = threading.Event()
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return
            self._waiting.append(mine)
        if not mine.wait(longest.total_seconds()):
            with self._lock:
                if mine in self._waiting:
                    self._waiting.remove(mine)
                    raise Locked

    def _hand_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False
