"""From an act to what is seen of it, in a real browser; and what that sends and keeps."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from typing import Final

from playwright.sync_api import Page, WebSocket

from tests.benchmarks.bench import BARE, CHART, Bench, painted
from tests.benchmarks.full_workbook import answers, whole, write
from tests.benchmarks.load import ANSWER
from tests.benchmarks.table import milliseconds, show
from tests.world.person import GOOD_NOW, Person
from worksheets.editing import Folded
from worksheets.storage import ALONE

_ENTER: Final = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}))"
_NUMBERS: Final = [2, 7, 3, 8, 4, 9, 5, 6] * 4
_ADDED: Final = 25
_PICTURES: Final = 12
_PAUSE: Final = 600
"""Between two acts, in milliseconds, so that nothing of the one before is still on its way."""


def answer(bench: Bench) -> None:
    """A number on a ruler of a full workbook and a thing in a grid, each in turn with a number on bare's ruler."""
    store = bench.database("ours")
    full, forty = write(store, whole(check_ins=10)), write(store, answers(40))
    store.close()
    with bench.served("ours") as ours, bench.served("bare", BARE) as bare:
        theirs = _OnBare(bench, bare.url)
        ruler = _OnRuler(bench, f"{ours.url}?page=rulers&workbook={full}")
        numbers = [(theirs.choose(), ruler.choose(n), theirs.choose(), ruler.chart(n - 1)) for n in _NUMBERS]
        grid = OnGrid(bench, f"{ours.url}?page=decisional_balance&workbook={forty}")
        words = [(theirs.choose(), grid.add(), theirs.choose(), grid.saved()) for _turn in range(_ADDED)]
        weights = [(theirs.choose(), grid.weigh(n)) for n in _NUMBERS]
        pictures = [(theirs.choose(), grid.picture()) for _turn in range(_PICTURES)]
        beside, asked, beside_charts, charted = (list(each) for each in zip(*numbers[1:], strict=True))
        show("ruler: number → its questions painted, a full workbook", asked, beside, reach="≤ 0.5 ×")
        show("ruler: number → saved, and painted in the picture", charted, beside_charts, reach="≤ 1.2 ×")
        beside, there, beside_saved, saved = (list(each) for each in zip(*words[1:], strict=True))
        show("grid: Enter → item painted, 40 items there", there, beside, reach="≤ 0.5 ×")
        show("grid: Enter → saved", saved, beside_saved, reach="≤ 1.5 ×")
        beside, weighed = (list(each) for each in zip(*weights[1:], strict=True))
        show("grid: weight chosen → its bar painted", weighed, beside, reach="≤ 0.1 ×")
        beside, pictured = (list(each) for each in zip(*pictures[1:], strict=True))
        show("grid: picture asked for → painted, more than 40 things", pictured, beside, reach="≤ 2 ×")
        sent = [ruler.sent(partial(ruler.chart, n)) for n in _NUMBERS]
        by_bare = [theirs.sent(theirs.choose) for _turn in _NUMBERS]
        show("one run after a number, a full workbook", sent, by_bare, reach="≤ 20 kB", unit="kB")
        sent = [grid.sent(grid.saved) for _turn in range(_ADDED)]
        show("one run after Enter, a grid of more than 40 items", sent, by_bare, reach="≤ 20 kB", unit="kB")
        for page in (theirs, ruler, grid):
            page.leave()


def durable(bench: Bench) -> None:
    """Somebody who types, until what they typed is on disk."""
    store = bench.database("ours")
    workbook = write(store, answers(24))
    with bench.served("ours") as server:
        person = bench.newcomer(f"{server.url}?page=rulers&workbook={workbook}")
        person.box("What makes it a 5 and not a 3?").first.focus()

        def until_kept(word: str) -> None:
            while not str((store.load(ALONE, workbook) or Folded())[ANSWER]).endswith(word):
                time.sleep(0.002)

        took = []
        for word in (f"word{number}" for number in range(40)):
            person.page.keyboard.type(word, delay=20)
            took.append(milliseconds(partial(until_kept, word)))
        person.leave()
    store.close()
    show("last key → durable on disk", took, reach="p95 ≤ 1 s")


