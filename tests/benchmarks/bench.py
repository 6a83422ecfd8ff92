"""Where it is measured: a folder, a browser, and servers as a person starts them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from tests.benchmarks.full_workbook import write
from tests.world.person import WINDOW, Person
from tests.world.serving import Server
from tests.world.writing import open_store
from worksheets.answers import Value
from worksheets.storage import ALONE, Grant, Store, seal

BARE: Final = Path(__file__).with_name("bare.py")
CHART: Final = "[data-testid=stPlotlyChart] .main-svg"

# Runs in the page: from the act until the frame in which `seen` holds has been painted, in milliseconds. The act comes
# at any moment between two frames, as people's do: after a pause that is always the same, it is always as far from one.
_UNTIL_PAINTED: Final = """async ([act, seen]) => {
  const [go, holds] = [new Function(act), new Function(`return ${seen}`)];
  await new Promise((later) => setTimeout(later, Math.random() * 1000 / 60));
  const begun = performance.now();
  go();
  while (!holds()) {
    await new Promise(requestAnimationFrame);
    if (performance.now() - begun > 20000) throw new Error(`never: ${seen}`);
  }
  await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""

# By the page's own clock: from outside, Playwright looks only every half second by then.
_NOTE_WHEN_SHOWN: Final = """
    const look = () => {
        if (document.body?.textContent.includes(%s)) window.shownAfter = performance.now();
        else requestAnimationFrame(look);
    };
    look();
"""

_WHEN_SHOWN: Final = """async () => {
  while (!window.shownAfter) await new Promise(requestAnimationFrame);
  return window.shownAfter;
}"""

_SLOW_NETWORK: Final = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 1_250_000,
    "uploadThroughput": 1_250_000,
}
"""10 Mbit and 40 ms."""


class ColdServer(Server):
    """A server as a person starts it, with nothing loaded before."""

    is_cold = True


@dataclass(frozen=True, slots=True)
class Bench:
    """The browser, and the place for what is written meanwhile."""

    browser: Browser
    place: Path

    def folder(self, name: str) -> Path:
        """The folder of this name, which is made if it is not there."""
        named = self.place / name
        named.mkdir(parents=True, exist_ok=True)
        return named

    def database(self, name: str) -> Store:
        """The database that a server in this folder uses."""
        return open_store(self.folder(name) / "worksheets.db")

    def tokens(self, name: str, workbooks: Sequence[Mapping[str, Value]]) -> dict[str, str]:
        """Write these workbooks into the database in this folder; the tokens of windows on them."""
        store = self.database(name)
        tokens = written(store, workbooks)
        store.close()
        return tokens

    @contextmanager
    def served(self, name: str, *script: Path, seconds_until_given_up: int = 120) -> Iterator[Server]:
        """A server with its database in this folder, which keeps a window that was closed in memory for so long."""
        until = str(seconds_until_given_up)
        server = ColdServer(self.folder(name), *script, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=until)
        server.start()
        try:
            yield server
        finally:
            server.kill()

    def newcomer(self, url: str) -> Person:
        """Somebody whose browser has never been here."""
        return Person(self.browser.new_context(viewport=WINDOW), url)

    def ready(self, url: str, text: str, *, slowly: bool = False) -> float:
        """How long it takes until a browser that has never been here shows this text, in milliseconds."""
        context = self.browser.new_context()
        page = context.new_page()
        page.add_init_script(_NOTE_WHEN_SHOWN % json.dumps(text))
        if slowly:
            context.new_cdp_session(page).send("Network.emulateNetworkConditions", _SLOW_NETWORK)
        page.goto(url, wait_until="commit")
        page.get_by_text(text).first.wait_for()
        took = float(page.evaluate(_WHEN_SHOWN))
        context.close()
        return took


def written(store: Store, workbooks: Sequence[Mapping[str, Value]]) -> dict[str, str]:
    """Write these workbooks; the tokens of windows on them, by their identifiers."""
    return {id_: token_of(store, id_) for id_ in [write(store, answers) for answers in workbooks]}


def token_of(store: Store, workbook: str) -> str:
    """The token of a window on this workbook."""
    return seal(Grant(ALONE, workbook), store.secret)


def painted(page: Page, act: str, seen: str) -> float:
    """How long it takes from this act in the page until this is seen, in milliseconds."""
    return float(page.evaluate(_UNTIL_PAINTED, [act, seen]))


def resident(server: Server) -> float:
    """The memory of a server, in MiB."""
    lines = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024
