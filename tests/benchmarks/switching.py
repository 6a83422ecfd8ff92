"""Another language: from the choice until the page is painted in it."""

from __future__ import annotations

from itertools import cycle

from components.speaking import COOKIE
from tests.benchmarks.bench import BARE, Bench, painted
from tests.benchmarks.full_workbook import answers, write
from tests.benchmarks.table import compare
from tests.world import pseudo
from tests.world.serving import Server
from worksheets import language

_BARES = "You chose"


def switch(bench: Bench) -> None:
    """A full worksheet in another language, beside a page of bare that is loaded."""
    store = bench.database("ours")
    workbook = write(store, answers(24))
    store.close()
    ours = Server(bench.folder("ours"), languages=pseudo.written(bench.folder("languages")))
    ours.start()
    try:
        page = bench.newcomer(f"{ours.url}/?page=rulers&workbook={workbook}").page
        page.locator(".bs-number").first.wait_for()
        languages = cycle((pseudo.ACCENTED, language.ENGLISH))

        def switched() -> float:
            code = next(languages)
            choose = f"document.querySelector('[data-key=\"{COOKIE} {code}\"]').click()"
            heading = pseudo.accented("Rulers") if code == pseudo.ACCENTED else "Rulers"
            return painted(page, choose, f"document.querySelector('h1').textContent === '{heading}'")

        with bench.served("bare", BARE) as bare:
            what = "another language → the page painted in it, a full workbook"
            compare(what, switched, lambda: bench.ready(bare.url, _BARES), 15, "≤ 0.5 ×")
    finally:
        ours.kill()
