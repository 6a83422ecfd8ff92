"""A browser, a server, and a person who uses them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from person import Person
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from postgres import Postgres
from serving import Server

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]

expect.set_options(timeout=10_000)  # On a busy machine the app can be slow to answer.


def chromium() -> str:
    """Where the browser is; without one the tests stop here, they are not skipped."""
    named = os.environ.get("BOTH_SIDES_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        pytest.exit(
            "These tests need Chromium: install it (apt-get install chromium) or name it in BOTH_SIDES_CHROMIUM.", 2
        )
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
    yield running
    running.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests of a module."""
    running = Server(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.kill()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    running = Postgres()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server that this test may kill."""
    running = Server(tmp_path)
    running.start()
    yield running
    running.kill()


@pytest.fixture
def someone(browser: Browser, own_server: Server) -> Iterator[Person]:
    """Somebody with a server of their own, and nothing on the home page yet."""
    person = Person(browser, own_server.url)
    yield person
    person.leave()


@pytest.fixture
def person(browser: Browser, server: Server) -> Iterator[Person]:
    """Somebody with the home page open."""
    someone = Person(browser, server.url)
    yield someone
    someone.leave()
