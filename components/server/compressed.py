"""Scripts and styles on their way to the browser, compressed: Streamlit sends its own as they are, 2.6 MB for a page.

Only files of the program, which are the same for everybody: each is compressed once, after somebody asked for it first.
What people wrote is compressed by Streamlit, if at all. It is no help in guessing it (BREACH), since it is sent to our
own page only, which nobody else's page can have ask.
"""

from __future__ import annotations

import gzip
import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.modules import ADDRESS, ENDINGS, FOLDER, STREAMLITS
from components.routes import on_server
from components.server.headers import FOREVER, is_of_the_program

_TYPES: Final = {".js": "text/javascript", ".css": "text/css"}


@cache
def _files() -> dict[str, Path]:
    """Return where each lies, by its address, which changes with what is in it."""
    return {
        on_server(f"{address}/{file.relative_to(folder).as_posix()}"): file
        for address, folder in (("static", STREAMLITS / "static"), (ADDRESS, FOLDER))
        for file in folder.rglob("*")
        if file.suffix in ENDINGS
    }


class Compressed:
    """Answers with what is compressed already, and hands on every other request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._made: dict[str, tuple[bytes, dict[str, str]]] = {}
        self._one_at_a_time = CapacityLimiter(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_fetched = scope["type"] == "http" and scope["method"] == "GET" and is_of_the_program(scope["path"])
        if not is_fetched or scope["path"] not in _files():
            await self._app(scope, receive, send)
            return

        async def send_with_vary(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["vary"] = "accept-encoding"
            await send(message)

        address, asked = scope["path"], Headers(scope=scope)
        if "gzip" not in asked.get("accept-encoding", ""):
            await self._app(scope, receive, send_with_vary)
        elif made := self._made.get(address):
            await _answer(*made, asked)(scope, receive, send_with_vary)
        else:
            await self._app(scope, receive, send_with_vary)
            await to_thread.run_sync(self._make, address, limiter=self._one_at_a_time)

    def _make(self, address: str) -> None:
        file = _files()[address]
        with suppress(OSError):  # An update may have removed it; the page that wanted it has been told so.
            if address not in self._made:
                content = gzip.compress(file.read_bytes(), mtime=0)
                tag = f'W/"{hashlib.sha256(content).hexdigest()[:16]}"'
                headers = {"content-type": _TYPES[file.suffix], "cache-control": FOREVER, "etag": tag}
                self._made[address] = content, headers


def _answer(content: bytes, headers: dict[str, str], asked: Headers) -> Response:
    if headers["etag"] in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, headers={**headers, "content-encoding": "gzip"})
