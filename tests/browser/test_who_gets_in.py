"""Without sign-in only the account that started it gets in, and with it nobody who has not signed in."""

from __future__ import annotations

import base64
import http.client
import os
import re
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import anyio
import pytest
import streamlit as st
from playwright.sync_api import BrowserContext, expect
from starlette.responses import Response
from streamlit import config
from streamlit.runtime.secrets import Secrets

from components import admission, connections
from components.admission import Admission
from components.server import key
from components.server.guard import Guard, check_start
from tests.world.accounts import ACCOUNTS, asked_by
from tests.world.asked import answers
from tests.world.cases import for_each
from tests.world.serving import ROOT, Server, free_port, started
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


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory, ports: tuple[int, int]) -> Iterator[Server]:
    """A server in which somebody else could choose a passphrase, if anybody let them."""
    with started(tmp_path_factory.mktemp("own"), ports[1]) as running:
        yield running


@pytest.fixture
def set_option() -> Iterator[Callable[[str, object], None]]:
    """Sets an option of Streamlit in this process, for this test."""
    before: dict[str, object] = {}

    def set_(name: str, value: object) -> None:
        before.setdefault(name, config.get_option(name))
        config.set_option(name, value)

    yield set_
    for name, value in before.items():
        config.set_option(name, value)


@pytest.fixture
def secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, set_option: Callable[[str, object], None]
) -> Iterator[Path]:
    """The file that says whether people sign in, of a start in this process that has not read it yet."""
    file = tmp_path / "secrets.toml"
    set_option("secrets.files", [str(file)])
    monkeypatch.setattr(st, "secrets", Secrets())
    monkeypatch.setenv("auth", "")  # What a file has outside tables goes there.
    forget_what_was_decided()
    yield file
    forget_what_was_decided()


def forget_what_was_decided() -> None:
    """Let this process decide anew whether people sign in."""
    for decided in (admission.admission, admission.secrets, admission.sign_in):
        decided.cache_clear()


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
    ("written", "address", "hosts", "says"),
    [
        (None, "localhost", "localhost worksheets.clinic.example", "allowedHosts has worksheets.clinic.example"),
        ("", "localhost", "localhost worksheets.clinic.example", "allowedHosts has worksheets.clinic.example"),
        (None, "0.0.0.0", "localhost", "can be used on this computer only"),
        (None, "::", "localhost", "can be used on this computer only"),
        (None, None, "localhost", "can be used on this computer only"),
        (SIGN_IN.format(name="Auth", secret=LONG_ENOUGH), "::", "localhost", r"\[Auth\] where it should have a table"),
        ('auth = "yes"', "::", "localhost", "where it should have a table"),
        (SIGN_IN.format(name="auth", secret=LONG_ENOUGH[1:]), "::", "localhost", "needs at least 32 characters"),
        ("[auth]", "::", "localhost", "needs at least 32 characters"),
    ],
)
def test_it_does_not_start_where_others_could_come_in_or_sign_in_was_meant_and_is_not_there(
    secrets: Path,
    monkeypatch: pytest.MonkeyPatch,
    written: str | None,
    address: str | None,
    hosts: str,
    says: str,
) -> None:
    secrets.unlink(missing_ok=True)
    if written is not None:
        secrets.write_text(written)
    monkeypatch.setattr(st, "secrets", Secrets())
    forget_what_was_decided()

    with pytest.raises(SystemExit, match=says):
        check_start(address, hosts.split())


def test_that_people_sign_in_is_decided_at_the_start_and_a_file_that_is_emptied_changes_nothing(secrets: Path) -> None:
    secrets.write_text(SIGN_IN.format(name="auth", secret=LONG_ENOUGH))
    assert admission.needs_sign_in()

    secrets.write_text("")
    st.secrets._on_secrets_changed(str(secrets))

    assert "auth" not in st.secrets.to_dict()
    assert admission.needs_sign_in()
    assert admission.sign_in()["auth"]["cookie_secret"] == LONG_ENOUGH


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
    running = Server(tmp_path, script)
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
        raise AssertionError("it lets in whoever does not have the key")
    found = re.search(r"http://localhost:\d+/\?key=\S+", server.log())
    assert found, server.log()
    return found[0]


def test_elsewhere_only_the_address_that_the_start_prints_lets_a_browser_in(
    context: BrowserContext, elsewhere: Server
) -> None:
    address = address_with_the_key(elsewhere)
    assert urlsplit(address).port == urlsplit(elsewhere.url).port
    page = context.new_page()

    wrong = page.goto(f"{elsewhere.url}/?key=wrong")
    assert wrong and wrong.status == 403
    expect(page.get_by_text("the address that it printed when it was started")).to_be_visible()
    for path, headers in (("/lock", {}), ("/_stcore/stream", HANDSHAKE)):
        assert asked_by(os.getuid(), elsewhere.url + path, headers=headers)[0] == 403

    page.goto(address)
    expect(page.get_by_role("heading", name="Your worksheets")).to_be_visible()
    assert "key=" not in page.url
    [cookie] = [each for each in context.cookies() if each["name"].startswith("both_sides_key")]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Lax", -1)
    page.goto(elsewhere.url)
    expect(page.get_by_role("heading", name="Your worksheets")).to_be_visible()


def test_what_opens_the_address_does_not_show_the_key_to_other_accounts(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    set_option: Callable[[str, object], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    opened = tmp_path / "opened"
    program = tmp_path / "xdg-open"
    program.write_text(
        f'#!/bin/sh\nfile="${{1#file://}}"\nstat -c %a "$file" "${{file%/*}}" > {opened}.part\n'
        f'echo "$1" >> {opened}.part\ncat "$file" >> {opened}.part\nmv {opened}.part {opened}\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(key, "admission", lambda: Admission.KEY)
    set_option("server.headless", False)

    async def start() -> None:
        with anyio.fail_after(60):
            async with key.opening(None):
                while not opened.exists():
                    await anyio.sleep(0.01)

    with ThreadPoolExecutor(max_workers=1) as thread:  # The browser of other tests has its own loop in this one.
        thread.submit(anyio.run, start).result()

    printed = capsys.readouterr().out.rpartition("key=")[2].split()[0]
    _file_mode, folder_mode, address, *page = opened.read_text().split("\n")
    assert folder_mode == "700"
    assert address.startswith("file:///") and printed not in address
    assert printed in "".join(page)
