"""A journal between sessions: a tap and a sentence on a phone, and folded away from whoever looks on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import expect

from components.moments import SHOWN_AT_FIRST, SHOWN_MORE
from tests.world.person import Person
from tests.world.serving import Server
from tests.world.writing import open_store, written
from worksheets import journal
from worksheets.answers import Value
from worksheets.language import day_in_words
from worksheets.storage import ALONE

TODAY = "What would you like to keep from today?"
BRING = "Bring this to the next session"


def test_a_tap_and_a_sentence_are_an_entry_and_the_next_one_begins_in_the_same_box(
    on_a_phone: Person, server: Server
) -> None:
    page = on_a_phone.page
    values: dict[str, Value] = {"values/rest/pile": "VERY_IMPORTANT", "values/rest/rank": 1}
    workbook = written(server.database, {"workbook/change": "get up early", "workbook/stance": "EXPLORE", **values})
    on_a_phone.visit()

    page.get_by_role("button", name="Journal: get up early").tap()
    expect(on_a_phone.box(TODAY)).to_be_focused()
    page.keyboard.type("I left at ten.")
    page.keyboard.press("Enter")
    expect(on_a_phone.box(f"Journal, {day_in_words(datetime.now(UTC).date())}")).to_have_value("I left at ten.")
    on_a_phone.see_behind("Questions to start from")
    page.get_by_role("button", name="You said this matters to you").tap()
    expect(on_a_phone.box(TODAY)).to_be_focused()
    page.keyboard.type("I slept till six.")
    page.get_by_role("checkbox", name=BRING).first.check()
    on_a_phone.wait_until_saved()
    on_a_phone.go("Over time")

    expect(page.get_by_role("listitem").filter(has_text="I slept till six.")).to_contain_text("“Rest”")
    store = open_store(server.database)
    kept = store.load(ALONE, workbook)
    store.close()
    assert kept
    assert [(each.text, each.bring, bool(each.prompt)) for each in journal.read(kept)] == [
        ("I left at ten.", False, False),
        ("I slept till six.", True, True),
    ]
    assert {each.day for each in journal.read(kept)} == {datetime.now(UTC).date()}


def test_of_many_entries_only_what_is_marked_is_in_sight_until_somebody_asks(person: Person, server: Server) -> None:
    answers: dict[str, Value] = {"workbook/change": "drink less", "workbook/stance": "EXPLORE"}
    for number in range(200):
        answers |= {
            f"journal/e{number}/place": ["entry", number],
            f"journal/e{number}/date": (date(2024, 1, 1) + timedelta(days=number)).isoformat(),
            f"journal/e{number}/text": f"entry {number}",
        }
    workbook = written(server.database, {**answers, "journal/e50/bring": True})
    entries = person.page.locator(".bs-journal li:has(textarea:not(:placeholder-shown))")
    person.come_back(workbook, "Journal")
    expect(entries).to_have_count(1)
    expect(entries.get_by_role("textbox")).to_have_value("entry 50")

    person.page.get_by_role("button", name="Show all entries").click()
    expect(entries).to_have_count(SHOWN_AT_FIRST + 1)
    expect(entries.get_by_role("textbox").first).to_have_value("entry 199")
    person.page.get_by_role("button", name="Show earlier entries").click()
    expect(entries).to_have_count(SHOWN_AT_FIRST + SHOWN_MORE + 1)
    entries.first.get_by_role("button", name="More: ").click()
    entries.first.get_by_role("button", name="Remove: ").click()
    expect(entries.get_by_role("textbox").first).to_have_value("entry 198")
    person.page.get_by_role("button", name="Undo").click()
    expect(entries.get_by_role("textbox").first).to_have_value("entry 199")

    person.page.get_by_role("button", name="Large", exact=True).click()
    expect(person.page.get_by_role("heading", name="What you brought along")).to_be_visible()
    expect(person.page.get_by_role("figure")).to_have_text("February 20, 2024entry 50")
    person.page.get_by_role("link", name="Leave the large view").click()
    expect(entries).to_have_count(1)
    person.go("Over time")
    expect(person.page.locator(".bs-moments li")).to_have_text("Journal, February 20, 2024In your words:entry 50")
