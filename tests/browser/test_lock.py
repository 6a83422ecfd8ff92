"""A passphrase keeps the worksheets closed, and what was typed before the lock is not lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.world.accessibility import NARROW, too_wide, violations, violations_seen
from tests.world.person import A_DAY_PASSES, GOOD_NOW, Person
from tests.world.serving import ROOT, Server
from tests.world.writing import A_LITTLE, empty, open_store, written
from worksheets.storage import ALONE
from worksheets.storage.places import KEY_SETTING

WHAT_STANDS_IN_BOXES = "() => [...document.querySelectorAll('input, textarea')].map((box) => box.value)"
LOCK_AND_WRITE_ON = """async (box, words) => {
    await fetch("lock", { method: "POST", body: JSON.stringify({ do: "lock" }) });
    box.value += words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
}"""
A_DAY = 24 * 60 * 60
UNTIL_LOCKED = 10 * 60
"""Both in seconds; at the server of those who have a passphrase already, a worksheet that nobody uses locks itself."""
PASSPHRASE = "seven blue bicycles"


def choose_passphrase(person: Person) -> None:
    """Choose a passphrase, and come back to the home page."""
    person.page.get_by_role("button", name="Choose a passphrase").click()
    see_code(person)
    person.page.get_by_role("button", name="I’ve written it down").click()
    expect(person.page.get_by_role("heading", name="Your worksheets")).to_be_visible()


def see_code(person: Person, passphrase: str = PASSPHRASE) -> str:
    """Type a new passphrase, and return the code that the page shows then."""
    fill(person, "New passphrase", passphrase)
    fill(person, "Type the passphrase again", passphrase)
    person.page.get_by_role("button", name="Use this passphrase").click()
    expect(person.page.get_by_role("heading", name="Write down this code")).to_be_focused()
    return person.page.locator(".bs-code").inner_text()


def fill(person: Person, label: str, text: str) -> None:
    """Type into a box whose letters are not shown."""
    person.page.get_by_label(label, exact=True).fill(text)


def is_locked(page: Page) -> None:
    """The page asks for the passphrase, and shows nothing else."""
    expect(page.get_by_role("heading", name="Both Sides is locked")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("drink less")).to_have_count(0)


def unlock(person: Person, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase, and Enter."""
    fill(person, "Passphrase", passphrase)
    person.page.keyboard.press("Enter")


def lock(person: Person) -> None:
    """Press the button in the frame."""
    person.page.get_by_role("button", name="Lock", exact=True).click()


