"""A database as one server and as another one opens it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from tests.world.writing import open_store
from worksheets.storage import Store


@pytest.fixture
def store(database: URL) -> Iterator[Store]:
    """The database as a server opens it."""
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def another_server(database: URL, store: Store) -> Iterator[Store]:
    """The same database as a second server opens it at the same time."""
    opened = open_store(database)
    yield opened
    opened.close()
