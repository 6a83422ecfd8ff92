"""A real PostgreSQL server, which a test can kill and start again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import psycopg
import pytest
from sqlalchemy import URL

OWNER = "both_sides"
OLDEST = 15
SETTINGS = (
    "--listen_addresses=",
    "--autovacuum=off",  # It would look at the tables whenever it likes; a test that is about it says when.
    "--fsync=off",  # What a server that is killed has written is there: only a power cut would lose it.
    "--full_page_writes=off",
)


class Postgres:
    """A server of its own, reached through a socket in a folder of its own."""

    settings: ClassVar[Sequence[str]] = SETTINGS

    def __init__(self) -> None:
        self._programs = programs()
        self._as = _somebody_else() if os.geteuid() == 0 else {}
        self.folder = Path(tempfile.mkdtemp(prefix="both-sides-"))
        if self._as:
            shutil.chown(self.folder, self._as["user"])
        self._names = count()
        self._emptied: dict[bool, list[URL]] = {False: [], True: []}
        self._process: subprocess.Popen[bytes] | None = None
        options = ["--no-sync", "--auth=trust", f"--username={OWNER}", "--encoding=UTF8", "--locale=C"]
        subprocess.run(
            [self._programs / "initdb", *options, self.folder / "data"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            **self._as,
        )

    def start(self) -> None:
        """Start, and return when it answers."""
        deadline = time.monotonic() + 60
        while True:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.folder / "data", "-k", self.folder, *self.settings],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self.folder,
                **self._as,
            )
            while self._process.poll() is None:
                with suppress(psycopg.OperationalError):
                    self.tell("SELECT 1")
                    return
                time.sleep(0.02)
            # What is left of the server that was killed is still ending.
            if time.monotonic() > deadline:
                raise RuntimeError("PostgreSQL did not start")
            time.sleep(0.05)

    def kill(self) -> None:
        """End at once, as a crash would."""
        assert self._process
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """End, and leave nothing behind."""
        if self._process:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self, *, serializable: bool = False) -> URL:
        """The address of a new, empty database, in which every transaction may be serializable."""
        name = f"worksheets_{next(self._names)}"
        self.tell(f"CREATE DATABASE {name}")
        if serializable:
            self.tell(f"ALTER DATABASE {name} SET default_transaction_isolation TO 'serializable'")
        return URL.create("postgresql+psycopg", OWNER, database=name, query={"host": str(self.folder)})

    @contextmanager
    def lent_database(self, *, serializable: bool) -> Iterator[URL]:
        """The address of an empty database, which is emptied for the next who asks: that is quicker than a new one."""
        emptied = self._emptied[serializable]
        database = emptied.pop() if emptied else self.new_database(serializable=serializable)
        yield database
        self.tell(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid();"
            "DROP SCHEMA public CASCADE; CREATE SCHEMA public",
            str(database.database),
        )
        emptied.append(database)

    @property
    def pid(self) -> int:
        """The process that has started all others of this server."""
        assert self._process
        return self._process.pid

    def tell(self, statements: str, database: str = "postgres") -> None:
        """Carry out these statements as the owner of everything."""
        with psycopg.connect(host=str(self.folder), user=OWNER, dbname=database, autocommit=True) as connection:
            connection.execute(statements.encode())


def programs() -> Path:
    """Where PostgreSQL's programs are; without them the tests stop here, they are not skipped."""
    named = os.environ.get("BOTH_SIDES_POSTGRESQL")
    on_path = shutil.which("initdb")
    found = [
        *([Path(named)] if named else []),
        *([Path(on_path).parent] if on_path else []),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -int(folder.parent.name)),
    ]
    for folder in found:
        if (folder / "initdb").exists() and _version(folder) >= OLDEST:
            return folder
    pytest.exit(
        f"These tests need PostgreSQL {OLDEST} or newer: install it (apt-get install postgresql), or name the folder "
        "of its programs in BOTH_SIDES_POSTGRESQL.",
        2,
    )


def _version(folder: Path) -> int:
    said = subprocess.run([folder / "postgres", "--version"], check=True, capture_output=True, text=True).stdout
    return int(said.split()[2].split(".")[0])


def _somebody_else() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []}
