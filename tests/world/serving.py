"""A real server of the app, which a test can kill and start again."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """The app, with its database in a folder of its own; on a port of its own unless it is given one."""

    def __init__(
        self,
        folder: Path,
        script: Path = ROOT / "app.py",
        *,
        port: int | None = None,
        secrets: Path | None = None,
        **settings: str,
    ) -> None:
        self.folder = folder
        self.database = folder / "worksheets.db"
        self.url = f"http://localhost:{port or free_port()}"
        self._script = script
        self._secrets = [f"--secrets.files={secrets}"] if secrets else []
        self._environment = {**os.environ, "BOTH_SIDES_DATABASE_URL": f"sqlite:///{self.database}", **settings}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and return when it answers."""
        port = self.url.rpartition(":")[2]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "streamlit",
                    "run",
                    str(self._script),
                    "--server.headless=true",
                    f"--server.port={port}",
                    *self._secrets,
                ],
                cwd=self._script.parent,
                env=self._environment,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 60
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{self.log()}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End at once, as a crash would."""
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def log(self) -> str:
        """What the server has printed."""
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def let_files_grow_to(self, size: int) -> None:
        """Let no file of the server grow beyond `size` bytes, as if the disk were full; -1 lifts the limit."""
        assert self._process
        _soft, hard = resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (size, hard))

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self._process
        return self._process.pid

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def address_for_others() -> str:
    """Where other computers find this one, or without a network, an address that is not the usual one either."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as caller:
        if caller.connect_ex(("192.0.2.1", 9)):
            return "127.0.0.2"
        return str(caller.getsockname()[0])
