"""A saved word survives the server being killed at any moment."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from itertools import count
from pathlib import Path

import pytest

from tests.world.another_program import ask
from tests.world.at_once import at_once
from tests.world.postgres import Postgres
from tests.world.writing import Start, address_of, edit, open_store
from worksheets.storage import ALONE, StorageError

ROOT = Path(__file__).resolve().parents[2]
KILLS = 60
KILLS_OF_A_SERVER = 20


@pytest.mark.slow
def test_sixty_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    database, acknowledged = tmp_path / "worksheets.db", tmp_path / "acknowledged"

    with acknowledged.open("w") as output:
        subprocess.run(
            [sys.executable, ROOT / "tests" / "world" / "writer_to_kill.py", database, str(KILLS)],
            stdout=output,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=True,
            timeout=300,
        )

    ids = acknowledged.read_text().split()
    there = address_of(database)
    log = open_store(database).log(ALONE, "workbook") or []
    assert len(ids) > KILLS // 2
    assert set(ids) - {kept.id for kept in log} == set()
    assert ask(there, "SELECT revision FROM edit ORDER BY revision") == [(number + 1,) for number in range(len(log))]
    assert ask(there, "SELECT revision FROM workbook") == [(len(log),)]
    assert ask(there, "PRAGMA integrity_check") == [("ok",)]
    assert all(kept.value == f"words of {kept.id}" for kept in log)


def test_a_database_server_killed_twenty_times_loses_nothing_that_was_acknowledged(
    own_postgres: Postgres, start: Start
) -> None:
    address = own_postgres.new_database()
    store = start(address)
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

    def kill() -> None:
        for _ in range(KILLS_OF_A_SERVER):
            before = len(acknowledged)
            while len(acknowledged) < before + 5:
                time.sleep(0.005)
            own_postgres.kill()
            own_postgres.start()
        is_over.set()

    at_once(write, kill)

    log = ask(address, "SELECT revision, id FROM edit ORDER BY revision")
    assert refused, "the writer noticed that the server was gone"
    assert log == list(enumerate(acknowledged, start=1)), "each one is there once, and in order"
