"""What another account of this computer sees of a server."""

from __future__ import annotations

import encodings.idna  # noqa: F401  whoever asks may not be allowed to read Python's own files any more
import http.client
import multiprocessing
import os
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from typing import Final
from urllib.parse import urlsplit

NOBODY: Final = 65534

ACCOUNTS: Final[Sequence[int]] = (os.getuid(), NOBODY) if os.getuid() == 0 else (os.getuid(),)
"""Those as whom a test can ask: only root can be somebody else."""

_FORKED: Final = multiprocessing.get_context("forkserver")


def asked_by(
    account: int, url: str, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """What the server answers to a program of this account: a status, and words."""
    ours, theirs = _FORKED.Pipe()
    asking = _FORKED.Process(target=_ask, args=(theirs, account, url, method, body, dict(headers or {})))
    asking.start()
    theirs.close()
    try:
        status, words = ours.recv()
    finally:
        asking.join()
    return int(status), str(words)


def _ask(
    answer: Connection, account: int, url: str, method: str, body: bytes | None, headers: Mapping[str, str]
) -> None:
    if account != os.getuid():
        os.setgroups([])
        os.setgid(account)
        os.setuid(account)
    address = urlsplit(url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=30)
    connection.request(method, f"{address.path or '/'}?{address.query}", body, dict(headers))
    response = connection.getresponse()
    answer.send((response.status, response.read().decode(errors="replace") if response.status != 101 else ""))
