"""What an app answers, without a server around it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeAlias

import anyio
from starlette.types import ASGIApp, Message

Ends: TypeAlias = Mapping[str, tuple[str, int]]
"""Of a connection: of the `server`, and of its `client`."""

NOWHERE: Final[Ends] = {}


def answers(
    app: ASGIApp, path: str, body: bytes = b"", *, length: int | None = None, ends: Ends = NOWHERE
) -> list[Message]:
    """The messages that a POST is answered with, of which so much comes, and nothing after that if it is not all."""
    announced = len(body) if length is None else length
    headers = [(b"host", b"localhost"), (b"content-length", str(announced).encode())]
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": headers, **ends}
    coming: list[Message] = [{"type": "http.request", "body": body, "more_body": len(body) < announced}]
    answered: list[Message] = []

    async def receive() -> Message:
        if not coming:
            await anyio.sleep_forever()
        return coming.pop()

    async def send(message: Message) -> None:
        answered.append(message)

    # The browser of other tests has its own loop in this thread.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(anyio.run, app, scope, receive, send).result()
    return answered
