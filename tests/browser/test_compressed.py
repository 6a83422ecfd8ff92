"""Somebody with a slow connection waits for a compressed page, and everybody gets the same page."""

from __future__ import annotations

import gzip
import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Mapping

from playwright.sync_api import BrowserContext, expect

from components.modules import ADDRESS, FOLDER, STREAMLITS
from tests.world.cases import for_each
from tests.world.person import Person
from tests.world.serving import Server

SCRIPT = re.findall(r'src="\./(static/js/[^"]+\.js)"', (STREAMLITS / "index.html").read_text(encoding="utf-8"))[0]
FILES = {
    SCRIPT: ("text/javascript", STREAMLITS / SCRIPT),
    f"{ADDRESS}/sheet.js": ("text/javascript", FOLDER / "sheet.js"),
    f"{ADDRESS}/css/page.css": ("text/css", FOLDER / "css" / "page.css"),
}
PACKED = {"Accept-Encoding": "gzip, deflate, br"}


def answer(server: Server, path: str, headers: Mapping[str, str]) -> tuple[http.client.HTTPMessage, bytes]:
    with urllib.request.urlopen(urllib.request.Request(f"{server.url}/{path}", headers=dict(headers))) as answered:
        return answered.headers, answered.read()


def packed_soon(server: Server, path: str) -> tuple[http.client.HTTPMessage, bytes]:
    """The answer once it has been compressed for good, of which its tag tells."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        headers, body = answer(server, path, PACKED)
        if headers["etag"].startswith("W/"):
            return headers, body
        time.sleep(0.05)
    raise AssertionError(f"{path} is never compressed")


@for_each("path", FILES)
def test_a_script_or_style_arrives_compressed_and_is_what_it_was(server: Server, path: str) -> None:
    kind, file = FILES[path]

    headers, body = packed_soon(server, path)
    plain, as_it_is = answer(server, path, {})

    assert gzip.decompress(body) == as_it_is == file.read_bytes()
    assert (headers["content-encoding"], plain["content-encoding"]) == ("gzip", None)
    assert headers["content-type"].startswith(kind)
    for each in (headers, plain):
        assert "immutable" in each["cache-control"]
        assert each["vary"] == "accept-encoding"
        assert each["x-content-type-options"] == "nosniff"


def test_what_a_browser_has_is_not_sent_again(server: Server) -> None:
    headers, _body = packed_soon(server, SCRIPT)

    try:
        answer(server, SCRIPT, {**PACKED, "If-None-Match": headers["etag"]})
        status = 200
    except urllib.error.HTTPError as unchanged:
        status = unchanged.code

    assert status == 304


def test_a_script_that_is_not_there_is_missing_for_everybody(server: Server) -> None:
    for headers in ({}, PACKED):
        connection = http.client.HTTPConnection(server.url.removeprefix("http://"))
        connection.request("GET", f"/{ADDRESS}/nothing.js", headers=headers)

        assert connection.getresponse().status == 404


def test_a_page_of_compressed_parts_works(context: BrowserContext, server: Server) -> None:
    packed_soon(server, SCRIPT)
    packed_soon(server, f"{ADDRESS}/home.js")

    somebody = Person(context, server.url)

    expect(somebody.page.get_by_role("heading", name="Your worksheets")).to_be_visible()
    somebody.leave()
