"""Which language the interface speaks, and the one door through which every interface string goes."""

from __future__ import annotations

import gettext as _catalogues
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en"
FOLDER = Path(__file__).resolve().parent.parent / "locale"
_BETWEEN = "\x04"
"""What stands between a context and its message in a catalogue."""

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def use(code: str) -> None:
    """Speak the language with this code (for example "pt-BR") for the rest of this run; unknown codes speak English."""
    _spoken.set(code)


def spoken() -> str:
    """Return the code of the language in use, for `lang` attributes and PDF metadata."""
    return _spoken.get()


def _(message: str) -> str:
    """Return the message in the language in use; `message` is the English text and its key in the catalogue."""
    return _catalogue(_spoken.get()).gettext(message).rpartition(_BETWEEN)[2] if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the message in the form that this count takes in the language in use; {count} is still to be filled in."""
    return _catalogue(_spoken.get()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """Return the message in the language in use, where its English means several things: the context says which."""
    return _(marked_in(context, message))


def marked(message: str) -> str:
    """Give the message as it is, marked for the catalogue: for constants, which go through `_` when they are shown."""
    return message


def marked_in(context: str, message: str) -> str:
    """Mark a constant whose English means several things; it goes through `_`, too, when it is shown."""
    return context + _BETWEEN + message


def listed(things: Sequence[str], style: Literal["standard", "or", "unit"] = "standard") -> str:
    """Return the things as a list within a sentence: "a, b, and c", "a, b, or c", or without a word between them."""
    from babel.lists import format_list

    return str(format_list(list(things), style, locale=locale())) if things else ""


def locale() -> Locale:
    """Return how dates, times, numbers and lists are written in the language in use."""
    return _locale(spoken())


def day_in_words(day: date, form: Literal["medium", "long"] = "long") -> str:
    """Return the day as the language in use writes it: "November 22, 2026", or "Nov 22, 2026" in the medium form."""
    return _day_in_words(day, form, spoken())


@lru_cache(maxsize=2048)
def _day_in_words(day: date, form: Literal["medium", "long"], language: str) -> str:
    from babel.dates import format_date

    return str(format_date(day, form, _locale(language)))


@lru_cache(maxsize=32)
def _locale(code: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.partition("@")[0].replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale(ENGLISH)


@lru_cache(maxsize=32)
def _catalogue(code: str) -> _catalogues.NullTranslations:
    """Read a catalogue as translators write it: what it leaves out is said in English."""
    file = FOLDER / code.replace("-", "_") / "LC_MESSAGES" / "messages.po"
    if not file.is_file():
        return _catalogues.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with file.open("rb") as lines:
        write_mo(compiled, read_po(lines, _locale(code)))
    compiled.seek(0)
    return _catalogues.GNUTranslations(compiled)
