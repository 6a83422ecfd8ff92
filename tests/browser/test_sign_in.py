"""In a clinic everybody signs in, sees only their own worksheets, and is out when they sign out, on every device."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.world.accessibility import NARROW, violations, violations_seen
from tests.world.person import GOOD_NOW, WINDOW, Person
from tests.world.provider import Provider, say_who, sign_in
from tests.world.serving import Server, address_for_others, free_port
from tests.world.writing import edit, open_store
from worksheets.storage import HOME, Actor, Role, Store, new_id
from worksheets.storage.grants import OPERATOR
from worksheets.workbook import Shelf


@pytest.fixture(scope="module")
def provider(clinic_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """Where the people of the clinic sign in."""
    running = Provider(clinic_url, tmp_path_factory.mktemp("provider"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def clinic_url() -> str:
    """Where the app of the clinic answers."""
    return f"http://localhost:{free_port()}"


@pytest.fixture(scope="module")
def clinic(clinic_url: str, provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, as a clinic runs it; after all that the people of these tests did, nothing of theirs is in its log."""
    port = int(clinic_url.rpartition(":")[2])
    running = Server(
        tmp_path_factory.mktemp("clinic"), port=port, secrets=provider.secrets, STREAMLIT_SERVER_ADDRESS="0.0.0.0"
    )
    running.start()
    yield running
    running.kill()
    for words in ("drink less", "change jobs", "sleep more", "Alex"):
        assert words not in running.log()


@pytest.fixture
def store(clinic: Server) -> Iterator[Store]:
    """The database, as who runs the server reaches it."""
    opened = open_store(clinic.database)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    """The browsers of these tests: whoever comes next takes one of them, and finds the app fetched already."""
    made: list[BrowserContext] = []
    yield made
    for context in made:
        context.close()


@pytest.fixture
def devices(browser: Browser, contexts: list[BrowserContext], provider: Provider) -> Iterator[Devices]:
    """Browsers that know nothing of each other."""
    there = Devices(browser, contexts, provider)
    yield there
    there.give_back()


class Devices:
    """Browsers of several people, or several of one."""

    def __init__(self, browser: Browser, contexts: list[BrowserContext], provider: Provider) -> None:
        self._browser = browser
        self._contexts = contexts
        self._taken = 0
        self.provider = provider

    def another(self) -> BrowserContext:
        """One more, in which nobody is signed in."""
        if self._taken == len(self._contexts):
            self._contexts.append(self._browser.new_context(viewport=WINDOW))
        self._taken += 1
        return self._contexts[self._taken - 1]

    def give_back(self) -> None:
        """Leave nothing in them of anybody."""
        for context in self._contexts[: self._taken]:
            for page in context.pages:
                page.close()
            context.clear_cookies()


def account_of(store: Store, name: str) -> str:
    """The identifier of the account of somebody who has signed in under this name."""
    [account] = [each for each in store.accounts.listed(OPERATOR) if each.subject == name]
    return account.id


def let_in(store: Store, name: str, role: Role = Role.CLINICIAN) -> None:
    """What who runs the server does for the first account of a clinic."""
    store.accounts.give_role(OPERATOR, account_of(store, name), role)


def know(devices: Devices, store: Store, name: str, role: Role = Role.CLINICIAN) -> None:
    """Let somebody in who was here before."""
    store.accounts.enter(HOME, devices.provider.issuer, name, name, f"the first of {name}")
    let_in(store, name, role)


def come(devices: Devices, clinic: Server, name: str, first_page: str = "") -> Person:
    """Somebody who is signed in; on the home page unless it is another."""
    context = devices.another()
    devices.provider.vouch_for(name, context)
    return Person(context, clinic.url, first_page)


def enter(devices: Devices, clinic: Server, store: Store, name: str, role: Role = Role.CLINICIAN) -> Person:
    """Somebody who is signed in on the home page, and was let in when they were here before."""
    know(devices, store, name, role)
    return come(devices, clinic, name)


def begun(store: Store, name: str, change: str) -> str:
    """The address of a new worksheet of somebody who was let in, about this change."""
    workbook, author = new_id(), account_of(store, name)
    answers = {"workbook/change": change, "workbook/stance": "EXPLORE"}
    store.append(Actor(HOME, author), workbook, [edit(path, value, author=author) for path, value in answers.items()])
    return f"?workbook={workbook}"


