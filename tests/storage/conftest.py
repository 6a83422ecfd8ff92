"""A database as one server and as another one opens it, with a key and a folder of backups of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from tests.world.set_clock import SetClock
from tests.world.writing import Start, address_of
from worksheets.storage import Store
from worksheets.storage.keys import slots
from worksheets.storage.places import BACKUP_FOLDER_SETTING


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """Where this test's key lies."""
    return tmp_path / "keys" / "key"


@pytest.fixture(autouse=True)
def backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's backups lie."""
    monkeypatch.setenv(BACKUP_FOLDER_SETTING, str(tmp_path / "backups"))
    return tmp_path / "backups"


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up on a lock after a moment, so that nobody has to wait for this test."""
    monkeypatch.setattr("worksheets.storage.database.LOCK_TIMEOUT", timedelta(seconds=0.2))


@pytest.fixture
def quick_to_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases are tried without the work that slows down who guesses, where many are tried."""
    monkeypatch.setattr(slots, "_ARGON2_MEMORY_KIB", 8)
    monkeypatch.setattr(slots, "_ARGON2_ITERATIONS", 1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """The clock of the computer on which this test runs."""
    clock = SetClock()
    monkeypatch.setattr("worksheets.clock.time", clock)
    return clock


@pytest.fixture
def start(request: pytest.FixtureRequest, key_file: Path) -> Iterator[Start]:
    """Opens this test's database as a server does that starts, unless another one is named; at the end all close."""
    with ExitStack() as running:

        def started(database: URL | Path | None = None, key_file: Path = key_file, **settings: Any) -> Store:
            opened: URL | Path = database or request.getfixturevalue("database")
            address = address_of(opened) if isinstance(opened, Path) else opened
            return running.enter_context(closing(Store(address, key_file, **settings)))

        yield started


@pytest.fixture
def store(database: URL | Path, start: Start) -> Store:
    """The database as a server opens it."""
    return start(database)


@pytest.fixture
def another_server(store: Store, start: Start) -> Store:
    """The same database as a second server opens it at the same time."""
    return start()
