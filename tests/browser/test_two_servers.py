"""Two servers behind one proxy, as a clinic runs them: when one dies, its people go on at the other."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import URL

from tests.world.cases import for_each
from tests.world.person import GOOD_NOW, WINDOW, Person
from tests.world.postgres import Postgres
from tests.world.provider import Provider, sign_in
from tests.world.proxy import Proxy, any_certificate
from tests.world.serving import Server
from tests.world.writing import open_store
from worksheets.storage import HOME, Role
from worksheets.storage.grants import OPERATOR

WHY: Final = "What makes it a 7 and not a 5?"


class Clinic:
    """Two servers that share a database, a key file and a way to sign in, and the proxy in front of them."""

    def __init__(self, folder: Path, database: URL) -> None:
        self.database: Final = database
        self.proxy: Final = Proxy(folder)
        self.provider: Final = Provider(self.proxy.url, folder)
        self.servers: Final = {name: self._server(folder / name) for name in ("a", "b")}

    def start(self) -> None:
        """Start everything."""
        self.provider.start()
        for server in self.servers.values():
            server.start()
        self.proxy.start(*self.servers.values())

    def stop(self) -> None:
        """End everything."""
        self.proxy.stop()
        for server in self.servers.values():
            server.kill()
        self.provider.stop()

    def serves(self, person: Person) -> str:
        """Which server this person's browser comes back to."""
        [name] = [cookie["value"] for cookie in person.context.cookies() if cookie["name"] == Proxy.cookie]
        return name

    def let_in(self, name: str) -> None:
        """Let somebody in who was here before."""
        store = open_store(self.database)
        account = store.accounts.enter(HOME, self.provider.issuer, name, name, f"the first of {name}")
        store.accounts.give_role(OPERATOR, account.id, Role.CLINICIAN)
        store.close()

    def _server(self, folder: Path) -> Server:
        folder.mkdir()
        address = self.database.render_as_string()
        return Server(folder, secrets=self.provider.secrets, BOTH_SIDES_DATABASE_URL=address)


