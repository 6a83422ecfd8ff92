"""Without sign-in only the account that started it gets in, and with it nobody who has not signed in."""

from __future__ import annotations

import base64
import http.client
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from starlette.responses import Response

from components import connections
from components.server.guard import Guard
from tests.world.accounts import ACCOUNTS, asked_by
from tests.world.asked import answers
from tests.world.cases import for_each
from tests.world.person import WINDOW
from tests.world.serving import ROOT, Server, free_port
from tests.world.writing import open_store

PROTECT = b'{"do": "protect", "passphrase": "seven blue bicycles"}'
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
}
SIGN_IN = """
[{name}]
redirect_uri = "https://worksheets.clinic.example/oauth2callback"
cookie_secret = "{secret}"
client_id = "both-sides"
client_secret = "a secret of the tests"
server_metadata_url = "https://login.clinic.example/.well-known/openid-configuration"
"""
LONG_ENOUGH = "0123456789abcdef0123456789abcdef"

TCP = """\
   0: 0100007F:2135 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31001 1 0 100 0 0 10 0
   1: 0100007F:A1B2 0100007F:2135 01 00000000:00000000 02:00000A3C 00000000  1001        0 31002 2 0 20 4 30 10 -1
   2: 0100007F:2135 0100007F:A1B2 01 00000000:00000000 00:00000000 00000000  1000        0 31003 1 0 20 4 29 10 -1
   3: 0100007F:A1B3 0100007F:2135 06 00000000:00000000 03:00001770 00000000     0        0 0 3 0
   4: 0200007F:A1B4 0100007F:2135 01 00000000:00000000 00:00000000 00000000  1002        0 31004 1 0 20 4 30 10 -1
""".splitlines()
TCP6 = """\
   0: 00000000000000000000000001000000:A1B5 00000000000000000000000001000000:2135 01 00000000:00000000 00:00000000 \
00000000  1003        0 31005 1 0 20 4 30 10 -1
   1: 0000000000000000FFFF00000100007F:A1B6 0000000000000000FFFF00000100007F:2135 01 00000000:00000000 00:00000000 \
00000000  1004        0 31006 1 0 20 4 30 10 -1
""".splitlines()


@for_each(
    ("there", "owner"),
    [
        (("127.0.0.1", 0xA1B2), 1001),
        (("127.0.0.2", 0xA1B4), 1002),
        (("127.0.0.1", 0xA1B4), None),
        (("127.0.0.1", 0xA1B3), None),
        (("127.0.0.1", 0xA1B9), None),
        (("127.0.0.1", 0xA1B6), 1004),
        (("::1", 0xA1B5), 1003),
    ],
)
def test_the_system_says_whose_the_other_end_is_unless_its_program_has_let_go_of_it(
    there: tuple[str, int], owner: int | None
) -> None:
    here = ip_address("::1" if ":" in there[0] else "127.0.0.1"), 0x2135

    assert sys.byteorder == "little", "the lines above are those of such a computer"
    assert connections.owner([*TCP, *TCP6], (ip_address(there[0]), there[1]), here) == owner


def test_an_end_of_our_own_is_ours_until_it_is_closed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ours = socket.create_connection(listening.getsockname())
        accepted, there = listening.accept()
        assert connections.owner_of(there, listening.getsockname()) == os.getuid()

        ours.close()

        assert connections.owner_of(there, listening.getsockname()) is None
        accepted.close()


