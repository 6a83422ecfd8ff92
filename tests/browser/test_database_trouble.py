"""A database that cannot be used is said to be so, plainly, and is left as it is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.world.person import Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, empty, written


@pytest.fixture
def stopped(tmp_path: Path, ports: tuple[int, int]) -> Iterator[Server]:
    """A server that does not run, with a worksheet in its database, which is one file."""
    server = Server(tmp_path, port=ports[1])
    written(server.database, {"workbook/change": "keep going"})
    with closing(sqlite3.connect(server.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield server
    server.kill()


def damage(database: Path) -> None:
    database.write_bytes(b"not a database at all" * 500)


def make_newer(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")


def test_the_page_says_what_is_wrong_leaves_the_file_as_it_is_and_opens_by_itself_when_it_can(
    context: BrowserContext, stopped: Server, tmp_path: Path
) -> None:
    damaged, newer, locked = (Path(shutil.copy(stopped.database, tmp_path / name)) for name in ("bad", "new", "shut"))
    damage(damaged)
    make_newer(newer)
    other_program = sqlite3.connect(locked, isolation_level=None)
    other_program.execute("PRAGMA locking_mode=EXCLUSIVE")
    other_program.execute("BEGIN EXCLUSIVE")
    before = damaged.read_bytes()
    damaged.replace(stopped.database)
    stopped.start()

    person = Person(context, stopped.url)

    expect(person.page.get_by_role("heading", name="Your worksheets cannot be opened")).to_be_visible()
    expect(person.page.get_by_text("is damaged. It was left as it is")).to_be_visible()
    assert stopped.database.read_bytes() == before

    before = newer.read_bytes()
    newer.replace(stopped.database)
    expect(person.page.get_by_text("with a newer version of Both Sides")).to_be_visible()
    assert stopped.database.read_bytes() == before

    locked.replace(stopped.database)
    expect(person.page.get_by_text("Another program is using the file")).to_be_visible()
    person.page.get_by_role("link", name="Get help now").click()
    expect(person.page.get_by_role("link", name="911")).to_be_visible()
    person.page.get_by_role("link", name="Both Sides: your worksheets").click()
    other_program.execute("ROLLBACK")
    other_program.close()
    expect(person.page.get_by_role("link", name="keep going")).to_be_visible()
    person.leave()


def test_a_damaged_worksheet_says_so_and_the_others_open(person: Person, server: Server) -> None:
    empty(server.database)
    damaged = written(server.database, {"workbook/change": "sleep more"})
    whole = written(server.database, A_LITTLE)
    with closing(sqlite3.connect(server.database)) as connection, connection:
        connection.execute("UPDATE workbook SET listing = key WHERE id = ?", [damaged])
        connection.execute("UPDATE edit SET author = 'somebody else' WHERE workbook = ?", [damaged])
    person.visit()
    expect(person.page.get_by_role("link", name="drink less")).to_be_visible()

    person.page.get_by_role("link", name="This worksheet is damaged").click()

    told = person.page.get_by_text("Part of your worksheets is damaged, or was changed by another program")
    expect(told).to_be_visible()
    person.page.wait_for_timeout(4000)
    expect(told).to_be_visible()
    person.come_back(whole, "Both sides")
