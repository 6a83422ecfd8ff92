"""What somebody said once is found again wherever it belongs, and is asked nowhere twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.world.another_program import tell
from tests.world.person import GOOD_NOW, Person
from tests.world.serving import Server
from tests.world.writing import address_of, edit, open_store
from worksheets.answers import Value
from worksheets.clock import at_instant
from worksheets.storage import ALONE

CALM = "It calms me"
GIVES = "What does it give you, or protect?"
INSTEAD = "How else could you get this?"


def test_what_a_good_thing_gives_and_how_else_to_get_it_is_asked_behind_it_and_is_one_answer_with_the_plan(
    writer: Person,
) -> None:
    person = writer
    person.add(GOOD_NOW, CALM)
    person.unfold(CALM)
    person.box(GIVES).fill("An hour of my own")
    person.box(INSTEAD).fill("A walk")
    person.say_about(CALM, "A limit for you", "⚑ I could not do without this")
    person.wait_until_saved()

    person.page.get_by_role("button", name=f"More: {CALM}", exact=True).click()

    said = ["⚑ I could not do without this", f"{GIVES} An hour of my own", f"{INSTEAD} A walk"]
    expect(person.page.locator(".bs-item .bs-tags > span")).to_have_text(said)
    for line in person.page.locator(".bs-item .bs-tags > span").all():
        expect(line).to_be_visible()
    person.go("Plan")
    person.page.get_by_role("radio", name="Yes, a plan").check()
    person.open_what_is_folded()
    expect(person.box(INSTEAD)).to_have_value("A walk")
    person.box(INSTEAD).fill("A walk with Sam")
    person.go("Both sides")
    person.unfold(CALM)
    expect(person.box(INSTEAD)).to_have_value("A walk with Sam")
    person.page.get_by_role("button", name="Undo").click()
    expect(person.box(INSTEAD)).to_have_value("")


@pytest.fixture
def returning(context: BrowserContext, server: Server) -> Person:
    """Somebody who opens a worksheet that they wrote in three days ago."""
    before = at_instant(datetime.now(UTC) - timedelta(days=3))
    answers: dict[str, Value] = {
        "workbook/change": "drink less",
        "workbook/stance": "EXPLORE",
        "decisional_balance/calm/text": CALM,
        "decisional_balance/calm/place": ["GOOD_NOW", 1],
    }
    store = open_store(server.database)
    store.append(ALONE, "returning", [replace(edit(*each), at=before) for each in answers.items()])
    store.close()
    tell(address_of(server.database), f"UPDATE workbook SET opened_at = {before} WHERE id = 'returning'")
    return Person(context, server.url, "?workbook=returning")


def test_on_another_day_it_is_asked_whether_this_is_still_the_question_and_the_earlier_words_stay_in_sight(
    returning: Person,
) -> None:
    person, today = returning, datetime.now(UTC).date()
    asked = person.page.get_by_role("figure", name="Is this still the question?")
    expect(asked).to_contain_text("drink less")

    person.page.get_by_role("button", name="Yes", exact=True).click()

    expect(asked).to_have_count(0)
    person.sees(GOOD_NOW, [CALM])
    person.visit(page="start", workbook="returning")
    person.box("What change are you thinking about?").fill("drink no wine")
    person.wait_until_saved()
    person.go("Both sides")
    person.visit(page="start", workbook="returning")
    earlier = person.page.get_by_text(f"Before {today:%B} {today.day}, {today.year}: drink less", exact=True)
    expect(earlier).to_be_visible()
    person.leave()
