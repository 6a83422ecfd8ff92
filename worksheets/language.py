"""Which language the interface speaks, and the one door through which every interface string goes."""

from __future__ import annotations

import gettext as _catalogues
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

ENGLISH = "en"

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def use(code: str) -> None:
    """Speak the language with this code (for example "en") for the rest of this run; unknown codes speak English."""
    _spoken.set(code)


def spoken() -> str:
    """Return the code of the language in use, for `lang` attributes and PDF metadata."""
    return _spoken.get()


def _(message: str) -> str:
    """Return the message in the language in use; `message` is the English text and its key in the catalogue."""
    return _catalogue(_spoken.get()).gettext(message)


def marked(message: str) -> str:
    """Give the message as it is, marked for the catalogue: for constants, which go through `_` when they are shown."""
    return message


def day_in_words(day: date, form: Literal["medium", "long"] = "long") -> str:
    """Return the day as the language in use writes it: "November 22, 2026", or "Nov 22, 2026" in the medium form."""
    return _day_in_words(day, form, spoken())


@lru_cache(maxsize=2048)
def _day_in_words(day: date, form: Literal["medium", "long"], language: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        return str(format_date(day, form, Locale.parse(language.replace("-", "_"))))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


@lru_cache(maxsize=32)
def _catalogue(code: str) -> _catalogues.NullTranslations:
    folder = Path(__file__).resolve().parent.parent / "locale"
    return _catalogues.translation("messages", folder, [code], fallback=True)
