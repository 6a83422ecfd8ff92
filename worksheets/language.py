"""Which language the interface speaks, and the one door through which every interface string goes."""

from __future__ import annotations

import gettext as _catalogues
import logging
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache, reduce
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale
    from babel.messages.catalog import Catalog, Message

log = logging.getLogger(__name__)

ENGLISH = "en"
FOLDER = Path(__file__).resolve().parent.parent / "locale"
NOT_REVIEWED = "reviewed by nobody yet"
"""What a catalogue has for its Language-Team until somebody has; then it says who, and when."""
_PRIVATE = "-x-"
"""What stands between a language and a register of it, in its code."""
_REGISTERS = {"plain": ", in plain words", "teen": ", for teenagers"}
_BRITISH = "en-GB"
_WORLD_ENGLISH = "en_001"
_LONGEST_ASKED = 1000
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


def listed(things: Sequence[str]) -> str:
    """Return the things as a list within a sentence: "a, b, and c"."""
    from babel.lists import format_list

    return str(format_list(list(things), locale=locale())) if things else ""


def in_a_row(things: Sequence[str]) -> str:
    """Return the things one after the other, without a word between them: "a, b, c"."""
    # For translators: what stands between two things in a row; Babel does not know it for every language.
    between = _("{first}, {second}")
    return reduce(lambda first, second: between.format(first=first, second=second), things) if things else ""


def labeled(label: str, text: str) -> str:
    """Return a text after what it is called, where both stand in one line: in no sentence, so that any words fit."""
    # For translators: a name and what belongs to it, such as “Importance: 7”; or what a button does, and to what:
    # “Close account: Dr. Weber”. Either can be anybody’s own words.
    return _("{label}: {text}").format(label=label, text=text)


@cache
def codes() -> tuple[str, ...]:
    """Return the languages that there are, English first: each other one has a folder of its own."""
    files = FOLDER.glob("*/LC_MESSAGES/messages.po")
    return ENGLISH, *sorted(file.parent.parent.name.replace("_", "-") for file in files)


def own_name(code: str) -> str:
    """Return what a language calls itself: "Deutsch", "Português (Brasil)", "English, in plain words"."""
    name = str(_locale(code).get_display_name())
    return name[:1].upper() + name[1:] + _REGISTERS.get(code.partition(_PRIVATE)[2], "")


def direction() -> Literal["ltr", "rtl"]:
    """Return in which direction the language in use is written."""
    return "rtl" if locale().text_direction == "rtl" else "ltr"


def is_reviewed() -> bool:
    """Return whether a clinician who grew up with this language has reviewed its words: its catalogue says who."""
    return NOT_REVIEWED not in _catalogue(spoken()).info().get("language-team", "")


def best_for(asked: str) -> str:
    """Return which language suits a browser that asks for "de-AT,de;q=0.9,en;q=0.8"; English if none does.

    Of more than any browser asks for, only the beginning counts.
    """
    tags = asked[:_LONGEST_ASKED].split(",")
    in_order = sorted(filter(_weight, tags), key=_weight, reverse=True)
    return next((found for tag in in_order if (found := _closest(tag.partition(";")[0]))), ENGLISH)


def locale() -> Locale:
    """Return how dates, times, numbers and lists are written in the language in use."""
    return _locale(spoken())


def day_in_words(day: date, form: Literal["medium", "long"] = "long") -> str:
    """Return the day as the language in use writes it: "November 22, 2026", or "Nov 22, 2026" in the medium form."""
    return _day_in_words(day, form, spoken())


def _weight(tag: str) -> float:
    try:
        weight = float(tag.partition("q=")[2] or 1)
    except ValueError:
        return 0
    return weight if 0 < weight <= 1 else 0


def _closest(tag: str) -> str | None:
    """Return the language with this tag, or else the one that people who read it read most easily."""
    from babel.core import get_global

    wanted = tag.strip()
    spells_as_british = get_global("parent_exceptions").get(wanted.replace("-", "_")) == _WORLD_ENGLISH
    same = [code for code in codes() if code.partition("-")[0] == wanted.partition("-")[0].lower()]
    exact = [code for code in same if code.lower() == wanted.lower()]
    return next(iter([*exact, *([_BRITISH] if spells_as_british and _BRITISH in codes() else []), *same]), None)


@lru_cache(maxsize=2048)
def _day_in_words(day: date, form: Literal["medium", "long"], language: str) -> str:
    from babel.dates import format_date

    return str(format_date(day, form, _locale(language)))


@lru_cache(maxsize=32)
def _locale(code: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.partition(_PRIVATE)[0].replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale(ENGLISH)


def fits(message: Message) -> bool:
    """Return whether each form of a translation asks for what the English is filled in with; a count may go unsaid."""
    try:
        asked = {name for form in _forms(message.id) for name in _placeholders(form)}
        said = [_placeholders(form) for form in _forms(message.string) if form]
    except ValueError:
        return False
    return all(form <= asked if message.pluralizable else form == asked for form in said)


def _forms(said: str | Sequence[str] | None) -> Sequence[str]:
    return [said] if isinstance(said, str) else said or ()


def _placeholders(form: str) -> set[str | None]:
    """Return what is filled in, and how: "{count}" is count. Raises ValueError if a brace has no other."""
    return {
        name if not (as_what or converted) else form
        for _said, name, as_what, converted in Formatter().parse(form)
        if name is not None
    }


@lru_cache(maxsize=32)
def _catalogue(code: str) -> _catalogues.NullTranslations:
    """Read a catalogue as translators write it: what it leaves out, or what cannot be filled in, is said in English."""
    file = FOLDER / code.replace("-", "_") / "LC_MESSAGES" / "messages.po"
    if code not in codes() or not file.is_file():
        return _catalogues.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError

    compiled = BytesIO()
    try:
        write_mo(compiled, _that_fits(file, _locale(code)))
        compiled.seek(0)
        return _catalogues.GNUTranslations(compiled)
    except (OSError, ValueError, LookupError, PoFileError) as error:
        log.warning("%s cannot be read, so that English is spoken instead: %s", file, error)
        return _catalogues.NullTranslations()


def _that_fits(file: Path, locale: Locale) -> Catalog:
    """Read what of a catalogue can be filled in. Raises OSError, ValueError or PoFileError."""
    from babel.messages.pofile import read_po

    with file.open("rb") as lines:
        catalogue = read_po(lines, locale, abort_invalid=True)
    for message in catalogue:
        if message.id and not fits(message):
            log.warning("%s, line %s: this says other {names} than the English, which is said", file, message.lineno)
            message.string = ""
    return catalogue
