"""What a server keeps in memory, and whether it gives it back."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

from tests.benchmarks.bench import BARE, Bench, resident
from tests.benchmarks.full_workbook import answers
from tests.benchmarks.load import Person
from tests.benchmarks.table import show
from tests.world.serving import Server
from worksheets.storage import ALONE
from worksheets.summary import Copy, Paper, parts

WINDOWS: Final = 100
CYCLES: Final = 1_000
TURNS: Final = 3
UNTIL_GIVEN_UP: Final = 1
UNTIL_GONE: Final = 5
"""In seconds: a window that was closed is in memory for the first, and surely gone after the second."""


def memory(bench: Bench) -> None:
    """After the start, the first page, a PDF, a hundred windows that are open, and a hundred that were closed."""
    tokens = bench.tokens("ours", [answers(24)] * WINDOWS)
    store = bench.database("ours")
    folded = store.load(ALONE, next(iter(tokens)))
    assert folded
    included = [part.id for part in parts(folded)]
    store.close()
    choice = {
        "included": included,
        "copy": Copy.CLIENT.value,
        "paper": Paper.A4.value,
        "second": "",
        "day": "2026-11-28",
    }

    def take_away(person: Person) -> None:
        person.ask("/live/take-away", what="pdf", token=next(iter(tokens.values())), **choice)

    queries = [f"page=rulers&workbook={id_}" for id_ in tokens]
    ours: list[list[float]] = []
    bare: list[list[float]] = []
    for _turn in range(TURNS):
        with bench.served("ours", seconds_until_given_up=UNTIL_GIVEN_UP) as server:
            ours.append(_used(server, queries, take_away))
        with bench.served("bare", BARE, seconds_until_given_up=UNTIL_GIVEN_UP) as server:
            bare.append(_used(server, [""] * WINDOWS, lambda _person: None))
    after = {
        "start": "",
        "the first page": "≤ 1.4 ×",
        "a PDF": "",
        f"{WINDOWS} windows were opened": "",
        f"{WINDOWS} windows were closed": "",
    }
    by_step = [[list(step) for step in zip(*each, strict=True)] for each in (ours, bare)]
    for (what, reach), our_memory, bares in zip(after.items(), *by_step, strict=True):
        show(f"server memory after {what}", our_memory, [] if what == "a PDF" else bares, reach=reach, unit="MiB")
    _start, _page, before, _opened, closed = by_step[0]
    show(
        f"server memory after {WINDOWS} windows were closed, beside before", closed, before, reach="≤ 1.2 ×", unit="MiB"
    )
    each, bares = (
        [(there - first) / (WINDOWS - 1) for there, first in zip(steps[3], steps[2], strict=True)] for steps in by_step
    )
    show("server memory for one more open window, on a worksheet of its own", each, bares, unit="MiB")


def cycles(bench: Bench) -> None:
    """One worksheet that is opened and closed again and again."""
    [workbook] = bench.tokens("ours", [answers(24)])
    for where, script, query in (("", (), f"page=rulers&workbook={workbook}"), (", bare", (BARE,), "")):
        with bench.served("ours" if query else "bare", *script, seconds_until_given_up=UNTIL_GIVEN_UP) as server:
            person = Person(server.url)
            grown = [_after(person, [query] * cycles, server) for cycles in (CYCLES // 10, CYCLES - CYCLES // 10)]
        what = (
            f"server memory after {CYCLES:,} times opening and closing a worksheet{where}, beside after {CYCLES // 10}"
        )
        show(what, grown[-1:], grown[:1], unit="MiB")


def _used(server: Server, queries: Sequence[str], take_away: Callable[[Person], None]) -> list[float]:
    person = Person(server.url)
    used = [resident(server)]
    person.open(queries[0]).close()
    used.append(resident(server))
    take_away(person)
    used.append(resident(server))
    windows = [person.open(query) for query in queries]
    used.append(resident(server))
    for window in windows:
        window.close()
    used.append(_after(person, queries[:1], server))
    return used


def _after(person: Person, queries: Sequence[str], server: Server) -> float:
    """What the server has in memory after these pages were opened and closed, and Streamlit has given them up."""
    for query in queries:
        person.open(query).close()
    time.sleep(UNTIL_GONE)
    return resident(server)
