"""How often something was called, which is the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def calls_of(function: Callable[..., object]) -> Iterator[list[dict[str, object]]]:
    """What this function was called with, each time, in this thread."""
    calls: list[dict[str, object]] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is function.__code__:
            calls.append(dict(frame.f_locals))

    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(None)
