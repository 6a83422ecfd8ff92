"""A saved word survives the server being killed at any moment."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from tests.world.postgres import Postgres
from tests.world.writing import edit, open_store
from worksheets.storage import ALONE, StorageError, tables

ROOT = Path(__file__).resolve().parents[2]
KILLS = 200
KILLS_OF_A_SERVER = 20

WRITER = ROOT / "tests" / "world" / "writer_to_kill.py"


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    database, acknowledged = tmp_path / "worksheets.db", tmp_path / "acknowledged"

    with acknowledged.open("w") as output:
        subprocess.run(
            [sys.executable, WRITER, database, str(KILLS)],
            stdout=output,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=True,
            timeout=300,
        )

    ids = acknowledged.read_text().split()
    connection = sqlite3.connect(database)
    revisions = [revision for (revision,) in connection.execute("SELECT revision FROM edit ORDER BY revision")]
    last, integrity = (
        connection.execute("SELECT revision FROM workbook").fetchall(),
        connection.execute("PRAGMA integrity_check").fetchall(),
    )
    connection.close()
    log = open_store(database).log(ALONE, "workbook") or []
    assert len(ids) > KILLS // 2
    assert set(ids) - {kept.id for kept in log} == set()
    assert revisions == list(range(1, len(log) + 1))
    assert last == [(len(log),)]
    assert integrity == [("ok",)]
    assert all(kept.value == f"words of {kept.id}" for kept in log)


def test_a_database_server_killed_twenty_times_loses_nothing_that_was_acknowledged(own_postgres: Postgres) -> None:
    address = own_postgres.new_database()
    store = open_store(address)
    acknowledged: list[str] = []
    refused: list[str] = []
    is_over = threading.Event()

    def write() -> None:
        for number in count():
            if is_over.is_set():
                return
            sent = edit(f"decisional_balance/item-{number % 20}/text", f"words {number}")
            while sent.id not in acknowledged[-1:]:
                try:
                    store.append(ALONE, "workbook", [sent])
                    acknowledged.append(sent.id)
                except StorageError as error:
                    refused.append(type(error).__name__)
                    time.sleep(0.02)

    writer = threading.Thread(target=write)
    writer.start()
    for _ in range(KILLS_OF_A_SERVER):
        before = len(acknowledged)
        while len(acknowledged) < before + 5:
            time.sleep(0.005)
        own_postgres.kill()
        own_postgres.start()
    is_over.set()
    writer.join()
    store.close()

    engine = create_engine(address)
    with engine.connect() as connection:
        log = connection.execute(
            select(tables.edit.c.revision, tables.edit.c.id).order_by(tables.edit.c.revision)
        ).all()
    engine.dispose()
    assert refused, "the writer noticed that the server was gone"
    assert [row.id for row in log] == acknowledged, "each one is there once, and in order"
    assert [row.revision for row in log] == list(range(1, len(log) + 1))