class _Measured:
    """A page on which something is done again and again."""

    def __init__(self, bench: Bench, url: str, there: str) -> None:
        self._received = 0
        self._person: Person = bench.newcomer("about:blank")
        self._page: Page = self._person.page
        self._page.on("websocket", self._listen)
        self._page.goto(url)
        self._page.locator(there).last.wait_for()

    def sent(self, act: Callable[[], object]) -> float:
        """How many kB the server sends because of this act."""
        before = self._received
        act()
        self._page.wait_for_timeout(_PAUSE)
        return (self._received - before) / 1000

    def leave(self) -> None:
        """Leave the page."""
        self._person.leave()

    def _painted(self, act: str, seen: str) -> float:
        self._page.wait_for_timeout(_PAUSE)
        return painted(self._page, act, seen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._count)

    def _count(self, frame: str | bytes) -> None:
        self._received += len(frame)


class _OnBare(_Measured):
    def __init__(self, bench: Bench, url: str) -> None:
        super().__init__(bench, url, "[role=radio]")
        self._numbers = cycle(range(11))

    def choose(self) -> float:
        """Choose the next number, and see it in the line of text."""
        number = next(self._numbers)
        button = f"[...document.querySelectorAll('[role=radio]')].find((b) => b.textContent.trim() === '{number}')"
        return self._painted(f"{button}.click()", f"document.body.textContent.includes('You chose {number}')")


class _OnRuler(_Measured):
    def __init__(self, bench: Bench, url: str) -> None:
        super().__init__(bench, url, ".bs-together circle")

    def choose(self, number: int) -> float:
        """Choose this number, and see its questions."""
        question = "document.querySelector('.bs-follow').textContent"
        return self._painted(self._tap(number), f"{question}.includes('{number} to {number + 1}')")

    def chart(self, number: int) -> float:
        """Choose this number, and see it in the picture and that it is saved."""
        pictured = f"document.querySelector('[aria-label*=\"importance {number},\"] circle')"
        return self._painted(self._tap(number), f"document.querySelector('.bs-status.bs-saved') && {pictured}")

    def _tap(self, number: int) -> str:
        return f"document.querySelector('[aria-label=Importance] input[value=\"{number}\"]').click()"


class OnGrid(_Measured):
    """The grid, whose first box is added to."""

    def __init__(self, bench: Bench, url: str) -> None:
        super().__init__(bench, url, ".bs-item")
        self._box = self._person.box(f"Add to: {GOOD_NOW}")
        self._box.focus()
        self._words = 0

    def add(self) -> float:
        """Press Enter after a word that is saved already, and see its row."""
        word = self._word()
        self._box.fill(word)
        self._page.wait_for_timeout(_PAUSE)
        row = f"[...document.querySelectorAll('.bs-item textarea')].some((box) => box.value === '{word}')"
        return self._painted(_ENTER, row)

    def saved(self) -> float:
        """Type a word and press Enter at once, and see that it is saved."""
        self._box.focus()
        box = "document.activeElement"
        typed = f"{box}.value = '{self._word()}'; {box}.dispatchEvent(new Event('input'));"
        return self._painted(f"{typed} {_ENTER}", "document.querySelector('.bs-status.bs-saved')")

    def weigh(self, number: int) -> float:
        """Choose how much the first thing matters, and see it at its bar."""
        select = "document.querySelector('.bs-meter select')"
        chosen = f"{select}.value = '{number}'; {select}.dispatchEvent(new Event('change'))"
        return self._painted(chosen, f"document.querySelector('.bs-weight b').textContent === '{number}'")

    def picture(self) -> float:
        """Ask for the picture, see it, and go back."""
        picture = (
            "[...document.querySelectorAll('.bs-turns button')].find((button) => button.textContent === 'Picture')"
        )
        took = self._painted(f"{picture}.click()", f"document.querySelector('{CHART}')")
        self._page.get_by_role("button", name="Whole page").click()
        self._page.locator(".bs-item").last.wait_for()
        return took

    def _word(self) -> str:
        self._words += 1
        return f"fresh{self._words}"
