"""What a clinic tells people on the page "How this works", from the settings file that also has the help lines."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from worksheets.help_lines import SettingsUnreadable
from worksheets.language import _
from worksheets.text import clean, in_one_line

LONGEST: Final = 1_000
_SETTING: Final = "how_this_works"


def read(path: Path) -> str:
    """Return the clinic's paragraph, "" if it wrote none; raises SettingsUnreadable, which says what is wrong."""
    try:
        return _paragraph(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        told = _(
            "What your clinic says here could not be read from {file} ({problem}). Ask whoever runs Both Sides to fix "
            "that file."
        )
        raise SettingsUnreadable(told.format(file=path.name, problem=error)) from error


def _paragraph(settings: Mapping[str, object]) -> str:
    if misplaced := [*_misplaced(settings)]:
        raise ValueError(_("it has {name} where nothing of that name belongs").format(name=misplaced[0]))
    words = settings.get(_SETTING, "")
    if not isinstance(words, str):
        raise ValueError(_("{name} has to be text in quotation marks").format(name=_SETTING))
    paragraph = in_one_line(clean(words))
    if len(paragraph) > LONGEST:
        too_long = _("{name} has {length} characters, and {limit} is the most")
        raise ValueError(too_long.format(name=_SETTING, length=len(paragraph), limit=LONGEST))
    return paragraph


def _misplaced(settings: Mapping[str, object]) -> Iterator[str]:
    """Yield what is misspelled or too far down: whatever follows a country in the file is taken for a part of it."""
    yield from sorted(settings.keys() - {"country", "countries", "language", _SETTING})
    countries = settings.get("countries")
    for country in countries if isinstance(countries, list) else []:
        if isinstance(country, Mapping):
            yield from sorted(country.keys() - {"code", "language", "lines", "name"})