def begin(devices: Devices, clinic: Server, store: Store, name: str, change: str) -> Person:
    """Somebody who is signed in, with a new worksheet of their own open, about this change."""
    know(devices, store, name)
    person = come(devices, clinic, name, begun(store, name, change))
    expect(person.page.locator(".bs-group").first).to_be_visible()
    return person


def is_out(person: Person) -> None:
    """Nothing of anybody is to be seen."""
    expect(person.page.get_by_role("heading", name="Please sign in")).to_be_visible()
    expect(person.page.get_by_role("navigation", name="Steps")).to_have_count(0)
    expect(person.page.get_by_role("textbox")).to_have_count(0)


def test_everybody_finds_only_their_own_worksheets_also_by_their_address_and_no_accounts(
    devices: Devices, clinic: Server, store: Store
) -> None:
    ada = begin(devices, clinic, store, "ada", "drink less")

    know(devices, store, "bo")
    bo = come(devices, clinic, "bo", "?page=accounts")

    expect(bo.page.get_by_role("heading", name="Your worksheets")).to_be_visible()
    expect(bo.page.get_by_role("button", name=re.compile("Set as|Close account"))).to_have_count(0)
    bo.start("change jobs", name="Alex")
    bo.wait_until_saved()
    bo.go_home()
    expect(bo.page.get_by_role("link", name="change jobs")).to_be_visible()
    bo.visit(**dict(parse_qsl(urlsplit(ada.page.url).query)))
    expect(bo.box("What change are you thinking about?")).to_have_value("")
    expect(bo.box("Name or initials (optional)")).to_have_value("")
    bo.box("Name or initials (optional)").fill("me")
    expect(bo.status()).to_contain_text("This page can no longer change this worksheet.")
    ada.go_home()
    expect(ada.page.get_by_role("link", name="drink less")).to_be_visible()
    expect(ada.page.get_by_text("change jobs")).to_have_count(0)
    assert store.listed(OPERATOR, Shelf.OPEN) == ([], 0)


def test_nobody_is_in_before_an_administrator_lets_them_in_or_after_their_account_is_closed(
    devices: Devices, clinic: Server, store: Store
) -> None:
    cy = begin(devices, clinic, store, "cy", "leave the choir")
    di = Person(devices.another(), clinic.url)
    is_out(di)
    di.note_requests()
    sign_in(di, "di")
    expect(di.page.get_by_role("heading", name="Not let in yet")).to_be_visible()
    expect(di.page.get_by_text("You are signed in as Dr. di, but nobody has let you in yet")).to_be_visible()
    asked = [urlsplit(url) for url in di.requests if "/auth?" in url]
    assert parse_qs(asked[0].query)["code_challenge_method"] == ["S256"]
    head = enter(devices, clinic, store, "head", Role.ADMINISTRATOR)

    head.page.get_by_role("link", name="Accounts").click()
    expect(head.page.get_by_text("There is no backup yet.")).to_be_visible()
    head.see_one_page()
    assert violations_seen(head, NARROW) == {}
    assert head.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    store.backups.make(OPERATOR)
    head.page.get_by_role("button", name="Set as clinician: Dr. di").click()

    expect(head.page.get_by_role("group", name="Dr. di")).to_contain_text("Clinician")
    expect(head.page.get_by_text("leave the choir")).to_have_count(0)
    expect(head.page.get_by_text(re.compile(r"^Last backup: .*\d:\d\d\s[AP]M\.$"))).to_be_visible()
    di.page.reload()
    expect(di.page.get_by_role("heading", name="Your worksheets")).to_be_visible()
    expect(di.page.get_by_text("You, whoever runs the database of")).to_be_visible()
    head.page.get_by_role("button", name="Close account: Dr. cy").click()
    is_out(cy)
    cy.see_one_page()
    assert violations(cy.page) == []
    assert cy.page.evaluate(HOW_MANY_ARE_KNOWN) == 0
    assert "leave the choir" not in cy.page.content()
    head.page.get_by_role("button", name="Delete the account: Dr. cy").click()
    expect(head.page.get_by_text("it still has worksheets: 1.")).to_be_visible()


