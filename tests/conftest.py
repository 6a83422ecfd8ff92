"""A browser, a server, and a person who uses them."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Playwright, expect, sync_playwright
from sqlalchemy import URL

from tests.world.chromium import FLAGS, ONE_PROCESS_FOR_ALL_TABS, chromium
from tests.world.person import WINDOW, Person
from tests.world.postgres import Postgres
from tests.world.serving import Server, free_port, started
from tests.world.writing import address_of, empty, written
from worksheets.answers import Value
from worksheets.storage.places import BACKUP_FOLDER_SETTING, BACKUP_SETTING, KEY_SETTING

expect.set_options(timeout=20_000)  # On a busy machine the app can be slow to answer.

SLOW = {"engine", "own_postgres", "playwright", "postgres", "provider", "proxy"}
"""The fixtures for which something is started that may have to be installed first."""

ALWAYS_SHOWN = "both_sides_list"
"""The cookie of a browser in which somebody wants to see the list on the home page, whoever's worksheets are in it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The order of the tests can be given."""
    parser.addoption("--seed", type=int, help="the seed of the order in which the tests run, to have it once more")


def pytest_configure(config: pytest.Config) -> None:
    """Draw the order of the tests, unless it is given: once for all processes."""
    config.addinivalue_line("markers", "slow: takes long, or needs a browser, or a server other than ours")
    given = getattr(config, "workerinput", {}).get("seed", config.option.seed)
    config.option.seed = random.randrange(100_000) if given is None else given


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell another process what was drawn here."""
    node.workerinput["seed"] = node.config.option.seed


def pytest_report_header(config: pytest.Config) -> str:
    """Say how to have this order again."""
    return f"in the order of --seed {config.option.seed}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run them in another order each time, a module at a time; the modules with slow tests come first."""
    chance = random.Random(config.option.seed)
    drawn = {module: chance.random() for module in sorted({item.location[0] for item in items})}
    slow = set()
    for item in items:
        asked_for = {*getattr(item, "fixturenames", ()), *_kinds_of_database(item)}
        if asked_for & SLOW:
            item.add_marker("slow")
            slow.add(item.location[0])
    chance.shuffle(items)
    items.sort(key=lambda item: (item.location[0] not in slow, drawn[item.location[0]]))


def _kinds_of_database(item: pytest.Item) -> set[str]:
    """The server of the database for which a parameter of this test asks."""
    callspec = getattr(item, "callspec", None)
    return (
        {"postgres"} if callspec and {"postgresql", "serializable"} & set(map(str, callspec.params.values())) else set()
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say with a test that failed what each person saw then."""
    report = yield
    if call.when == "call" and report.failed:
        for name, someone in getattr(item, "funcargs", {}).items():
            if isinstance(someone, Person):
                with suppress(Error):
                    saw = someone.page.locator("body").aria_snapshot()
                    report.sections.append((f"what the {name} saw", f"{someone.page.url}\n{saw}"))
    return report


@pytest.fixture(scope="session", autouse=True)
def _key_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The tests touch nobody's own key and backups, and make a backup only where they are about one."""
    os.environ[KEY_SETTING] = str(tmp_path_factory.mktemp("key") / "key")
    os.environ[BACKUP_FOLDER_SETTING] = str(tmp_path_factory.mktemp("backups"))
    os.environ[BACKUP_SETTING] = "off"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, ONE_PROCESS_FOR_ALL_TABS])
    yield running
    running.close()


@pytest.fixture(scope="session")
def fetched(browser: Browser) -> BrowserContext:
    """A browser that keeps what it has fetched, as a person's does: a test asks for no more than it is about.

    It shows everybody's worksheets on the home page, whatever other tests have left there.
    """
    context = browser.new_context(viewport=WINDOW)
    _show_always(context)
    return context


def _show_always(context: BrowserContext) -> None:
    context.add_cookies([{"name": ALWAYS_SHOWN, "value": "always_show", "url": "http://localhost"}])


