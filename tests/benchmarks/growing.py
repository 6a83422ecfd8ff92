"""What becomes slower as more is written: things in the grid, check-ins, journals, edits, worksheets of one person."""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import urllib.parse
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

import plotly.graph_objects as go

from tests.benchmarks import full_workbook
from tests.benchmarks.answering import OnGrid
from tests.benchmarks.bench import CHART, Bench, painted, token_of
from tests.benchmarks.full_workbook import answers, whole, write
from tests.benchmarks.load import Person, Writer
from tests.benchmarks.table import in_turn, milliseconds, number, p95, row
from tests.world.writing import edit_after
from worksheets.check_ins import MOST_ENTRIES
from worksheets.clock import now
from worksheets.editing import Edit, Folded, fold
from worksheets.storage import ALONE, Store
from worksheets.storage.listing import with_words
from worksheets.workbook import Shelf

ITEMS: Final = (4, 40, 200, 400, 800)
CHECK_INS: Final = (1, 10, 50, 100, MOST_ENTRIES)
ENTRIES: Final = (10, 100, 1_000)
EDITS: Final = (100, 1_000, 10_000, 100_000)
WORKSHEETS: Final = (10, 100, 1_000, 10_000)
SEARCH_FROM: Final = 11
"""With so many worksheets there is something to search in."""

TIMES: Final = 10
ROOM: Final = 4 * (TIMES + 1)
"""How many things of the grid are left out for what is added meanwhile, a quarter of them in each box."""

EDITS_AT_ONCE: Final = 500
LONGEST: Final = 200
"""For how long anybody should wait at most, in milliseconds."""

PAUSE: Final = 300

# These run in the page: it goes to another one by its history, and hands out a plot that it has drawn.
_GO: Final = "history.pushState({{}}, '', '?page={}&workbook={}'); dispatchEvent(new PopStateEvent('popstate'))"
_AS_SVG: Final = "() => Plotly.toImage(document.querySelector('.plotly-graph-div'), {format: 'svg'})"

Measures: TypeAlias = dict[str, Callable[[], float]]
"""How long each thing takes, or how many kB it is, by what it is called; what is in kB says so."""


def items(bench: Bench) -> None:
    """Things in the grid, up to as many as its boxes take."""
    store = bench.database("ours")
    ids = {size: write(store, answers(size)) for size in ITEMS}
    with_room = {size: write(store, answers(max(4, size - ROOM))) for size in ITEMS}
    store.close()
    with bench.served("ours") as server:
        measures = {size: _of_a_step(bench, server.url, id_, "decisional_balance") for size, id_ in ids.items()}
        for size, id_ in with_room.items():
            grid = OnGrid(bench, f"{server.url}?page=decisional_balance&workbook={id_}")
            measures[size]["Enter → saved"] = grid.saved
        _show(bench, "things in the grid", measures)


def check_ins(bench: Bench) -> None:
    """Check-ins, up to as many as a worksheet takes."""
    store = bench.database("ours")
    ids = {size: write(store, whole(size)) for size in CHECK_INS}
    store.close()
    with bench.served("ours") as server:
        _show(bench, "check-ins", {size: _of_a_step(bench, server.url, id_, "check_ins") for size, id_ in ids.items()})


def journal(bench: Bench) -> None:
    """Entries of a journal, one in ten of them marked to bring along, on the page over time with ten check-ins."""
    store = bench.database("ours")
    ids = {size: write(store, {**whole(10), **full_workbook.journal(size)}) for size in ENTRIES}
    store.close()
    with bench.served("ours") as server:
        measures = {size: _of_a_step(bench, server.url, id_, "check_ins") for size, id_ in ids.items()}
        _show(bench, "journal entries", measures)


def edits(bench: Bench) -> None:
    """Edits of the first day, to which the page of what has changed since then goes back."""
    store = bench.database("ours")
    ids = {size: _worked_on(store, size) for size in EDITS}
    store.close()
    with bench.served("ours") as server:
        _show(bench, "edits", {size: _of_a_step(bench, server.url, id_, "check_ins") for size, id_ in ids.items()})


def worksheets(bench: Bench) -> None:
    """Worksheets of one person, on the home page."""
    measures = {}
    with ExitStack() as servers:
        for size in WORKSHEETS:
            store = bench.database(f"{size}")
            for place in range(size):
                write(store, {"workbook/change": f"change number {place:05}", "rulers/importance/number": place % 11})
            server = servers.enter_context(bench.served(f"{size}"))
            measures[size] = _of_the_home_page(bench, server.url, store, size)
        _show(bench, "worksheets", measures)


def _worked_on(store: Store, count: int) -> str:
    """A worksheet on which somebody did so much on its first day, and a little on another one."""
    id_ = write(store, answers(24))
    folded = store.load(ALONE, id_) or Folded()
    made: list[Edit] = []
    for n in range(count - folded.revision):
        made.append(edit_after(folded, f"decisional_balance/item-{n % 24:03}/text", f"text {n}"))
        folded = fold(folded, made[-1:])
        if len(made) == EDITS_AT_ONCE:
            store.append(ALONE, id_, made)
            made = []
    store.append(ALONE, id_, [*made, replace(edit_after(folded, "rulers/importance/number", 6), at=now())])
    return id_


