"""Edits as a window makes them, and a database to keep them in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import URL

from worksheets.answers import Value
from worksheets.clock import Instant, now
from worksheets.editing import Edit, Folded, Head, fold
from worksheets.storage import ALONE, Grant, Store, key_file, new_id, seal

Start = Callable[..., Store]
"""Opens the test's database, or another one that is named, as a server does that starts."""

A_LITTLE: Mapping[str, Value] = {
    "workbook/change": "drink less",
    "workbook/name": "Alex Miller",
    "decisional_balance/calm/text": "it calms me",
    "decisional_balance/calm/place": ["GOOD_NOW", 1],
    "rulers/importance/number": 7,
    "rulers/importance/why_not_lower": "the kids notice",
}
"""A worksheet that somebody has begun."""


def edit(
    path: str,
    value: Value,
    on: Iterable[Edit | Head] = (),
    *,
    author: str = "me",
    gesture: str | None = None,
) -> Edit:
    """Somebody's change of the answer at `path`, in a window that displayed the edits in `on`."""
    return Edit(new_id(), path, value, tuple(seen.id for seen in on), author, Instant(0), gesture or new_id())


def edit_after(folded: Folded, path: str, value: Value, *, author: str = "me", gesture: str | None = None) -> Edit:
    """Somebody's change of the answer at `path`, in a window that displayed all of `folded`."""
    return edit(path, value, folded.heads.get(path, ()), author=author, gesture=gesture)


def revised(path: str, *values: Value) -> list[Edit]:
    """Somebody's changes of the answer at `path`, one after the other."""
    edits: list[Edit] = []
    for value in values:
        edits.append(edit(path, value, edits[-1:]))
    return edits


def answered(answers: Mapping[str, Value]) -> Folded:
    """A workbook in which somebody gave these answers one after the other."""
    return fold(Folded(), [edit(path, value) for path, value in answers.items()])


def address_of(path: Path) -> URL:
    """The address of the database in this file."""
    return URL.create("sqlite", database=str(path))


def open_store(database: Path | URL) -> Store:
    """The database in this file or at this address, as a server opens it."""
    return Store(address_of(database) if isinstance(database, Path) else database, key_file())


def written(database: Path | URL, answers: Mapping[str, Value], passphrase: str = "") -> str:
    """The identifier of a new workbook in this database, in which the person gives these answers now."""
    workbook = new_id()
    edits = [replace(edit(path, value, author=ALONE.author), at=now()) for path, value in answers.items()]
    store = open_store(database)
    if passphrase:
        store.vault.unlock(passphrase)
    outcome = store.append(ALONE, workbook, edits)
    store.close()
    assert not outcome.refused
    return workbook


def token(database: Path, workbook: str = "workbook") -> str:
    """What a page that is made from this database shows to be let in to a workbook."""
    return seal(Grant(ALONE, workbook), open_store(database).secret)


def empty(database: Path) -> None:
    """Leave no workbook and no choice of anybody in this database, which a server may have open."""
    open_store(database).close()
    with closing(sqlite3.connect(database)) as connection, connection:
        for table in ("edit", "snapshot", "workbook", "erased", "preference"):
            connection.execute(f"DELETE FROM {table}")