@pytest.fixture(scope="module")
def guarded(context: BrowserContext, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for those who have a passphrase already."""
    server = Server(tmp_path_factory.mktemp("guarded"), BOTH_SIDES_LOCK_AFTER_MINUTES=str(UNTIL_LOCKED / 60))
    server.start()
    tell_lock(context, server, "protect")
    yield server
    server.kill()


@pytest.fixture
def workbook(context: BrowserContext, guarded: Server) -> str:
    """The only worksheet there, after somebody has typed their passphrase."""
    tell_lock(context, guarded, "unlock")
    empty(guarded.database)
    return written(guarded.database, A_LITTLE, PASSPHRASE)


@pytest.fixture
def owner(context: BrowserContext, guarded: Server, workbook: str) -> Iterator[Person]:
    """Somebody with a passphrase, and with that worksheet on the home page."""
    someone = Person(context, guarded.url)
    yield someone
    someone.leave()


def tell_lock(context: BrowserContext, server: Server, do: str) -> dict[str, Any]:
    """Have the server do this, with the passphrase if it takes one, and return what it answers."""
    said = {"do": do, "passphrase": PASSPHRASE, "active": False}
    answer = context.request.post(f"{server.url}/lock", data=said)
    assert answer.ok, answer.text()
    told: dict[str, Any] = answer.json()
    return told


IN_MEMORY = """async (names) => {
    const { mine, unsaved } = await import(`${window.bothSides}workbook/open_workbooks.js`);
    const all = [...mine(), ...unsaved()].map(({ workbook }) => [...workbook.heads, ...workbook.unsent]);
    return JSON.stringify([all, document.documentElement.textContent]);
}"""


def in_memory(page: Page) -> str:
    """All that the window knows of worksheets, and all that is on its page."""
    return str(page.evaluate(IN_MEMORY))


def is_hidden(page: Page) -> None:
    """Nothing of the page is there, though the server does not know that it should be locked."""
    expect(page.get_by_role("heading", name="This page is hidden")).to_be_visible()
    expect(page.locator("#root")).to_have_count(0)


def test_who_says_not_now_chooses_a_passphrase_later_and_every_window_locks_from_then_on(
    someone: Person, own_server: Server, browser: Browser
) -> None:
    written(own_server.database, A_LITTLE)
    elsewhere = Person(browser.new_context(), someone.url)
    expect(elsewhere.page.get_by_role("link", name="drink less")).to_be_visible()
    expect(elsewhere.page.get_by_role("button", name="Lock", exact=True)).to_have_count(0)
    someone.page.get_by_text("Where exactly?").click()
    expect(someone.page.get_by_text("Its key is in")).to_be_visible()
    found = [violations_seen(someone, NARROW)]

    someone.page.get_by_role("button", name="Not now").click()

    expect(someone.page.get_by_text("Your worksheets have no passphrase.")).to_be_visible()
    someone.page.reload()
    someone.page.get_by_role("link", name="Choose one.").click()
    expect(someone.page.get_by_role("group", name="Would you like a passphrase?")).to_have_count(0)
    fill(someone, "New passphrase", "seven")
    fill(someone, "Type the passphrase again", "sever")
    found.append(violations_seen(someone, NARROW))
    someone.page.get_by_role("button", name="Use this passphrase").click()
    expect(someone.page.get_by_text("The two passphrases do not match.")).to_be_visible()
    fill(someone, "Type the passphrase again", "seven")
    someone.page.get_by_role("button", name="Use this passphrase").click()
    expect(someone.page.get_by_text("Please use at least 8 characters")).to_be_visible()
    assert not open_store(own_server.database).is_locked

    code = see_code(someone)
    assert re.fullmatch(r"(?:[2-9A-Z]{4}-){7}[2-9A-Z]{4}", code)
    someone.page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(someone.page.get_by_role("button", name="Lock", exact=True)).to_be_visible()
    expect(someone.page.locator(".bs-code")).to_have_text(code)
    someone.page.get_by_role("button", name="I’ve written it down").click()

    expect(someone.page.get_by_role("link", name="drink less")).to_be_visible()
    found.append(violations_seen(someone, NARROW))
    elsewhere.look_again()
    expect(elsewhere.page.get_by_role("button", name="Lock", exact=True)).to_be_visible()
    lock(someone)
    is_locked(someone.page)
    found.append(violations_seen(someone, NARROW))
    assert found == [{}, {}, {}, {}]
    assert too_wide(someone, 360) == {}
    is_locked(elsewhere.page)
    assert "drink less" not in in_memory(elsewhere.page)
    elsewhere.context.close()


def test_what_is_locked_shows_nothing_in_any_window_even_without_a_connection_until_one_has_the_passphrase(
    owner: Person, workbook: str
) -> None:
    other = owner.open(owner.url)
    expect(other.get_by_role("link", name="drink less")).to_be_visible()
    owner.come_back(workbook, "Both sides")
    expect(owner.box(f"{GOOD_NOW} 1")).to_have_value("it calms me")
    assert "it calms me" in in_memory(owner.page)
    for page in (owner.page, other):
        page.route("**/lock", lambda route: route.abort())
        page.route("**/live/edits", lambda route: route.abort())

    lock(owner)

    for page in (owner.page, other):
        is_hidden(page)
        expect(page.get_by_text("There is no connection, so Both Sides is not locked yet.")).to_be_visible()
        assert "it calms me" not in in_memory(page)
    assert violations(owner.page) == []
    for page in (owner.page, other):
        page.unroute_all()
        is_locked(page)
    assert set(owner.page.evaluate(WHAT_STANDS_IN_BOXES)) == {""}
    owner.page.get_by_role("link", name="Get help now").click()
    expect(owner.page.get_by_role("link", name="911")).to_be_visible()
    owner.page.go_back()
    unlock(owner, "seven blue bicycle")
    expect(owner.page.get_by_role("alert").filter(has_text="This does not open your worksheets.")).to_be_visible()
    unlock(owner)
    expect(owner.box(f"{GOOD_NOW} 1")).to_have_value("it calms me")
    expect(other.get_by_role("link", name="drink less")).to_be_visible()


def test_words_that_were_not_saved_when_it_was_locked_are_all_that_a_window_still_knows_and_are_saved_afterwards(
    owner: Person, workbook: str
) -> None:
    owner.come_back(workbook, "Both sides")
    expect(owner.box(f"{GOOD_NOW} 1")).to_have_value("it calms me")
    owner.page.route("**/live/edits", lambda route: route.abort())
    owner.box(f"Add to: {GOOD_NOW}").fill("friday evenings")

    lock(owner)

    is_locked(owner.page)
    expect(owner.page.locator("#root")).to_have_count(1)
    known = in_memory(owner.page)
    assert "it calms me" not in known
    assert "friday evenings" in known
    owner.page.unroute_all()
    unlock(owner)
    owner.wait_until_saved()
    box = owner.box(f"{GOOD_NOW} 2")

    box.evaluate(LOCK_AND_WRITE_ON, ", and saturdays")

    is_locked(owner.page)
    unlock(owner)
    expect(box).to_have_value("friday evenings, and saturdays")
    owner.wait_until_saved()
    owner.page.reload()
    expect(box).to_have_value("friday evenings, and saturdays")


@pytest.mark.usefixtures("list_hides")
def test_it_warns_and_then_locks_itself_even_without_a_connection_and_hides_the_list_that_was_shown_before(
    owner: Person, guarded: Server
) -> None:
    written(guarded.database, {"workbook/change": "sleep more", "workbook/name": "Kim"}, PASSPHRASE)
    owner.visit()
    owner.page.get_by_role("button", name="Show my worksheets").click()
    expect(owner.page.get_by_role("link", name="drink less")).to_be_visible()
    warning = owner.page.get_by_role("alert").get_by_text("will lock in a minute")
    assert 0 < tell_lock(owner.context, guarded, "look")["seconds"] <= UNTIL_LOCKED, "the server counts, too"
    owner.page.route("**/lock", lambda route: route.abort())

    owner.page.evaluate(A_DAY_PASSES, (UNTIL_LOCKED - 30) / A_DAY)
    expect(warning).to_be_visible()
    owner.page.mouse.move(100, 200)
    expect(warning).to_have_count(0)
    owner.page.evaluate(A_DAY_PASSES)

    is_hidden(owner.page)
    owner.page.unroute_all()
    is_locked(owner.page)
    unlock(owner)
    expect(owner.page.get_by_role("button", name="Show my worksheets")).to_be_visible()
    expect(owner.page.get_by_role("link", name="drink less")).to_have_count(0)


def test_a_page_that_the_browser_kept_is_asked_for_anew_before_it_is_shown_again(
    owner: Person, guarded: Server
) -> None:
    expect(owner.page.get_by_role("link", name="drink less")).to_be_visible()
    owner.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    is_hidden(owner.page)
    tell_lock(owner.context, guarded, "lock")

    owner.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    is_locked(owner.page)


def test_after_a_start_the_code_opens_what_a_forgotten_passphrase_does_not(
    context: BrowserContext, own_server: Server
) -> None:
    written(own_server.database, A_LITTLE)
    code = tell_lock(context, own_server, "protect")["code"]
    own_server.kill()
    own_server.start()
    someone = Person(context, own_server.url)
    is_locked(someone.page)

    someone.page.get_by_text("I forgot the passphrase").click()
    fill(someone, "Recovery code", code.lower())
    someone.page.get_by_role("button", name="Open with the code").click()

    expect(someone.page.get_by_role("link", name="drink less")).to_be_visible()
    someone.page.get_by_role("link", name="Change it.").click()
    fill(someone, "Your current passphrase, or its recovery code", code)
    see_code(someone, "another one, longer")
    someone.page.get_by_role("button", name="I’ve written it down").click()
    lock(someone)
    unlock(someone, "another one, longer")
    expect(someone.page.get_by_role("link", name="drink less")).to_be_visible()
    kept = b"".join(path.read_bytes() for path in own_server.folder.iterdir())
    for secret in (PASSPHRASE, "another one, longer", code, code.replace("-", "")):
        assert secret.encode() not in kept, "neither in the file nor in the log"
    assert ALONE.author.encode() in kept, "who wrote is not a secret"
    someone.leave()


@pytest.fixture
def with_keyring(tmp_path: Path, ports: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on a computer that has a keyring, which keeps things in the file `keyring` beside the database."""
    monkeypatch.setenv(KEY_SETTING, str(tmp_path / "keys" / "key"))
    (tmp_path / "keyring").write_text("{}")
    server = Server(
        tmp_path,
        port=ports[1],
        PYTHON_KEYRING_BACKEND="tests.world.keyring_in_a_file.KeyringInAFile",
        PYTHONPATH=str(ROOT),
        BOTH_SIDES_TEST_KEYRING=str(tmp_path / "keyring"),
    )
    written(server.database, A_LITTLE)
    server.start()
    yield server
    server.kill()


def test_a_keyring_that_lost_the_key_is_told_and_the_code_opens_and_mends_it(
    context: BrowserContext, with_keyring: Server
) -> None:
    keyring = with_keyring.folder / "keyring"
    person = Person(context, with_keyring.url)
    person.page.get_by_role("button", name="Choose a passphrase").click()
    person.page.get_by_text("Or let this computer keep the key").click()
    person.page.get_by_role("button", name="Keep the key in the keyring").click()
    code = person.page.locator(".bs-code").inner_text()
    person.page.get_by_role("button", name="I’ve written it down").click()
    expect(person.page.get_by_text("This computer’s keyring opens it")).to_be_attached()
    kept = keyring.read_text()

    keyring.unlink()
    start_again(with_keyring, person)
    is_locked(person.page)
    expect(person.page.get_by_text("This computer’s keyring is locked")).to_be_visible()
    assert violations(person.page) == []
    person.page.get_by_role("button", name="Try again").click()
    expect(person.page.get_by_role("alert").get_by_text("This computer’s keyring is locked")).to_be_visible()
    keyring.write_text(kept)
    person.page.get_by_role("button", name="Try again").click()
    expect(person.page.get_by_role("link", name="drink less")).to_be_visible()

    keyring.write_text("{}")
    start_again(with_keyring, person)
    is_locked(person.page)
    fill(person, "Recovery code", code)
    person.page.get_by_role("button", name="Open with the code").click()
    expect(person.page.get_by_role("link", name="drink less")).to_be_visible()

    expect(person.page.get_by_text("This computer’s keyring opens it")).to_be_attached()
    assert keyring.read_text() != "{}", "the next start needs no code"
    person.leave()


def start_again(server: Server, person: Person) -> None:
    """Start the server anew, and come to its first page."""
    server.kill()
    server.start()
    person.page.goto(person.url)
