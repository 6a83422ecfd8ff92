"""The table: what was measured, beside what, in how many tries, and on which machine."""

from __future__ import annotations

import math
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from tests.world.serving import ROOT

COLUMNS = ("what", "p50", "p95", "tries", "beside: p50", "p95", "ratio", "to reach")


def machine(browser: str) -> str:
    """Say what measures here."""
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    parts = [
        f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GiB, {system}, Python {platform.python_version()}",
        f"Streamlit {version('streamlit')}, Chromium {browser}, commit {commit.stdout.strip()}, {time.strftime('%F')}",
    ]
    return ", ".join(parts)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def milliseconds(act: Callable[[], object]) -> float:
    """How long this takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def in_turn(times: int, *acts: Callable[[], float]) -> list[list[float]]:
    """Measure each of these so many times, A B A B, so that a change in the machine's speed meets all of them.

    A turn before the first one warms up.
    """
    turns = [[act() for act in acts] for _turn in range(times + 1)]
    return [list(measured) for measured in zip(*turns[1:], strict=True)]


def compare(what: str, ours: Callable[[], float], beside: Callable[[], float], times: int, reach: str = "") -> None:
    """Measure both in turn, in milliseconds, and show them."""
    show(what, *in_turn(times, ours, beside), reach=reach)


def begin() -> None:
    """Begin the table."""
    row(*COLUMNS)
    row(*["---"] * len(COLUMNS))


def show(
    what: str, ours: Sequence[float], beside: Sequence[float] = (), *, reach: str = "", unit: str = "ms", tries: int = 0
) -> None:
    """Add a row; `tries` says how many there were if `ours` are sums of them."""
    theirs = statistics.median(beside) if beside else 0  # And 0 if bare answered nobody.
    ratio = f"{statistics.median(ours) / theirs:.3g} ×" if theirs else ""
    row(what, *_percentiles(ours, unit), str(tries or len(ours)), *_percentiles(beside, unit), ratio, reach)


def row(*cells: str) -> None:
    """Add a row of these cells."""
    print(f"| {' | '.join(cells)} |", flush=True)


def p95(measured: Sequence[float]) -> float:
    """What 95 of 100 stay below: the slowest of fewer than twenty."""
    return sorted(measured)[math.ceil(0.95 * len(measured)) - 1]


def number(value: float) -> str:
    """Write a number with two digits that count, or all of them."""
    digits = 0 if value >= 10 else 1 if value >= 1 else 2
    return f"{value:,.{digits}f}"


def _percentiles(measured: Sequence[float], unit: str) -> tuple[str, str]:
    if not measured:
        return "", ""
    slowest = f"{number(p95(measured))} {unit}".rstrip() if len(measured) > 1 else ""
    return f"{number(statistics.median(measured))} {unit}".rstrip(), slowest
