"""By the person's own clock: a browser that names no time zone, and a page that stays open past midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.world.person import A_DAY_PASSES, Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, empty, open_store, written
from worksheets.storage import ALONE

SAYS_THAT_IT_IS_IN = """((timeZone) => {
  const said = Intl.DateTimeFormat.prototype.resolvedOptions;
  Intl.DateTimeFormat.prototype.resolvedOptions = function () {
    return { ...said.call(this), timeZone };
  };
})"""

PAGES = {
    "check_ins": "Over time",
    "plan": "Plan",
    "summary": "Summary",
    "keeping": "How long this is kept, and who opened it",
}


def tomorrow() -> date:
    return datetime.now(UTC).date() + timedelta(days=1)


def test_a_time_zone_that_nobody_knows_keeps_no_page_away(browser: Browser, server: Server) -> None:
    empty(server.database)
    workbook = written(server.database, A_LITTLE)
    context = browser.new_context()
    context.add_init_script(f"{SAYS_THAT_IT_IS_IN}('Mars/Olympus Mons')")
    person = Person(context, server.url)

    expect(person.page.locator(".bs-open")).to_be_visible()
    for page, heading in PAGES.items():
        person.visit(page=page, workbook=workbook)
        expect(person.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        person.see_one_page()
        expect(person.page.locator(":is(.bs-group, .bs-pictures):visible").first).to_be_visible()
        expect(person.page.get_by_text("This part of the page could not be shown.")).to_have_count(0)
    context.close()


def test_a_check_in_on_a_page_that_was_opened_yesterday_is_of_the_day_on_which_it_is_made(
    writer: Person, server: Server
) -> None:
    writer.go("Over time")
    writer.page.evaluate(A_DAY_PASSES)

    writer.page.get_by_role("button", name="Check in today").click()
    expect(writer.page.get_by_label("Day", exact=True)).to_have_value(tomorrow().isoformat())
    writer.rate("Importance", 6)
    writer.page.get_by_role("button", name="In two weeks").click()
    writer.wait_until_saved()

    workbook = writer.page.url.split("workbook=")[1].split("&")[0]
    kept = open_store(server.database).load(ALONE, workbook)
    assert kept is not None
    days = {kept[path] for path in kept.paths("check_ins/") if path.endswith("/date")}
    assert days == {tomorrow().isoformat()}
    assert kept["plan/next_check_in"] == (tomorrow() + timedelta(days=14)).isoformat()


def test_midnight_passes_between_the_page_of_a_check_in_and_its_first_answer(writer: Person) -> None:
    writer.go("Over time")
    writer.page.get_by_role("button", name="Check in today").click()
    day = writer.page.get_by_label("Day", exact=True)
    expect(day).to_have_value(datetime.now(UTC).date().isoformat())

    writer.page.evaluate(A_DAY_PASSES)
    writer.rate("Importance", 6)

    expect(day).to_have_value(tomorrow().isoformat())
    expect(writer.page.get_by_role("button", name="Remove this check-in")).to_be_visible()
    expect(day).to_have_value(tomorrow().isoformat())


def test_a_file_is_named_after_the_day_on_which_it_is_taken_away(writer: Person, tmp_path: Path) -> None:
    writer.go("Summary")
    expect(writer.page.get_by_role("img", name="Page 1 of")).to_be_visible()
    writer.see_behind("Other files")
    writer.page.evaluate(A_DAY_PASSES)

    for label in ("Download PDF", "Download table (CSV)"):
        assert tomorrow().isoformat() in name_of(writer.page, label, tmp_path)


def test_a_worksheet_is_kept_until_a_day_after_the_one_that_it_is_then(writer: Person) -> None:
    writer.visit(page="keeping", workbook=writer.page.url.rpartition("workbook=")[2])
    day = writer.page.get_by_label("Day", exact=True)
    expect(day).to_have_attribute("min", tomorrow().isoformat())

    writer.page.evaluate(A_DAY_PASSES)
    day.focus()

    expect(day).to_have_attribute("min", (tomorrow() + timedelta(days=1)).isoformat())


def name_of(page: Page, label: str, folder: Path) -> str:
    """The name of the file that this button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label, exact=True).click()
    waiting.value.save_as(folder / "taken")
    return waiting.value.suggested_filename
