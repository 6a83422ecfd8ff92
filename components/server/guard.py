"""What every answer of the server carries and which requests it refuses, before any page is drawn."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import sys
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import browser
from components.opened import is_reached_by_https, needs_sign_in
from worksheets.answers import WorksheetError
from worksheets.language import _, marked

log = logging.getLogger(__name__)


class _WithoutTraceback(logging.Filter):
    """Keeps tracebacks out of the log: the message of an error may quote what somebody wrote."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = record.exc_text = None
        return True


for _name in ("streamlit.error_util", "streamlit.runtime.backend_operation_handler"):
    logging.getLogger(_name).addFilter(_WithoutTraceback())


def _hashes_of_inline_scripts() -> str:
    """The content policy's names for the inline scripts of Streamlit's own page, which differ between versions."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts
    )


# Streamlit loads the few lines that start an own component from a blob: address.
_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' {_hashes_of_inline_scripts()} blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

_HEADERS: Final = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


# What the first page needs of the own components, named with the page so that it comes along with Streamlit's part.
_COME_ALONG: Final = ", ".join(
    (
        *(
            f"<{browser.PATH}/{name}>; rel=modulepreload"
            for name in (
                "frame.js",
                "home.js",
                "elements.js",
                "workbook/workbook.js",
                "workbook/lock.js",
                "workbook/files.js",
                "workbook/secrets.js",
            )
        ),
        f"<{browser.PATH}/page.css>; rel=preload; as=style",
        f"<{browser.PATH}/fonts/atkinson-hyperlegible-next-latin.woff2>; rel=preload; as=font; crossorigin",
    )
)


_THIS_COMPUTER: Final = ("localhost", "127.0.0.1", "::1")

_NO_SIGN_IN: Final = marked(
    "Without sign-in Both Sides answers on this computer only. Start it with --server.address=127.0.0.1, or set up "
    "sign-in as deploy/README.md says."
)


def refuse_other_addresses(address: str | None) -> None:
    """End the program, saying why, where it listens to other computers and no sign-in keeps others out.

    Also where it cannot be told whether there is sign-in.
    """
    try:
        if not needs_sign_in() and address not in _THIS_COMPUTER:
            sys.exit(_(_NO_SIGN_IN))
    except WorksheetError as error:
        sys.exit(str(error))


class Guard:
    """Adds the security headers to every answer, and refuses who comes from elsewhere or asks for another host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._is_reached_by_https = is_reached_by_https()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"].endswith("http.response.start"):
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                if scope["path"] == "/":
                    headers["link"] = _COME_ALONG
                headers.setdefault("cache-control", "no-cache" if _is_program(scope["path"]) else "no-store")
                if self._is_reached_by_https:
                    _keep_cookies_to_https(headers)
            await send(message)

        why = _refusal(scope)
        answer = PlainTextResponse(why, status_code=403) if why else self._app
        await answer(scope, receive, send_with_headers)


def _refusal(scope: Scope) -> str | None:
    """Why this request is refused, if it is; `server` is our own end of the connection, which no header can change.

    The program may have been started without Streamlit's command, and then nobody asked `refuse_other_addresses`.
    """
    if (scope.get("server") or [None])[0] not in _THIS_COMPUTER and not needs_sign_in():
        return _(_NO_SIGN_IN)
    headers = Headers(scope=scope)
    if host_name(headers.get("host", "")) not in st.get_option("server.allowedHosts"):
        return _("This address is not one that this server answers to.")
    if _is_from_another_page(scope, headers):
        return _("Another page may not use this server.")
    return None


def _is_from_another_page(scope: Scope, headers: Headers) -> bool:
    """Whether the page of another address wants to change something or to open a web socket; its browser says so.

    What is no browser says nothing: it has no page that somebody could be lured to, and could say what it likes.
    """
    if scope["type"] == "http":
        if scope["method"] in ("GET", "HEAD"):
            return False
        if site := headers.get("sec-fetch-site"):  # Not every browser says it of a web socket.
            return site != "same-origin"
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host")


def _keep_cookies_to_https(headers: MutableHeaders) -> None:
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")


def _is_program(path: str) -> bool:
    return path.startswith(("/static/", f"{browser.PATH}/"))


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets, in lower case."""
    return re.sub(r":\d+$", "", host).strip("[]").rstrip(".").lower()


def say_what_went_wrong(error: Exception) -> bool:
    """Show an error of the page as one plain sentence; the log gets its kind and place, never a person's words."""
    if isinstance(error, WorksheetError):
        st.error(str(error))
        return True
    note(error, "page")
    st.error(_("This part of the page could not be shown. What you wrote is kept. Please reload the page."))
    return True


def note(error: Exception, what: str) -> None:
    """Log that `what` failed, with the error's kind and place: its message may quote what somebody wrote."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "?"
    log.error("%s failed: %s at %s", what, type(error).__name__, where)
