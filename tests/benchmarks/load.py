"""People at work: each saves an answer and has the page run again, over the connections that a browser has."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.world.serving import Server
from worksheets.storage import new_id

ANSWER: Final = "rulers/importance/why_not_lower_5"
THINK_TIME: Final = 3.0
"""How often each of them does something, in seconds, even if the answer to the time before came late."""

BETWEEN_ARRIVALS: Final = 0.05
LONGEST_WAIT: Final = 30.0


@dataclass
class Load:
    """How long each save and each run took, in milliseconds, how many failed, and the server's share of one core."""

    saves: list[float] = field(default_factory=list)
    runs: list[float] = field(default_factory=list)
    errors: int = 0
    cpu: float = 0.0


class Window:
    """A window on one page of the server, as Streamlit's own script in the browser opens it."""

    def __init__(self, server: Server, query: str = "") -> None:
        address = f"{server.url.replace('http', 'ws', 1)}/_stcore/stream"
        self._socket = connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None)
        self._query = query
        self._fragment = ""
        self.run()

    def run(self) -> None:
        """Have the page run, or the fragment in it if there is one, and return when all of it is here."""
        state = ClientState(query_string=self._query, fragment_id=self._fragment)
        self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        while True:
            message = ForwardMsg.FromString(self._socket.recv(LONGEST_WAIT, decode=False))
            self._fragment = message.delta.fragment_id or self._fragment
            if message.HasField("script_finished"):
                return

    def close(self) -> None:
        """Close it, as a browser does."""
        self._socket.close()


def at_work(server: Server, tokens: Mapping[str, str], seconds: float) -> Load:
    """Let somebody work for so long on each of these workbooks, by its token; without one, on a page without any."""
    load = Load()

    def work(workbook: str, token: str, first: float) -> None:
        connection = HTTPConnection(server.url.removeprefix("http://"), timeout=LONGEST_WAIT)
        base: list[str] = []

        def save(words: int) -> None:
            edit = {"id": new_id(), "path": ANSWER, "value": "words " * words, "base": base[:], "gesture": "g"}
            base[:] = [str(edit["id"])]
            connection.request("POST", "/live/edits", json.dumps({"token": token, "since": 9999, "edits": [edit]}))
            answer = connection.getresponse()
            if answer.status != 200 or json.loads(answer.read())["refused"]:
                raise HTTPException(answer.status)

        with closing(Window(server, f"page=rulers&workbook={workbook}")) as window:
            for turn in count(1):
                due = first + turn * THINK_TIME
                if due > first + seconds:
                    return
                time.sleep(max(0, due - time.perf_counter()))
                if token:
                    _time(load, load.saves, due, partial(save, turn))
                _time(load, load.runs, time.perf_counter() if token else due, window.run)

    begin = time.perf_counter() + BETWEEN_ARRIVALS * len(tokens)
    people = [
        Thread(target=work, args=(workbook, token, begin + place * THINK_TIME / len(tokens)))
        for place, (workbook, token) in enumerate(tokens.items())
    ]
    for person in people:
        person.start()
        time.sleep(BETWEEN_ARRIVALS)
    used, since = _worked(server.pid), time.perf_counter()
    for person in people:
        person.join()
    load.cpu = (_worked(server.pid) - used) / (time.perf_counter() - since)
    return load


def _time(load: Load, took: list[float], since: float, act: Callable[[], None]) -> None:
    try:
        act()
    except (OSError, HTTPException, WebSocketException):
        load.errors += 1
    took.append((time.perf_counter() - since) * 1000)


def _worked(pid: int) -> float:
    """How many seconds a core has worked for this process."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
