"""Measures the figures in `docs/figures.md`, each beside *bare* in the same run, and prints them as a table."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Event, Thread
from typing import Final
from unittest.mock import patch

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.full_workbook import answers, database, whole, write
from tests.world.chromium import FLAGS, chromium
from tests.world.person import GOOD_NOW, WINDOW, Person
from tests.world.serving import Server
from worksheets.clock import Instant
from worksheets.editing import Edit, Folded, fold
from worksheets.json_values import plain
from worksheets.storage import ALONE, Grant, Store, new_id, seal
from worksheets.storage.keys.encryption import Keys
from worksheets.storage.places import BACKUP_FOLDER_SETTING, BACKUP_SETTING, KEY_SETTING
from worksheets.summary import Contents, Paper, contents, parts, portable_file, to_pdf

PEOPLE = 50
SECONDS = 20
ANSWER = "rulers/importance/why_not_lower"
BARE = Path(__file__).with_name("bare.py")
SUMMARY_WITH_WEASYPRINT = Path(__file__).with_name("weasyprint_summary.py")

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


@dataclass(frozen=True)
class Row:
    """One figure: what was measured, beside what, and what was to be reached."""

    what: str
    ours: str
    beside: str
    ratio: str
    reach: str


def main(peers: Path | None) -> None:
    """Measure everything; `peers` is the Python in which WeasyPrint is installed."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        place = Path(folder)
        os.environ[KEY_SETTING] = str(place / "key")
        os.environ[BACKUP_FOLDER_SETTING] = str(place / "backups")
        os.environ[BACKUP_SETTING] = "off"
        print("| what | measured | beside | ratio | to reach |\n|---|---|---|---|---|")
        for measured in (
            starting(place),
            first_page(browser, place),
            choosing_and_adding(browser, place),
            saving(browser, place),
            encrypting(place),
            saving_together(place),
            unlocking(place),
            backing_up(place),
            memory(browser, place),
            looking_back(browser, place),
            opening(place),
            file_of_its_own(place),
            paper(peers),
            whole_paper(),
        ):
            for each in measured:
                print(f"| {each.what} | {each.ours} | {each.beside} | {each.ratio} | {each.reach} |", flush=True)
        browser.close()


class ColdServer(Server):
    """A server as a person starts it, with nothing loaded before."""

    is_cold = True


def starting(place: Path) -> Iterator[Row]:
    def started(server: Server) -> float:
        begun = time.perf_counter()
        server.start()
        took = time.perf_counter() - begun
        server.kill()
        return took * 1000

    servers = [_folder(place, "start"), _folder(place, "start-bare")]
    ours, bare = in_turn(lambda: started(ColdServer(servers[0])), lambda: started(ColdServer(servers[1], BARE)), 7)
    yield row("server start to ready", ours, bare, "≤ 1.5 ×")


# By the page's own clock: from outside, Playwright looks only every half second by then.
_NOTE_WHEN_SHOWN: Final = """
    const look = () => {
        if (document.body?.textContent.includes(%s)) window.shownAfter = performance.now();
        else requestAnimationFrame(look);
    };
    look();
"""


def first_page(browser: Browser, place: Path) -> Iterator[Row]:
    few, many = _folder(place, "few"), _folder(place, "many")
    for number in range(10):
        write(database(few), {"workbook/change": f"change number {number}"})
    store = database(many)
    for number in range(10_000):
        write(store, {"workbook/change": f"change number {number}", "rulers/importance/number": number % 11})
    ten_there, ten_thousand_there, bare_there = ColdServer(few), ColdServer(many), ColdServer(place / "bare", BARE)
    with served(ten_there) as ten, served(ten_thousand_there) as ten_thousand, served(bare_there) as bare:

        def ready(url: str, text: str) -> float:
            context = browser.new_context()
            page = context.new_page()
            page.add_init_script(_NOTE_WHEN_SHOWN % json.dumps(text))
            page.goto(url, wait_until="commit")
            page.get_by_text(text).first.wait_for()
            took = float(page.evaluate("window.shownAfter"))
            context.close()
            return took

        ours, theirs = in_turn(lambda: ready(ten.url, "change number 9"), lambda: ready(bare.url, "You chose"), 11)
        full, small = in_turn(
            lambda: ready(ten_thousand.url, "change number 9999"), lambda: ready(ten.url, "change number 9"), 11
        )
    yield row("home page ready, cold browser", ours, theirs, "≤ 1.1 ×")
    yield row("home page with 10,000 workbooks, beside 10", full, small, "≤ 1.2 ×")


