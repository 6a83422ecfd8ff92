"""What is removed lies in the bin, what is erased is gone, and a person sees how long it is kept and who opened it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.world.accessibility import violations
from tests.world.person import GOOD_NOW, Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, edit_after, open_store, written
from worksheets.answers import Value
from worksheets.storage import ALONE
from worksheets.storage.audit import Action

A_DAY_FAR_AWAY = "2090-01-31"


def worksheets(person: Person) -> Locator:
    return person.page.locator(".bs-open")


def remove(person: Person, change: str) -> None:
    """Remove it, and look into the bin."""
    person.press(f"Remove: {change}")
    person.press("Show the bin (1)")
    expect(person.page.get_by_role("heading", name="The bin")).to_be_visible()


def look_at_keeping(person: Person, change: str) -> None:
    """Come from the home page to the page that says how long it is kept."""
    person.press(f"Rename: {change}")
    person.page.get_by_role("link", name="How long this is kept, and who opened it").click()
    expect(person.page.get_by_role("heading", name="How long this is kept, and who opened it")).to_be_visible()
    person.see_one_page()


def taken(person: Person, label: str, folder: Path) -> tuple[str, str]:
    """The name of the file that this button gives, and what is in it."""
    with person.page.expect_download() as download:
        person.press(label)
    download.value.save_as(folder / "taken")
    return download.value.suggested_filename, (folder / "taken").read_text(encoding="utf-8")


def is_for_everybody(person: Person) -> None:
    """What is seen now can be used by everybody, and is no wider than the window."""
    assert violations(person.page) == []
    assert not person.page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.fixture
def alone(newcomer: Person) -> Person:
    """Somebody with a narrow, dark window, and nothing on the home page yet."""
    expect(newcomer.page.get_by_role("heading", level=1)).to_be_visible()
    newcomer.look(width=360, height=740, scheme="dark")
    return newcomer


def test_what_was_removed_can_be_put_back_until_it_is_erased_and_then_leaves_nothing_but_a_receipt(
    alone: Person, server: Server, tmp_path: Path
) -> None:
    workbook = written(server.database, A_LITTLE)
    alone.visit()
    another = alone.open(f"{alone.url}/?page=decisional_balance&workbook={workbook}")
    expect(alone.box(f"{GOOD_NOW} 1", another)).to_have_value("it calms me")
    alone.page.bring_to_front()

    remove(alone, "drink less")
    expect(alone.page.get_by_text("Will be erased for good on")).to_be_visible()
    alone.press("Put back: drink less")
    expect(worksheets(alone)).to_have_count(0)
    alone.press("Back to your worksheets")
    worksheets(alone).click()
    expect(alone.box("What makes it a 7 and not a 5?")).to_have_value("the kids notice")
    alone.go_home()
    remove(alone, "drink less")

    alone.press("Erase now: drink less")
    expect(alone.page.get_by_role("button", name="Keep it: drink less")).to_be_focused()
    is_for_everybody(alone)
    alone.press("Keep it: drink less")
    expect(alone.page.get_by_role("button", name="Erase now: drink less")).to_be_focused()
    alone.press("Erase now: drink less")
    alone.press("Erase for good: drink less")

    expect(alone.page.get_by_text("It was erased for good.").first).to_be_visible()
    expect(worksheets(alone)).to_have_count(0)
    receipts = alone.page.get_by_role("group", name="What was erased")
    expect(receipts).to_contain_text(workbook)
    expect(receipts).to_contain_text("By whom: You.")
    is_for_everybody(alone)
    name, receipt = taken(alone, "Download the receipts", tmp_path)
    assert name.startswith("receipt-") and name.endswith(".txt")
    assert f"Worksheet {workbook} was erased on" in receipt and "Entries in it: 9." in receipt
    assert "drink less" not in receipt
    alone.box(f"{GOOD_NOW} 1", another).fill("it calms me no more")
    expect(alone.status(another)).to_contain_text("This worksheet was erased")
    alone.page.goto(f"{alone.url}/?workbook={workbook}")
    expect(alone.page.get_by_role("heading", name="Your worksheets")).to_be_visible()


def test_the_person_sees_who_opened_it_and_what_was_removed_forgets_that_and_says_how_long_it_is_kept(
    alone: Person, server: Server, tmp_path: Path
) -> None:
    removed: dict[str, Value] = {
        "decisional_balance/boss/text": "my boss has noticed",
        "decisional_balance/boss/place": ["GOOD_NOW", 2],
        "decisional_balance/boss/removed": True,
    }
    workbook = written(server.database, {**A_LITTLE, **removed})
    store = open_store(server.database)
    seen = store.load(ALONE, workbook)
    assert seen
    store.append(ALONE, workbook, [edit_after(seen, "workbook/name", "A. M.")])
    alone.visit()
    look_at_keeping(alone, "drink less")
    is_for_everybody(alone)
    expect(alone.page.get_by_text("It is kept until someone removes it.")).to_be_visible()
    lines = alone.page.get_by_role("region", name="Who did what").get_by_role("row")
    expect(lines.nth(1)).to_contain_text("Opened")
    expect(lines.nth(1)).to_contain_text("You")
    of_it = alone.page.get_by_role("group", name="What was changed or removed")
    expect(of_it.get_by_text("my boss has noticed")).to_be_hidden()
    expect(of_it.get_by_text("Alex Miller")).to_be_hidden()

    of_it.get_by_text("Show it (2)").click()
    of_it.get_by_text("Both sides: something that was removed").click()
    expect(of_it.get_by_text("my boss has noticed")).to_be_visible()
    of_it.get_by_text("Forget this for good…").locator("visible=true").click()
    expect(of_it.get_by_text("Nobody can bring them back.").locator("visible=true")).to_be_visible()
    is_for_everybody(alone)
    alone.press("Forget for good: Both sides: something that was removed")

    expect(of_it.get_by_text("Show it (1)")).to_be_visible()
    expect(lines.nth(1)).to_contain_text("Earlier words forgotten for good")
    left = json.dumps([each.value for each in store.log(ALONE, workbook) or []])
    assert "my boss has noticed" not in left and "Alex Miller" in left

    alone.page.get_by_label("Day", exact=True).fill(A_DAY_FAR_AWAY)
    alone.press("Keep it until this day")
    expect(alone.page.get_by_text("It is kept until Jan 31, 2090.")).to_be_visible()
    alone.press("Put on hold")
    expect(alone.page.get_by_text("It is on hold: nothing will erase it")).to_be_visible()

    name, trail = taken(alone, "Download the whole list", tmp_path)
    assert name.endswith(".opened.jsonl")
    assert [json.loads(line)["action"] for line in trail.splitlines()] == [
        "CHANGED",
        "OPENED",
        "FORGOTTEN",
        "KEEPING_SET",
        "KEEPING_SET",
    ]
    alone.go("Both sides")
    alone.sees(GOOD_NOW, ["it calms me"])
    alone.go("Summary")
    with alone.page.expect_download():
        alone.press("Download PDF")
    assert [entry.action for entry in store.events_about(ALONE, workbook)][:2] == [
        Action.TAKEN_AWAY,
        Action.TAKEN_AWAY,
    ]
    store.close()
    alone.visit(page="keeping", workbook=workbook)
    alone.press("Move to the bin")
    alone.press("Show the bin (1)")
    expect(alone.page.get_by_text("On hold: it will not be erased")).to_be_visible()
    expect(alone.page.get_by_role("button", name="Erase now: drink less")).to_have_count(0)
