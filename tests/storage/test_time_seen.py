"""A clock that is wrong erases nothing, keeps nobody out, and stops no backup."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.world.another_program import ask, tell
from tests.world.set_clock import SetClock
from tests.world.writing import Start, edit
from worksheets.clock import between, now
from worksheets.storage import ALONE, HOME, Actor, Role, SignedOut, Store, daily
from worksheets.storage.backups.folder import listed
from worksheets.storage.grants import OPERATOR
from worksheets.storage.places import BACKUP_SETTING
from worksheets.workbook import Shelf


@pytest.fixture(autouse=True)
def _with_backups(monkeypatch: pytest.MonkeyPatch) -> None:
    """As people have it."""
    monkeypatch.delenv(BACKUP_SETTING)


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest, new_database: Callable[..., URL]) -> URL:
    """Where the database of this test lies: in a file, unless the test says more, since the clock is the computer's."""
    return new_database(request.param)


also_on_a_server = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def store(database: URL, start: Start, clock: SetClock) -> Store:
    """A database that has been in use for three days, with a backup of each; a worksheet was removed on the last."""
    opened = start(database, idle=timedelta(minutes=15))
    opened.append(ALONE, "workbook", [edit("workbook/change", "drink less")])
    opened.append(ALONE, "another", [edit("workbook/change", "sleep more")])
    for _day in range(3):
        a_day_passes(opened, clock)
    opened.move(ALONE, "workbook", Shelf.REMOVED)
    return opened


def the_daily_run(store: Store) -> None:
    """Do what the server does by itself, each thing once."""
    for task in daily.TASKS:
        assert daily.carried_out(task, store), task


def a_day_passes(store: Store, clock: SetClock) -> None:
    """Let the computer run for a day, and the server do what it does in a day."""
    clock.run(days=1, minutes=1)
    the_daily_run(store)


def started(start: Start) -> Store:
    """The database as a server opens it that starts now, and has done what it does first."""
    opened = start(idle=timedelta(minutes=15))
    the_daily_run(opened)
    return opened


def days_until_erased(store: Store, clock: SetClock) -> int:
    """For how many days the computer has to run until the worksheet in the bin is erased; no backup is made then."""
    days = 0
    with pytest.MonkeyPatch.context() as setting:
        setting.setenv(BACKUP_SETTING, "off")
        while store.load(ALONE, "workbook"):
            a_day_passes(store, clock)
            days += 1
            assert days < 100
    return days


def sign_in(store: Store, name: str, browser: str) -> Actor:
    """Somebody who signs in, and is let in."""
    account = store.accounts.enter(HOME, "https://clinic.example", name, name, browser)
    if account.role is Role.WAITING:
        store.accounts.give_role(OPERATOR, account.id, Role.CLINICIAN)
    return Actor(HOME, account.id, browser)


def made_in(folder: Path) -> set[str]:
    """The backups that are there."""
    return {backup.name for backup in listed(folder)}


# The clock jumps ahead, and back.


def test_a_clock_that_was_far_ahead_at_one_start_erases_nothing_and_backups_go_on(
    store: Store, start: Start, clock: SetClock, backups: Path
) -> None:
    before = made_in(backups)

    clock.set(days=45)
    ahead = started(start)
    assert ahead.load(ALONE, "workbook")
    assert made_in(backups) > before, "nothing is removed, and there is one more"
    clock.set(days=-45)

    again = started(start)
    for _day in range(3):
        there = made_in(backups)
        a_day_passes(again, clock)
        assert made_in(backups) > there
    assert days_until_erased(again, clock) == 26


@also_on_a_server
def test_a_clock_that_jumps_ahead_while_the_server_runs_erases_nothing_and_signs_nobody_out(
    store: Store, clock: SetClock, backups: Path
) -> None:
    ada = sign_in(store, "ada", "a browser")
    before = made_in(backups)

    for days in (45, -45, 45, -90, 45):
        clock.set(days=days)
        the_daily_run(store)
        store.append(ada, "hers", [edit("workbook/name", f"Alex {days}")])

    assert store.load(ALONE, "workbook")
    assert made_in(backups) >= before
    assert days_until_erased(store, clock) == 30


