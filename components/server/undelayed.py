"""What the server sends leaves at once, although a page is sent in small pieces.

Otherwise the system holds each piece back until the browser says that it has the one before, for up to 40 ms (tcp(7)).
"""

from __future__ import annotations

from asyncio import BaseTransport
from contextlib import suppress
from socket import IPPROTO_TCP, TCP_NODELAY

from starlette.types import ASGIApp, Receive, Scope, Send


class Undelayed:
    """Set TCP_NODELAY on each request's connection, so that small pieces of a page leave at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Python asks for this by itself, but not for a socket that was opened as Streamlit opens its own. Nothing else
        # leads from a request to its connection: a server that keeps it elsewhere is only slower.
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        if isinstance(transport, BaseTransport) and (connection := transport.get_extra_info("socket")):
            with suppress(OSError):
                connection.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        await self._app(scope, receive, send)