def choosing_and_adding(browser: Browser, place: Path) -> Iterator[Row]:
    folder = _folder(place, "full")
    store = database(folder)
    full, forty = write(store, whole(check_ins=10)), write(store, answers(40))
    with served(ColdServer(folder)) as ours, served(ColdServer(place / "bare", BARE)) as bare:
        theirs = choose_on_bare(browser, bare.url)
        shown, drawn = choose_on_ours(browser, f"{ours.url}?page=rulers&workbook={full}")
        painted, charted = add_to_ours(browser, f"{ours.url}?page=decisional_balance&workbook={forty}")
    yield row("ruler: number → its questions painted, a full workbook", shown, theirs, "≤ 0.5 ×")
    yield row("ruler: number → saved, and its chart painted", drawn, theirs, "")
    yield row("grid: Enter → item painted, 40 items there", painted, theirs, "≤ 0.5 ×")
    yield row("grid: Enter → saved, and its chart painted", charted, theirs, "")


def newcomer(browser: Browser, url: str) -> Person:
    """Somebody whose browser has never been here."""
    return Person(browser.new_context(viewport=WINDOW), url)


def choose_on_bare(browser: Browser, url: str) -> list[float]:
    person = newcomer(browser, url)
    person.page.get_by_role("radio").last.wait_for()
    took = []
    for number in numbers():
        button = (
            f"[...document.querySelectorAll('[role=radio]')].find((b) => b.textContent.trim() === '{number}').click()"
        )
        took.append(painted(person.page, button, f"document.body.textContent.includes('You chose {number}')"))
    person.leave()
    return took


def choose_on_ours(browser: Browser, url: str) -> tuple[list[float], list[float]]:
    person = newcomer(browser, url)
    person.page.locator("[data-testid=stPlotlyChart] .main-svg").first.wait_for()
    shown, drawn = [], []
    for number in numbers():
        tap = f"document.querySelector('[aria-label=Importance] input[value=\"{number}\"]').click()"
        question = f"document.querySelector('.bs-follow').textContent.includes('{number} to {number + 1}')"
        shown.append(painted(person.page, tap, question))
        person.page.wait_for_timeout(400)
    for number in numbers():
        tap = f"document.querySelector('[aria-label=Importance] input[value=\"{number}\"]').click()"
        chart = f"document.querySelector('[data-testid=stPlotlyChart] .textpoint')?.textContent === '{number}'"
        drawn.append(painted(person.page, tap, chart))
        person.page.wait_for_timeout(400)
    person.leave()
    return shown, drawn


def add_to_ours(browser: Browser, url: str) -> tuple[list[float], list[float]]:
    person = newcomer(browser, url)
    person.page.locator("[data-testid=stPlotlyChart] .main-svg").first.wait_for()
    box = person.box(f"Add to: {GOOD_NOW}")
    added: list[float] = []
    charted: list[float] = []
    for number in range(20):
        word = f"fresh{number}"
        box.fill(word)
        person.page.wait_for_timeout(900)
        enter = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}))"
        row_there = f"[...document.querySelectorAll('.bs-item textarea')].some((box) => box.value === '{word}')"
        added.append(painted(person.page, enter, row_there))
    for number in range(20):
        word = f"later{number}"
        type_and_enter = (
            f"document.activeElement.value = '{word}';"
            "document.activeElement.dispatchEvent(new Event('input'));"
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}))"
        )
        in_table = f"[...document.querySelectorAll('.bs-table th')].some((cell) => cell.textContent === '{word}')"
        charted.append(painted(person.page, type_and_enter, in_table))
        person.page.wait_for_timeout(400)
    person.leave()
    return added, charted


