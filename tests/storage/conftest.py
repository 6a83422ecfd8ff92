"""A database as one server and as another one opens it, with a key and a folder of backups of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from tests.world.writing import Start, address_of
from worksheets.storage import Store
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
def start(key_file: Path) -> Iterator[Start]:
    """Opens a database of this test with its key, unless another one is named; at the end all are closed."""
    with ExitStack() as running:

        def started(database: URL | Path, key_file: Path = key_file, **settings: Any) -> Store:
            address = address_of(database) if isinstance(database, Path) else database
            return running.enter_context(closing(Store(address, key_file, **settings)))

        yield started


@pytest.fixture
def store(database: URL, start: Start) -> Store:
    """The database as a server opens it."""
    return start(database)


@pytest.fixture
def another_server(database: URL, store: Store, start: Start) -> Store:
    """The same database as a second server opens it at the same time."""
    return start(database)
