"""Taking a worksheet away as files, and opening one again."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from components import routes
from components.server.files import page_of
from tests.summary.reading import said_of_pictures
from tests.worksheets.answering import things
from tests.world.accessibility import violations_seen
from tests.world.cases import for_each
from tests.world.person import GOOD_NOW, Person
from tests.world.serving import Server, answer
from tests.world.writing import A_LITTLE, edit, empty, open_store, token, written
from worksheets import notes
from worksheets.answers import Value
from worksheets.decisional_balance import Cell
from worksheets.storage import ALONE
from worksheets.storage.audit import Action
from worksheets.storage.taken_away import read
from worksheets.summary import Copy, Paper, blank, portable_file


def taken_away(person: Person, button: str, folder: Path) -> Path:
    """The file that this button downloads."""
    with person.page.expect_download() as waiting:
        person.page.get_by_role("button", name=button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def open_a_file(person: Person, file: Path) -> None:
    with person.page.expect_file_chooser() as waiting:
        person.page.get_by_role("button", name="Open a file", exact=True).click()
    waiting.value.set_files(file)


def refusal(person: Person, text: str) -> None:
    expect(person.page.locator(".bs-opening")).to_contain_text(text)


@pytest.fixture
def someone(context: BrowserContext, server: Server) -> Iterator[Person]:
    """Somebody who has written something, on the summary page."""
    empty(server.database)
    fridays: dict[str, Value] = {
        "decisional_balance/fridays/text": "friday evenings",
        "decisional_balance/fridays/place": ["GOOD_NOW", 2],
        "decisional_balance/fridays/removed": True,
    }
    workbook = written(server.database, {**A_LITTLE, **fridays})
    someone = Person(context, server.url, f"?page=summary&workbook={workbook}")
    expect(someone.page.get_by_role("heading", name="Summary", exact=True, level=1)).to_be_visible()
    someone.see_behind("Other files")
    yield someone
    someone.leave(loaded=True)


def remove(person: Person) -> None:
    person.go_home()
    person.page.get_by_role("button", name="Remove: drink less").click()
    expect(person.page.get_by_role("link", name="drink less")).to_have_count(0)


def test_my_copy_says_who_can_read_it_opens_again_as_it_stands_and_is_offered_beside_one_that_is_here_already(
    someone: Person, tmp_path: Path
) -> None:
    can_read = someone.page.get_by_text("private notes are not in it. Whoever has the file can read it")
    expect(can_read).to_be_visible()
    copy = taken_away(someone, "Download my copy", tmp_path)
    assert "the kids notice" in copy.read_text(encoding="utf-8")
    assert "friday evenings" not in copy.read_text(encoding="utf-8")
    assert re.fullmatch(r"worksheet-\d{4}-\d\d-\d\d\.bothsides\.json", copy.name)
    remove(someone)
    open_a_file(someone, copy)
    someone.go("Both sides")
    someone.sees(GOOD_NOW, ["it calms me"])
    someone.go("Rulers")
    expect(someone.box("What makes it a 7 and not a 5?")).to_have_value("the kids notice")
    someone.go_home()

    open_a_file(someone, copy)
    refusal(someone, "This worksheet is here already")
    expect(someone.page.get_by_role("button", name="Open the one that is here")).to_be_focused()
    assert violations_seen(someone) == {}
    someone.page.keyboard.press("Enter")
    someone.go("Both sides")
    someone.sees(GOOD_NOW, ["it calms me"])
    someone.go_home()
    expect(someone.page.locator(".bs-workbook")).to_have_count(1)

    open_a_file(someone, copy)
    someone.page.get_by_role("button", name="Open the file as another worksheet").click()
    someone.go("Both sides")
    someone.sees(GOOD_NOW, ["it calms me"])
    someone.go_home()
    expect(someone.page.locator(".bs-workbook")).to_have_count(2)


def test_a_sealed_copy_asks_for_its_passphrase(someone: Person, tmp_path: Path) -> None:
    someone.box("Passphrase (optional)").fill("blue bicycle")
    someone.page.get_by_role("button", name="Download my copy").click()
    expect(someone.page.get_by_text("The two passphrases do not match")).to_be_visible()
    someone.box("Type the passphrase again").fill("blue bicycle")
    copy = taken_away(someone, "Download my copy", tmp_path)
    assert copy.name.endswith(".bothsides.json.age")
    assert b"kids" not in copy.read_bytes()
    remove(someone)

    open_a_file(someone, copy)
    refusal(someone, "This file is sealed")
    expect(someone.box("Passphrase for the file")).to_be_focused()
    assert violations_seen(someone) == {}
    someone.box("Passphrase for the file").fill("red bicycle")
    someone.page.get_by_role("button", name="Open it").click()
    refusal(someone, "This passphrase does not open the file")
    someone.box("Passphrase for the file").fill("blue bicycle")
    someone.page.keyboard.press("Enter")

    someone.go("Both sides")
    expect(someone.box(f"{GOOD_NOW} 1")).to_have_value("it calms me", timeout=20_000)


def test_a_file_that_cannot_be_opened_says_why_and_changes_nothing(newcomer: Person, tmp_path: Path) -> None:
    whole = portable_file.write([edit(path, value) for path, value in A_LITTLE.items()])

    for name, file, message in (
        ("cut.json", whole[:-300], "This file is damaged"),
        ("edited.json", whole.replace(b"kids", b"cats"), "This file is damaged"),
        ("photo.png", b"\x89PNG\r\n", "This is not a Both Sides file"),
        ("newer.json", whole.replace(b'"version":1', b'"version":2'), "newer version of Both Sides"),
        ("large.json", b"x" * 11_000_000, "This file is too large"),
        ("odd.json", portable_file.write([edit("tarot/card", 7)]), "this version of Both Sides does not know"),
    ):
        path = tmp_path / name
        path.write_bytes(file)
        open_a_file(newcomer, path)
        refusal(newcomer, message)

    expect(newcomer.page.locator(".bs-workbook")).to_have_count(0)
    newcomer.page.reload()
    expect(newcomer.page.get_by_role("button", name="Open a file", exact=True)).to_be_visible()
    expect(newcomer.page.locator(".bs-workbook")).to_have_count(0)


def test_every_button_gives_a_file_with_a_neutral_name_and_the_one_with_its_history_opens_with_nothing_to_undo(
    someone: Person, tmp_path: Path
) -> None:
    someone.page.get_by_text("The same with its history").click()
    expect(
        someone.page.get_by_text("every earlier version of your words, and everything that you removed")
    ).to_be_visible()
    someone.page.get_by_text("Blank worksheets to print").click()
    someone.page.get_by_text("For a clinic’s records").click()
    someone.page.get_by_text("A page for someone who helps you").click()
    expect(someone.page.get_by_text("Nothing is on this page yet.")).to_be_visible()
    expect(someone.page.get_by_role("checkbox", name="drink less")).not_to_be_checked()
    someone.box("What helps me").fill("Ask me first.")
    expect(someone.page.get_by_role("img", name="Page 1 of 1 for someone who helps you")).to_be_visible()

    names = [
        taken_away(someone, button, tmp_path).name
        for button in (
            "Download PDF",
            "Download my copy",
            "Download table (CSV)",
            "Download table (Excel)",
            "Download blank worksheets",
            "Download for records (FHIR)",
            "Download it with its history",
            "Download this page (PDF)",
        )
    ]

    without_day = [re.sub(r"\d{4}-\d\d-\d\d", "DAY", name) for name in names]
    assert without_day[0] == "worksheet-DAY.pdf"
    assert without_day[1] == "worksheet-DAY.bothsides.json"
    assert without_day[2] == "worksheet-DAY.csv"
    assert without_day[3] == "worksheet-DAY.xlsx"
    assert without_day[4] in ("worksheet-blank-a4.pdf", "worksheet-blank-us-letter.pdf")
    assert without_day[5] == "worksheet-DAY.fhir.json"
    assert without_day[6] == "worksheet-DAY-with-history.bothsides.json"
    assert without_day[7] == "page-DAY.pdf"
    assert "the kids notice" in (tmp_path / names[2]).read_text(encoding="utf-8-sig")
    assert "Alex Miller" not in (tmp_path / names[5]).read_text(encoding="utf-8")
    someone.page.get_by_role("checkbox", name="Include the name").check()
    assert "Alex Miller" in taken_away(someone, "Download for records (FHIR)", tmp_path).read_text(encoding="utf-8")

    remove(someone)
    open_a_file(someone, tmp_path / names[6])
    someone.go("Both sides")
    someone.sees(GOOD_NOW, ["it calms me"])
    expect(someone.page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")
    someone.go("Rulers")
    expect(someone.box("What makes it a 7 and not a 5?")).to_have_value("the kids notice")
    someone.go_home()
    expect(someone.page.get_by_role("link", name="drink less")).to_be_visible()


def test_a_blank_worksheet_leads_to_its_own_page_unless_that_is_on_this_computer_only(
    someone: Person, tmp_path: Path
) -> None:
    someone.see_behind("Blank worksheets to print")
    someone.page.get_by_label("Which ones").select_option("Rulers")

    pdf = taken_away(someone, "Download blank worksheets", tmp_path).read_bytes()

    assert said_of_pictures(pdf) == []
    leads_to = {form.id: urlsplit(page_of("https://clinic.example/", form)).query for form in blank.forms()}
    assert leads_to["rulers"] == "page=rulers"
    someone.visit(page="rulers")
    someone.page.get_by_role("link", name="drink less").click()
    expect(someone.page.get_by_role("heading", name="Rulers", level=1)).to_be_visible()


def test_a_plan_without_a_day_says_so_and_one_with_a_day_goes_to_the_calendar(
    someone: Person, server: Server, tmp_path: Path
) -> None:
    someone.page.get_by_role("button", name="Add to calendar").click()
    expect(someone.page.get_by_text("There is no day in the plan yet.")).to_be_visible()
    store = open_store(server.database)
    (id_,) = re.findall(r"workbook=([^&]+)", someone.page.url)
    steps: dict[str, Value] = {"place": ["steps", 1], "what": "Tea instead of wine", "from_when": "2026-12-06"}
    store.append(ALONE, id_, [edit(f"plan/one/{field}", value) for field, value in steps.items()])

    discreet = taken_away(someone, "Add to calendar", tmp_path).read_text(encoding="utf-8")
    someone.page.get_by_role("checkbox", name="Include my own words").check()
    own = taken_away(someone, "Add to calendar", tmp_path).read_text(encoding="utf-8")

    assert "Reminder to myself" in discreet and "Tea" not in discreet
    assert "Tea instead of wine" in own


MANY_WORDS: Mapping[str, Value] = {
    **{f"rulers/{ruler}/why_not_lower": "many words " * 900 for ruler in ("importance", "confidence")},
    **things(Cell.GOOD_CHANGE, *["many words " * 150] * 100),
}


@pytest.mark.parametrize(("first_page", "already"), [("summary", MANY_WORDS)])
def test_a_very_long_summary_is_not_drawn_and_can_still_be_downloaded(writer: Person, tmp_path: Path) -> None:
    expect(writer.page.get_by_text("This is too long to show here")).to_be_visible()
    expect(writer.page.locator(".bs-pictures img")).to_have_count(0)
    assert taken_away(writer, "Download PDF", tmp_path).stat().st_size > 100_000


# The routes, without our own page.


@for_each(
    "odd",
    [
        {},
        {"what": "everything"},
        {"what": "table"},
        {"what": "table", "day": "tomorrow"},
        {"what": "table", "day": "2026-11-22", "language": "../../etc"},
        {"what": "copy", "day": "2026-11-22", "passphrase": 7},
        {"what": "calendar", "day": "2026-11-22", "own_words": "yes"},
        {"what": "blank", "form": "", "paper": "a0", "address": "http://localhost/", "day": "2026-11-22"},
        {"what": "blank", "form": "", "paper": "a4", "address": "https://elsewhere.example/", "day": "2026-11-22"},
        {
            "what": "blank",
            "form": "",
            "paper": "a4",
            "address": "http://localhost@elsewhere.example/",
            "day": "2026-11-22",
        },
        {"what": "support", "paper": "a0", "day": "2026-11-22"},
        {"what": "pdf", "included": "all", "copy": "client", "paper": "a4", "second": "", "day": "2026-11-22"},
        {"what": "pdf", "included": [], "copy": "everybody", "paper": "a4", "second": "", "day": "2026-11-22"},
    ],
)
def test_an_odd_wish_makes_no_file(server: Server, odd: dict[str, object]) -> None:
    refused = answer(f"{server.url}/live/take-away", json.dumps({"token": token(server.database), **odd}).encode())

    assert refused.status in (400, 403)
    assert json.loads(refused.read())["message"]


def test_whatever_is_taken_away_of_a_worksheet_is_noted_with_what_was_on_it_but_not_what_is_refused(
    server: Server,
) -> None:
    workbook = written(server.database, A_LITTLE)
    wishes: list[dict[str, object]] = [
        {
            "what": "pdf",
            "included": ["rulers", "plan"],
            "copy": Copy.CLINICIAN.value,
            "paper": Paper.A4.value,
            "second": "",
        },
        {"what": "copy", "passphrase": "seven blue bicycles"},
        {"what": "history", "passphrase": ""},
        {"what": "table"},
        {"what": "spreadsheet"},
        {"what": "record", "with_name": True},
        {"what": "trail"},
        {"what": "blank", "form": "", "paper": "a4", "address": server.url},
        {"what": "receipt"},
        {"what": "calendar", "own_words": False},
        {"what": "card"},
        {"what": "support", "paper": Paper.A4.value},
    ]

    about = {"token": token(server.database, workbook), "day": "2026-11-22"}
    said = [answer(f"{server.url}/live/take-away", json.dumps({**about, **wish}).encode()).status for wish in wishes]

    assert said == [*[200] * 9, 422, 422, 422], "no day to remember, and nothing ticked"
    store = open_store(server.database)
    *left, begun = store.events_about(ALONE, workbook)
    assert {event.action for event in left} == {Action.TAKEN_AWAY} and begun.action is Action.CHANGED
    beside = store.load(ALONE, notes.beside(workbook))
    noted = [read(beside, event) for event in reversed(left)] if beside else []
    assert [(taken.what, *taken.on_it) for taken in noted if taken] == [
        ("Clinician’s copy (PDF)", "What it is about", "Rulers: numbers and answers"),
        ("A file to open again", "All that is written in it", "Sealed with a passphrase"),
        ("A file to open again", "All that is written in it", "All that was changed or removed"),
        ("Table (CSV)", "All questions and answers"),
        ("Table (Excel)", "All questions and answers"),
        ("For a clinic’s records (FHIR)", "All questions and answers", "Name or initials"),
        ("The list of who opened this", "None of your words"),
    ]


def test_a_file_that_is_too_large_is_refused_while_it_is_read(server: Server) -> None:
    connection = http.client.HTTPConnection("localhost", urlsplit(server.url).port)
    connection.putrequest("POST", "/live/open-file")
    for name, value in (("content-length", "14100000"), (routes.TOKEN, token(server.database))):
        connection.putheader(name, value)
    connection.endheaders(b"x" * 1000)

    refused = connection.getresponse()

    assert refused.status == 413
    assert "too large" in json.loads(refused.read())["message"]


def test_a_file_never_opens_on_top_of_a_worksheet(server: Server) -> None:
    head = json.dumps({"token": token(server.database, "once"), "again": True}).encode() + b"\n"
    file = portable_file.write([edit("workbook/change", "drink less")])

    first, second = (answer(f"{server.url}/live/open-file", head + file).status for _time in range(2))

    assert (first, second) == (200, 403)
    there = open_store(server.database).load(ALONE, "once")
    assert there and there.revision == 1
