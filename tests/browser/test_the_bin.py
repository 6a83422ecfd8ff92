"""What is removed lies in the bin, what is erased is gone, and a person sees how long it is kept and who opened it."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.world.accessibility import violations
from tests.world.person import GOOD_NOW, Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, open_store, written
from worksheets.storage import ALONE
from worksheets.storage.audit import Action

A_DAY_FAR_AWAY = "2090-01-31"


def worksheets(person: Person) -> Locator:
    return person.page.locator(".bs-open")


def press(person: Person, name: str) -> None:
    person.page.get_by_role("button", name=name, exact=True).click()


def remove(person: Person, change: str) -> None:
    """Remove it, and look into the bin."""
    press(person, f"Remove: {change}")
    press(person, "Show the bin (1)")
    expect(person.page.get_by_role("heading", name="The bin")).to_be_visible()


def look_at_keeping(person: Person, change: str) -> None:
    """Come from the home page to the page that says how long it is kept."""
    press(person, f"Rename: {change}")
    person.page.get_by_role("link", name="how long this is kept, and who opened it.").click()
    expect(person.page.get_by_role("heading", name="How long this is kept, and who opened it")).to_be_visible()
    person.see_one_page()


def taken(person: Person, label: str, folder: Path) -> tuple[str, str]:
    """The name of the file that this button gives, and what is in it."""
    with person.page.expect_download() as download:
        press(person, label)
    download.value.save_as(folder / "taken")
    return download.value.suggested_filename, (folder / "taken").read_text(encoding="utf-8")


def test_what_was_removed_lies_in_the_bin_and_can_be_put_back(someone: Person) -> None:
    someone.start("move house")
    someone.add(GOOD_NOW, "I know the neighbours")
    someone.wait_until_saved()
    someone.go_home()

    remove(someone, "move house")
    expect(someone.page.get_by_text("Erased for good on")).to_be_visible()
    press(someone, "Put back: move house")
    expect(worksheets(someone)).to_have_count(0)
    press(someone, "Back to your worksheets")

    worksheets(someone).click()
    expect(someone.box(f"{GOOD_NOW} 1")).to_have_value("I know the neighbours")


def test_what_is_erased_is_gone_leaves_a_receipt_and_does_not_come_back(
    someone: Person, own_server: Server, tmp_path: Path
) -> None:
    workbook = written(own_server.database, A_LITTLE)
    someone.page.reload()
    another = someone.open(f"{someone.url}/?page=decisional_balance&workbook={workbook}")
    expect(someone.box(f"{GOOD_NOW} 1", another)).to_have_value("it calms me")
    someone.page.bring_to_front()
    remove(someone, "drink less")

    press(someone, "Erase now: drink less")
    expect(someone.page.get_by_role("button", name="Keep it: drink less")).to_be_focused()
    press(someone, "Keep it: drink less")
    expect(someone.page.get_by_role("button", name="Erase now: drink less")).to_be_focused()
    press(someone, "Erase now: drink less")
    press(someone, "Erase for good: drink less")

    expect(someone.page.get_by_text("It was erased for good.").first).to_be_visible()
    expect(worksheets(someone)).to_have_count(0)
    receipts = someone.page.get_by_role("group", name="What was erased")
    expect(receipts).to_contain_text(workbook)
    expect(receipts).to_contain_text("By whom: You.")
    name, receipt = taken(someone, "Download the receipts", tmp_path)
    assert name.startswith("receipt-") and name.endswith(".txt")
    assert f"Worksheet {workbook}, with 7 entries, was erased on" in receipt
    assert "drink less" not in receipt
    someone.box(f"{GOOD_NOW} 1", another).fill("it calms me no more")
    expect(someone.status(another)).to_contain_text("This worksheet was erased")
    someone.page.goto(f"{someone.url}/?workbook={workbook}")
    expect(someone.page.get_by_role("heading", name="Your worksheets")).to_be_visible()


def test_the_person_sees_who_opened_it_and_says_how_long_it_is_kept(
    someone: Person, own_server: Server, tmp_path: Path
) -> None:
    workbook = written(own_server.database, A_LITTLE)
    someone.page.reload()
    look_at_keeping(someone, "drink less")
    expect(someone.page.get_by_text("It is kept until somebody removes it.")).to_be_visible()
    lines = someone.page.get_by_role("region", name="Who did what").get_by_role("row")
    expect(lines).to_have_count(3)
    expect(lines.nth(1)).to_contain_text("Opened")
    expect(lines.nth(1)).to_contain_text("You")

    someone.page.get_by_label("Day", exact=True).fill(A_DAY_FAR_AWAY)
    press(someone, "Keep it until this day")
    expect(someone.page.get_by_text("It is kept until Jan 31, 2090.")).to_be_visible()
    press(someone, "Put on hold")
    expect(someone.page.get_by_text("It is on hold")).to_be_visible()

    name, trail = taken(someone, "Download the whole list", tmp_path)
    assert name.endswith(".opened.jsonl")
    assert [json.loads(line)["action"] for line in trail.splitlines()] == [
        "CHANGED",
        "OPENED",
        "KEEPING_SET",
        "KEEPING_SET",
    ]
    someone.go("Summary")
    with someone.page.expect_download():
        press(someone, "Download PDF")
    store = open_store(own_server.database)
    assert [entry.action for entry in store.entries_about(ALONE, workbook)][:2] == [
        Action.TAKEN_AWAY,
        Action.TAKEN_AWAY,
    ]
    store.close()
    someone.page.goto(f"{someone.url}/?page=keeping&workbook={workbook}")
    press(someone, "Move to the bin")
    press(someone, "Show the bin (1)")
    expect(someone.page.get_by_text("Kept: on hold")).to_be_visible()
    expect(someone.page.get_by_role("button", name="Erase now: drink less")).to_have_count(0)


def test_everybody_can_use_the_bin_and_the_page_about_keeping(someone: Person, own_server: Server) -> None:
    for _ in range(2):
        written(own_server.database, A_LITTLE)
    someone.look(width=360, height=740, scheme="dark")
    someone.page.reload()
    someone.page.get_by_role("button", name="Remove: drink less").first.click()
    press(someone, "Show the bin (1)")
    press(someone, "Erase now: drink less")
    found = [violations(someone.page)]
    wide = [someone.page.evaluate(WIDER_THAN_THE_WINDOW)]
    press(someone, "Erase for good: drink less")
    expect(someone.page.get_by_role("group", name="What was erased")).to_be_visible()
    found.append(violations(someone.page))
    wide.append(someone.page.evaluate(WIDER_THAN_THE_WINDOW))
    press(someone, "Back to your worksheets")
    look_at_keeping(someone, "drink less")
    found.append(violations(someone.page))
    wide.append(someone.page.evaluate(WIDER_THAN_THE_WINDOW))

    assert (found, wide) == ([[], [], []], [False, False, False])


WIDER_THAN_THE_WINDOW = "() => document.documentElement.scrollWidth > innerWidth"