def test_a_supervisor_reads_until_that_is_ended_and_then_a_colleague_goes_on_with_the_worksheet(
    devices: Devices, clinic: Server, store: Store
) -> None:
    sue, zoe = enter(devices, clinic, store, "sue"), enter(devices, clinic, store, "zoe")
    val = begin(devices, clinic, store, "val", "sell the house")
    query = {"workbook": parse_qs(urlsplit(val.page.url).query)["workbook"][0]}
    val.visit(page="keeping", **query)
    reading, handing = (
        val.page.get_by_role("group", name=name) for name in ("Who else may read it?", "Hand it to another clinician")
    )
    reading.get_by_role("combobox", name="Who").select_option("Dr. sue")
    reading.get_by_role("button", name="Let them read it").click()
    expect(reading.get_by_role("alert")).to_have_text(re.compile("Ask the client first"))
    reading.get_by_role("checkbox", name="The client has said yes").check()
    reading.get_by_role("button", name="Let them read it").click()
    expect(reading.get_by_text("that the client said yes.")).to_be_visible()

    sue.page.reload()
    sue.page.get_by_role("link", name="sell the house").click()

    expect(sue.page.get_by_role("heading", name="sell the house", level=1)).to_be_visible()
    expect(sue.page.get_by_text("You can read this worksheet because its client")).to_be_visible()
    expect(sue.page.get_by_role("textbox")).to_have_count(0)
    expect(sue.page.get_by_role("button", name=re.compile("Download"))).to_have_count(0)
    assert violations(sue.page) == []
    reading.get_by_role("button", name="End this: Dr. sue").click()
    expect(sue.page.get_by_role("heading", name="You cannot read this worksheet")).to_be_visible(timeout=15_000)
    assert "sell the house" not in sue.page.content()
    assert violations(val.page) == []

    handing.get_by_role("combobox", name="Who").select_option("Dr. zoe")
    handing.get_by_role("checkbox", name="The client has said yes").check()
    handing.get_by_role("button", name="Hand it over").click()

    expect(val.page.get_by_role("heading", name="Your worksheets")).to_be_visible()
    expect(val.page.get_by_role("link", name="sell the house")).to_have_count(0)
    zoe.page.reload()
    zoe.page.get_by_role("link", name="sell the house").click()
    zoe.add(GOOD_NOW, "the garden")
    zoe.wait_until_saved()
    zoe.visit(page="keeping", **query)
    expect(zoe.page.get_by_role("row", name=re.compile("Handed it to another clinician"))).to_contain_text("Dr. val")


HOW_MANY_ARE_KNOWN = """async () => {
    const { mine } = await import(`${window.bothSides}workbook/open_workbooks.js`);
    return mine().length;
}"""


def test_who_signs_out_sees_nothing_any_more_and_is_out_everywhere_once_there_is_a_connection(
    devices: Devices, clinic: Server, store: Store
) -> None:
    know(devices, store, "flo")
    flo = Person(devices.another(), clinic.url)
    sign_in(flo, "flo")
    workbook = f"{clinic.url}/{begun(store, 'flo', 'sleep more')}"
    flo.page.goto(workbook)
    copy = devices.another()
    copy.add_cookies([dict(cookie) for cookie in flo.context.cookies()])  # type: ignore[misc]
    thief = Person(copy, workbook)
    expect(thief.page.get_by_role("navigation", name="Steps")).to_be_visible()
    with flo.page.expect_request(re.compile("live/edits")) as sent:
        flo.add(GOOD_NOW, "long evenings")
    flo.wait_until_saved()
    flo.page.route(re.compile("/live/edits|/lock"), lambda route: route.abort())

    flo.page.get_by_role("button", name="Sign out").click()

    expect(flo.page.get_by_role("heading", name="This page is hidden")).to_be_visible()
    expect(flo.page.get_by_text("There is no connection, so you are not signed out yet.")).to_be_visible()
    assert "sleep more" not in flo.page.content()
    flo.page.unroute_all()
    flo.page.get_by_role("button", name="Yes, sign me out").click()
    is_out(flo)
    is_out(thief)
    thief.page.goto(workbook)
    expect(thief.page.get_by_text("You are signed out")).to_be_visible()
    refused = urllib.request.Request(f"{clinic.url}/live/edits", sent.value.post_data_buffer, method="POST")
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(refused)
    assert answer.value.code == 403
    assert "sleep more" not in json.dumps(json.loads(answer.value.read()))


