"""From nothing to a page: a server that starts, and a browser that has never been here."""

from __future__ import annotations

from tests.benchmarks.bench import BARE, Bench, ColdServer
from tests.benchmarks.full_workbook import write
from tests.benchmarks.table import compare, milliseconds

_OURS, _BARES = "change number 9", "You chose"
"""What is on the page when it is there."""


def start(bench: Bench) -> None:
    """A server that starts, and the first page that it is asked for."""
    _ten_workbooks(bench)
    ours, bare = ColdServer(bench.folder("home")), ColdServer(bench.folder("bare"), BARE)

    def started(server: ColdServer) -> float:
        took = milliseconds(server.start)
        server.kill()
        return took

    def first(server: ColdServer, text: str) -> float:
        server.start()
        took = bench.ready(server.url, text)
        server.kill()
        return took

    compare("server start to ready", lambda: started(ours), lambda: started(bare), 11, "≤ 1.3 ×")
    what = "first page after a start, cold browser"
    compare(what, lambda: first(ours, _OURS), lambda: first(bare, _BARES), 11, "≤ 1.2 ×")


def first_page(bench: Bench) -> None:
    """The home page in a browser that has never been here, near the server and far from it."""
    _ten_workbooks(bench)
    with bench.served("home") as ours, bench.served("bare", BARE) as bare:
        for where, slowly, reach in (("loopback", False, "≤ 1.0 ×"), ("10 Mbit and 40 ms", True, "≤ 0.6 ×")):
            compare(
                f"home page ready, cold browser, {where}",
                lambda slowly=slowly: bench.ready(ours.url, _OURS, slowly=slowly),  # type: ignore[misc]
                lambda slowly=slowly: bench.ready(bare.url, _BARES, slowly=slowly),  # type: ignore[misc]
                15,
                reach,
            )


def _ten_workbooks(bench: Bench) -> None:
    store = bench.database("home")
    for number in range(10):
        write(store, {"workbook/change": f"change number {number}"})
    store.close()
