"""Measures the figures in `docs/figures.md`, each beside *bare* in the same run, and prints them as a table."""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Final
from unittest.mock import patch

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.full_workbook import answers, whole, write
from tests.benchmarks.load import ANSWER, Load, Window, at_work
from tests.world.chromium import FLAGS, chromium
from tests.world.person import GOOD_NOW, WINDOW, Person
from tests.world.serving import Server
from tests.world.writing import answered, edit_after, open_store
from worksheets.answers import Value
from worksheets.clock import Instant
from worksheets.editing import Edit, Folded, fold
from worksheets.storage import ALONE, Grant, Store, new_id, seal
from worksheets.storage.keys.encryption import Keys
from worksheets.storage.places import BACKUP_FOLDER_SETTING, BACKUP_SETTING, KEY_SETTING
from worksheets.summary import Contents, Paper, contents, parts, portable_file, to_pdf

PEOPLE = 50
SECONDS = 20
NUMBERS = [2, 7, 3, 8, 4, 9, 5, 6] * 3
CHART = "[data-testid=stPlotlyChart] .main-svg"
BARE = Path(__file__).with_name("bare.py")

# Runs in the page: from the act until the frame in which `seen` holds has been painted, in milliseconds.
UNTIL_PAINTED = """async ([act, seen]) => {
  const holds = new Function(`return ${seen}`);
  const begun = performance.now();
  new Function(act)();
  while (!holds()) {
    await new Promise(requestAnimationFrame);
    if (performance.now() - begun > 20000) throw new Error(`never: ${seen}`);
  }
  await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""


def main() -> None:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        place = Path(folder)
        os.environ[KEY_SETTING] = str(place / "key")
        os.environ[BACKUP_FOLDER_SETTING] = str(place / "backups")
        os.environ[BACKUP_SETTING] = "off"
        print("| what | measured | beside | ratio | to reach |\n|---|---|---|---|---|")
        starting(place)
        first_page(browser, place)
        choosing_and_adding(browser, place)
        saving(browser, place)
        encrypting(place)
        saving_together(place)
        working_together(place)
        closing_windows(place)
        unlocking(place)
        backing_up(place)
        memory(browser, place)
        looking_back(browser, place)
        opening(place)
        file_of_its_own(place)
        paper()
        whole_paper()
        browser.close()


class ColdServer(Server):
    """A server as a person starts it, with nothing loaded before."""

    is_cold = True


def starting(place: Path) -> None:
    def started(server: Server) -> float:
        took = milliseconds(server.start)
        server.kill()
        return took

    ours, bare = ColdServer(folder(place, "start")), ColdServer(folder(place, "start-bare"), BARE)
    compare("server start to ready", lambda: started(ours), lambda: started(bare), 7, "≤ 1.5 ×")


# By the page's own clock: from outside, Playwright looks only every half second by then.
_NOTE_WHEN_SHOWN: Final = """
    const look = () => {
        if (document.body?.textContent.includes(%s)) window.shownAfter = performance.now();
        else requestAnimationFrame(look);
    };
    look();
"""


def first_page(browser: Browser, place: Path) -> None:
    few, many = folder(place, "few"), folder(place, "many")
    store = database(few)
    for number in range(10):
        write(store, {"workbook/change": f"change number {number}"})
    store = database(many)
    for number in range(10_000):
        write(store, {"workbook/change": f"change number {number}", "rulers/importance/number": number % 11})
    with served(few) as ten, served(many) as ten_thousand, served(folder(place, "bare"), BARE) as bare:

        def ours(**how: bool) -> float:
            return ready(browser, ten.url, "change number 9", **how)

        def theirs(**how: bool) -> float:
            return ready(browser, bare.url, "You chose", **how)

        def with_many() -> float:
            return ready(browser, ten_thousand.url, "change number 9999")

        compare("home page ready, cold browser", ours, theirs, 11, "≤ 1.0 ×")
        what = "home page ready, cold browser, at 10 Mbit/s and 40 ms"
        compare(what, lambda: ours(slowly=True), lambda: theirs(slowly=True), 7, "≤ 0.6 ×")
        compare("home page with 10,000 workbooks, beside 10", with_many, ours, 11, "≤ 1.2 ×")

    def after_start(server: Server, text: str) -> float:
        server.start()
        took = ready(browser, server.url, text)
        server.kill()
        return took

    fresh, fresh_bare = ColdServer(few), ColdServer(folder(place, "bare"), BARE)
    what = "first page after a start, cold browser"
    compare(
        what,
        lambda: after_start(fresh, "change number 9"),
        lambda: after_start(fresh_bare, "You chose"),
        7,
        "≤ 1.2 ×",
    )


def ready(browser: Browser, url: str, text: str, *, slowly: bool = False) -> float:
    """How long it takes until a browser that has never been here shows this text, perhaps at 10 Mbit/s and 40 ms."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_NOTE_WHEN_SHOWN % json.dumps(text))
    if slowly:
        network = {"offline": False, "latency": 40, "downloadThroughput": 1_250_000, "uploadThroughput": 1_250_000}
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", network)
    page.goto(url, wait_until="commit")
    page.get_by_text(text).first.wait_for()
    took = float(page.evaluate("window.shownAfter"))
    context.close()
    return took


