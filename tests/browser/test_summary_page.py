"""Choosing what goes on paper, and taking it away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.world.cases import for_each
from tests.world.person import Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, edit, open_store, written
from worksheets import notes
from worksheets.answers import Value
from worksheets.storage import ALONE

CHOOSING = "Choose what is on it"


def download(page: Page, folder: Path) -> PdfReader:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download PDF").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return PdfReader(path)


def text_of(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


@pytest.fixture
def person(person: Person, server: Server) -> Person:
    rested: dict[str, Value] = {
        "decisional_balance/rested/text": "waking up rested",
        "decisional_balance/rested/place": ["GOOD_CHANGE", 1],
    }
    person.come_back(written(server.database, {**A_LITTLE, **rested}), "Summary")
    person.see_behind(CHOOSING)
    return person


def test_the_pdf_holds_the_clients_words_and_a_neutral_name(person: Person, tmp_path: Path) -> None:
    pdf = download(person.page, tmp_path)

    text = text_of(pdf)
    for words in ("drink less", "it calms me", "waking up rested", "the kids notice", "not a diagnosis"):
        assert words in text
    assert len(pdf.pages) <= 2
    (name,) = (path.name for path in tmp_path.iterdir())
    assert re.fullmatch(r"worksheet-\d{4}-\d\d-\d\d\.pdf", name)
    assert pdf.metadata and pdf.metadata.title == "Worksheet summary"


def test_the_preview_shows_every_page_with_a_description(person: Person) -> None:
    picture = person.page.get_by_role("img", name=re.compile(r"Page 1 of \d of your summary, as it will be printed"))

    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 500


def test_a_part_that_is_left_out_is_on_no_page(person: Person, tmp_path: Path) -> None:
    person.page.get_by_role("checkbox", name=re.compile("Rulers.*answers")).press("Space")
    expect(person.page.get_by_role("checkbox", name=re.compile("Rulers.*answers"))).not_to_be_checked()

    text = text_of(download(person.page, tmp_path))

    assert "the kids notice" not in text
    assert "it calms me" in text


def test_what_was_chosen_in_the_same_moment_is_what_is_downloaded(person: Person, tmp_path: Path) -> None:
    expect(person.page.get_by_role("img", name="Page 1 of")).to_be_visible()
    expect(person.page.get_by_role("checkbox").first).to_be_checked()
    expect(person.page.get_by_role("button", name="Download PDF")).to_be_enabled()

    with person.page.expect_download() as waiting:
        person.page.evaluate(
            """() => {
                document.querySelector('[data-testid="stCheckbox"] input').click();
                document.querySelector("[data-key='Download PDF']").click();
            }"""
        )
    waiting.value.save_as(tmp_path / "page.pdf")

    assert "it calms me" not in text_of(PdfReader(tmp_path / "page.pdf"))


def test_the_name_is_on_paper_only_when_the_person_chooses_it(person: Person, tmp_path: Path) -> None:
    assert "Alex Miller" not in text_of(download(person.page, tmp_path))

    person.page.get_by_role("checkbox", name="Name or initials").press("Space")
    expect(person.page.get_by_role("checkbox", name="Name or initials")).to_be_checked()

    assert "Alex Miller" in text_of(download(person.page, tmp_path))


def test_the_clinicians_copy_and_what_is_ticked_for_it_close_when_the_page_is_left(
    person: Person, server: Server
) -> None:
    workbook = person.page.url.split("workbook=")[1].split("&")[0]
    open_store(server.database).append(ALONE, notes.beside(workbook), [edit("notes/text", "Ask about the sister.")])
    mine, theirs = (person.page.get_by_role("radio", name=name) for name in ("My copy", "Clinician’s copy"))
    name = person.page.get_by_role("checkbox", name="Name or initials")
    private = person.page.get_by_role("checkbox", name="The therapist’s private notes")
    theirs.press("Space")
    expect(private).to_have_count(1)
    boxes = [box.element_handle() for box in (private, name, mine)]
    person.page.evaluate("boxes => boxes.forEach((box) => box.click())", boxes)

    expect(mine).to_be_checked()
    expect(private).to_have_count(0)
    expect(name).to_have_count(1)
    expect(name).not_to_be_checked()
    theirs.press("Space")
    expect(theirs).to_be_checked()
    expect(private).to_have_count(1)
    expect(private).to_be_checked()
    person.go("Rulers")
    person.go("Summary")
    person.see_behind(CHOOSING)

    expect(mine).to_be_checked()
    theirs.press("Space")
    for box in (private, name):
        expect(box).to_have_count(1)
        expect(box).not_to_be_checked()


def test_each_copy_is_shown_with_what_is_ticked_for_it_alone_and_it_is_said_what_has_left(
    person: Person, server: Server, tmp_path: Path
) -> None:
    workbook = person.page.url.split("workbook=")[1].split("&")[0]
    open_store(server.database).append(ALONE, notes.beside(workbook), [edit("notes/text", "Ask about the sister.")])
    expect(person.page.get_by_role("heading", name="This is your own copy, as it will be printed")).to_be_visible()
    name = person.page.get_by_role("checkbox", name="Name or initials")
    numbers = person.page.get_by_role("checkbox", name="Rulers: numbers and answers")
    private = person.page.get_by_role("checkbox", name="The therapist’s private notes")
    name.press("Space")
    expect(name).to_be_checked()
    person.go("Rulers")
    person.go("Summary")
    person.see_behind(CHOOSING)
    expect(name).to_be_checked()

    person.page.get_by_role("radio", name="Clinician’s copy").press("Space")

    expect(person.page.get_by_role("heading", name="This is what your clinician will see")).to_be_visible()
    expect(name).not_to_be_checked()
    for box, is_on in ((private, True), (numbers, False)):
        box.press("Space")
        expect(box).to_be_checked(checked=is_on)
    assert "Alex Miller" not in text_of(download(person.page, tmp_path))
    person.page.get_by_role("radio", name="My copy").press("Space")
    expect(name).to_be_checked()
    assert "Alex Miller" in text_of(download(person.page, tmp_path))
    person.page.get_by_role("link", name="What has left this page").click()
    copies = person.page.locator(".bs-points")
    expect(copies).to_have_count(2)
    expect(copies.nth(0)).to_contain_text(re.compile("^My copy \\(PDF\\) · .*Name or initials"))
    expect(copies.nth(1)).to_contain_text(re.compile("^Clinician’s copy \\(PDF\\) · .*Both sides: what you wrote"))
    expect(copies.nth(1)).not_to_contain_text("Name or initials")

    person.page.get_by_role("link", name="See it as they will").last.click()

    expect(person.page.get_by_role("heading", name="This is what your clinician will see")).to_be_visible()
    person.see_behind(CHOOSING)
    expect(person.page.get_by_role("checkbox", name="Both sides: what you wrote")).to_be_checked()
    expect(numbers).not_to_be_checked()
    expect(private).not_to_be_checked()
    expect(person.page.get_by_text("private notes that were on it stay closed here")).to_be_visible()


def test_the_paper_can_be_a4_or_us_letter(person: Person, tmp_path: Path) -> None:
    sizes = []
    for paper in ("A4", "US Letter"):
        person.page.get_by_role("radio", name=paper).press("Space")
        box = download(person.page, tmp_path).pages[0].mediabox
        sizes.append((round(box.width), round(box.height)))

    assert sizes == [(595, 842), (612, 792)]


def test_words_that_were_written_a_moment_ago_are_in_the_pdf(person: Person, tmp_path: Path) -> None:
    person.go("Rulers")
    person.box("What makes it a 7 and not a 5?").press_sequentially(" and so do I", delay=5)
    person.go("Summary")

    assert "the kids notice and so do I" in text_of(download(person.page, tmp_path))


def test_what_another_window_wrote_a_moment_ago_holds_up_no_download(person: Person, tmp_path: Path) -> None:
    expect(person.page.get_by_role("img", name="Page 1 of")).to_be_visible()
    other = person.open(person.page.url.replace("page=summary", "page=rulers"))
    box = person.box("What makes it a 7 and not a 5?", other)
    expect(box).to_have_value("the kids notice")
    person.page.bring_to_front()
    person.page.route("**/live/edits", lambda route: route.abort())
    box.fill("the kids notice, and so do I")
    person.wait_until_saved(other)
    person.page.get_by_role("checkbox", name="Name or initials").press("Space")
    expect(person.page.get_by_role("checkbox", name="Name or initials")).to_be_checked()

    person.page.unroute("**/live/edits")

    text = text_of(download(person.page, tmp_path))
    assert "Alex Miller" in text and "and so do I" in text


def test_an_empty_worksheet_can_be_printed_too(person: Person, tmp_path: Path) -> None:
    person.go_home()
    person.start("something else")
    person.go("Summary")

    assert "something else" in text_of(download(person.page, tmp_path))


@for_each(("width", "height"), [(1280, 800), (360, 740)])
def test_the_page_and_one_button_come_first(person: Person, width: int, height: int) -> None:
    person.look(width=width, height=height)
    person.page.reload()

    for first in (
        person.page.get_by_role("button", name="Download PDF"),
        person.page.get_by_role("img", name="Page 1 of"),
    ):
        expect(first).to_be_in_viewport()
    expect(person.page.get_by_role("button", name=re.compile("^Download "))).to_have_count(1)
    expect(person.page.get_by_role("checkbox")).to_have_count(0)


def test_a_pocket_card_has_what_is_ticked_on_the_last_page_and_as_a_picture(person: Person, tmp_path: Path) -> None:
    person.see_behind("Pocket card")
    with person.page.expect_response("**/live/take-away") as refused:
        person.page.get_by_role("button", name="Download pocket card (PNG)").click()
    assert refused.value.status == 422
    expect(person.page.get_by_text("Nothing is checked for the card yet.")).to_be_visible()
    person.page.get_by_role("checkbox", name="waking up rested").check()
    expect(person.page.get_by_role("checkbox", name="Pocket card, on the last page")).to_be_checked()

    text = text_of(download(person.page, tmp_path))
    with person.page.expect_download() as waiting:
        person.page.get_by_role("button", name="Download pocket card (PNG)").click()

    assert "waking up rested" in text.partition("Pocket card")[2]
    assert "it calms me" not in text.partition("Pocket card")[2]
    assert re.fullmatch(r"card-\d{4}-\d\d-\d\d\.png", waiting.value.suggested_filename)


def test_questions_that_were_added_to_the_summary_are_asked_on_the_whole_page(person: Person, server: Server) -> None:
    added: dict[str, Value] = {
        "own_questions/who/place": ["feedback", 1],
        "own_questions/who/question": "Who would like to see this?",
    }

    person.come_back(written(server.database, {**A_LITTLE, **added}), "Summary")

    person.box("Who would like to see this?").fill("My sister.")
    person.wait_until_saved()
    person.see_behind("A page for someone who helps you")
    expect(person.box("What helps me")).to_be_visible()
    expect(person.box("What was most helpful today?")).to_be_visible()
    expect(person.box("Who would like to see this?")).to_have_value("My sister.")
