"""The headers that every answer of the server carries."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from posixpath import normpath
from typing import Final

from starlette.datastructures import MutableHeaders

from components.modules import ADDRESS, FOLDER, STREAMLITS
from components.routes import on_server

_STREAMLITS_PAGE: Final = (STREAMLITS / "index.html").read_text(encoding="utf-8")


def _hashes_of_inline_scripts() -> str:
    """Give the content policy's names for the inline scripts of Streamlit's own page, which differ between versions."""
    scripts = re.findall(r"<script>(.*?)</script>", _STREAMLITS_PAGE, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    return " ".join(f"'sha256-{each}'" for each in hashes)


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
        "base-uri 'none'",
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


def _with_imported(folder: Path, modules: Iterable[str], imports: str, there: str = "") -> list[str]:
    """Name these modules in this folder and all that they import, as the pattern finds it, but what is `there`."""
    wanted = list(modules)
    for module in wanted:  # More are added while this runs.
        imported = re.findall(imports, (folder / module).read_text(encoding="utf-8"), re.M)
        found = [normpath(f"{Path(module).parent.as_posix()}/{each}") for each in imported]
        wanted += [each for each in found if each not in wanted and each not in there]
    return wanted


@cache
def _draws_components() -> list[str]:
    """Name what Streamlit's page asks for to draw a component, only when the first one has come."""
    return _with_imported(
        STREAMLITS,
        [each.relative_to(STREAMLITS).as_posix() for each in STREAMLITS.glob("static/js/BidiComponent.*.js")],
        r'(?:from|import)"(\./[^"]+\.js)"',
        there=_STREAMLITS_PAGE,
    )


@cache
def _preloaded(*modules: str) -> str:
    """Name these modules of our own components, what they import, and the style, as a header beside the page.

    Our modules are fetched beside what Streamlit needs, not one after the other behind it, and do not hold it up.
    """
    ours = _with_imported(FOLDER, modules, r'^(?:import|\}) .*from "(.+)";$')
    sheets = sorted(sheet.name for sheet in (FOLDER / "css").glob("*.css"))
    links = [
        *((module, "rel=modulepreload; fetchpriority=low") for module in _draws_components()),
        *((f"{ADDRESS}/{module}", "rel=modulepreload; fetchpriority=low") for module in ours),
        *((f"{ADDRESS}/css/{name}", "rel=preload; as=style") for name in sheets),
        ("fonts/atkinson-hyperlegible-next-latin.woff2", "rel=preload; as=font; crossorigin"),
    ]
    return ", ".join(f"<{on_server(file)}>; {how}" for file, how in links)


FOREVER: Final = "public, max-age=31536000, immutable"
"""For what lies at an address that changes with it."""

_PAGE: Final = on_server()
_NEVER_CHANGES: Final = (on_server(f"{ADDRESS}/"), on_server("fonts/"))
_OF_THE_PROGRAM: Final = (on_server("static/"), on_server("browser/"))


def is_of_the_program(path: str) -> bool:
    """Return whether a file of the program lies here, the same for everybody, and nothing that anybody wrote."""
    return path.startswith((*_NEVER_CHANGES, *_OF_THE_PROGRAM))


def add_to(headers: MutableHeaders, path: str, query: bytes, status: int, *, https: bool) -> None:
    """Add them to the headers of the answer at this address; with `https`, browsers send its cookies nowhere else."""
    headers.update(_HEADERS)
    if path == _PAGE:
        headers["link"] = _preloaded("frame.js", "sheet.js" if query else "home.js")
    if path.startswith(_NEVER_CHANGES) and status in (200, 304):
        headers["cache-control"] = FOREVER
    elif path.startswith(_OF_THE_PROGRAM):
        headers.setdefault("cache-control", "no-cache")
    else:
        headers["cache-control"] = "no-store"
    if https:
        cookies = headers.getlist("set-cookie")
        del headers["set-cookie"]
        for cookie in cookies:
            headers.append("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")
