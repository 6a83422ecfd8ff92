"""Somebody whom nobody may see here is gone at once, and whoever has the browser next finds nothing of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_lock import choose_passphrase, is_locked, unlock
from tests.world.person import GOOD_NOW, Person
from tests.world.serving import Server
from tests.world.writing import written

EMPTY = re.compile("^about:blank$")


@pytest.fixture(autouse=True)
def nobody_left_before(context: BrowserContext) -> Iterator[None]:
    """Other tests are in the same browser."""
    yield
    context.clear_cookies(name="both_sides_left")


def shows_nothing(page: Page) -> None:
    """The page is empty, and says so in no title."""
    expect(page).to_have_url(EMPTY)
    expect(page.locator("body")).to_be_empty()
    assert page.title() == ""


def is_home_with_nobody_on_it(page: Page) -> None:
    """The first page, on which nobody's worksheets are seen."""
    expect(page.get_by_text("Your worksheets are hidden")).to_be_visible()
    expect(page.get_by_text("drink less")).to_have_count(0)
    assert "workbook" not in page.url


def test_who_leaves_quickly_is_gone_at_once_and_keeps_every_word(writer: Person) -> None:
    writer.go("Rulers")
    writer.go("Both sides")
    beside = writer.open(writer.page.url)
    expect(writer.box(f"Add to: {GOOD_NOW}", beside)).to_be_visible()
    writer.box(f"Add to: {GOOD_NOW}").press_sequentially("it calms me")
    writer.page.keyboard.press("Escape")
    writer.page.keyboard.press("Escape")
    expect(writer.box(f"Add to: {GOOD_NOW}")).to_be_visible()

    writer.page.keyboard.press("Escape")

    shows_nothing(writer.page)
    shows_nothing(beside)
    writer.page.go_back()
    is_home_with_nobody_on_it(writer.page)
    writer.page.reload()
    is_home_with_nobody_on_it(writer.page)
    writer.page.get_by_role("button", name="Show my worksheets").click()
    writer.page.get_by_role("link", name="drink less").click()
    expect(writer.box(f"{GOOD_NOW} 1")).to_have_value("it calms me")

    writer.go_home()
    writer.box("What are you of two minds about?").press_sequentially("move away")
    writer.page.get_by_role("button", name="Leave quickly").click()
    shows_nothing(writer.page)
    writer.page.go_back()
    is_home_with_nobody_on_it(writer.page)
    writer.page.get_by_role("button", name="Show my worksheets").click()
    expect(writer.page.get_by_role("link", name="move away")).to_be_visible()

    writer.context.set_offline(True)
    writer.page.get_by_role("button", name="Leave quickly").click()

    shows_nothing(writer.page)


def test_who_comes_next_finds_an_empty_first_page_that_is_locked_if_there_is_a_passphrase(
    someone: Person, own_server: Server
) -> None:
    workbook = written(own_server.database, {"workbook/change": "drink less", "workbook/stance": "EXPLORE"})
    choose_passphrase(someone)
    someone.context.add_cookies([{"name": "both_sides_language", "value": "en-x-teen", "url": someone.url}])
    someone.page.goto(f"{someone.url}/?page=decisional_balance&workbook={workbook}")
    expect(someone.page.get_by_role("group", name="Why changing would be good")).to_be_visible()
    someone.add("Why stay as I am", "it calms me")
    someone.go("Summary")

    someone.page.get_by_role("button", name="Clear, and start with somebody new").click()

    is_locked(someone.page)
    kept = {cookie["name"] for cookie in someone.context.cookies() if cookie["name"].startswith("both_sides")}
    assert kept == {"both_sides_left"}
    unlock(someone)
    is_home_with_nobody_on_it(someone.page)
    someone.page.go_back()
    is_home_with_nobody_on_it(someone.page)
