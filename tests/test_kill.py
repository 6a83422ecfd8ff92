"""A saved word survives the server being killed at any moment."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KILLS = 200

WRITER = Path(__file__).with_name("writer_to_kill.py")


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
    log = connection.execute("SELECT revision, id, value FROM edit ORDER BY revision").fetchall()
    revision, integrity = (
        connection.execute("SELECT revision FROM workbook").fetchall(),
        connection.execute("PRAGMA integrity_check").fetchall(),
    )
    connection.close()
    assert len(ids) > KILLS // 2
    assert set(ids) - {id_ for _revision, id_, _value in log} == set()
    assert [number for number, _id, _value in log] == list(range(1, len(log) + 1))
    assert revision == [(len(log),)]
    assert integrity == [("ok",)]
    assert all(json.loads(value) == f"words of {id_}" for _revision, id_, value in log)
