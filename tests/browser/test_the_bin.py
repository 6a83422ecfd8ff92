"""What is removed lies in the bin, what is erased is gone, and a person sees how long it is kept and who opened it."""

from __future__ import annotations

import json
from pathlib import Path

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
    person.page.get_by_role("link", name="How long this is kept, and who opened it").click()
    expect(person.page.get_by_role("heading", name="How long this is kept, and who opened it")).to_be_visible()
    person.see_one_page()


def taken(person: Person, label: str, folder: Path) -> tuple[str, str]:
    """The name of the file that this button gives, and what is in it."""
    with person.page.expect_download() as download:
        press(person, label)
    download.value.save_as(folder / "taken")
    return download.value.suggested_filename, (folder / "taken").read_text(encoding="utf-8")


def test_what_was_removed_lies_in_the_bin_and_can_be_put_back(newcomer: Person) -> None:
    newcomer.start("move house")
    newcomer.add(GOOD_NOW, "I know the neighbours")
    newcomer.wait_until_saved()
    newcomer.go_home()

    remove(newcomer, "move house")
    expect(newcomer.page.get_by_text("Will be erased for good on")).to_be_visible()
    press(newcomer, "Put back: move house")
    expect(worksheets(newcomer)).to_have_count(0)
    press(newcomer, "Back to your worksheets")

    worksheets(newcomer).click()
    expect(newcomer.box(f"{GOOD_NOW} 1")).to_have_value("I know the neighbours")


def test_what_is_erased_is_gone_leaves_a_receipt_and_does_not_come_back(
    newcomer: Person, server: Server, tmp_path: Path
) -> None:
    workbook = written(server.database, A_LITTLE)
    newcomer.visit()
    another = newcomer.open(f"{newcomer.url}/?page=decisional_balance&workbook={workbook}")
    expect(newcomer.box(f"{GOOD_NOW} 1", another)).to_have_value("it calms me")
    newcomer.page.bring_to_front()
    remove(newcomer, "drink less")

    press(newcomer, "Erase now: drink less")
    expect(newcomer.page.get_by_role("button", name="Keep it: drink less")).to_be_focused()
    press(newcomer, "Keep it: drink less")
    expect(newcomer.page.get_by_role("button", name="Erase now: drink less")).to_be_focused()
    press(newcomer, "Erase now: drink less")
    press(newcomer, "Erase for good: drink less")

    expect(newcomer.page.get_by_text("It was erased for good.").first).to_be_visible()
    expect(worksheets(newcomer)).to_have_count(0)
    receipts = newcomer.page.get_by_role("group", name="What was erased")
    expect(receipts).to_contain_text(workbook)
    expect(receipts).to_contain_text("By whom: You.")
    name, receipt = taken(newcomer, "Download the receipts", tmp_path)
    assert name.startswith("receipt-") and name.endswith(".txt")
    assert f"Worksheet {workbook} was erased on" in receipt and "Entries in it: 7." in receipt
    assert "drink less" not in receipt
    newcomer.box(f"{GOOD_NOW} 1", another).fill("it calms me no more")
    expect(newcomer.status(another)).to_contain_text("This worksheet was erased")
    newcomer.page.goto(f"{newcomer.url}/?workbook={workbook}")
    expect(newcomer.page.get_by_role("heading", name="Your worksheets")).to_be_visible()


