"""Finding help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from components import country
from tests.world.cases import for_each
from tests.world.person import Person
from tests.world.serving import Server
from tests.world.writing import empty

HAS_A_VOICE = """() => {
  window.voices = [{ lang: "en-GB", localService: true }];
  const speak = ({ text, lang }) => (window.spoken = `${lang}: ${text}`);
  const [value, Utterance] = [new EventTarget(), class { constructor(text) { this.text = text; } }];
  Object.assign(value, { speak, cancel() {}, getVoices: () => window.voices });
  Object.defineProperty(window, "speechSynthesis", { value });
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
}"""

VOICES_COME = "voices => (window.voices.push(...voices), speechSynthesis.dispatchEvent(new Event('voiceschanged')))"


def test_help_and_how_this_works_are_one_tap_away_and_questions_are_read_aloud_if_the_device_can(
    person: Person,
) -> None:
    help_link = person.page.get_by_role("link", name="Get help now")
    expect(help_link).to_be_visible()
    person.page.get_by_role("button", name="Try an example").click()

    for step in ("Both sides", "Rulers", "Summary"):
        person.go(step)
        expect(help_link).to_be_visible()
        for below in ("See how it works.", "Accessibility"):
            expect(person.page.get_by_role("link", name=below)).to_be_visible()

    person.page.get_by_role("link", name="See how it works.").click()
    aloud = person.page.get_by_role("checkbox", name="Read questions aloud")
    expect(aloud).to_be_hidden()
    person.page.evaluate(HAS_A_VOICE)
    person.go("Both sides")
    person.page.get_by_role("link", name="See how it works.").click()
    aloud.check()
    voices = person.page.evaluate("window.voices.splice(0)")
    person.go("Both sides")
    person.page.evaluate(VOICES_COME, voices)
    heading = "Not-so-good things about making this change"
    person.page.get_by_role("button", name=f"Read aloud: {heading}").click()
    assert person.page.evaluate("window.spoken") == f"en-GB: {heading}"


@for_each(
    ("language", "zone", "shown", "number", "said"),
    [
        ("en-GB", None, "United Kingdom", "116 123", "Day and night"),
        ("de-AT", "Europe/Berlin", "Österreich", "142", "Tag und Nacht"),
        ("fr", "Europe/Zurich", "Suisse", "143", "Urgences"),
        ("sv-SE", None, "Another country", "112", "Emergency, from a mobile phone in most countries"),
    ],
)
def test_the_lines_are_those_of_the_browsers_country_and_say_so_in_its_language(
    browser: Browser, server: Server, language: str, zone: str | None, shown: str, number: str, said: str
) -> None:
    empty(server.database)
    person = Person(browser.new_context(locale=language, timezone_id=zone), server.url, "?page=help")

    expect(person.page.get_by_role("heading", name=re.compile(f": {re.escape(shown)}$"))).to_be_visible()
    expect(person.page.get_by_role("link", name=number, exact=True)).to_be_visible()
    expect(person.page.get_by_text(said, exact=True).first).to_have_js_property("lang", "")
    person.context.close()


LANGUAGES = {"de-AT": "AT", "en_GB": "GB", "zh-Hant-TW": "TW", "fr-ch": "CH", "en-US-u-ca-gregory": "US"}
ZONES = {"Europe/Dublin": "IE", "Asia/Calcutta": "IN", "US/Eastern": "US", "America/New_York": "US"}


def test_a_country_is_read_from_the_language_and_the_time_zone_of_a_browser() -> None:
    assert {tag: country.of_language(tag) for tag in LANGUAGES} == LANGUAGES
    assert {zone: country.of_zone(zone) for zone in ZONES} == ZONES


@for_each("named", ["", None, "de", "zh-Hant", "es-419", "en-x-GB", "-", "UTC", "Etc/Unknown", "GMT", "+00:00"])
def test_what_names_no_country_is_taken_for_none(named: str | None) -> None:
    assert country.of_language(named) is country.of_zone(named) is None


def test_the_lines_of_the_country_that_somebody_taps_are_remembered_and_not_those_of_any_address(
    person: Person, server: Server
) -> None:
    empty(server.database)
    person.page.goto(f"{server.url}?page=help&country=DE")
    expect(person.page.get_by_role("heading", name="Help lines for: Germany")).to_be_visible()
    person.go_home()
    person.page.get_by_role("link", name="Get help now").click()
    expect(person.page.get_by_role("link", name="988")).to_have_attribute("href", "tel:988")

    person.page.get_by_text("Choose another country").click()
    person.page.get_by_role("link", name="Ireland").click()

    expect(person.page.get_by_role("heading", name="Help lines for: Ireland")).to_be_visible()
    person.page.goto(f"{server.url}?page=help")
    expect(person.page.get_by_role("link", name="116 123")).to_have_attribute("href", "tel:116123")


def test_the_help_page_says_that_this_is_no_diagnosis_and_no_treatment(person: Person) -> None:
    person.page.get_by_role("link", name="Get help now").click()

    expect(person.page.get_by_text("It is not a diagnosis or a treatment")).to_be_visible()


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
        'country = "XX"\nhow_this_works = "Ask *at* <b>the desk</b>."\n[[countries]]\ncode = "XX"\nname = "Here"\n'
        'lines = [{ name = "Our clinic", number = "555 0100" }]\n'
    )
    server = Server(tmp_path, BOTH_SIDES_SETTINGS=str(settings))
    server.start()
    person = Person(context, server.url)
    yield person, settings
    person.leave()
    server.kill()


def test_a_clinic_edits_the_lines_and_what_it_says_of_itself_in_a_small_file(clinic: tuple[Person, Path]) -> None:
    person, settings = clinic
    person.page.get_by_role("link", name="See how it works.").click()
    expect(person.page.get_by_role("group", name="From your clinic")).to_contain_text("Ask *at* <b>the desk</b>.")
    expect(person.page.get_by_role("group", name="Both sides")).to_contain_text("About 8 minutes")
    expect(person.page.get_by_text("You, and whoever uses this computer under your name.")).to_be_visible()
    person.page.get_by_role("link", name="Get help now").click()
    expect(person.page.get_by_text("Our clinic")).to_be_visible()

    settings.write_text("country = [broken", encoding="utf-8")
    person.page.reload()

    expect(person.page.get_by_role("link", name="112")).to_be_visible()
    expect(person.page.get_by_text("The help lines could not be read from settings.toml")).to_be_visible()
    person.page.get_by_role("link", name="How this works").click()
    expect(person.page.get_by_text("What your clinic says here could not be read from settings.toml")).to_be_visible()
