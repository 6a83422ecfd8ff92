"""People at work: each saves an answer and has the page run again, over the connections that a browser has."""

from __future__ import annotations

import json
import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Final
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.world.proxy import any_certificate
from worksheets.storage import new_id

ANSWER: Final = "rulers/importance/why_not_lower_5"
THINK_TIME: Final = 3.0
"""How often each of them does something, in seconds, even if the answer to the time before came late."""

BETWEEN_ARRIVALS: Final = 0.05
LONGEST_WAIT: Final = 15.0
"""For one answer, in seconds: whoever has none by then meets an error, and loads the page anew."""

KEPT_ALIVE: Final = 4.0
"""How long a connection that nobody uses is taken to be open, in seconds: the server closes it a second later."""

_FAILURES: Final = (OSError, HTTPException, WebSocketException)
_NEWEST: Final = 10**9

logging.getLogger("websockets").setLevel(logging.CRITICAL)  # What it would print is counted as an error.


@dataclass
class Load:
    """How long each save and each run took, in milliseconds, and how many of the acts failed.

    `a_second` is how many were answered in each second while everybody was at work; `cpu` says by name how much of a
    core each process took meanwhile, these people themselves, and whatever else ran.
    """

    saves: list[float] = field(default_factory=list)
    runs: list[float] = field(default_factory=list)
    acts: int = 0
    a_second: float = 0.0
    errors: Counter[str] = field(default_factory=Counter)
    cpu: dict[str, float] = field(default_factory=dict)


