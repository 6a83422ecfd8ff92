"""A database that cannot be used is said to be so, plainly, and is left as it is."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.world.person import Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, written


def damage(database: Path) -> None:
    database.write_bytes(b"not a database at all" * 500)


def make_newer(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    connection.close()


@pytest.fixture
def stopped(tmp_path: Path, ports: tuple[int, int]) -> Iterator[Server]:
    """A server that does not run, with a worksheet in its database."""
    server = Server(tmp_path, port=ports[1])
    written(server.database, {"workbook/change": "keep going"})
    yield server
    server.kill()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [(damage, "is damaged. It was left as it is"), (make_newer, "with a newer version of Both Sides")],
)
def test_the_page_says_what_is_wrong_and_the_file_stays_as_it_is(
    context: BrowserContext, stopped: Server, spoil: Callable[[Path], None], says: str
) -> None:
    with sqlite3.connect(stopped.database) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    spoil(stopped.database)
    before = hashlib.sha256(stopped.database.read_bytes()).hexdigest()

    stopped.start()
    person = Person(context, stopped.url)

    expect(person.page.get_by_role("heading", name="Your worksheets cannot be opened")).to_be_visible()
    expect(person.page.get_by_text(says)).to_be_visible()
    assert hashlib.sha256(stopped.database.read_bytes()).hexdigest() == before
    person.leave()


def test_a_locked_database_opens_by_itself_when_the_other_program_lets_go(
    context: BrowserContext, stopped: Server
) -> None:
    other_program = sqlite3.connect(stopped.database, isolation_level=None)
    other_program.execute("PRAGMA locking_mode=EXCLUSIVE")
    other_program.execute("BEGIN EXCLUSIVE")
    stopped.start()
    person = Person(context, stopped.url)
    expect(person.page.get_by_text("Another program is using the file")).to_be_visible(timeout=20_000)
    person.page.get_by_role("link", name="Get help now").click()
    expect(person.page.get_by_role("link", name="911")).to_be_visible(timeout=20_000)
    person.page.get_by_role("link", name="Both Sides: your worksheets").click()

    other_program.execute("ROLLBACK")
    other_program.close()

    expect(person.page.get_by_role("link", name="keep going")).to_be_visible(timeout=20_000)
    person.leave()


def test_a_damaged_worksheet_says_so_and_the_others_open(someone: Person, own_server: Server) -> None:
    damaged = written(own_server.database, {"workbook/change": "sleep more"})
    whole = written(own_server.database, A_LITTLE)
    with sqlite3.connect(own_server.database) as connection:
        connection.execute("UPDATE workbook SET listing = key WHERE id = ?", [damaged])
        connection.execute("UPDATE edit SET author = 'somebody else' WHERE workbook = ?", [damaged])
    connection.close()
    someone.visit()
    expect(someone.page.get_by_role("link", name="drink less")).to_be_visible()

    someone.page.get_by_role("link", name="This worksheet is damaged").click()

    told = someone.page.get_by_text("Part of your worksheets is damaged, or was changed by another program")
    expect(told).to_be_visible()
    someone.page.wait_for_timeout(4000)
    expect(told).to_be_visible()
    someone.come_back(whole, "Both sides")