@pytest.fixture(scope="module")
def context(fetched: BrowserContext) -> Iterator[BrowserContext]:
    """That browser; its tabs are closed at the end of the module, and what they leave in it goes with them."""
    yield fetched
    for page in fetched.pages:
        page.close()
    fetched.clear_cookies()
    _show_always(fetched)


@pytest.fixture(scope="session")
def ports() -> tuple[int, int]:
    """Where the server of most tests listens, and every server of one test: what was fetched from it stays known."""
    return free_port(), free_port()


@pytest.fixture(scope="session")
def running_server(tmp_path_factory: pytest.TempPathFactory, ports: tuple[int, int]) -> Iterator[Server]:
    with started(tmp_path_factory.mktemp("server"), ports[0]) as running:
        yield running


@pytest.fixture(scope="module")
def server(running_server: Server) -> Server:
    """The server of most tests, with nothing in it that was written in another module."""
    empty(running_server.database)
    return running_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    running = Postgres()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    """A PostgreSQL server that this test may kill."""
    running = Postgres()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., URL]]:
    """Makes a new database: "sqlite" in a file in this folder, "postgresql" or "serializable" on a server."""
    with ExitStack() as lent:

        def made(kind: str, folder: Path = tmp_path) -> URL:
            if kind == "sqlite":
                return address_of(folder / "worksheets.db")
            postgres: Postgres = request.getfixturevalue("postgres")
            return lent.enter_context(postgres.lent_database(serializable=kind == "serializable"))

        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, new_database: Callable[..., URL]) -> URL:
    """Where the database of this test lies: once in a file, and once on a server."""
    return new_database(request.param)


@pytest.fixture
def own_server(tmp_path: Path, ports: tuple[int, int]) -> Iterator[Server]:
    """A server that this test may kill."""
    with started(tmp_path, ports[1]) as running:
        yield running


@pytest.fixture
def someone(context: BrowserContext, own_server: Server) -> Iterator[Person]:
    """Somebody with a server of their own, and nothing on the home page yet."""
    person = Person(context, own_server.url)
    yield person
    person.leave()


@pytest.fixture
def person(context: BrowserContext, server: Server) -> Iterator[Person]:
    """Somebody with the home page open."""
    someone = Person(context, server.url)
    yield someone
    someone.leave(loaded=True)


@pytest.fixture
def list_hides(context: BrowserContext) -> Iterator[None]:
    """The list on the home page is hidden as it is for whoever has not chosen anything."""
    context.clear_cookies(name=ALWAYS_SHOWN)
    yield
    _show_always(context)


@pytest.fixture
def newcomer(context: BrowserContext, server: Server, list_hides: None) -> Iterator[Person]:
    """Somebody with nothing on the home page yet: what others wrote in this module is gone."""
    empty(server.database)
    someone = Person(context, server.url, anew=True)
    yield someone
    someone.leave()


@pytest.fixture
def first_page() -> str:
    """Where the writers of a module begin."""
    return "decisional_balance"


@pytest.fixture
def already() -> Mapping[str, Value]:
    """What the writers of a module, or of a test that gives it as a parameter, have written before."""
    return {}


@pytest.fixture
def writer(context: BrowserContext, server: Server, first_page: str, already: Mapping[str, Value]) -> Iterator[Person]:
    """Somebody with a new worksheet open."""
    workbook = written(server.database, {"workbook/change": "drink less", "workbook/stance": "EXPLORE", **already})
    someone = Person(context, server.url, f"?page={first_page}&workbook={workbook}")
    expect(someone.page.locator(".bs-sheet:has(.bs-group)").first).to_be_visible()
    yield someone
    someone.leave(loaded=True)


@pytest.fixture
def on_a_phone(browser: Browser, server: Server) -> Iterator[Person]:
    """Somebody with the home page open on a phone, which is touched."""
    someone = Person(browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True), server.url)
    yield someone
    someone.context.close()