def saving(browser: Browser, place: Path) -> Iterator[Row]:
    folder = _folder(place, "saving")
    workbook = write(database(folder), answers(24))
    with served(ColdServer(folder)) as server:
        person = newcomer(browser, f"{server.url}?page=rulers&workbook={workbook}")
        box = person.box("What makes it a 5 and not a 3?").first
        box.focus()
        reading = database(folder)
        took = []
        for number in range(40):
            person.page.keyboard.type(f"word{number}", delay=20)
            begun = time.perf_counter()
            while not str((reading.load(ALONE, workbook) or Folded())[ANSWER]).endswith(f"word{number}"):
                time.sleep(0.002)
            took.append((time.perf_counter() - begun) * 1000)
        reading.close()
        person.leave()
    p95 = statistics.quantiles(took, n=20)[-1]
    yield Row("last key → durable on disk", f"{statistics.median(took):.0f} ms, p95 {p95:.0f} ms", "", "", "p95 ≤ 1 s")


def encrypting(place: Path) -> Iterator[Row]:
    """A sentence saved by the store, on disk when it returns, beside the same by a store that encrypts no words."""
    turns = count()

    def begun(name: str) -> tuple[Store, str]:
        store = database(_folder(place, name))
        return store, write(store, answers(24))

    def saved(store: Store, workbook: str) -> float:
        there = store.load(ALONE, workbook) or Folded()
        heads = tuple(head.id for head in there.heads[ANSWER])
        said = f"Because the kids notice, and I am tired of being tired: said for the {next(turns)}. time."
        edit = Edit(new_id(), ANSWER, said, heads, ALONE.author, Instant(0), new_id())
        begun = time.perf_counter()
        store.append(ALONE, workbook, [edit])
        return (time.perf_counter() - begun) * 1000

    encrypted = begun("encrypted")
    with in_plain():
        plain = begun("plain")

    def saved_in_plain() -> float:
        with in_plain():
            return saved(*plain)

    yield row(
        "a save with its words encrypted, beside one in plain",
        *in_turn(lambda: saved(*encrypted), saved_in_plain, 600),
        "≤ 1.2 ×",
    )


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


def saving_together(place: Path) -> Iterator[Row]:
    """Fifty windows, each of which saves a longer answer once a second."""
    folder = _folder(place, "saving-together")
    store = database(folder)
    tokens = [seal(Grant(ALONE, write(store, answers(24))), store.secret) for _person in range(PEOPLE)]
    store.close()
    with served(ColdServer(folder)) as server, people_saving(server, tokens) as took:
        time.sleep(SECONDS)
    assert len(took) > PEOPLE * (SECONDS - 2)
    p95 = statistics.quantiles(took, n=20)[-1]
    figures = f"{statistics.median(took):.0f} ms, p95 {p95:.0f} ms"
    yield Row("50 people, each saving once a second", figures, "", "", "p95 ≤ 100 ms")


@contextmanager
def people_saving(server: Server, tokens: Sequence[str]) -> Iterator[list[float]]:
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


def backing_up(place: Path) -> Iterator[Row]:
    """The backup that a person asks for on the page, while ten others save."""
    folder = _folder(place, "backing-up")
    store = database(folder)
    workbooks = [write(store, answers(8)) for _number in range(10_000)]
    tokens = [seal(Grant(ALONE, workbook), store.secret) for workbook in workbooks[:10]]
    store.close()
    with served(ColdServer(folder)) as server, people_saving(server, tokens) as took:
        connection = HTTPConnection(server.url.removeprefix("http://"))
        begun = time.perf_counter()
        connection.request("POST", "/backup", json.dumps({"do": "make"}))
        assert connection.getresponse().status == 200
        seconds = time.perf_counter() - begun
    assert len(took) > 10 * len(tokens)
    figures = f"{seconds:.0f} s, slowest save {max(took):.0f} ms"
    yield Row("backup of 10,000 workbooks, while 10 people save", figures, "", "", "≤ 60 s, save ≤ 1 s")