def test_the_person_sees_who_opened_it_and_says_how_long_it_is_kept(
    newcomer: Person, server: Server, tmp_path: Path
) -> None:
    workbook = written(server.database, A_LITTLE)
    newcomer.visit()
    look_at_keeping(newcomer, "drink less")
    expect(newcomer.page.get_by_text("It is kept until someone removes it.")).to_be_visible()
    lines = newcomer.page.get_by_role("region", name="Who did what").get_by_role("row")
    expect(lines).to_have_count(3)
    expect(lines.nth(1)).to_contain_text("Opened")
    expect(lines.nth(1)).to_contain_text("You")

    newcomer.page.get_by_label("Day", exact=True).fill(A_DAY_FAR_AWAY)
    press(newcomer, "Keep it until this day")
    expect(newcomer.page.get_by_text("It is kept until Jan 31, 2090.")).to_be_visible()
    press(newcomer, "Put on hold")
    expect(newcomer.page.get_by_text("It is on hold: nothing will erase it")).to_be_visible()

    name, trail = taken(newcomer, "Download the whole list", tmp_path)
    assert name.endswith(".opened.jsonl")
    assert [json.loads(line)["action"] for line in trail.splitlines()] == [
        "CHANGED",
        "OPENED",
        "KEEPING_SET",
        "KEEPING_SET",
    ]
    newcomer.go("Summary")
    with newcomer.page.expect_download():
        press(newcomer, "Download PDF")
    store = open_store(server.database)
    assert [entry.action for entry in store.events_about(ALONE, workbook)][:2] == [
        Action.TAKEN_AWAY,
        Action.TAKEN_AWAY,
    ]
    store.close()
    newcomer.page.goto(f"{newcomer.url}/?page=keeping&workbook={workbook}")
    press(newcomer, "Move to the bin")
    press(newcomer, "Show the bin (1)")
    expect(newcomer.page.get_by_text("On hold: it will not be erased")).to_be_visible()
    expect(newcomer.page.get_by_role("button", name="Erase now: drink less")).to_have_count(0)


def test_what_was_changed_or_removed_can_be_looked_at_and_forgotten_for_good(newcomer: Person, server: Server) -> None:
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
    newcomer.visit()
    look_at_keeping(newcomer, "drink less")
    of_it = newcomer.page.get_by_role("group", name="What was changed or removed")
    expect(of_it.get_by_text("my boss has noticed")).to_be_hidden()
    expect(of_it.get_by_text("Alex Miller")).to_be_hidden()

    of_it.get_by_text("Show it (2)").click()
    of_it.get_by_text("Both sides: something that was removed").click()
    expect(of_it.get_by_text("my boss has noticed")).to_be_visible()
    of_it.get_by_text("Forget this for good…").locator("visible=true").click()
    expect(of_it.get_by_text("Nobody can bring them back.").locator("visible=true")).to_be_visible()
    assert violations(newcomer.page) == []
    press(newcomer, "Forget for good: Both sides: something that was removed")

    expect(of_it.get_by_text("Show it (1)")).to_be_visible()
    lines = newcomer.page.get_by_role("region", name="Who did what").get_by_role("row")
    expect(lines.nth(1)).to_contain_text("Earlier words forgotten for good")
    left = json.dumps([each.value for each in store.log(ALONE, workbook) or []])
    assert "my boss has noticed" not in left and "Alex Miller" in left
    newcomer.page.goto(f"{newcomer.url}/?page=decisional_balance&workbook={workbook}")
    newcomer.sees(GOOD_NOW, ["it calms me"])
    store.close()


def test_everybody_can_use_the_bin_and_the_page_about_keeping(newcomer: Person, server: Server) -> None:
    for _ in range(2):
        written(server.database, A_LITTLE)
    newcomer.look(width=360, height=740, scheme="dark")
    newcomer.visit()
    newcomer.page.get_by_role("button", name="Remove: drink less").first.click()
    press(newcomer, "Show the bin (1)")
    press(newcomer, "Erase now: drink less")
    found = [violations(newcomer.page)]
    wide = [newcomer.page.evaluate(WIDER_THAN_THE_WINDOW)]
    press(newcomer, "Erase for good: drink less")
    expect(newcomer.page.get_by_role("group", name="What was erased")).to_be_visible()
    found.append(violations(newcomer.page))
    wide.append(newcomer.page.evaluate(WIDER_THAN_THE_WINDOW))
    press(newcomer, "Back to your worksheets")
    look_at_keeping(newcomer, "drink less")
    found.append(violations(newcomer.page))
    wide.append(newcomer.page.evaluate(WIDER_THAN_THE_WINDOW))

    assert (found, wide) == ([[], [], []], [False, False, False])


WIDER_THAN_THE_WINDOW = "() => document.documentElement.scrollWidth > innerWidth"
