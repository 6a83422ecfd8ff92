"""How many people can work at the same time: at one server, and at two that share a PostgreSQL database."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from tests.benchmarks.bench import BARE, Bench, ColdServer, resident, written
from tests.benchmarks.full_workbook import answers
from tests.benchmarks.load import Load, at_work, saving
from tests.benchmarks.table import row, show
from tests.world.postgres import Postgres
from tests.world.proxy import Proxy
from tests.world.writing import open_store

SECONDS: Final = 15.0
TURNS: Final = 2
SAVE_REACHES: Final = {100: "p95 ≤ 250 ms"}
RUN_REACHES: Final = {50: "p95 ≤ 100 ms", 100: "p95 ≤ 1 s"}
CPU_REACHES: Final = {100: "≤ 85 %"}


def people(count: int) -> Callable[[Bench], None]:
    """So many people who save and have the page run, each every three seconds, beside as many on bare."""

    def measure(bench: Bench) -> None:
        ours: list[Load] = []
        bare: list[Load] = []
        memory: list[float] = []
        for turn in range(TURNS):
            tokens = bench.tokens(f"ours-{turn}", [answers(24)] * count)
            with bench.served(f"ours-{turn}") as server:
                ours.append(at_work(server.url, tokens, SECONDS, {"the server": server.pid}))
                memory.append(resident(server))
            with bench.served("bare", BARE) as server:
                bare.append(at_work(server.url, dict.fromkeys(tokens, ""), SECONDS, {"the server": server.pid}))
        who = f"{count} people"
        show(f"{who}: a save", _all("saves", ours), reach=SAVE_REACHES.get(count, ""))
        show(f"{who}: a run", _all("runs", ours), _all("runs", bare), reach=RUN_REACHES.get(count, ""))
        _show_cost(who, ours, bare, CPU_REACHES.get(count, ""))
        show(f"{who}: memory of the server", memory, unit="MiB")

    return measure


def once_a_second(bench: Bench) -> None:
    """Fifty windows, each of which saves a longer answer once a second."""
    tokens = bench.tokens("ours", [answers(24)] * 50)
    with bench.served("ours") as server, saving(server.url, list(tokens.values())) as took:
        time.sleep(SECONDS)
    show("50 people, each saving once a second", took, reach="p95 ≤ 100 ms")


class LastingPostgres(Postgres):
    """A database as a clinic has it, which writes to the disk before it says that it has."""

    settings: ClassVar[Sequence[str]] = ("--listen_addresses=",)


def servers(count: int) -> Callable[[Bench], None]:
    """So many people behind the proxy of a clinic, with two servers, and with one in both places."""

    def measure(bench: Bench) -> None:
        database = LastingPostgres()
        by_two: list[Load] = []
        by_one: list[Load] = []
        try:
            database.start()
            for turn in range(TURNS):
                by_two.append(_behind_the_proxy(bench, database, f"two-{turn}", ("server a", "server b"), count))
                by_one.append(_behind_the_proxy(bench, database, f"one-{turn}", ("server a",), count))
        finally:
            database.stop()
        who = f"{count} people, PostgreSQL, two servers beside one"
        show(f"{who}: a save", _all("saves", by_two), _all("saves", by_one))
        show(f"{who}: a run", _all("runs", by_two), _all("runs", by_one))
        _show_cost(who, by_two, by_one)

    return measure


def _behind_the_proxy(bench: Bench, database: Postgres, name: str, names: Sequence[str], count: int) -> Load:
    address = database.new_database()
    store = open_store(address)
    tokens = written(store, [answers(24)] * count)
    store.close()
    shared = address.render_as_string()
    running = {each: ColdServer(bench.folder(f"{name}/{each}"), BOTH_SIDES_DATABASE_URL=shared) for each in names}
    proxy = Proxy(bench.folder(name))
    try:
        for server in running.values():
            server.start()
        proxy.start(running[names[0]], running[names[-1]])
        processes = {each: server.pid for each, server in running.items()}
        return at_work(proxy.url, tokens, SECONDS, processes | {"PostgreSQL": database.pid, "the proxy": proxy.pid})
    finally:
        proxy.stop()
        for server in running.values():
            server.kill()


def _all(what: str, loads: Sequence[Load]) -> list[float]:
    return [took for load in loads for took in getattr(load, what)]


def _show_cost(who: str, loads: Sequence[Load], beside: Sequence[Load], reach: str = "") -> None:
    for name in loads[0].cpu:
        ours, theirs = _share(name, loads), _share(name, beside)
        show(f"{who}: share of a core, {name}", ours, theirs, unit="%", reach=reach if "server" in name else "")
    show(f"{who}: answers in a second", *([load.a_second for load in each] for each in (loads, beside)), unit="")
    acts, their_acts = (sum(load.acts for load in each) for each in (loads, beside))
    beside_of = f"{_counted(beside)} of {their_acts:,}"
    row(f"{who}: errors", _counted(loads), "", f"{acts:,}", beside_of, "", "", reach and "0")


def _counted(loads: Sequence[Load]) -> str:
    """How many errors there were, and of which kinds."""
    errors = sum((load.errors for load in loads), Counter[str]())
    kinds = ", ".join(f"{kind}: {count:,}" for kind, count in errors.most_common())
    return f"{errors.total():,}" + (f" ({kinds})" if kinds else "")


def _share(name: str, loads: Sequence[Load]) -> list[float]:
    return [100 * load.cpu[name] for load in loads if name in load.cpu]