def test_who_signs_in_while_the_clock_is_ahead_is_signed_out_as_on_any_other_day(
    store: Store, start: Start, clock: SetClock
) -> None:
    clock.set(days=45)
    ahead = started(start)
    ada, bo = sign_in(ahead, "ada", "a browser"), sign_in(ahead, "bo", "another browser")
    store.accounts.give_role(OPERATOR, bo.author, Role.ADMINISTRATOR)
    clock.set(days=-45)
    server = started(start)

    assert sign_in(server, "bo", "the browser again"), "a changed role ends what was before it only"
    server.load(ada, "workbook")
    clock.run(minutes=16)

    with pytest.raises(SignedOut):
        server.load(ada, "workbook")
    assert server.load(sign_in(server, "ada", "once more"), "workbook") is None


def test_a_backup_that_a_clock_ahead_has_put_off_is_made_now(database: URL, store: Store, backups: Path) -> None:
    before = made_in(backups)
    [(due,)] = ask(database, "SELECT value FROM meta WHERE name = 'backup_due'")
    tell(database, f"UPDATE meta SET value = '{int(due) + 45 * 86_400_000}' WHERE name = 'backup_due'")

    store.backups.make_if_due()

    assert made_in(backups) > before


# The clock is behind, or stands still.


@pytest.mark.parametrize("years", [0.2, 50])
def test_a_clock_that_is_behind_stops_no_save_no_sign_in_and_no_backup(
    store: Store, start: Start, clock: SetClock, backups: Path, years: float
) -> None:
    clock.set(days=-365 * years)

    for server in (store, started(start)):
        server.append(ALONE, "another", [edit("workbook/name", "Alex")])
        server.note_opened(ALONE, "another")
        ada = sign_in(server, "ada", f"browser {id(server)}")
        assert server.load(ada, "workbook") is None
        before = made_in(backups)
        a_day_passes(server, clock)
        assert server.load(ALONE, "workbook")
        with pytest.raises(SignedOut):
            server.load(ada, "workbook")
        assert made_in(backups) > before


def test_while_the_clock_stands_still_what_is_due_becomes_due_as_the_computer_runs(
    store: Store, clock: SetClock, backups: Path
) -> None:
    with clock.standing_still():
        ada = sign_in(store, "ada", "a browser")
        before = made_in(backups)

        a_day_passes(store, clock)

        assert made_in(backups) > before
        with pytest.raises(SignedOut):
            store.load(ada, "workbook")
        assert days_until_erased(store, clock) == 29


def test_the_daily_run_goes_on_when_the_clock_is_set_back(
    store: Store, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Store] = []
    monkeypatch.setattr(daily, "MINUTE", timedelta(milliseconds=5))
    monkeypatch.setattr(daily, "TASKS", [daily.Task(done.append, every=daily.DAY)])
    daily.begin(store)
    deadline = time.monotonic() + 10
    while not done and time.monotonic() < deadline:
        time.sleep(0.01)

    clock.set(days=-45)
    clock.run(days=1)

    while len(done) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert done == [store, store]


# Nobody was here for a long time.


def test_after_a_long_absence_time_is_made_up_for_little_by_little_and_the_bin_says_when(
    store: Store, start: Start, clock: SetClock, backups: Path
) -> None:
    before = made_in(backups)
    clock.set(days=200)  # It was off.

    server = started(start)

    assert server.load(ALONE, "workbook")
    assert made_in(backups) >= before
    [line], _total = server.listed(ALONE, Shelf.REMOVED)
    assert line.keeping.erased_at
    assert between(now(), line.keeping.erased_at) == pytest.approx(timedelta(days=28.5), abs=timedelta(minutes=30))
    assert days_until_erased(server, clock) == 19, "a day and a half in a day"


@also_on_a_server
def test_a_server_follows_the_clock_to_the_minute_and_each_start_goes_on_from_there(
    store: Store, start: Start, clock: SetClock, another_server: Store
) -> None:
    def late(server: Store) -> timedelta:
        return between(server.time_seen(), now())

    for server in (store, another_server, started(start)):
        for _hour in range(30):
            clock.run(hours=1)
            server.note_time()
            assert abs(late(server)) < timedelta(seconds=10)
    clock.run(days=1)
    assert abs(late(start())) < timedelta(seconds=10)


def test_no_start_takes_it_back_or_further_than_a_day_and_a_half(store: Store, start: Start, clock: SetClock) -> None:
    seen = [store.note_time()]
    for days in (1, -3, 45, -45, 0.1, -400, 1000):
        clock.set(days=days)
        seen.append(start().note_time())

    steps = [between(first, second) for first, second in pairwise(seen)]
    assert all(timedelta() <= step <= timedelta(days=1.5) for step in steps), steps
    assert sum(step > timedelta(days=1.4) for step in steps) == 2
