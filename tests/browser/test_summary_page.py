"""Choosing what goes on paper, and taking it away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.worksheets.answering import item, things
from tests.world.person import Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, edit, open_store
from worksheets import notes
from worksheets.answers import Value
from worksheets.decisional_balance import Cell
from worksheets.storage import ALONE

CHOOSING = "Choose what is on it"


def download(page: Page, folder: Path, button: str = "Download PDF") -> PdfReader:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return PdfReader(path)


def text_of(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


@pytest.fixture
def first_page() -> str:
    """Where it is put together."""
    return "summary"


@pytest.fixture
def already() -> Mapping[str, Value]:
    """A little, on both sides."""
    return {**A_LITTLE, **things(Cell.GOOD_CHANGE, "waking up rested")}


@pytest.fixture
def person(writer: Person) -> Person:
    """Somebody on the summary page."""
    return writer


def test_on_a_phone_every_page_about_one_worksheet_says_which_above_its_heading(person: Person) -> None:
    person.look(width=360)
    [workbook] = re.findall(r"workbook=([^&]+)", person.page.url)
    pages = {"keeping": "How long this is kept", "taken_away": "What has left this page", "summary": "Summary"}
    for page, heading in pages.items():
        person.visit(page=page, workbook=workbook)
        expect(person.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        person.see_one_page()
        expect(person.page.locator(".bs-change")).to_have_text("drink less")
        expect(person.page.locator(".bs-change")).to_be_visible()


def test_the_page_and_one_button_come_first_and_give_the_clients_words_without_a_name_on_the_paper_that_is_chosen(
    person: Person, tmp_path: Path
) -> None:
    page = person.page
    picture = page.get_by_role("img", name=re.compile(r"Page 1 of \d of your summary, as it will be printed"))
    for width, height in ((360, 740), (1280, 800)):
        person.look(width=width, height=height)
        for first in (page.get_by_role("button", name="Download PDF"), picture):
            expect(first).to_be_in_viewport()
    assert picture.evaluate("image => image.naturalWidth") > 500
    expect(page.get_by_role("button", name=re.compile("^Download "))).to_have_count(1)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    person.see_behind(CHOOSING)

    papers = {}
    for paper in ("US Letter", "A4"):
        page.get_by_role("radio", name=paper).press("Space")
        expect(page.get_by_role("radio", name=paper)).to_be_checked()
        papers[paper] = download(page, tmp_path)

    sizes = [(round(box.width), round(box.height)) for box in (each.pages[0].mediabox for each in papers.values())]
    assert sizes == [(612, 792), (595, 842)]
    pdf = papers["A4"]
    text = text_of(pdf)
    for words in ("drink less", "it calms me", "waking up rested", "the kids notice", "not a diagnosis"):
        assert words in text
    assert "Alex Miller" not in text
    assert len(pdf.pages) <= 2
    (name,) = (path.name for path in tmp_path.iterdir())
    assert re.fullmatch(r"worksheet-\d{4}-\d\d-\d\d\.pdf", name)
    assert pdf.metadata and pdf.metadata.title == "Worksheet summary"


def test_on_paper_is_what_is_chosen_also_in_the_same_moment(person: Person, tmp_path: Path) -> None:
    person.see_behind(CHOOSING)
    answers = person.page.get_by_role("checkbox", name=re.compile("Rulers.*answers"))
    name = person.page.get_by_role("checkbox", name="Name or initials")
    answers.press("Space")
    expect(answers).not_to_be_checked()
    name.press("Space")
    expect(name).to_be_checked()
    text = text_of(download(person.page, tmp_path))
    assert "the kids notice" not in text
    assert "it calms me" in text and "Alex Miller" in text

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


def test_each_copy_has_what_is_ticked_for_it_alone_the_clinicians_closes_when_the_page_is_left_and_both_are_noted(
    person: Person, server: Server, tmp_path: Path
) -> None:
    workbook = person.page.url.split("workbook=")[1].split("&")[0]
    mine, theirs = (person.page.get_by_role("radio", name=name) for name in ("My copy", "Clinician’s copy"))
    name = person.page.get_by_role("checkbox", name="Name or initials")
    numbers = person.page.get_by_role("checkbox", name="Rulers: numbers and answers")
    private = person.page.get_by_role("checkbox", name="The therapist’s private notes")
    person.see_behind(CHOOSING)
    expect(mine).to_be_checked()
    expect(person.page.get_by_role("heading", name="This is your own copy, as it will be printed")).to_be_visible()
    name.press("Space")
    expect(name).to_be_checked()
    theirs.press("Space")
    expect(person.page.get_by_role("heading", name="This is what your clinician will see")).to_be_visible()
    expect(name).not_to_be_checked()
    expect(private).to_have_count(0)
    open_store(server.database).append(ALONE, notes.beside(workbook), [edit("notes/text", "Ask about the sister.")])
    mine.press("Space")
    expect(name).to_be_checked()
    expect(private).to_have_count(0)
    theirs.press("Space")
    expect(private).to_have_count(1)
    for box, is_on in ((private, True), (numbers, False)):
        box.press("Space")
        expect(box).to_be_checked(checked=is_on)
    expect(name).not_to_be_checked()
    text = text_of(download(person.page, tmp_path))
    assert "Alex Miller" not in text and "Ask about the sister." in text

    mine.press("Space")
    expect(mine).to_be_checked()
    expect(private).to_have_count(0)
    expect(name).to_be_checked()
    text = text_of(download(person.page, tmp_path))
    assert "Alex Miller" in text and "Ask about the sister." not in text
    theirs.press("Space")
    expect(private).to_have_count(1)
    expect(private).to_be_checked()
    name.press("Space")
    expect(name).to_be_checked()
    person.go("Rulers")
    person.go("Summary")
    person.see_behind(CHOOSING)

    expect(mine).to_be_checked()
    expect(name).to_be_checked()
    theirs.press("Space")
    for box in (private, name):
        expect(box).to_have_count(1)
        expect(box).not_to_be_checked()
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


def test_headings_stand_in_a_second_language_on_each_page_that_is_made_here(person: Person, tmp_path: Path) -> None:
    page = person.page
    for fold in (CHOOSING, "Other files", "Blank worksheets to print", "A page for someone who helps you"):
        person.see_behind(fold)
    person.box("What helps me").fill("Go running with me.")
    preview = page.get_by_role("region", name="Preview of this page").get_by_role("img")
    in_english = preview.get_attribute("src")

    page.get_by_role("radio", name="Deutsch").press("Space")

    expect(preview).not_to_have_attribute("src", in_english or "")
    assert "What helps me Was mir hilft" in text_of(download(page, tmp_path, "Download this page (PDF)"))
    assert "Both sides Beide Seiten" in text_of(download(page, tmp_path))
    assert "Both sides Beide Seiten" in text_of(download(page, tmp_path, "Download blank worksheets"))


@pytest.mark.parametrize("first_page", ["rulers"])
def test_what_was_written_a_moment_ago_is_in_the_pdf_also_in_another_window_which_holds_up_no_download(
    person: Person, tmp_path: Path
) -> None:
    rulers = person.page.url
    person.box("What makes it a 7 and not a 5?").press_sequentially(" and so do I", delay=5)
    person.go("Summary")
    assert "the kids notice and so do I" in text_of(download(person.page, tmp_path))

    person.see_behind(CHOOSING)
    other = person.open(rulers)
    box = person.box("What makes it a 7 and not a 5?", other)
    expect(box).to_have_value("the kids notice and so do I")
    person.page.bring_to_front()
    person.page.route("**/live/edits", lambda route: route.abort())
    box.fill("the kids notice, and my sister")
    person.wait_until_saved(other)
    person.page.get_by_role("checkbox", name="Name or initials").press("Space")
    expect(person.page.get_by_role("checkbox", name="Name or initials")).to_be_checked()

    person.page.unroute("**/live/edits")

    text = text_of(download(person.page, tmp_path))
    assert "Alex Miller" in text and "and my sister" in text


@pytest.mark.parametrize("already", [{"workbook/change": "something else"}])
def test_an_empty_worksheet_can_be_printed_too(person: Person, tmp_path: Path) -> None:
    assert "something else" in text_of(download(person.page, tmp_path))


def test_a_pocket_card_has_what_is_ticked_on_the_last_page_and_as_a_picture(person: Person, tmp_path: Path) -> None:
    person.see_behind(CHOOSING)
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


@pytest.mark.parametrize(
    "already", [{**A_LITTLE, **item("own_questions/who", "feedback", 1, question="Who would like to see this?")}]
)
def test_questions_that_were_added_to_the_summary_are_asked_on_the_whole_page(person: Person) -> None:
    person.box("Who would like to see this?").fill("My sister.")
    person.wait_until_saved()
    person.see_behind("A page for someone who helps you")
    expect(person.box("What helps me")).to_be_visible()
    expect(person.box("What was most helpful today?")).to_be_visible()
    expect(person.box("Who would like to see this?")).to_have_value("My sister.")
