"""What the store does by itself: encrypting, backing up, unlocking, writing and reading a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from unittest.mock import patch

import psycopg
from sqlalchemy import URL

from tests.benchmarks.bench import Bench
from tests.benchmarks.full_workbook import answers, whole, write
from tests.benchmarks.load import ANSWER, saving
from tests.benchmarks.table import compare, milliseconds, show
from tests.world.postgres import Postgres
from tests.world.writing import edit_after, open_store
from worksheets.clock import Instant
from worksheets.editing import Edit, Folded
from worksheets.storage import ALONE, Store, new_id
from worksheets.storage.keys.encryption import Keys
from worksheets.summary import portable_file

WORKSHEETS = 200


def encrypting(bench: Bench) -> None:
    """A sentence saved by the store, on disk when it returns, beside the same by a store that encrypts no words."""
    turns = count()

    def begun(name: str) -> tuple[Store, str]:
        store = bench.database(name)
        return store, write(store, answers(24))

    def saved(store: Store, workbook: str) -> float:
        said = f"Because the kids notice, and I am tired of being tired: said for the {next(turns)}. time."
        edit = edit_after(store.load(ALONE, workbook) or Folded(), ANSWER, said)
        return milliseconds(lambda: store.append(ALONE, workbook, [edit]))

    encrypted = begun("encrypted")
    with _in_plain():
        plain = begun("plain")

    def saved_in_plain() -> float:
        with _in_plain():
            return saved(*plain)

    what = "a save with its words encrypted, beside one in plain"
    compare(what, lambda: saved(*encrypted), saved_in_plain, 600, "≤ 1.2 ×")


class _Plain:
    """What stands in the place of a workbook's key, and encrypts nothing."""

    def encrypt(self, text: str, *_row: object) -> bytes:
        return text.encode()

    def decrypt(self, kept: bytes, *_row: object) -> str:
        return kept.decode()


@contextmanager
def _in_plain() -> Iterator[None]:
    """No key is made, opened or used for any workbook."""
    with (
        patch.object(Keys, "new_workbook_key", lambda *_which: (_Plain(), b"")),
        patch.object(Keys, "workbook_key", lambda *_which: _Plain()),
    ):
        yield


def unlocking(bench: Bench) -> None:
    """A passphrase that is right."""
    store = bench.database("ours")
    store.vault.protect("seven blue bicycles")
    took = []
    for _time in range(9):
        store.lock()
        took.append(milliseconds(lambda: store.vault.unlock("seven blue bicycles")))
    store.close()
    show("the right passphrase → unlocked", took, reach="≤ 1 s")


def backing_up(bench: Bench) -> None:
    """The backup that a person asks for on the page, while ten others save."""

    def backup(url: str) -> None:
        connection = HTTPConnection(url.removeprefix("http://"))
        connection.request("POST", "/backup", json.dumps({"do": "make"}))
        assert connection.getresponse().status == 200

    tokens = list(bench.tokens("ours", [answers(8)] * 10_000).values())[:10]
    with bench.served("ours") as server, saving(server.url, tokens) as took:
        seconds = milliseconds(lambda: backup(server.url)) / 1000
    show("backup of 10,000 workbooks, while 10 people save", [seconds], reach="≤ 60 s", unit="s")
    show("the slowest save meanwhile", [max(took)], reach="≤ 1 s", tries=len(took))


def size(bench: Bench) -> None:
    """What a worksheet takes on the disk."""
    file, postgres = bench.folder("ours") / "worksheets.db", Postgres()
    _show_sizes("SQLite", file, lambda: file.stat().st_size)
    try:
        postgres.start()
        address = postgres.new_database()
        _show_sizes("PostgreSQL", address, lambda: _size_at(address))
    finally:
        postgres.stop()


def _show_sizes(where: str, place: Path | URL, measured: Callable[[], int]) -> None:
    open_store(place).close()
    before = measured()
    for written in (answers(24), whole(check_ins=10)):
        store = open_store(place)
        for _worksheet in range(WORKSHEETS):
            write(store, written)
        store.close()
        each = (measured() - before) / WORKSHEETS / 1000
        before = measured()
        show(f"{where}: one worksheet of {len(written)} answers on the disk", [each], unit="kB", tries=WORKSHEETS)


def _size_at(address: URL) -> int:
    with psycopg.connect(host=str(address.query["host"]), user=address.username, dbname=address.database) as connection:
        [(size,)] = connection.execute("SELECT pg_database_size(current_database())").fetchall()
    return int(size)


def file_of_its_own(bench: Bench) -> None:
    """A file with all that was ever written in a workbook."""

    def typed(n: int) -> Edit:
        path = f"decisional_balance/item-{n % 24:03}/text"
        return Edit(f"edit-{n}", path, f"text {n}", (f"edit-{n - 24}",), "me", Instant(n), f"{n}")

    store, id_ = bench.database("ours"), new_id()
    store.write_anew(ALONE, id_, [typed(n) for n in range(10_000)])

    def there_and_back() -> None:
        file = portable_file.write(store.log(ALONE, id_) or ())
        store.write_anew(ALONE, new_id(), portable_file.read(file))

    show(
        "file of 10,000 edits, written and opened again",
        [milliseconds(there_and_back) for _ in range(5)],
        reach="≤ 1 s",
    )
    store.close()