class Person:
    """Somebody's browser at this address; a proxy there keeps it at one server."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        self._is_secure = place.scheme == "https"
        if self._is_secure:
            self._connection: HTTPConnection = HTTPSConnection(
                place.netloc, timeout=LONGEST_WAIT, context=any_certificate()
            )
        else:
            self._connection = HTTPConnection(place.netloc, timeout=LONGEST_WAIT)
        self._socket_url = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
        self._connection.request("GET", "/_stcore/health")
        answer = self._connection.getresponse()
        answer.read()
        self._used_at = time.monotonic()
        self._cookie = (answer.getheader("set-cookie") or "").partition(";")[0]

    def ask(self, path: str, **what: object) -> bytes:
        """Send this to a route of ours, and return its answer; raises HTTPException if it refuses."""
        if time.monotonic() > self._used_at + KEPT_ALIVE:
            self._connection.close()
        self._connection.request("POST", path, json.dumps(what), {"cookie": self._cookie})
        answer = self._connection.getresponse()
        read = answer.read()
        self._used_at = time.monotonic()
        if answer.status != 200:
            raise HTTPException(answer.status)
        return read

    def open(self, query: str = "") -> Window:
        """Open a window on the page with this query."""
        return Window(self._connect, query)

    def close(self) -> None:
        """Close what is open beside windows."""
        self._connection.close()

    def _connect(self) -> ClientConnection:
        return connect(
            self._socket_url,
            ssl=any_certificate() if self._is_secure else None,
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"cookie": self._cookie},
            open_timeout=LONGEST_WAIT,
            close_timeout=1,
            max_size=None,
            compression=None,
        )


class Window:
    """A window on one page of the server, as Streamlit's own script in the browser opens it.

    It has no memory of what it was sent before, so that each run sends all of the page.
    """

    def __init__(self, connected: Callable[[], ClientConnection], query: str) -> None:
        self._connected = connected
        self._query = query
        self._load()
        self.run()

    def run(self) -> int:
        """Have the page run, or the fragment in it if there is one; return its bytes when all of it is here."""
        try:
            return self._run()
        except _FAILURES:
            self.close()
            self._load()
            raise

    def close(self) -> None:
        """Close it, as a browser does."""
        self._socket.close()

    def _load(self) -> None:
        self._socket = self._connected()
        self._fragment = ""

    def _run(self) -> int:
        state = ClientState(query_string=self._query, fragment_id=self._fragment)
        self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        until = time.monotonic() + LONGEST_WAIT
        received = 0
        while True:
            raw = self._socket.recv(max(0, until - time.monotonic()), decode=False)
            received += len(raw)
            message = ForwardMsg.FromString(raw)
            self._fragment = self._fragment or message.delta.fragment_id  # The first one is the step.
            if message.HasField("script_finished"):
                return received


class Writer:
    """Somebody who makes one answer longer and longer."""

    def __init__(self, person: Person, token: str) -> None:
        self._person = person
        self._token = token
        self._base: list[str] = []
        self._words = count(1)

    def save(self) -> None:
        """Save it with one word more, and return when it is on disk."""
        id_ = new_id()
        edit = {"id": id_, "path": ANSWER, "value": "words " * next(self._words), "base": self._base, "gesture": "g"}
        answer = json.loads(self._person.ask("/live/edits", token=self._token, since=_NEWEST, edits=[edit]))
        if answer["refused"]:
            raise HTTPException(answer["refused"])
        self._base = [id_]


def at_work(url: str, tokens: Mapping[str, str], seconds: float, processes: Mapping[str, int]) -> Load:
    """Let somebody work for so long on each of these workbooks, by its token; without one, on a page without any.

    Each has a time for every act. What a late answer delays is begun as soon as it has come, and counts from the time
    that it had; what is too late by more than LONGEST_WAIT in the end is not begun, and is an error.
    """
    load = Load()

    def act(took: list[float], since: float, do: Callable[[], object]) -> None:
        load.acts += 1
        try:
            if time.perf_counter() > begin + THINK_TIME + seconds + LONGEST_WAIT:
                raise TimeoutError
            do()
            if time.perf_counter() < begin + seconds:
                load.a_second += 1 / seconds
        except _FAILURES as error:
            load.errors[str(error) or type(error).__name__] += 1
        took.append((time.perf_counter() - since) * 1000)

    def work(workbook: str, token: str, first: float) -> None:
        try:
            person = Person(url)
            writer = Writer(person, token)
            window = person.open(f"page=rulers&workbook={workbook}")
            if token:
                writer.save()  # The first one of a sitting is noted in the audit trail.
        except _FAILURES as error:
            load.acts += 1
            load.errors[str(error) or type(error).__name__] += 1
            return
        with closing(person), closing(window):
            due = first
            while due < first + seconds:
                time.sleep(max(0, due - time.perf_counter()))
                if token:
                    act(load.saves, due, writer.save)
                act(load.runs, time.perf_counter() if token else due, window.run)
                due += THINK_TIME

    begin = time.perf_counter() + BETWEEN_ARRIVALS * len(tokens) + 1
    people = [
        Thread(target=work, args=(workbook, token, begin + place * THINK_TIME / len(tokens)))
        for place, (workbook, token) in enumerate(tokens.items())
    ]
    for person in people:
        person.start()
        time.sleep(BETWEEN_ARRIVALS)
    time.sleep(max(0, begin - time.perf_counter()))
    measured = {**processes, "these people themselves": os.getpid()}
    used, busy, since = {name: _worked(pid) for name, pid in measured.items()}, _busy(), time.perf_counter()
    time.sleep(seconds)
    passed = time.perf_counter() - since
    load.cpu = {name: (_worked(pid) - used[name]) / passed for name, pid in measured.items()}
    load.cpu |= {"everything else": (_busy() - busy) / passed - sum(load.cpu.values())}
    for person in people:
        person.join()
    return load


@contextmanager
def saving(url: str, tokens: Sequence[str]) -> Iterator[list[float]]:
    """For each token somebody who saves once a second; how long each save took, in milliseconds."""
    took: list[float] = []
    over = Event()

    def save(token: str, first: float) -> None:
        writer = Writer(Person(url), token)
        for second in count():
            if over.wait(max(0, first + second - time.perf_counter())):
                return
            begun = time.perf_counter()
            writer.save()
            took.append((time.perf_counter() - begun) * 1000)

    begin = time.perf_counter() + 1
    people = [Thread(target=save, args=(token, begin + n / len(tokens))) for n, token in enumerate(tokens)]
    for person in people:
        person.start()
    yield took
    over.set()
    for person in people:
        person.join()


def _worked(pid: int) -> float:
    """How many seconds the cores have worked for this process and those that it started, which may have ended."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:  # It has just ended.
            continue
        if int(path.parent.name) == pid:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == pid:
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _busy() -> float:
    """How many seconds the cores have worked, or were not there because another machine had them."""
    _cpu, user, nice, system, _idle, _waiting, *more = Path("/proc/stat").read_text("ascii").splitlines()[0].split()
    return sum(map(int, (user, nice, system, *more[:3]))) / os.sysconf("SC_CLK_TCK")
