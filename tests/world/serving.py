"""A real server of the app, which a test can kill and start again."""

from __future__ import annotations

import http.client
import multiprocessing
import os
import resource
import socket
import ssl
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import ClassVar, Final

ROOT = Path(__file__).resolve().parents[2]

LIBRARIES: Final = [
    *("alembic.command", "babel.dates", "cryptography.fernet", "plotly.graph_objects"),
    *("sqlalchemy.dialects.sqlite", "streamlit.web.bootstrap", "streamlit.web.cli", "typst"),
]
_LOADED: Final = multiprocessing.get_context("forkserver")
_LOADED.set_forkserver_preload(LIBRARIES)


class Server:
    """The app, with its database in a folder of its own; on a port of its own unless it is given one, below `base`.

    It is forked from a process that has loaded the libraries, and no code of ours. It takes the day for one that is as
    many `days` later as this file says, and speaks the `languages` of this folder in place of its own.
    """

    is_cold: ClassVar = False
    """Whether it loads the libraries itself, as when a person starts it."""

    def __init__(
        self,
        folder: Path,
        script: Path = ROOT / "app.py",
        *,
        port: int | None = None,
        base: str = "",
        secrets: Path | None = None,
        days: Path | None = None,
        languages: Path | None = None,
        **settings: str,
    ) -> None:
        self.folder = folder
        self.database = folder / "worksheets.db"
        self._port = port or free_port()
        self.url = f"http://localhost:{self._port}{base}"
        self._script = script
        self._options = [f"--secrets.files={secrets}"] if secrets else []
        self._options += [f"--server.baseUrlPath={base}"] if base else []
        self._days = days
        self._languages = languages
        self._environment = {**os.environ, "BOTH_SIDES_DATABASE_URL": f"sqlite:///{self.database}", **settings}
        self._process: BaseProcess | None = None

    def start(self) -> None:
        """Start, and return when it answers."""
        self.launch()
        assert self._process
        answers_soon(f"{self.url}/_stcore/health", self._process.is_alive, self.log)

    def launch(self) -> None:
        """Start, without waiting for an answer."""
        arguments = ["run", str(self._script), "--server.headless=true", f"--server.port={self._port}", *self._options]
        log = self.folder / "server.log"
        self._process = _LOADED.Process(
            target=_serve,
            args=(arguments, self._script.parent, self._environment, log, self._days, self._languages, self.is_cold),
            daemon=True,
        )
        self._process.start()

    def kill(self) -> None:
        """End at once, as a crash would."""
        if self._process:
            self._process.kill()
            self._process.join()
            self._process = None

    def log(self) -> str:
        """What the server has printed."""
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def let_files_grow_to(self, size: int) -> None:
        """Let no file of the server grow beyond `size` bytes, as if the disk were full; -1 lifts the limit."""
        _soft, hard = resource.prlimit(self.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (size, hard))

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self._process and self._process.pid
        return self._process.pid


@contextmanager
def started(folder: Path, port: int) -> Iterator[Server]:
    """A server that runs with what is in this folder, until it is no longer needed."""
    running = Server(folder, port=port)
    running.start()
    yield running
    running.kill()


def _serve(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    log: Path,
    days: Path | None,
    languages: Path | None,
    is_cold: bool,
) -> None:
    """Become the process of a server."""
    _become(folder, environment, log)
    if is_cold:
        os.execv(sys.executable, [sys.executable, "-m", "streamlit", *arguments])
    sys.argv = ["streamlit", *arguments]
    if days:
        from tests.world.set_clock import CountedDays
        from worksheets import clock

        vars(clock)["time"] = CountedDays(days)
    if languages:
        from worksheets import language

        vars(language)["FOLDER"] = languages
    from streamlit.web.cli import main

    main()


def served_by_uvicorn(port: int, folder: Path) -> BaseProcess:
    """The app, started in another way than with Streamlit's command, and so open to others; not yet answering."""
    environment = {**os.environ, "BOTH_SIDES_DATABASE_URL": f"sqlite:///{folder / 'worksheets.db'}"}
    process = _LOADED.Process(target=_serve_by_uvicorn, args=(port, environment, folder / "server.log"), daemon=True)
    process.start()
    return process


def _serve_by_uvicorn(port: int, environment: Mapping[str, str], log: Path) -> None:
    _become(ROOT, environment, log)
    import uvicorn

    uvicorn.run("app:app", host="0.0.0.0", port=port)


def _become(folder: Path, environment: Mapping[str, str], log: Path) -> None:
    """Go on in this folder, with this environment, and print to this file."""
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path.insert(0, str(folder))


def answers_soon(
    url: str, is_running: Callable[[], bool], log: Callable[[], str], context: ssl.SSLContext | None = None
) -> None:
    """Return when something answers at this address; say what its log says if it ends before, or takes too long."""
    deadline = time.monotonic() + 60
    while is_running() and time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(url, timeout=1, context=context):
            return
        time.sleep(0.05)
    raise RuntimeError(f"nothing answers at {url}:\n{log()}")


def answer(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
    """The server's answer, also where it is a refusal."""
    request = urllib.request.Request(url, body, headers or {})
    try:
        opened: http.client.HTTPResponse = urllib.request.urlopen(request)
    except urllib.error.HTTPError as refusal:
        return refusal  # type: ignore[return-value]
    return opened


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
