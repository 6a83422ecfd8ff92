"""Whom "Get help now" names: each country's emergency and crisis lines, from a settings file that a clinic edits."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict

from worksheets.answers import WorksheetError
from worksheets.language import ENGLISH, _

SETTING = "BOTH_SIDES_SETTINGS"
ELSEWHERE = "OTHER"


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Somebody to call."""

    name: str
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A country and its lines, the emergency number first."""

    code: str
    name: str
    lines: Sequence[HelpLine]


@dataclass(frozen=True, slots=True)
class HelpLines:
    """All countries, the one that is shown if nobody knows where the person is, and the language that they are in."""

    first: Country
    countries: Sequence[Country]
    language: str = ENGLISH

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
        countries = [_country(entry) for entry in settings["countries"]]
        first = next(country for country in countries if country.code == settings["country"])
        return HelpLines(first, countries, str(settings.get("language", ENGLISH)))
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
    name: str
    lines: list[_LineInFile]


def _country(entry: _CountryInFile) -> Country:
    lines = [HelpLine(str(line["name"]), str(line["number"]), str(line.get("note", ""))) for line in entry["lines"]]
    if not lines:
        raise ValueError(_("{country} has no help lines").format(country=entry["name"]))
    return Country(str(entry["code"]), str(entry["name"]), lines)
