"""Nothing leaves this computer, nothing that somebody wrote runs, and strangers are turned away."""

from __future__ import annotations

import http.client
import json
import re
import socket
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from starlette.datastructures import Headers
from starlette.responses import Response

from components.modules import ADDRESS
from components.routes import TOKEN
from components.server import requests
from components.server.guard import Guard
from tests.world.asked import answers
from tests.world.cases import for_each
from tests.world.person import GOOD_NOW, Person
from tests.world.serving import ROOT, Server, address_for_others, answer, free_port, served_by_uvicorn
from tests.world.writing import empty, token, written

REASON = "rulers/importance/why_not_lower"
PATHS = ("live/edits", "live/take-away", "live/open-file", "keeping")


def test_letters_that_break_other_programs_are_cleaned_and_never_raise(writer: Person, server: Server) -> None:
    log_before = server.log()
    words = "a\u0000b\u202ec \ud800 d" + "e" + "\u0301" * 300

    writer.box(f"Add to: {GOOD_NOW}").evaluate(
        """(box, words) => {
            box.focus();
            box.value = words + String.fromCharCode(0xd800);
            box.dispatchEvent(new Event('input'));
        }""",
        words.replace("\ud800", "?"),
    )
    writer.page.keyboard.press("Enter")
    writer.wait_until_saved()
    writer.page.reload()

    expect(writer.box(f"{GOOD_NOW} 1")).to_have_value("abc ? de" + "\u0301" * 4 + "\ufffd")
    writer.go("Summary")
    expect(writer.page.locator(".bs-pictures img").first).to_be_visible()
    assert "failed" not in server.log().removeprefix(log_before)