def writes_until_signed_out(person: Person, store: Store, name: str) -> None:
    """Write in a worksheet, and go on when the sign-in has ended."""
    person.add(GOOD_NOW, "long evenings")
    person.wait_until_saved()
    person.page.route("**/live/edits", lambda route: route.abort())  # Not before the sign-in has ended.
    person.box(f"Add to: {GOOD_NOW}").fill("a film in bed")
    let_in(store, name)
    person.page.unroute_all()
    is_out(person)


def sign_in_beside(person: Person, name: str) -> Page:
    """Sign in under this name from a window that keeps what is not saved, in the other one that opens."""
    with person.context.expect_page() as opened:
        person.page.get_by_role("button", name="Sign in").click()
    say_who(opened.value, name)
    opened.value.wait_for_url(f"{person.url}/")
    return opened.value


def test_words_that_were_not_saved_when_the_sign_in_ended_are_saved_when_the_same_person_is_back_in_any_window(
    devices: Devices, clinic: Server, store: Store
) -> None:
    ike = begin(devices, clinic, store, "ike", "sleep more")

    writes_until_signed_out(ike, store, "ike")

    expect(ike.page.get_by_text("It stays in this window, out of sight, until you sign in again.")).to_be_visible()
    expect(ike.status()).to_contain_text("Not saved. You are signed out. Please sign in again.")
    expect(ike.page.get_by_text("a film in bed")).to_have_count(0)
    assert violations(ike.page) == []
    beside = sign_in_beside(ike, "ike")
    expect(ike.page.get_by_role("heading", name="You are signed in again")).to_be_visible()
    ike.wait_until_saved()
    ike.page.get_by_role("button", name="Continue").click()
    expect(ike.box(f"{GOOD_NOW} 2")).to_have_value("a film in bed")

    ike.page.route(re.compile("/live/edits|/lock"), lambda route: route.abort())
    ike.add(GOOD_NOW, "the news")
    expect(ike.status()).to_contain_text("Not saved: no connection.")
    let_in(store, "ike")
    beside.get_by_role("button", name="Sign in").click()
    say_who(beside, "ike", is_known=True)
    expect(beside.get_by_role("heading", name="Your worksheets")).to_be_visible()
    ike.page.unroute_all()

    expect(ike.page.get_by_role("heading", name="You are signed in again")).to_be_visible(timeout=20_000)
    ike.wait_until_saved()


def test_what_one_person_did_not_save_is_neither_shown_to_nor_saved_by_who_signs_in_next(
    devices: Devices, clinic: Server, store: Store
) -> None:
    kim = begin(devices, clinic, store, "kim", "sleep more")
    know(devices, store, "lou")
    writes_until_signed_out(kim, store, "kim")
    saved: list[str] = []
    kim.page.on("response", lambda answer: saved.append(answer.request.post_data or "") if answer.ok else None)

    with kim.page.expect_response(lambda answer: answer.url.endswith("/lock") and answer.status == 403):
        sign_in_beside(kim, "lou")
    is_out(kim)
    clinic.kill()  # The window connects anew, and as whoever is signed in now.
    clinic.start()
    kim.page.evaluate("setInterval(() => dispatchEvent(new PopStateEvent('popstate')), 1000)")

    expect(kim.box("What change are you thinking about?")).to_have_value("")
    expect(kim.page.get_by_text(re.compile("sleep more|long evenings|a film in bed"))).to_have_count(0)
    expect(kim.status()).to_have_text("")
    assert not [words for words in saved if "a film in bed" in words]


def test_with_sign_in_it_answers_other_computers_too_but_only_under_its_own_name(clinic: Server) -> None:
    address = f"http://{address_for_others()}:{urlsplit(clinic.url).port}/"

    with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": "localhost"})) as answer:
        assert answer.status == 200
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(urllib.request.Request(address, headers={"Host": "evil.example"}))


def test_behind_https_no_cookie_travels_without_it(provider: Provider, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(provider.secrets.read_text().replace("http://localhost", "https://clinic.example", 1))
    server = Server(tmp_path, secrets=secrets)
    server.start()

    with urllib.request.urlopen(f"{server.url}/_stcore/health") as answer:
        cookies = answer.headers.get_all("set-cookie")
    server.kill()

    assert cookies
    assert all("; Secure" in cookie for cookie in cookies)
