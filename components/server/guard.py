"""Which requests the server refuses before any page is drawn: from elsewhere, or for another host."""

from __future__ import annotations

import re
import sys
from typing import Final

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.installation import is_reached_by_https, needs_sign_in
from components.server import headers
from worksheets.answers import WorksheetError
from worksheets.language import _, marked

_THIS_COMPUTER: Final = ("localhost", "127.0.0.1", "::1")

_NO_SIGN_IN: Final = marked(
    "Without sign-in Both Sides answers on this computer only. Start it with --server.address=127.0.0.1, or set up "
    "sign-in as deploy/README.md says."
)


def refuse_other_addresses(address: str | None) -> None:
    """End the program, saying why, unless it listens to this computer only, or sign-in keeps others out."""
    try:
        if not needs_sign_in() and address not in _THIS_COMPUTER:
            sys.exit(_(_NO_SIGN_IN))
    except WorksheetError as error:
        sys.exit(str(error))


class Guard:
    """Adds the security headers to every answer, and refuses requests from elsewhere and those for another host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._is_reached_by_https = is_reached_by_https()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"].endswith("http.response.start"):
                path, query = scope["path"], scope["query_string"]
                headers.add_to(MutableHeaders(scope=message), path, query, https=self._is_reached_by_https)
            await send(message)

        why = _refusal(scope)
        answer = PlainTextResponse(why, status_code=403) if why else self._app
        await answer(scope, receive, send_with_headers)


def _refusal(scope: Scope) -> str | None:
    """Why this request is refused, if it is."""
    # No header can change our own end of the connection; without Streamlit's command, nobody has looked at it yet.
    if (scope.get("server") or [None])[0] not in _THIS_COMPUTER and not needs_sign_in():
        return _(_NO_SIGN_IN)
    asked = Headers(scope=scope)
    if host_name(asked.get("host", "")) not in st.get_option("server.allowedHosts"):
        return _("This address is not one that this server answers to.")
    if _is_from_another_page(scope, asked):
        return _("Another page may not use this server.")
    return None


def _is_from_another_page(scope: Scope, asked: Headers) -> bool:
    """Whether the page of another address wants to change something or to open a web socket.

    Its browser says so. Anything else says nothing, and has no page that somebody could be lured to.
    """
    if scope["type"] == "http":
        if scope["method"] in ("GET", "HEAD"):
            return False
        if site := asked.get("sec-fetch-site"):  # Not every browser says it of a web socket.
            return site != "same-origin"
    origin = asked.get("origin")
    return origin is not None and origin.partition("://")[2] != asked.get("host")


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets, in lower case."""
    return re.sub(r":\d+$", "", host).strip("[]").rstrip(".").lower()