def test_every_answer_carries_the_security_headers(server: Server) -> None:
    for path in ("/", f"/{ADDRESS}/sheet.js", "/static/nothing", "/live/edits", "/_stcore/health"):
        headers = answer(f"{server.url}{path}").headers

        policy = headers["content-security-policy"]
        for rule in ("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
            assert rule in policy
        assert "unsafe-eval" not in policy and "script-src 'self' 'sha256-" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"


@for_each("path", ["/", "/?page=rulers&workbook=1", "/_stcore/health", "/live/edits", "/lock"])
def test_no_browser_stores_a_page_or_an_answer(server: Server, path: str) -> None:
    assert answer(f"{server.url}{path}").headers["cache-control"] == "no-store"


@for_each("name", ["__init__.py", "told.py", "blocks.d.ts", "favicon.png"])
def test_of_the_own_components_a_browser_gets_only_what_a_page_asks_for(server: Server, name: str) -> None:
    assert (ROOT / "components" / "browser" / name).exists()

    assert answer(f"{server.url}/{ADDRESS}/{name}").status == 404


def test_a_browser_keeps_our_modules_until_they_change(person: Person) -> None:
    again = person.open(person.url)
    expect(again.get_by_role("heading", name="Your worksheets")).to_be_visible()

    fetched: dict[str, int] = again.evaluate(BYTES_FETCHED)

    ours = {path: size for path, size in fetched.items() if path.startswith(("/browser/", "/fonts/"))}
    assert f"/{ADDRESS}/home.js" in ours
    assert set(ours.values()) == {0}


@for_each(
    ("path", "status", "kept"),
    [
        *((path, status, True) for path in (f"/{ADDRESS}/sheet.js", "/fonts/a.woff2") for status in (200, 304)),
        *((path, status, False) for path in (f"/{ADDRESS}/sheet.js", "/fonts/a.woff2") for status in (403, 404, 500)),
    ],
)
def test_a_browser_does_not_go_on_keeping_that_a_module_was_refused_or_not_there(
    path: str, status: int, kept: bool
) -> None:
    ends = {"server": ("127.0.0.1", free_port()), "client": ("127.0.0.1", free_port())}

    [began, _body] = answers(Guard(Response(status_code=status)), path, ends=ends)

    assert ("immutable" in Headers(raw=began["headers"])["cache-control"]) is kept


def test_a_window_from_before_an_update_still_finds_a_module_and_does_not_keep_it(server: Server) -> None:
    found = answer(f"{server.url}/browser/of-an-earlier-version/home.js")

    assert (found.status, found.headers["cache-control"]) == (200, "no-cache")


BYTES_FETCHED = """() => Object.fromEntries(
    performance.getEntriesByType("resource").map((each) => [new URL(each.name).pathname, each.transferSize])
)"""


@for_each("host", ["evil.example", "localhost.evil.example", ""])
def test_another_host_name_is_turned_away(server: Server, host: str) -> None:
    address = urlsplit(server.url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port)
    connection.putrequest("GET", "/", skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()

    assert connection.getresponse().status == 403


def test_the_server_listens_on_this_computer_only(server: Server) -> None:
    port = urlsplit(server.url).port
    listening = [line.split()[1:4] for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]

    addresses = {
        local.split(":")[0]
        for local, _remote, state in listening
        if state == "0A" and int(local.split(":")[1], 16) == port
    }

    assert addresses == {"0100007F"}


def test_it_does_not_start_where_it_cannot_be_told_whether_there_is_sign_in(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('[auth]\nredirect_uri = "http://localhost')

    with pytest.raises(RuntimeError, match=r"secrets\.toml could not be read\. Correct it"):
        Server(tmp_path, secrets=secrets).start()


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_without_sign_in_it_refuses_to_start_on_another_address(tmp_path: Path, address: str) -> None:
    server = Server(tmp_path, STREAMLIT_SERVER_ADDRESS=address)

    with pytest.raises(RuntimeError, match="Without sign-in, Both Sides can be used on this computer only"):
        server.start()


@pytest.fixture(scope="module")
def open_to_others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server that listens on every address, because it was not started with Streamlit's command."""
    folder = tmp_path_factory.mktemp("open to others")
    with socket.create_server(("", 0)) as probe:
        port: int = probe.getsockname()[1]
    process = served_by_uvicorn(port, folder)
    try:
        while not listens(port):
            assert process.is_alive(), (folder / "server.log").read_text(encoding="utf-8")
            time.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.join()


def test_started_in_another_way_it_still_answers_on_this_computer(open_to_others: int) -> None:
    assert answer(f"http://127.0.0.1:{open_to_others}/").status == 200


@for_each("path", ["/", f"/{ADDRESS}/sheet.js", "/live/edits", "/_stcore/health"])
def test_started_in_another_way_it_turns_away_who_comes_from_elsewhere(open_to_others: int, path: str) -> None:
    claims = {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "localhost", "Forwarded": "for=127.0.0.1"}

    refused = answer(f"http://{address_for_others()}:{open_to_others}{path}", headers={"Host": "localhost", **claims})

    assert refused.status == 403
    assert "can be used on this computer only" in refused.read().decode()


@for_each(
    ("address", "host", "status"),
    [("127.0.0.1", "localhost", 101), ("elsewhere", "localhost", 403), ("127.0.0.1", "evil.example", 403)],
)
def test_a_web_socket_opens_for_this_computer_only(open_to_others: int, address: str, host: str, status: int) -> None:
    address = address_for_others() if address == "elsewhere" else address

    assert handshake(address, open_to_others, {"Host": host})[0] == status


@for_each("origin", ["http://localhost:1", "http://127.0.0.1", "http://evil.example", "null", ""])
def test_the_page_of_another_program_cannot_open_a_web_socket(server: Server, origin: str) -> None:
    address = urlsplit(server.url)

    status, says = handshake(str(address.hostname), address.port, {"Host": address.netloc, "Origin": origin})

    assert status == 403
    assert "Another page" in says


def test_our_own_page_opens_a_web_socket_and_so_does_a_program_that_is_no_browser(server: Server) -> None:
    address = urlsplit(server.url)
    origins: list[dict[str, str]] = [{"Origin": server.url}, {"Origin": f"https://{address.netloc}"}, {}]

    opened = [handshake(str(address.hostname), address.port, {"Host": address.netloc, **each}) for each in origins]

    assert [status for status, _says in opened] == [101, 101, 101]


@for_each("method", ["PUT", "POST", "DELETE"])
def test_the_page_of_another_program_can_change_nothing(server: Server, method: str) -> None:
    file = f"{server.url}/_stcore/upload_file/a/b"
    request = urllib.request.Request(file, b"words", {"Origin": "http://localhost:1"}, method=method)

    with pytest.raises(urllib.error.HTTPError, match="403") as refused:
        urllib.request.urlopen(request)

    assert "Another page" in refused.value.read().decode()


@for_each("path", PATHS)
def test_another_page_or_a_forged_grant_is_refused(server: Server, path: str) -> None:
    def asks(token: object) -> bytes:
        said = json.dumps({"token": token, "since": 0, "edits": [], "what": "table", "day": "2026-11-22"}).encode()
        return said + b"\n{}" if path == "live/open-file" else said

    url, own = f"{server.url}/{path}", asks(token(server.database))

    assert answer(url, own, {"Origin": "http://evil.example"}).status == 403
    assert answer(url, own, {"Sec-Fetch-Site": "same-site"}).status == 403
    assert answer(url, asks("bm8=.bm8=")).status == 403
    assert answer(url, asks(1)).status == 403


@for_each("body", [b"", b"{", b"[]", b"null", b"7", b"\xff", b"[" * 9_000])
@for_each("path", PATHS)
def test_a_request_that_cannot_be_read_is_refused_with_a_sentence(server: Server, path: str, body: bytes) -> None:
    refused = answer(f"{server.url}/{path}", body, {TOKEN: token(server.database)})

    assert refused.status == 400
    assert json.loads(refused.read())["message"]


def test_what_is_too_large_is_refused_before_it_is_sent(server: Server) -> None:
    with calling(server) as caller:
        caller.sendall(head_of("live/edits", server, token(server.database), "Content-Length: 2000000"))
        assert caller.recv(100).startswith(b"HTTP/1.1 413 ")


@for_each("path", ["live/edits", "live/open-file", "live/take-away", "lock", "backup"])
@for_each("length", ["Content-Length: 8000000", "Transfer-Encoding: chunked", "Content-Length: 64001"])
@for_each("known", ["", "a token of nobody"])
def test_nothing_large_is_waited_for_before_it_is_known_who_sends_it(
    server: Server, path: str, length: str, known: str
) -> None:
    with calling(server) as caller:
        caller.sendall(head_of(path, server, known, length))

        assert caller.recv(100).startswith(b"HTTP/1.1 403 ")


def test_a_page_that_shows_its_token_may_send_a_lot(server: Server) -> None:
    words = {"token": token(server.database), "since": 0, "edits": [], "more": "x" * 100_000}
    body = json.dumps(words).encode()

    assert answer(f"{server.url}/live/edits", body).status == 403
    assert answer(f"{server.url}/live/edits", body, {TOKEN: token(server.database)}).status == 200


def test_a_request_that_stops_half_way_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "SECONDS_FOR_A_PART", 0.01)
    route = requests.post("some", lambda _body: Response())

    answered = answers(route.app, "/some", b"x" * 50, length=100)

    assert answered[0]["status"] == 408
    assert (b"connection", b"close") in answered[0]["headers"]
    assert "did not arrive in time" in answered[1]["body"].decode()


@for_each(
    "odd",
    [
        {"since": "now"},
        {"since": None},
        {"since": float("inf")},
        {"edits": 7},
        {"edits": ["an edit"]},
        {"edits": [{"id": "1", "path": REASON, "value": "x", "base": [], "gesture": ""}]},
        {"edits": [{"id": "1\0", "path": REASON, "value": "x", "base": [], "gesture": "1"}]},
        {"edits": [{"id": "1", "path": REASON, "value": "x", "base": [{}], "gesture": "1"}]},
        {"edits": [{"id": "1", "path": REASON, "base": [], "gesture": "1"}]},
        {"edits": [{}] * 501},
        {"take_back": "the last step"},
        {"take_back": {"gesture": 1, "again": False, "within": ["rulers"]}},
        {"within": "rulers"},
        {"within": ["rulers"]},
        {"within": [["rulers"]] * 11},
    ],
)
def test_a_window_that_sends_something_odd_is_told_to_reload(server: Server, odd: dict[str, object]) -> None:
    request = {"token": token(server.database), "since": 0, "edits": [], "take_back": None}

    understood = answer(f"{server.url}/live/edits", json.dumps(request).encode())
    refused = answer(f"{server.url}/live/edits", json.dumps({**request, **odd}).encode())

    assert understood.status == 200
    assert refused.status == 400
    assert "reload the page" in json.loads(refused.read())["message"]


def test_a_fault_of_the_program_is_not_blamed_on_the_page_and_leaves_no_word_in_the_log(server: Server) -> None:
    log_before = server.log()
    workbook = written(server.database, {REASON: "a very private reason"})
    request = json.dumps({"token": token(server.database, workbook), "since": 0, "edits": []}).encode()
    with closing(sqlite3.connect(server.database)) as connection, connection:
        connection.execute("UPDATE workbook SET revision = 'a very private reason' WHERE id = ?", [workbook])

    failed = answer(f"{server.url}/live/edits", request)

    empty(server.database)
    noted = server.log().removeprefix(log_before)
    assert failed.status == 500
    assert "Something went wrong in Both Sides itself" in json.loads(failed.read())["message"]
    assert re.search(r"/live/edits failed: \w+Error at \w+\.py:\d+$", noted, re.MULTILINE)
    assert "private" not in noted
    assert "Traceback" not in noted


def test_the_page_shows_nothing_of_streamlit_but_the_worksheet(person: Person) -> None:
    for name in ("Deploy", "Main menu", "Open settings"):
        expect(person.page.get_by_role("button", name=name)).to_have_count(0)
    expect(person.page.get_by_test_id("stHeader")).to_be_hidden()


def test_an_error_leaves_no_word_that_somebody_wrote_in_the_log(person: Person, server: Server) -> None:
    log_before = server.log()
    written(server.database, {"workbook/change": "a very private change"})
    person.visit()
    expect(person.page.get_by_role("link", name="a very private change")).to_be_visible()
    with closing(sqlite3.connect(server.database)) as connection, connection:
        connection.execute("CREATE TRIGGER broken BEFORE UPDATE ON workbook BEGIN SELECT RAISE(ABORT, 'broken'); END")

    person.page.get_by_role("button", name="Archive: a very private change").click()

    expect(person.page.get_by_text("The database cannot be opened").first).to_be_visible()
    with closing(sqlite3.connect(server.database)) as connection, connection:
        connection.execute("DROP TRIGGER broken")
    assert "private" not in server.log().removeprefix(log_before)


def calling(server: Server) -> socket.socket:
    """A connection to this server that sends what the test writes."""
    address = urlsplit(server.url)
    return socket.create_connection((address.hostname, address.port), timeout=20)


def head_of(path: str, server: Server, known: str, length: str) -> bytes:
    """The head of a request whose body does not come."""
    host = urlsplit(server.url).netloc
    return f"POST /{path} HTTP/1.1\r\nHost: {host}\r\n{TOKEN}: {known}\r\n{length}\r\n\r\n".encode()


def handshake(address: str, port: int | None, headers: dict[str, str]) -> tuple[int, str]:
    """How the server answers who asks for a web socket: 101, or a refusal and its words."""
    connection = http.client.HTTPConnection(address, port)
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "bm90aGluZyBhdCBhbGwhIQ=="}
    connection.request("GET", "/_stcore/stream", headers={**headers, **upgrade, **key})
    answered = connection.getresponse()
    says = "" if answered.status == 101 else answered.read().decode()
    connection.close()
    return answered.status, says


def listens(port: int) -> bool:
    """Whether a server on this computer listens there."""
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