def choosing_and_adding(browser: Browser, place: Path) -> None:
    ours = folder(place, "full")
    store = database(ours)
    full, forty = write(store, whole(check_ins=10)), write(store, answers(40))
    with served(ours) as server, served(folder(place, "bare"), BARE) as bare:
        theirs = choose_on_bare(browser, bare.url)
        shown, drawn = choose_on_ours(browser, f"{server.url}?page=rulers&workbook={full}")
        added, charted = add_to_ours(browser, f"{server.url}?page=decisional_balance&workbook={forty}")
    show_beside("ruler: number → its questions painted, a full workbook", shown, theirs, "≤ 0.5 ×")
    show_beside("ruler: number → saved, and its chart painted", drawn, theirs)
    show_beside("grid: Enter → item painted, 40 items there", added, theirs, "≤ 0.5 ×")
    show_beside("grid: Enter → saved, and its chart painted", charted, theirs)


def newcomer(browser: Browser, url: str) -> Person:
    """Somebody whose browser has never been here."""
    return Person(browser.new_context(viewport=WINDOW), url)


def at_a_chart(browser: Browser, url: str) -> Person:
    """Such a person, who sees the first chart."""
    person = newcomer(browser, url)
    person.page.locator(CHART).first.wait_for()
    return person


def choose_on_bare(browser: Browser, url: str) -> list[float]:
    person = newcomer(browser, url)
    person.page.get_by_role("radio").last.wait_for()
    took = []
    for number in NUMBERS:
        button = f"[...document.querySelectorAll('[role=radio]')].find((b) => b.textContent.trim() === '{number}')"
        took.append(
            painted(person.page, f"{button}.click()", f"document.body.textContent.includes('You chose {number}')")
        )
    person.leave()
    return took


def choose_on_ours(browser: Browser, url: str) -> tuple[list[float], list[float]]:
    person = at_a_chart(browser, url)

    def chosen(n: int, seen: str) -> float:
        person.page.wait_for_timeout(400)
        tap = f"document.querySelector('[aria-label=Importance] input[value=\"{n}\"]').click()"
        return painted(person.page, tap, seen)

    question = "document.querySelector('.bs-follow').textContent"
    number = "document.querySelector('[data-testid=stPlotlyChart] .textpoint')?.textContent"
    shown = [chosen(n, f"{question}.includes('{n} to {n + 1}')") for n in NUMBERS]
    drawn = [chosen(n, f"{number} === '{n}'") for n in NUMBERS]
    person.leave()
    return shown, drawn


def add_to_ours(browser: Browser, url: str) -> tuple[list[float], list[float]]:
    person = at_a_chart(browser, url)
    box = person.box(f"Add to: {GOOD_NOW}")
    enter = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));"
    added: list[float] = []
    charted: list[float] = []
    for word in (f"fresh{number}" for number in range(20)):
        box.fill(word)
        person.page.wait_for_timeout(900)
        row_there = f"[...document.querySelectorAll('.bs-item textarea')].some((box) => box.value === '{word}')"
        added.append(painted(person.page, enter, row_there))
    for word in (f"later{number}" for number in range(20)):
        typed = f"document.activeElement.value = '{word}'; document.activeElement.dispatchEvent(new Event('input'));"
        in_table = f"[...document.querySelectorAll('.bs-table th')].some((cell) => cell.textContent === '{word}')"
        charted.append(painted(person.page, f"{typed} {enter}", in_table))
        person.page.wait_for_timeout(400)
    person.leave()
    return added, charted