def unlocking(place: Path) -> Iterator[Row]:
    store = database(_folder(place, "unlocking"))
    store.vault.protect("seven blue bicycles")
    took = []
    for _time in range(9):
        store.lock()
        begun = time.perf_counter()
        store.vault.unlock("seven blue bicycles")
        took.append((time.perf_counter() - begun) * 1000)
    store.close()
    yield Row("the right passphrase → unlocked", f"{statistics.median(took):.0f} ms", "", "", "≤ 1 s")


def memory(browser: Browser, place: Path) -> Iterator[Row]:
    folder = _folder(place, "memory")
    store = database(folder)
    workbooks = [write(store, answers(24)) for _number in range(45)]
    with served(ColdServer(folder)) as server:

        def open_all(ids: Sequence[str]) -> list[Person]:
            opened = []
            for id_ in ids:
                person = newcomer(browser, f"{server.url}?page=rulers&workbook={id_}")
                person.page.locator("[data-testid=stPlotlyChart] .main-svg").first.wait_for()
                opened.append(person)
            return opened

        people = open_all(workbooks[:15])
        before = resident(server.pid)
        people += open_all(workbooks[15:])
        grown = (resident(server.pid) - before) / 30
        for person in people:
            person.leave()
    yield Row("server memory for one more open workbook", f"{grown / 1024:.2f} MiB", "", "", "≤ 1 MiB")


def looking_back(browser: Browser, place: Path) -> Iterator[Row]:
    folder = _folder(place, "over-time")
    store = database(folder)
    many, few = write(store, whole(check_ins=100)), write(store, whole(check_ins=5))
    with served(ColdServer(folder)) as server:
        person = newcomer(browser, server.url)

        def shown(id_: str) -> float:
            person.page.goto("about:blank")
            begun = time.perf_counter()
            person.page.goto(f"{server.url}?page=check_ins&workbook={id_}", wait_until="commit")
            person.page.locator("[data-testid=stPlotlyChart] .main-svg").nth(1).wait_for()
            return (time.perf_counter() - begun) * 1000

        ours, beside = in_turn(lambda: shown(many), lambda: shown(few), 9)
        person.leave()
    yield row("over time: page with 100 check-ins, beside 5", ours, beside, "≤ 2 ×")


def opening(place: Path) -> Iterator[Row]:
    folder = _folder(place, "opening")
    store = database(folder)

    def worked_on(edits: int) -> str:
        id_ = write(store, answers(24))
        for begin in range(0, edits - 83, 100):
            written = [
                Edit(new_id(), f"decisional_balance/item-{n % 24:03}/text", f"text {n}", (), "me", Instant(0), new_id())
                for n in range(begin, min(begin + 100, edits - 83))
            ]
            based = []
            folded = store.load(ALONE, id_) or Folded()
            for edit in written:
                heads = tuple(head.id for head in folded.heads[edit.path])
                based.append(Edit(edit.id, edit.path, edit.value, heads, edit.author, edit.at, edit.gesture))
                folded = fold(folded, [based[-1]])
            store.append(ALONE, id_, based)
        return id_

    long, short = worked_on(10_000), worked_on(100)

    def opened(id_: str) -> float:
        fresh = database(folder)
        begun = time.perf_counter()
        assert fresh.load(ALONE, id_)
        took = time.perf_counter() - begun
        fresh.close()
        return took * 1000

    ours, beside = in_turn(lambda: opened(long), lambda: opened(short), 31)
    yield row("opening a workbook of 10,000 edits, beside 100", ours, beside, "≤ 1.5 ×")


