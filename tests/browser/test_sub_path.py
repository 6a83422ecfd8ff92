"""Both Sides below a path of a host that has other pages, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Response

from components.modules import ADDRESS
from tests.browser.test_taking_away import taken_away
from tests.summary.reading import text_of
from tests.world.person import GOOD_NOW, Person
from tests.world.serving import Server

BASE = "/clinic/both-sides"
FONT = "fonts/atkinson-hyperlegible-next-latin.woff2"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is not at the root of its host."""
    running = Server(tmp_path_factory.mktemp("below"), base=BASE)
    running.start()
    yield running
    running.kill()


FONT_IS_THERE = "[...document.fonts].some((font) => font.family.includes('Atkinson') && font.status === 'loaded')"


def test_everything_loads_below_the_path_and_what_is_written_there_is_kept(person: Person, tmp_path: Path) -> None:
    answers: list[Response] = []
    person.page.on("response", lambda answer: answers.append(answer))

    person.note_requests()
    person.page.reload()
    person.start("drink less")
    person.add(GOOD_NOW, "it calms me")
    person.wait_until_saved()
    person.go("Summary")
    pdf = taken_away(person, "Download PDF", tmp_path)

    assert "it calms me" in text_of(pdf.read_bytes())
    assert [answer.url for answer in answers if answer.status >= 400] == []
    paths = {urlsplit(answer.url).path for answer in answers if answer.url.startswith(person.url)}
    assert {f"{BASE}/", f"{BASE}/live/edits"} <= paths
    assert [url for url in person.requests if url.startswith("http") and not url.startswith(person.url)] == []
    assert person.page.evaluate(FONT_IS_THERE)


def test_what_never_changes_is_fetched_once(context: BrowserContext, server: Server) -> None:
    fetched = [context.request.get(f"{server.url}/{file}") for file in (f"{ADDRESS}/sheet.js", FONT)]

    assert [answer.status for answer in fetched] == [200, 200]
    assert all("immutable" in answer.headers["cache-control"] for answer in fetched)


def test_the_page_names_what_it_will_need_where_it_is(context: BrowserContext, server: Server) -> None:
    named = re.findall("<([^>]+)>", context.request.get(f"{server.url}/").headers["link"])

    assert len(named) > 10
    assert any("/BidiComponent." in address for address in named)
    assert {context.request.get(urljoin(server.url, address)).status for address in named} == {200}
