"""The key in the address: where the system does not say whose a connection is, it lets in whoever opens that address.

The start makes a new one, opens the address with it once, and prints it. The browser keeps it as a cookie after that.
"""

from __future__ import annotations

import hmac
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import parse_qsl, urlencode

import streamlit as st
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope
from streamlit.cli_util import open_browser
from streamlit.web.server.server_util import get_url

from components.admission import Admission, admission
from worksheets.language import _

KEY: Final = secrets.token_urlsafe(32)
NAME: Final = "key"
"""The parameter of the address that holds it."""


def is_held(scope: Scope) -> bool:
    """Return whether the browser that asks has opened the address with the key."""
    return _is_it(HTTPConnection(scope).cookies.get(_cookie(scope), ""))


def handed_over(scope: Scope) -> Response | None:
    """Return the way on from an address that has the key, to the same without it, with the cookie; None from others."""
    query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    if scope["type"] != "http" or scope["method"] != "GET" or not _is_it(dict(query).get(NAME, "")):
        return None
    rest = urlencode([(name, value) for name, value in query if name != NAME])
    answer = RedirectResponse(f"./?{rest}" if rest else "./", status_code=303)
    answer.set_cookie(_cookie(scope), KEY, httponly=True, samesite="lax")
    return answer


@asynccontextmanager
async def opening(_app: object) -> AsyncIterator[None]:
    """Print the address with the key, if it takes the key to come in, and open it once when the server starts.

    What opens it is a file that nobody else may read: every account can see what a program is started with.
    """
    if admission() is not Admission.KEY:
        yield
        return
    address = f"{get_url('localhost').rstrip('/')}/?{NAME}={KEY}"
    sys.stdout.write(
        _("  Only this address opens it, and only until it is started again: {address}\n\n").format(address=address)
    )
    sys.stdout.flush()
    with TemporaryDirectory() as folder:
        if not st.get_option("server.headless"):
            page = Path(folder) / "open.html"
            page.write_text(f'<meta http-equiv="refresh" content="0; url={escape(address)}">', encoding="utf-8")
            open_browser(page.as_uri())
        yield


def _cookie(scope: Scope) -> str:
    """Name the cookie after the port: browsers hand those of one port to all others of the same computer."""
    return f"both_sides_key_{(scope.get('server') or ('', ''))[1]}"


def _is_it(given: str) -> bool:
    return hmac.compare_digest(given.encode(), KEY.encode())
