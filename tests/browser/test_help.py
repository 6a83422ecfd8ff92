"""Finding help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.world.person import Person
from tests.world.serving import Server


def test_help_is_one_tap_away_on_every_page(person: Person) -> None:
    help_link = person.page.get_by_role("link", name="Get help now")
    expect(help_link).to_be_visible()
    person.page.get_by_role("button", name="Try an example").click()

    for step in ("Both sides", "Rulers", "Summary"):
        person.go(step)
        expect(help_link).to_be_visible()


def test_the_lines_of_the_chosen_country_are_shown_and_remembered(person: Person) -> None:
    person.page.get_by_role("link", name="Get help now").click()
    expect(person.page.get_by_role("link", name="988")).to_have_attribute("href", "tel:988")

    person.page.get_by_role("combobox", name="Country").click()
    person.page.get_by_role("option", name="Ireland").click()

    expect(person.page.get_by_role("link", name="116 123")).to_be_visible()
    person.page.reload()
    expect(person.page.get_by_role("link", name="116 123")).to_have_attribute("href", "tel:116123")


def test_the_help_page_says_that_this_is_no_diagnosis_and_no_treatment(person: Person) -> None:
    person.page.get_by_role("link", name="Get help now").click()

    expect(person.page.get_by_text("It is not a diagnosis and not a treatment")).to_be_visible()


def test_going_back_from_help_returns_to_the_worksheet(writer: Person) -> None:
    writer.page.get_by_role("link", name="Get help now").click()
    expect(writer.page.get_by_role("heading", name="Get help now")).to_be_visible()

    writer.go("Rulers")

    expect(writer.page.get_by_text("How important is it to you right now to drink less?")).to_be_visible()


@pytest.fixture
def clinic(context: BrowserContext, tmp_path: Path) -> Iterator[tuple[Person, Path]]:
    """Somebody at a clinic that edits its own settings file."""
    settings = tmp_path / "settings.toml"
    settings.write_text(
        'country = "XX"\n[[countries]]\ncode = "XX"\nname = "Here"\n'
        'lines = [{ name = "Our clinic", number = "555 0100" }]\n'
    )
    server = Server(tmp_path, BOTH_SIDES_SETTINGS=str(settings))
    server.start()
    person = Person(context, server.url)
    yield person, settings
    person.leave()
    server.kill()


def test_a_clinic_edits_the_lines_in_a_small_file(clinic: tuple[Person, Path]) -> None:
    person, settings = clinic
    person.page.get_by_role("link", name="Get help now").click()
    expect(person.page.get_by_text("Our clinic")).to_be_visible()

    settings.write_text("country = [broken", encoding="utf-8")
    person.page.reload()

    expect(person.page.get_by_role("link", name="112")).to_be_visible()
    expect(person.page.get_by_text("The help lines cannot be read from settings.toml")).to_be_visible()
