"""One story over three sessions: what somebody said once is found again wherever it belongs, and on both copies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from tests.world.person import GOOD_CHANGE, GOOD_NOW, Person
from tests.world.postgres import Postgres
from tests.world.serving import Server

RESTED = "Waking up rested"
SWITCH_OFF = "It helps me switch off"
KIDS_NOTICE = "The kids notice when I am tired."
JANUARY = "I did it for all of January."
STUBBORN = "I am stubborn when it counts."
FAMILY = "Dinner together without hurry."
TEA = "Tea at eight"
SISTER = "My sister"
BATH = "A hot bath"
WEDDING = "At the wedding I did not count."
SLEPT = "I slept through four nights."
BROTHER_IN_LAW = "Ask how the wedding went."

HOW_CONFIDENT = "How confident are you that you can do this step?"


@pytest.fixture(params=["sqlite", "postgresql"])
def own_server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server on each kind of database."""
    running = Server(tmp_path)
    if request.param == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        running = Server(tmp_path, BOTH_SIDES_DATABASE_URL=postgres.new_database().render_as_string())
    running.start()
    yield running
    running.kill()


def group(person: Person, name: str) -> Locator:
    """The group with this name."""
    return person.page.get_by_role("group", name=name, exact=True)


def box(person: Person, name: str, text: str) -> Locator:
    """The text box in this group."""
    return group(person, name).get_by_role("textbox", name=text, exact=True)


def begin(person: Person, button: str, day: date) -> None:
    """Begin a check-in or a setback of this day."""
    person.page.get_by_role("button", name=button).click()
    person.page.get_by_label("Day", exact=True).fill(day.isoformat())
    person.wait_until_saved()


def words_of(pdf: Path) -> str:
    """What stands on the pages of this file, in one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.read_bytes())).pages).split())


def copy(person: Person, whose: str) -> str:
    """The words on this person's copy of the summary."""
    person.page.get_by_role("radio", name=whose).check(force=True)
    expect(person.page.get_by_role("radio", name=whose)).to_be_checked()
    with person.page.expect_download() as download:
        person.page.get_by_role("button", name="Download PDF").click()
    return words_of(download.value.path())


def test_three_sessions_with_one_workbook(someone: Person) -> None:
    today = datetime.now(UTC).date()

    start(someone)
    plan(someone)
    setback(someone, today - timedelta(days=7))
    second_check_in(someone, today)
    going_home(someone)


def start(person: Person) -> None:
    """The first session: the grid, the rulers, what matters, a strength."""
    person.start("drink less", "Explore both sides", "Sam")
    person.add(GOOD_NOW, SWITCH_OFF)
    person.add(GOOD_CHANGE, RESTED)

    person.go("Values and strengths")
    person.page.get_by_role("button", name="Very important", exact=True).click()
    person.page.get_by_role("button", name="Choose: Family", exact=True).click()
    box(person, "Family", "What does this mean to you?").fill(FAMILY)
    box(person, "Change 1", "What does that say about you?").fill(STUBBORN)
    person.wait_until_saved()

    person.go("Both sides")
    person.say_about(RESTED, "This matters because of", "because of Family")

    person.go("Rulers")
    person.rate("Importance", 8)
    person.box("What makes it an 8 and not a 6?").fill(KIDS_NOTICE)
    person.rate("Confidence", 3)
    box(person, "Confidence", "What makes it a 3 and not a 1?").fill(JANUARY)
    expect(person.page.get_by_text(STUBBORN)).to_be_visible()
    person.wait_until_saved()


def plan(person: Person) -> None:
    """The plan picks up what was said, and asks for nothing twice."""
    person.go("Plan")
    person.page.get_by_role("radio", name="Yes, a plan").check()
    expect(person.page.get_by_text(STUBBORN)).to_be_visible()
    for reason in (RESTED, KIDS_NOTICE, "Family"):
        person.page.get_by_role("checkbox", name=reason).check()
    box(person, "Step 1", "What").fill(TEA)
    group(person, "Step 1").get_by_role("radiogroup", name=HOW_CONFIDENT).get_by_role("radio", name="6").check()
    box(person, "Person 1", "Who").fill(SISTER)
    box(person, SWITCH_OFF, "How else could you get this?").fill(BATH)
    person.page.get_by_text("For the therapist: private notes").click()
    person.box("The therapist’s private notes").fill(BROTHER_IN_LAW)
    person.wait_until_saved()


def setback(person: Person, day: date) -> None:
    """The second session: a setback, and what was said before beside it."""
    person.go("Over time")
    begin(person, "Write about a setback", day)
    person.box("What happened?").fill(WEDDING)
    expect(person.page.get_by_text(STUBBORN)).to_be_visible()
    person.wait_until_saved()


def second_check_in(person: Person, day: date) -> None:
    """The third session: numbers and steps beside those of the first."""
    person.go("Over time")
    begin(person, "Check in today", day)
    told = group(person, "Importance").get_by_role("figure")
    expect(told).to_contain_text("you said 8:")
    expect(told).to_contain_text(KIDS_NOTICE)
    expect(group(person, "Confidence").get_by_role("figure")).to_contain_text(JANUARY)
    person.rate("Importance", 9)
    person.rate("Confidence", 5)
    person.page.get_by_role("radiogroup", name=TEA).get_by_role("radio", name="Partly").check()
    person.box("A small win").fill(SLEPT)
    person.wait_until_saved()

    person.go("Over time")
    for words in (SLEPT, WEDDING):
        expect(person.page.get_by_text(words).first).to_be_attached()


def going_home(person: Person) -> None:
    """Both copies have the client's words, and only the clinician's has the notes, when they are chosen."""
    person.go("Summary")
    mine = copy(person, "My copy")
    every_word = (
        *(SWITCH_OFF, RESTED, FAMILY, STUBBORN, KIDS_NOTICE, JANUARY, TEA, SISTER, BATH, SLEPT),
        "because of Family",
    )
    assert [words for words in every_word if words not in mine] == []
    assert BROTHER_IN_LAW not in mine

    theirs = copy(person, "Clinician’s copy")
    assert [words for words in every_word if words not in theirs] == []
    assert BROTHER_IN_LAW not in theirs
    person.see_behind("Choose what is on it")
    private = person.page.get_by_role("checkbox", name="The therapist’s private notes")
    private.evaluate("box => box.click()")
    expect(private).to_be_checked()
    assert BROTHER_IN_LAW in copy(person, "Clinician’s copy")
    assert BROTHER_IN_LAW not in copy(person, "My copy")
