"""A run of a page asks the database no more often than it has to: a hundred people have it run at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from components import who
from components.installation import store
from components.open_workbook import open_workbook
from tests.world.counting import calls_of
from tests.world.writing import A_LITTLE, written


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A worksheet in the database of this installation."""
    database = tmp_path / "worksheets.db"
    monkeypatch.setenv("BOTH_SIDES_DATABASE_URL", f"sqlite:///{database}")
    store.clear()
    yield written(database, A_LITTLE)
    store.clear()


def test_it_is_asked_once_who_is_here_when_a_worksheet_is_opened_and_given_to_the_window(workbook: str) -> None:
    store()
    with calls_of(who.actor) as asked:
        opened = open_workbook(workbook)
        told = opened and opened.for_window()

    assert told and told.id == workbook
    assert len(asked) == 1
