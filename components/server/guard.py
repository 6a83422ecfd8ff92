"""Which requests the server refuses before any page is drawn: from elsewhere, or for another host."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from typing import Final

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import connections, routes
from components.admission import Admission, admission, is_reached_by_https, needs_sign_in
from components.server import headers, key
from worksheets.answers import WorksheetError
from worksheets.language import _, listed, marked

_THIS_COMPUTER: Final = ("localhost", "127.0.0.1", "::1")

_NO_SIGN_IN: Final = marked(
    "Without sign-in, Both Sides can be used on this computer only. Start it with --server.address=127.0.0.1, or set "
    "up sign-in as described in deploy/README.md."
)
_OTHER_NAMES: Final = marked(
    "Without sign-in Both Sides answers to the name localhost only, but server.allowedHosts has {names}. Take that "
    "out, or see that .streamlit/secrets.toml has the table [auth] that deploy/README.md describes."
)
_ANOTHER_ACCOUNT: Final = marked(
    "Another account of this computer has started this Both Sides, and only that account can open it. Start Both Sides "
    "under your own name: your worksheets are there."
)
_NO_KEY: Final = marked(
    "Both Sides opens only with the address that it printed when it was started, which ends in a long key. Copy it "
    "from that window, or close Both Sides and start it again."
)


def check_start(address: str | None, hosts: Iterable[str]) -> None:
    """End the program, saying why, if others could come in without signing in, or nobody can tell.

    It listens at `address`, and answers under the names `hosts`.
    """
    try:
        if needs_sign_in():
            return
    except WorksheetError as error:
        sys.exit(str(error))
    if address not in _THIS_COMPUTER:
        sys.exit(_(_NO_SIGN_IN))
    if others := [name for name in hosts if name not in _THIS_COMPUTER]:
        sys.exit(_(_OTHER_NAMES).format(names=listed(others)))


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
                asked = scope["path"], scope["query_string"], message["status"]
                headers.add_to(MutableHeaders(scope=message), *asked, https=self._is_reached_by_https)
            await send(message)

        answer = _answered_here(scope) or self._app
        await answer(scope, receive, send_with_headers)


def _answered_here(scope: Scope) -> Response | None:
    """Return what is answered to a request that does not come to the app: why not, or the way on from the key."""
    why = _refusal(scope)
    if why is None:
        match admission():
            case Admission.KEY:
                if way_on := key.handed_over(scope):
                    return way_on
                why = None if key.is_held(scope) else _(_NO_KEY)
            case Admission.ACCOUNT:
                # To ask the system takes a little, and a page fetches dozens of these.
                is_welcome = headers.is_of_the_program(scope["path"]) or _is_ours(scope)
                why = None if is_welcome else _(_ANOTHER_ACCOUNT)
    return PlainTextResponse(why, status_code=403) if why else None


def _refusal(scope: Scope) -> str | None:
    """Say why nobody may ask this, if it is so."""
    # No header can change our own end of the connection; without Streamlit's command, nobody has looked at it yet.
    if (scope.get("server") or [None])[0] not in _THIS_COMPUTER and not needs_sign_in():
        return _(_NO_SIGN_IN)
    asked = Headers(scope=scope)
    if host_name(asked.get("host", "")) not in st.get_option("server.allowedHosts"):
        return _("This server does not answer to this address. Check the address, or ask whoever runs the server.")
    if _is_from_another_page(scope, asked):
        return _("Another page tried to use this server, and was refused. Open Both Sides itself.")
    return None


def _is_ours(scope: Scope) -> bool:
    """Return whether a program of our own account asks."""
    there, here = scope.get("client"), scope.get("server")
    # With this header the server no longer says where the connection comes from, but where the header does.
    if there is None or here is None or "x-forwarded-for" in Headers(scope=scope):
        return False
    owner = connections.owner_of(there, here)
    if owner is None:  # A browser that has ended may have handed in what was left: the token in it says for whom.
        return str(scope["path"]).endswith(f"/{routes.EDITS}")
    return owner == os.getuid()


def _is_from_another_page(scope: Scope, asked: Headers) -> bool:
    """Return whether the page of another address wants to change something or to open a web socket.

    Its browser says so. Anything else says nothing, and has no page that somebody could be lured to.
    """
    if scope["type"] == "http":
        if scope["method"] in ("GET", "HEAD"):
            return False
        if site := asked.get("sec-fetch-site"):  # Not every browser says it of a web socket.
            return site != "same-origin"
    origin = asked.get("origin")
    return origin is not None and origin.partition("://")[2] != asked.get("host")


def is_own(address: str) -> bool:
    """Return whether this is an address under which this server answers, without a query."""
    found = re.fullmatch(r"https?://([^/?#@]+)(?:/[^?#]{0,200})?", address)
    return found is not None and host_name(found[1]) in st.get_option("server.allowedHosts")


def host_name(host: str) -> str:
    """Return the name in a Host header, without port and brackets, in lower case."""
    return re.sub(r":\d+$", "", host).strip("[]").rstrip(".").lower()