def saving(browser: Browser, place: Path) -> None:
    ours = folder(place, "saving")
    workbook = write(database(ours), answers(24))
    with served(ours) as server:
        person = newcomer(browser, f"{server.url}?page=rulers&workbook={workbook}")
        person.box("What makes it a 5 and not a 3?").first.focus()
        reading = database(ours)

        def until_kept(word: str) -> None:
            while not str((reading.load(ALONE, workbook) or Folded())[ANSWER]).endswith(word):
                time.sleep(0.002)

        took = []
        for word in (f"word{number}" for number in range(40)):
            person.page.keyboard.type(word, delay=20)
            took.append(milliseconds(partial(until_kept, word)))
        reading.close()
        person.leave()
    show("last key → durable on disk", median_and_p95(took), "p95 ≤ 1 s")


def encrypting(place: Path) -> None:
    """A sentence saved by the store, on disk when it returns, beside the same by a store that encrypts no words."""
    turns = count()

    def begun(name: str) -> tuple[Store, str]:
        store = database(folder(place, name))
        return store, write(store, answers(24))

    def saved(store: Store, workbook: str) -> float:
        said = f"Because the kids notice, and I am tired of being tired: said for the {next(turns)}. time."
        edit = edit_after(store.load(ALONE, workbook) or Folded(), ANSWER, said)
        return milliseconds(lambda: store.append(ALONE, workbook, [edit]))

    encrypted = begun("encrypted")
    with in_plain():
        plain = begun("plain")

    def saved_in_plain() -> float:
        with in_plain():
            return saved(*plain)

    what = "a save with its words encrypted, beside one in plain"
    compare(what, lambda: saved(*encrypted), saved_in_plain, 600, "≤ 1.2 ×")


class Plain:
    """What stands in the place of a workbook's key, and encrypts nothing."""

    def encrypt(self, text: str, *_row: object) -> bytes:
        return text.encode()

    def decrypt(self, kept: bytes, *_row: object) -> str:
        return kept.decode()


@contextmanager
def in_plain() -> Iterator[None]:
    """No key is made, opened or used for any workbook."""
    with (
        patch.object(Keys, "new_workbook_key", lambda *_which: (Plain(), b"")),
        patch.object(Keys, "workbook_key", lambda *_which: Plain()),
    ):
        yield


def saving_together(place: Path) -> None:
    """Fifty windows, each of which saves a longer answer once a second."""
    ours = folder(place, "saving-together")
    tokens = windows(ours, [answers(24)] * PEOPLE)
    with served(ours) as server, people_saving(server, tokens.values()) as took:
        time.sleep(SECONDS)
    assert len(took) > PEOPLE * (SECONDS - 2)
    show("50 people, each saving once a second", median_and_p95(took), "p95 ≤ 100 ms")


def windows(ours: Path, workbooks: Sequence[Mapping[str, Value]]) -> dict[str, str]:
    """The tokens of windows on these workbooks, which are written into the database in this folder."""
    store = database(ours)
    ids = [write(store, written) for written in workbooks]
    tokens = {id_: seal(Grant(ALONE, id_), store.secret) for id_ in ids}
    store.close()
    return tokens


def working_together(place: Path) -> None:
    """People who save and have the page run, each every three seconds, beside people who have that of *bare* run."""
    for people in (50, 100):
        ours, bare = folder(place, f"{people}-at-work"), folder(place, f"{people}-at-bare")
        tokens = windows(ours, [answers(24)] * people)
        with served(ours) as server:
            load = at_work(server, tokens, SECONDS)
        with served(bare, BARE) as server:
            beside = at_work(server, dict.fromkeys(tokens, ""), SECONDS)
        who = f"{people} people at work"
        show(f"{who}: a save", median_and_p95(load.saves), "p95 ≤ 250 ms")
        show(f"{who}: a run", median_and_p95(load.runs), "p95 ≤ 1 s", beside=median_and_p95(beside.runs))
        show(f"{who}: the server's share of a core", failed(load), "≤ 85 %, no errors", beside=failed(beside))


def failed(load: Load) -> str:
    return f"{load.cpu:.0%}, {load.errors} errors"


