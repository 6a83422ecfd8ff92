"""Whom "Get help now" names, and what is said when somebody who edits the settings makes a mistake."""

from __future__ import annotations

import re
from contextvars import copy_context
from pathlib import Path

import pytest

from tests.world.cases import for_each
from worksheets import help_lines, language
from worksheets.help_lines import Country, HelpLine, HelpLines, SettingsUnreadable

SHIPPED = Path(__file__).resolve().parents[2] / "settings.toml"

EMERGENCY = {
    **dict.fromkeys(("IE", "DE", "AT", "CH", "FR", "ES", "IT", "NL", "IN", "OTHER"), "112"),
    **{"US": "911", "CA": "911", "GB": "999", "AU": "000", "NZ": "111"},
}

GOOD = """
country = "GB"

[[countries]]
code = "US"
name = "United States"
lines = [{ name = "Emergency", number = "911" }]

[[countries]]
code = "GB"
name = "United Kingdom"
lines = [
  { name = "Emergency", number = "999" },
  { name = "Samaritans", number = "116 123", note = "Day and night" },
]
"""


US_LINES = 'lines = [{ name = "Emergency", number = "911" }]'

MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "an empty file": ("", "'countries'"),
    "no countries": ('country = "GB"', "'countries'"),
    "an empty list of countries": (
        'country = "GB"\ncountries = []',
        ("the first country is not in the list of countries"),
    ),
    "countries that are no list": ('country = "GB"\ncountries = "GB"', "misplaced"),
    "no first country": (GOOD.replace('country = "GB"', ""), "'country'"),
    "a first country that is not there": (GOOD.replace('y = "GB"', 'y = "FR"'), "is not in the list of countries"),
    "a country without a code": (GOOD.replace('code = "US"', ""), "'code'"),
    "a country without a name that has none of its own": (GOOD + f'[[countries]]\ncode = "HERE"\n{US_LINES}', "'HERE'"),
    "a country without lines": (GOOD.replace(US_LINES, ""), "'lines'"),
    "a country with an empty list of lines": (GOOD.replace(US_LINES, "lines = []"), "United States has no help lines"),
    "lines that are no list": (GOOD.replace(US_LINES, "lines = 911"), "misplaced"),
    "a line without names for its parts": (GOOD.replace(US_LINES, 'lines = ["911"]'), "misplaced"),
    "a line without a name": (GOOD.replace('name = "Samaritans", ', ""), "'name'"),
    "a line without a number": (GOOD.replace(', number = "911"', ""), "'number'"),
    "a forgotten quotation mark": (GOOD.replace('code = "US"', "code = US"), "line 5"),
    "another encoding": (GOOD.encode("utf-16"), "utf-8"),
}


def settings(folder: Path, content: str | bytes) -> Path:
    """A clinic's own settings file."""
    path = folder / "clinic.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# The file that comes with the program.


def test_every_country_that_is_shipped_begins_with_its_emergency_number_and_so_does_elsewhere() -> None:
    lines = help_lines.read(SHIPPED)

    assert {country.code: country.lines[0].number for country in lines.countries} == EMERGENCY


def test_every_number_that_is_shipped_can_be_tapped_on_a_phone() -> None:
    numbers = [line.number for country in help_lines.read(SHIPPED).countries for line in country.lines]

    assert [number for number in numbers if not re.fullmatch(r"[0-9][0-9 -]*", number)] == []


def test_the_program_reads_the_file_beside_it_unless_the_clinic_names_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(help_lines.SETTING, raising=False)
    beside_the_program = help_lines.settings_file()
    monkeypatch.setenv(help_lines.SETTING, "/etc/clinic.toml")
    named = help_lines.settings_file()

    assert beside_the_program == SHIPPED
    assert named == Path("/etc/clinic.toml")


# A file that a clinic edits.


def test_a_clinics_own_lines_are_read_and_its_country_is_first(tmp_path: Path) -> None:
    lines = help_lines.read(settings(tmp_path, GOOD))

    united_states = Country("US", "United States", [HelpLine("Emergency", "911")])
    united_kingdom = Country(
        "GB", "United Kingdom", [HelpLine("Emergency", "999"), HelpLine("Samaritans", "116 123", "Day and night")]
    )
    assert lines == HelpLines(united_kingdom, [united_states, united_kingdom])


def test_a_screen_reader_is_told_in_which_language_the_lines_of_a_clinic_or_of_a_country_are(tmp_path: Path) -> None:
    own = GOOD.replace('code = "US"', 'code = "US"\nlanguage = "en-US"')

    lines = help_lines.read(settings(tmp_path, f'language = "es"\n{own}'))

    assert [country.language for country in lines.countries] == ["en-US", "es"]


def test_a_country_is_called_as_the_page_calls_it_unless_the_clinic_has_a_name_for_it(tmp_path: Path) -> None:
    def in_german() -> HelpLines:
        language.use("de")
        return help_lines.read(settings(tmp_path, f'{GOOD}[[countries]]\ncode = "AT"\n{US_LINES}'))

    lines = copy_context().run(in_german)

    assert [country.name for country in lines.countries] == ["United States", "United Kingdom", "Österreich"]


@for_each(("chosen", "shown"), [("US", "US"), ("GB", "GB"), ("XX", "GB"), (None, "GB"), ("", "GB")])
def test_the_page_shows_the_country_that_was_chosen_or_the_first(
    tmp_path: Path, chosen: str | None, shown: str
) -> None:
    lines = help_lines.read(settings(tmp_path, GOOD))

    assert lines.country(chosen).code == shown


def test_where_there_are_lines_for_elsewhere_a_country_that_is_not_there_has_those() -> None:
    lines = help_lines.read(SHIPPED)

    assert [lines.country(code).code for code in ("SE", "GB", None)] == [help_lines.ELSEWHERE, "GB", lines.first.code]


@pytest.mark.parametrize(("content", "what_is_wrong"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_in_the_file_is_told_with_the_files_name_and_what_is_wrong(
    tmp_path: Path, content: str | bytes, what_is_wrong: str
) -> None:
    path = settings(tmp_path, content)

    with pytest.raises(SettingsUnreadable) as told:
        help_lines.read(path)

    assert "clinic.toml" in str(told.value)
    assert what_is_wrong in str(told.value)
    assert "Ask whoever runs Both Sides to fix that file." in str(told.value)


@for_each("is_a_folder", [False, True])
def test_a_missing_file_or_a_folder_in_its_place_is_told_by_name(tmp_path: Path, is_a_folder: bool) -> None:
    if is_a_folder:
        (tmp_path / "clinic.toml").mkdir()

    with pytest.raises(SettingsUnreadable, match=r"clinic\.toml"):
        help_lines.read(tmp_path / "clinic.toml")
