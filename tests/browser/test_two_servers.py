"""Two servers behind one proxy, as a clinic runs them: when one dies, its people go on at the other."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

import pytest
from person import GOOD_NOW, WINDOW, Person
from playwright.sync_api import Browser, expect
from postgres import Postgres
from proxy import Proxy, any_certificate
from serving import Server

WHY: Final = "What makes it a 7 and not a 5?"


class Clinic:
    """Two servers that share a database and a key file, and the proxy in front of them."""

    def __init__(self, servers: dict[str, Server], proxy: Proxy) -> None:
        self.servers: Final = servers
        self.proxy: Final = proxy

    def serves(self, person: Person) -> str:
        """Which server this person's browser comes back to."""
        [name] = [cookie["value"] for cookie in person.context.cookies() if cookie["name"] == Proxy.cookie]
        return name


@pytest.fixture(scope="module")
def clinic(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    address = postgres.new_database().render_as_string()
    folders = {name: tmp_path_factory.mktemp(name) for name in ("a", "b")}
    servers = {name: Server(folder, BOTH_SIDES_DATABASE_URL=address) for name, folder in folders.items()}
    proxy = Proxy(tmp_path_factory.mktemp("proxy"), *servers.values())
    try:
        for server in servers.values():
            server.start()
        proxy.start()
        yield Clinic(servers, proxy)
    finally:
        proxy.stop()
        for server in servers.values():
            server.kill()


@pytest.fixture
def people(browser: Browser, clinic: Clinic) -> Iterator[tuple[Person, Person]]:
    """Two people at two computers, who came one after the other."""
    contexts = [browser.new_context(viewport=WINDOW, ignore_https_errors=True) for _person in range(2)]
    first, second = (Person(context, clinic.proxy.url) for context in contexts)
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
        assert person.items(GOOD_NOW) == words
    ada.go("Rulers")
    expect(box).to_have_value("because the kids notice when I am tired")
    clinic.servers[other].start()
    assert not re.search(r"workbook=|page=|kids|drink", clinic.proxy.log())


def test_what_a_page_does_not_need_does_not_pass_the_proxy(clinic: Clinic) -> None:
    refused = ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/%6detrics")

    assert [asked(clinic, path).status for path in refused] == [404] * len(refused)
    assert asked(clinic, "/live/edits", "POST", {"content-length": str(11 * 1024 * 1024)}).status == 413
    assert asked(clinic, "/", headers={"host": "evil.example"}).status == 403


def test_every_answer_through_the_proxy_is_for_https_alone(clinic: Clinic) -> None:
    page = asked(clinic, "/_stcore/host-config")
    cookies = page.headers.get_all("set-cookie") or []

    assert page.headers["strict-transport-security"] == "max-age=31536000"
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