@for_each("address", ["127.0.0.1", "::1"])
def test_the_system_is_asked_for_one_connection_and_not_for_all_of_them(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(connections, "_TABLES", ())
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.create_server((address, 0), family=family) as listening:
        here = listening.getsockname()[:2]
        with socket.create_connection(here) as ours:
            there = ours.getsockname()[:2]

            assert connections.owner_of(there, here) == os.getuid()
            assert connections.owner_of(here, (address, free_port())) is None, "it listens, and has not asked"


@for_each(
    ("path", "status"),
    [("/", 403), ("/static/a.js", 200), ("/lock", 403), ("/live/take-away", 403), ("/live/edits", 200)],
)
def test_a_browser_that_has_ended_may_hand_in_what_it_had_left_and_nothing_else(path: str, status: int) -> None:
    ends = {"server": ("127.0.0.1", free_port()), "client": ("127.0.0.1", free_port())}

    answered = answers(Guard(Response()), path, ends=ends)

    assert answered[0]["status"] == status


@for_each(
    ("path", "method", "body", "headers"),
    [
        ("/", "GET", None, {}),
        ("/_stcore/health", "GET", None, {}),
        ("/lock", "POST", PROTECT, {}),
        ("/live/edits", "POST", b"{}", {}),
        ("/_stcore/stream", "GET", None, HANDSHAKE),
    ],
)
def test_another_account_of_this_computer_is_told_to_start_its_own(
    own_server: Server, path: str, method: str, body: bytes | None, headers: dict[str, str]
) -> None:
    for account in ACCOUNTS:
        if account == os.getuid() and path == "/lock":
            continue
        status, words = asked_by(account, own_server.url + path, method, body, headers)

        assert (status == 403) is (account != os.getuid()), (account, status, words)
        if account != os.getuid():
            assert "Start Both Sides under your own name" in words
    assert not open_store(own_server.database).vault.has_passphrase


def test_nobody_can_say_that_they_come_from_somewhere_else(own_server: Server) -> None:
    address = urlsplit(own_server.url)
    ours = http.client.HTTPConnection(str(address.hostname), address.port)
    ours.connect()
    host, port = ours.sock.getsockname()[:2]
    ours.request("GET", "/_stcore/health")
    assert ours.getresponse().status == 200

    for account in ACCOUNTS:
        status, _words = asked_by(account, f"{own_server.url}/", headers={"X-Forwarded-For": f"{host}:{port}"})

        assert status == 403
    ours.close()


@for_each(
    ("secrets", "hosts", "says"),
    [
        (None, "localhost worksheets.clinic.example", "server.allowedHosts has worksheets.clinic.example"),
        ("", "localhost worksheets.clinic.example", "server.allowedHosts has worksheets.clinic.example"),
        (SIGN_IN.format(name="Auth", secret=LONG_ENOUGH), "localhost", r"has \[Auth\] where it should have a table"),
        ('auth = "yes"', "localhost", "where it should have a table"),
        (SIGN_IN.format(name="auth", secret=LONG_ENOUGH[1:]), "localhost", "needs at least 32 characters"),
        ("[auth]", "localhost", "needs at least 32 characters"),
    ],
)
def test_it_does_not_start_where_sign_in_was_meant_and_is_not_there(
    tmp_path: Path, secrets: str | None, hosts: str, says: str
) -> None:
    file = tmp_path / "secrets.toml"
    for left in (file, tmp_path / "server.log"):
        left.unlink(missing_ok=True)
    if secrets is not None:
        file.write_text(secrets)

    with pytest.raises(RuntimeError, match=says):
        Server(tmp_path, secrets=file, STREAMLIT_SERVER_ALLOWED_HOSTS=hosts).start()


DECIDED = """
import sys
from pathlib import Path
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

file = Path(sys.argv[1])
config.set_option("secrets.files", [str(file)])
from components import installation

before = installation.needs_sign_in()
file.write_text("")
secrets_singleton._on_secrets_changed(str(file))
print(before, installation.needs_sign_in(), installation.sign_in()["auth"]["cookie_secret"])
"""


def test_that_people_sign_in_is_decided_at_the_start_and_a_file_that_is_emptied_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(SIGN_IN.format(name="auth", secret=LONG_ENOUGH))

    said = subprocess.run([sys.executable, "-c", DECIDED, file], cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["True", "True", LONG_ENOUGH]


def test_a_clinic_whose_secrets_are_emptied_while_it_runs_still_lets_nobody_choose_a_passphrase(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(SIGN_IN.format(name="auth", secret=LONG_ENOUGH))
    clinic = Server(tmp_path, secrets=file)
    clinic.start()

    file.write_text("")

    status, _words = asked_by(os.getuid(), f"{clinic.url}/lock", "POST", PROTECT)
    assert status == 400
    assert not open_store(clinic.database).vault.has_passphrase
    clinic.kill()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Server]:
    """A server on a system that does not say whose a connection is."""
    for name in (".streamlit", "components", "locale", "settings.toml", "worksheets"):
        (tmp_path / name).symlink_to(ROOT / name)
    script = tmp_path / "app.py"
    unknown = "from components import connections\nconnections.are_known = lambda: False\n"
    annotations = "from __future__ import annotations\n"
    source = (ROOT / "app.py").read_text(encoding="utf-8")
    script.write_text(source.replace(annotations, annotations + unknown), encoding="utf-8")
    running = Server(tmp_path, script, port=free_port())
    running.launch()
    yield running
    running.kill()


def address_with_the_key(server: Server) -> str:
    """What the start prints, once it answers."""
    port = urlsplit(server.url).port
    answers_with_403 = f"http://127.0.0.1:{port}/_stcore/health"
    while True:
        try:
            urllib.request.urlopen(answers_with_403)
        except urllib.error.HTTPError as refused:
            assert refused.status == 403
            break
        except OSError:
            continue
    found = re.search(r"http://localhost:\d+/\?key=\S+", server.log())
    assert found, server.log()
    return found[0]


def test_elsewhere_only_the_address_that_the_start_prints_lets_a_browser_in(
    browser: Browser, elsewhere: Server
) -> None:
    address = address_with_the_key(elsewhere)
    assert urlsplit(address).port == urlsplit(elsewhere.url).port
    stranger, owner = (browser.new_context(viewport=WINDOW) for _context in range(2))

    refused = stranger.new_page()
    wrong = refused.goto(f"{elsewhere.url}/?key=wrong")
    assert wrong and wrong.status == 403
    expect(refused.get_by_text("the address that it printed when it was started")).to_be_visible()
    for path, headers in (("/lock", {}), ("/_stcore/stream", HANDSHAKE)):
        assert asked_by(os.getuid(), elsewhere.url + path, headers=headers)[0] == 403

    page = owner.new_page()
    page.goto(address)
    expect(page.get_by_role("heading", name="Your worksheets")).to_be_visible()
    assert "key=" not in page.url
    [cookie] = [each for each in owner.cookies() if each["name"].startswith("both_sides_key")]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Lax", -1)
    another = owner.new_page()
    another.goto(elsewhere.url)
    expect(another.get_by_role("heading", name="Your worksheets")).to_be_visible()
    for context in (stranger, owner):
        context.close()


def test_what_opens_the_address_does_not_show_the_key_to_other_accounts(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    program = tmp_path / "xdg-open"
    program.write_text(
        f'#!/bin/sh\nfile="${{1#file://}}"\nstat -c %a "$file" "${{file%/*}}" > {opened}.part\n'
        f'echo "$1" >> {opened}.part\ncat "$file" >> {opened}.part\nmv {opened}.part {opened}\n'
    )
    program.chmod(0o755)
    started = subprocess.run(
        [sys.executable, "-c", OPENED, opened],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    key = started.stdout.rpartition("key=")[2].split()[0]
    _file_mode, folder_mode, address, *page = opened.read_text().split("\n")
    assert folder_mode == "700"
    assert address.startswith("file:///") and key not in address
    assert key in "".join(page)


OPENED = """
import asyncio
import sys
from pathlib import Path

from components import connections
connections.are_known = lambda: False
from components.server import key
from streamlit import config

config.set_option("server.headless", False)

async def start():
    async with key.opening(None):
        while not Path(sys.argv[1]).exists():
            await asyncio.sleep(0.01)

asyncio.run(start())
"""