def _of_a_step(bench: Bench, url: str, id_: str, page: str) -> Measures:
    """What somebody waits for who has this step of a worksheet open, or comes to it from another one."""
    store = bench.database("ours")
    writer, window = Writer(Person(url), token_of(store, id_)), Person(url).open(f"page={page}&workbook={id_}")
    store.close()
    walking = bench.newcomer(f"{url}?page=values&workbook={id_}").page
    there, what = (".bs-item", "its first things") if page == "decisional_balance" else (CHART, "its chart")
    drawn = f"document.querySelectorAll('{there}').length"

    def read() -> float:
        fresh = bench.database("ours")
        took = milliseconds(lambda: (fresh.load(ALONE, id_), fresh.first_day(ALONE, id_)))
        fresh.close()
        return took

    def come() -> float:
        painted(walking, _GO.format("values", id_), f"!{drawn}")
        walking.wait_for_timeout(PAUSE)
        return painted(walking, _GO.format(page, id_), drawn)

    return {
        "read after a start": read,
        "a save": lambda: milliseconds(writer.save),
        "a run": lambda: milliseconds(window.run),
        "kB of a run that sends all": lambda: window.run() / 1000,
        f"step opened → {what} painted": come,
    }


def _of_the_home_page(bench: Bench, url: str, store: Store, size: int) -> Measures:
    """What somebody waits for who has so many worksheets."""
    home = Person(url)
    last = f"change number {size - 1:05}"
    searching = bench.newcomer(url).page
    searching.get_by_text(last).wait_for()
    numbers = (f"{number:05}" for number in random.sample(range(size), min(size, TIMES + 1)))
    found = "[...document.querySelectorAll('.bs-workbooks .bs-open')]"

    def search() -> float:
        words = next(numbers)
        box = "const box = document.querySelector('.bs-homepage input[type=search]'); box.focus();"
        typed = f"{box} box.value = {json.dumps(words)}; box.dispatchEvent(new Event('input'))"
        searching.wait_for_timeout(PAUSE)
        return painted(searching, typed, f"{found}.length && {found}.every((a) => a.textContent.includes('{words}'))")

    def find(store: Store) -> float:
        return milliseconds(lambda: store.listed(ALONE, Shelf.OPEN, with_words("00077")))

    def find_first() -> float:
        fresh = bench.database(f"{size}")
        took = find(fresh)
        fresh.close()
        return took

    measures: Measures = {
        "the home page sent": lambda: milliseconds(lambda: home.open().close()),
        "home page ready, cold browser": lambda: bench.ready(url, last),
    }
    if size >= SEARCH_FROM:
        measures["found by the store, first after a start"] = find_first
        measures["found by the store"] = lambda: find(store)
        measures["last key → found, and painted"] = search
    return measures


def _show(bench: Bench, what: str, measures: Mapping[int, Measures]) -> None:
    """Measure all of this in turn, and show it as a table and as a plot."""
    acts = [(size, name, act) for size, each in measures.items() for name, act in each.items()]
    measured: dict[str, dict[int, list[float]]] = {}
    for (size, name, _act), took in zip(acts, in_turn(TIMES, *(act for *_which, act in acts)), strict=True):
        measured.setdefault(name, {})[size] = took
    print(f"\n{TIMES} tries each: p50 (p95)\n")
    row(what, *(f"{size:,}" for size in measures))
    row(*["---"] * (len(measures) + 1))
    for name, by_size in measured.items():
        row(name, *(_cell(name, by_size[size]) if size in by_size else "" for size in measures))
    print(f"\nAs a plot: {_plotted(bench, what, measured)}\n")


def _cell(name: str, took: Sequence[float]) -> str:
    unit = "kB" if _is_in_kb(name) else "ms"
    return f"{number(statistics.median(took))} ({number(p95(took))}) {unit}"


def _is_in_kb(name: str) -> bool:
    return name.startswith("kB ")


def _plotted(bench: Bench, what: str, measured: Mapping[str, Mapping[int, Sequence[float]]]) -> Path:
    figure = go.Figure(layout={"template": "plotly_white", "width": 900, "height": 420})
    for name, by_size in measured.items():
        if not _is_in_kb(name):
            medians = [statistics.median(took) for took in by_size.values()]
            figure.add_scatter(x=[*by_size], y=medians, name=name)
    figure.add_hline(LONGEST, line={"dash": "dot"}, annotation={"text": f"{LONGEST} ms"})
    figure.update_xaxes(type="log", title=what)
    figure.update_yaxes(type="log", title="median in milliseconds")
    page = bench.browser.new_page()
    page.set_content(figure.to_html(include_plotlyjs=True))
    _head, _comma, picture = page.evaluate(_AS_SVG).partition(",")
    page.close()
    path = Path(tempfile.gettempdir()) / f"growth-{what.rpartition(' ')[2]}.svg"
    path.write_text(urllib.parse.unquote(picture), encoding="utf-8")
    return path
