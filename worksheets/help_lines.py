"""Whom "Get help now" names: each country's emergency and crisis lines, from a settings file that a clinic edits."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict

from worksheets.answers import WorksheetError
from worksheets.language import ENGLISH, _, locale, marked

SETTING = "BOTH_SIDES_SETTINGS"
ELSEWHERE = "OTHER"
# For translators: whom to call in most countries, with the number 112.
ANYWHERE = marked("Emergency, from a mobile phone in most countries")
OURS = (
    ANYWHERE,
    # For translators: whom to call if somebody is in danger; the number of the country stands beside it.
    marked("Emergency"),
    # For translators: when a help line can be reached.
    marked("Call or text, day and night"),
    # For translators: when a help line can be called.
    marked("Day and night"),
    # For translators: what to choose on a telephone, when a voice offers a few numbers.
    marked("Choose option 2"),
)
"""What is said of the lines in the language of the page; the settings file has it in English."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Somebody to call: the name of a service, and a note on it; either can be one of `OURS`."""

    name: str
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A country and its lines, the emergency number first, with the language that they are written in."""

    code: str
    name: str
    lines: Sequence[HelpLine]
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class HelpLines:
    """All countries, and the one that is shown if nobody knows where the person is."""

    first: Country
    countries: Sequence[Country]

    def country(self, code: str | None) -> Country:
        """Return the country with this code; or the one called OTHER, if it is not here; or the first."""
        by_code = {country.code: country for country in self.countries}
        return by_code.get(code or self.first.code) or by_code.get(ELSEWHERE, self.first)


class SettingsUnreadable(WorksheetError):
    """The settings file is missing, or something in it is wrong."""


def settings_file() -> Path:
    """Return BOTH_SIDES_SETTINGS, or `settings.toml` beside the program."""
    return Path(os.environ.get(SETTING) or Path(__file__).resolve().parent.parent / "settings.toml")


def read(path: Path) -> HelpLines:
    """Return the lines in this file; raises SettingsUnreadable, naming the file and what is wrong in it."""
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
        language = str(settings.get("language", ENGLISH))
        countries = [_country(entry, language) for entry in settings["countries"]]
        first = next(country for country in countries if country.code == settings["country"])
        return HelpLines(first, countries)
    except (OSError, ValueError) as error:
        problem = str(error)
    except (KeyError, TypeError, AttributeError) as error:
        problem = _("an entry is missing or misplaced: {entry}").format(entry=error)
    except StopIteration:
        problem = _("the first country is not in the list of countries")
    raise SettingsUnreadable(
        _(
            "The help lines could not be read from {file} ({problem}). Ask whoever runs Both Sides to fix that file."
        ).format(file=path.name, problem=problem)
    )


class _LineInFile(TypedDict):
    name: str
    number: str | int
    note: NotRequired[str]


class _CountryInFile(TypedDict):
    code: str
    name: NotRequired[str]
    lines: list[_LineInFile]
    language: NotRequired[str]


def _country(entry: _CountryInFile, language: str) -> Country:
    code = str(entry["code"])
    # For translators: a country that is not on the list of those with help lines.
    name = str(entry.get("name") or {ELSEWHERE: _("Another country"), **locale().territories}[code])
    lines = [HelpLine(str(line["name"]), str(line["number"]), str(line.get("note", ""))) for line in entry["lines"]]
    if not lines:
        raise ValueError(_("{country} has no help lines").format(country=name))
    return Country(code, name, lines, str(entry.get("language", language)))