def closing_windows(place: Path) -> None:
    """What a server has in memory after its first page, and after a hundred windows were opened and closed."""
    ours = folder(place, "closing")
    tokens = windows(ours, [answers(24)] * 100)

    def measured(place: Path, queries: Sequence[str], *script: Path) -> tuple[int, int]:
        server = ColdServer(place, *script, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="1")
        server.start()
        Window(server, queries[0]).close()
        before = resident(server.pid)
        for window in [Window(server, query) for query in queries]:
            window.close()
        time.sleep(5)
        Window(server, queries[0]).close()
        after = resident(server.pid)
        server.kill()
        return before, after

    before, after = measured(ours, [f"page=rulers&workbook={id_}" for id_ in tokens])
    theirs, _after = measured(folder(place, "closing-bare"), [""] * len(tokens), BARE)
    mebibytes, ratio = f"{before / 1024:.0f} MiB", f"{before / theirs:.2f} ×"
    show("server memory after the first page", mebibytes, "≤ 1.4 ×", beside=f"{theirs / 1024:.0f} MiB", ratio=ratio)
    what = "server memory after 100 windows were closed, beside before"
    show(what, f"{after / 1024:.0f} MiB", "≤ 1.2 ×", beside=mebibytes, ratio=f"{after / before:.2f} ×")


@contextmanager
def people_saving(server: Server, tokens: Collection[str]) -> Iterator[list[float]]:
    """For each token somebody who saves a longer answer once a second; how long each save took, in milliseconds."""
    took: list[float] = []
    over = Event()

    def save(token: str, first: float) -> None:
        connection = HTTPConnection(server.url.removeprefix("http://"))
        base: list[str] = []
        for second in count():
            if over.wait(max(0, first + second - time.perf_counter())):
                return
            edit = {"id": new_id(), "path": ANSWER, "value": "words " * (second + 1), "base": base, "gesture": "g"}
            base = [str(edit["id"])]
            begun = time.perf_counter()
            connection.request("POST", "/live/edits", json.dumps({"token": token, "since": 9999, "edits": [edit]}))
            answer = connection.getresponse()
            assert answer.status == 200 and json.loads(answer.read())["refused"] == {}
            took.append((time.perf_counter() - begun) * 1000)

    begin = time.perf_counter() + 1
    people = [Thread(target=save, args=(token, begin + n / len(tokens))) for n, token in enumerate(tokens)]
    for person in people:
        person.start()
    yield took
    over.set()
    for person in people:
        person.join()


def backing_up(place: Path) -> None:
    """The backup that a person asks for on the page, while ten others save."""
    ours = folder(place, "backing-up")
    tokens = list(windows(ours, [answers(8)] * 10_000).values())[:10]
    with served(ours) as server, people_saving(server, tokens) as took:
        connection = HTTPConnection(server.url.removeprefix("http://"))
        begun = time.perf_counter()
        connection.request("POST", "/backup", json.dumps({"do": "make"}))
        assert connection.getresponse().status == 200
        seconds = time.perf_counter() - begun
    assert len(took) > 10 * len(tokens)
    figures = f"{seconds:.0f} s, slowest save {max(took):.0f} ms"
    show("backup of 10,000 workbooks, while 10 people save", figures, "≤ 60 s, save ≤ 1 s")


def unlocking(place: Path) -> None:
    store = database(folder(place, "unlocking"))
    store.vault.protect("seven blue bicycles")
    took = []
    for _time in range(9):
        store.lock()
        took.append(milliseconds(lambda: store.vault.unlock("seven blue bicycles")))
    store.close()
    show("the right passphrase → unlocked", median(took), "≤ 1 s")


def memory(browser: Browser, place: Path) -> None:
    ours = folder(place, "memory")
    store = database(ours)
    workbooks = [write(store, answers(24)) for _number in range(45)]
    with served(ours) as server:

        def open_all(ids: Sequence[str]) -> list[Person]:
            return [at_a_chart(browser, f"{server.url}?page=rulers&workbook={id_}") for id_ in ids]

        people = open_all(workbooks[:15])
        before = resident(server.pid)
        people += open_all(workbooks[15:])
        grown = (resident(server.pid) - before) / 30
        for person in people:
            person.leave()
    show("server memory for one more open workbook", f"{grown / 1024:.2f} MiB", "≤ 1 MiB")


def looking_back(browser: Browser, place: Path) -> None:
    ours = folder(place, "over-time")
    store = database(ours)
    many, few = write(store, whole(check_ins=100)), write(store, whole(check_ins=5))
    with served(ours) as server:
        person = newcomer(browser, server.url)

        def open_page(id_: str) -> None:
            person.page.goto(f"{server.url}?page=check_ins&workbook={id_}", wait_until="commit")
            person.page.locator(CHART).nth(1).wait_for()

        def shown(id_: str) -> float:
            person.page.goto("about:blank")
            return milliseconds(lambda: open_page(id_))

        what = "over time: page with 100 check-ins, beside 5"
        compare(what, lambda: shown(many), lambda: shown(few), 9, "≤ 2 ×")
        person.leave()