def file_of_its_own(place: Path) -> Iterator[Row]:
    edits = [
        Edit(
            f"edit-{n}",
            f"decisional_balance/item-{n % 24:03}/text",
            f"text {n}",
            (f"edit-{n - 24}",),
            "me",
            Instant(n),
            f"{n}",
        )
        for n in range(10_000)
    ]
    store, id_ = database(_folder(place, "file")), new_id()
    store.write_anew(ALONE, id_, edits)

    def there_and_back() -> float:
        begun = time.perf_counter()
        file = portable_file.write(store.log(ALONE, id_) or ())
        store.write_anew(ALONE, new_id(), portable_file.read(file))
        return (time.perf_counter() - begun) * 1000

    took = [there_and_back() for _turn in range(5)]
    yield Row("file of 10,000 edits, written and opened again", f"{statistics.median(took):.0f} ms", "", "", "≤ 1 s")


def whole_paper() -> Iterator[Row]:
    took = []
    for turn in range(16):
        written = {**whole(check_ins=10), "workbook/change": f"drink less in the evenings, {turn}"}
        folded = fold(
            Folded(), [Edit(str(n), p, v, (), "me", Instant(0), str(n)) for n, (p, v) in enumerate(written.items())]
        )
        page = contents(folded, {part.id for part in parts(folded)}, date(2026, 11, 22))
        begun = time.perf_counter()
        to_pdf(page, Paper.A4, datetime.now(UTC))
        took.append((time.perf_counter() - begun) * 1000)
    yield Row("summary PDF of a full workbook, warm", f"{statistics.median(took[1:]):.0f} ms", "", "", "≤ 150 ms")


def paper(peers: Path | None) -> Iterator[Row]:
    turns = count()

    def next_page() -> Contents:
        written = {**answers(24), "workbook/change": f"drink less in the evenings, {next(turns)}"}
        folded = fold(
            Folded(), [Edit(str(n), p, v, (), "me", Instant(0), str(n)) for n, (p, v) in enumerate(written.items())]
        )
        return contents(folded, {part.id for part in parts(folded)}, date(2026, 11, 22))

    def ours() -> float:
        page = next_page()
        begun = time.perf_counter()
        to_pdf(page, Paper.A4, datetime.now(UTC))
        return (time.perf_counter() - begun) * 1000

    if peers is None:
        took, _same = in_turn(ours, ours, 15)
        yield Row("two-page summary PDF, warm", f"{statistics.median(took):.0f} ms", "", "", "≤ 100 ms")
        return
    with Popen([peers, SUMMARY_WITH_WEASYPRINT], stdin=PIPE, stdout=PIPE, text=True, bufsize=1) as weasyprint:
        assert weasyprint.stdin and weasyprint.stdout
        asked, told = weasyprint.stdin, weasyprint.stdout

        def beside() -> float:
            asked.write(json.dumps(plain(next_page())) + "\n")
            return float(told.readline())

        yield row("two-page summary PDF, warm, beside WeasyPrint", *in_turn(ours, beside, 15), "≤ 100 ms, ≤ 0.1 ×")
        asked.close()


def in_turn(ours: Callable[[], float], beside: Callable[[], float], times: int) -> tuple[list[float], list[float]]:
    """Both measured in turn, so that a change in the machine's speed meets both; the first turn warms up."""
    pairs = [(ours(), beside()) for _turn in range(times + 1)][1:]
    return [a for a, _b in pairs], [b for _a, b in pairs]


def painted(page: Page, act: str, seen: str) -> float:
    return float(page.evaluate(UNTIL_PAINTED, [act, seen]))


def numbers() -> list[int]:
    return [2, 7, 3, 8, 4, 9, 5, 6] * 3


def resident(pid: int) -> int:
    """The memory of a process, in KiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def row(what: str, ours: Sequence[float], beside: Sequence[float], reach: str) -> Row:
    a, b = statistics.median(ours), statistics.median(beside)
    return Row(what, f"{a:.0f} ms", f"{b:.0f} ms", f"{a / b:.2f} ×", reach)


@contextmanager
def served(server: Server) -> Iterator[Server]:
    server.folder.mkdir(parents=True, exist_ok=True)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def _folder(place: Path, name: str) -> Path:
    folder = place / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
