"""Several people, or several servers, at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def at_once(*doings: Callable[[], Any]) -> list[Any]:
    """Begin all of this at the same moment, and return what came of each when all is done; a failure is raised."""
    together = threading.Barrier(len(doings))

    def begun(doing: Callable[[], Any]) -> Any:
        together.wait()
        return doing()

    with ThreadPoolExecutor(len(doings)) as people:
        return list(people.map(begun, doings))
