"""How much memory is left for something large, as far as the system says."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_GROUPS = Path("/sys/fs/cgroup")


def left() -> float:
    """Say how many bytes another process of ours may take; infinite where nobody says."""
    return min([*_free(), *_left_in_groups(), *_allowed()], default=math.inf)


def _free() -> Iterator[int]:
    """Yield what Linux could give without swapping."""
    with suppress(OSError, ValueError):
        lines = (line.split() for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines())
        yield from (1024 * int(words[1]) for words in lines if words[0] == "MemAvailable:")


def _left_in_groups() -> Iterator[int]:
    """Yield what the control groups leave, this one and those around it: a container has such a limit."""
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines()
        own = _GROUPS / next(line.removeprefix("0::/") for line in lines if line.startswith("0::/"))
        for group in (own, *own.parents):
            if group.is_relative_to(_GROUPS):
                yield from _left_in(group)


def _left_in(group: Path) -> Iterator[int]:
    """Yield the limit without what is used; what is only kept of files is given back when it is needed."""
    with suppress(OSError, ValueError):
        limit, used = ((group / name).read_text(encoding="ascii") for name in ("memory.max", "memory.current"))
        statistics = (line.split() for line in (group / "memory.stat").read_text(encoding="ascii").splitlines())
        files = next((int(words[1]) for words in statistics if words[0] == "inactive_file"), 0)
        yield int(limit) - int(used) + files


def _allowed() -> Iterator[int]:
    """Yield what one process may take at all, where somebody has set a limit."""
    if sys.platform != "win32":
        import resource

        limit, _hard = resource.getrlimit(resource.RLIMIT_AS)
        if limit != resource.RLIM_INFINITY:
            yield limit