@pytest.fixture(scope="module")
def clinic(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    running = Clinic(tmp_path_factory.mktemp("clinic"), postgres.new_database())
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def people(browser: Browser, clinic: Clinic) -> Iterator[tuple[Person, Person]]:
    """Two people at two computers, who come one after the other, and of whom one has signed in before."""
    contexts = [browser.new_context(viewport=WINDOW, ignore_https_errors=True) for _person in range(2)]
    for name in ("ada", "bo"):
        clinic.let_in(name)
    clinic.provider.vouch_for("bo", contexts[1])
    first, second = (Person(context, clinic.proxy.url) for context in contexts)
    sign_in(first, "ada")
    yield first, second
    for context in contexts:
        context.close()


def test_a_server_that_dies_in_mid_sentence_loses_nothing_and_the_page_goes_on_at_the_other(
    people: tuple[Person, Person], clinic: Clinic
) -> None:
    ada, bo = people
    ada.start("drink less")
    bo.start("change jobs")
    home, other = clinic.serves(ada), clinic.serves(bo)
    assert {home, other} == {"a", "b"}
    ada.go("Rulers")
    ada.rate("Importance", 7)
    bo.add(GOOD_NOW, "the team")
    ada.wait_until_saved()
    assert (clinic.serves(ada), clinic.serves(bo)) == (home, other)
    box = ada.box(WHY)
    box.focus()

    ada.page.keyboard.type("because the kids ", delay=20)
    clinic.servers[home].kill()
    ada.page.keyboard.type("notice when I am ti", delay=60)
    ada.wait_until_saved()
    ada.page.keyboard.type("red", delay=60)

    ada.wait_until_saved()
    expect(box).to_be_focused()
    expect(box).to_have_value("because the kids notice when I am tired")
    assert clinic.serves(ada) == other
    ada.go("Both sides")
    ada.add(GOOD_NOW, "quiet evenings")
    ada.wait_until_saved()

    clinic.servers[home].start()
    bo.box(f"Add to: {GOOD_NOW}").press_sequentially("the mon", delay=20)
    clinic.servers[other].kill()
    bo.page.keyboard.type("ey", delay=60)
    bo.page.keyboard.press("Enter")
    bo.wait_until_saved()

    assert clinic.serves(bo) == home
    for person, words in ((ada, ["quiet evenings"]), (bo, ["the team", "the money"])):
        person.page.reload()
        expect(person.box(f"{GOOD_NOW} 1")).to_be_visible()
        person.sees(GOOD_NOW, words)
    ada.go("Rulers")
    expect(box).to_have_value("because the kids notice when I am tired")
    clinic.servers[other].start()
    assert not re.search(r"workbook=|page=|code=|kids|drink", clinic.proxy.log())


def test_what_a_page_does_not_need_does_not_pass_the_proxy(clinic: Clinic) -> None:
    refused = ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/%6detrics")

    assert [asked(clinic, path).status for path in refused] == [404] * len(refused)
    assert asked(clinic, "/live/edits", "POST", {"content-length": str(11 * 1024 * 1024)}).status == 413
    assert asked(clinic, "/live/edits", "POST", {"transfer-encoding": "chunked"}).status == 413
    assert asked(clinic, "/", headers={"transfer-encoding": "chunked"}).status == 413
    assert asked(clinic, "/", headers={"host": "evil.example"}).status == 403


def test_a_body_whose_length_is_not_told_does_not_pass_the_proxy_in_http_2_either(clinic: Clinic) -> None:
    address = urlsplit(clinic.proxy.url)
    context = any_certificate()
    context.set_alpn_protocols(["h2"])
    request = (
        b"\x83"  # :method POST
        b"\x87"  # :scheme https
        b"\x04\x0b/live/edits"  # :path
        b"\x01\x09localhost"  # :authority
    )
    headers = len(request).to_bytes(3, "big") + b"\x01\x04\x00\x00\x00\x01" + request
    beginning = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
    plain = socket.create_connection((address.hostname, address.port), timeout=20)
    with context.wrap_socket(plain, server_hostname="localhost") as caller:
        caller.sendall(beginning + headers)

        assert b"413" in answered_in_http_2(caller)


def answered_in_http_2(caller: ssl.SSLSocket) -> bytes:
    """The headers of the first answer, as they are packed."""
    came = caller.makefile("rb")
    while True:
        head = came.read(9)
        payload = came.read(int.from_bytes(head[:3], "big"))
        if head[3] == 1:
            return payload


@for_each("suite", ["ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA384", "ECDHE-ECDSA-AES128-SHA"])
def test_the_proxy_offers_no_suite_that_encrypts_without_authenticating(clinic: Clinic, suite: str) -> None:
    address = urlsplit(clinic.proxy.url)
    for asked_for, is_offered in ((suite, False), ("ECDHE-ECDSA-AES128-GCM-SHA256", True)):
        context = any_certificate()
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(f"{asked_for}:@SECLEVEL=0")
        with socket.create_connection((address.hostname, address.port), timeout=20) as plain:
            if is_offered:
                context.wrap_socket(plain).close()
            else:
                with pytest.raises(ssl.SSLError, match="HANDSHAKE_FAILURE"):
                    context.wrap_socket(plain)


def test_every_answer_through_the_proxy_is_for_https_alone(clinic: Clinic) -> None:
    page = asked(clinic, "/_stcore/host-config")
    cookies = page.headers.get_all("set-cookie") or []

    assert page.headers["strict-transport-security"] == "max-age=31536000"
    for path, headers, status in (("/_stcore/metrics", {}, 404), ("/", {"transfer-encoding": "chunked"}, 413)):
        own = asked(clinic, path, headers=headers)
        assert (own.status, own.headers["strict-transport-security"]) == (status, "max-age=31536000")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert [cookie.split("=")[0] for cookie in cookies if "secure" not in cookie.lower()] == []
    [sticky] = [cookie for cookie in cookies if cookie.startswith(Proxy.cookie)]
    assert "HttpOnly" in sticky and "SameSite=Lax" in sticky

    plain = urlsplit(clinic.proxy.plain_url)
    connection = http.client.HTTPConnection(str(plain.hostname), plain.port)
    connection.request("GET", "/?workbook=1")
    moved = connection.getresponse()
    assert (moved.status, moved.headers["location"]) == (301, f"https://localhost:{plain.port}/?workbook=1")


def asked(
    clinic: Clinic, path: str, method: str = "GET", headers: dict[str, str] | None = None
) -> http.client.HTTPResponse:
    """What the proxy answers."""
    address = urlsplit(clinic.proxy.url)
    connection = http.client.HTTPSConnection(str(address.hostname), address.port, context=any_certificate())
    connection.request(method, path, headers=headers or {})
    return connection.getresponse()