def opening(place: Path) -> None:
    ours = folder(place, "opening")
    store = database(ours)

    def worked_on(edits: int) -> str:
        id_ = write(store, answers(24))
        for begin in range(0, edits - 83, 100):
            folded = store.load(ALONE, id_) or Folded()
            made: list[Edit] = []
            for n in range(begin, min(begin + 100, edits - 83)):
                made.append(edit_after(folded, f"decisional_balance/item-{n % 24:03}/text", f"text {n}"))
                folded = fold(folded, made[-1:])
            store.append(ALONE, id_, made)
        return id_

    def opened(id_: str) -> float:
        fresh = database(ours)
        took = milliseconds(lambda: fresh.load(ALONE, id_))
        fresh.close()
        return took

    long, short = worked_on(10_000), worked_on(100)
    what = "opening a workbook of 10,000 edits, beside 100"
    compare(what, lambda: opened(long), lambda: opened(short), 31, "≤ 1.5 ×")


def file_of_its_own(place: Path) -> None:
    def typed(n: int) -> Edit:
        path = f"decisional_balance/item-{n % 24:03}/text"
        return Edit(f"edit-{n}", path, f"text {n}", (f"edit-{n - 24}",), "me", Instant(n), f"{n}")

    store, id_ = database(folder(place, "file")), new_id()
    store.write_anew(ALONE, id_, [typed(n) for n in range(10_000)])

    def there_and_back() -> None:
        file = portable_file.write(store.log(ALONE, id_) or ())
        store.write_anew(ALONE, new_id(), portable_file.read(file))

    took = [milliseconds(there_and_back) for _turn in range(5)]
    show("file of 10,000 edits, written and opened again", median(took), "≤ 1 s")


def page_of(written: Mapping[str, Value], turn: int) -> Contents:
    """All of the summary of these answers, which differs from that of every other turn."""
    folded = answered({**written, "workbook/change": f"drink less in the evenings, {turn}"})
    return contents(folded, {part.id for part in parts(folded)}, date(2026, 11, 22))


def printing(page: Contents) -> float:
    return milliseconds(lambda: to_pdf(page, Paper.A4, datetime.now(UTC)))


def whole_paper() -> None:
    took = [printing(page_of(whole(check_ins=10), turn)) for turn in range(16)]
    show("summary PDF of a full workbook, warm", median(took[1:]), "≤ 150 ms")


def paper() -> None:
    took = [printing(page_of(answers(24), turn)) for turn in range(16)]
    show("two-page summary PDF, warm", median(took[1:]), "≤ 100 ms")


def milliseconds(act: Callable[[], object]) -> float:
    """How long this takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def compare(what: str, ours: Callable[[], float], beside: Callable[[], float], times: int, reach: str) -> None:
    """Measure both in turn, so that a change in the machine's speed meets both; the first turn warms up."""
    pairs = [(ours(), beside()) for _turn in range(times + 1)][1:]
    show_beside(what, [a for a, _b in pairs], [b for _a, b in pairs], reach)


def show_beside(what: str, ours: Sequence[float], beside: Sequence[float], reach: str = "") -> None:
    """A row of the table: the medians of both, in milliseconds, and what was to be reached."""
    ratio = statistics.median(ours) / statistics.median(beside)
    show(what, median(ours), reach, beside=median(beside), ratio=f"{ratio:.2f} ×")


def show(what: str, ours: str, reach: str, *, beside: str = "", ratio: str = "") -> None:
    """A row of the table."""
    print(f"| {what} | {ours} | {beside} | {ratio} | {reach} |", flush=True)


def median(took: Sequence[float]) -> str:
    return f"{statistics.median(took):.0f} ms"


def median_and_p95(took: Sequence[float]) -> str:
    return f"{median(took)}, p95 {statistics.quantiles(took, n=20)[-1]:.0f} ms"


def painted(page: Page, act: str, seen: str) -> float:
    return float(page.evaluate(UNTIL_PAINTED, [act, seen]))


def resident(pid: int) -> int:
    """The memory of a process, in KiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


@contextmanager
def served(ours: Path, *script: Path) -> Iterator[Server]:
    """A server as a person starts it, with its database in this folder."""
    server = ColdServer(ours, *script)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def folder(place: Path, name: str) -> Path:
    """The folder of this name, which is made if it is not there."""
    named = place / name
    named.mkdir(parents=True, exist_ok=True)
    return named


def database(ours: Path) -> Store:
    """The database that a server with this folder uses."""
    return open_store(ours / "worksheets.db")


if __name__ == "__main__":
    main()
