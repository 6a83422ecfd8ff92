"""Languages that nobody speaks: longer than English and with no letter of it, from the left and from the right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from babel.messages.catalog import Message
from babel.messages.pofile import read_po, write_po

ACCENTED: Final = "ru-x-accented"
MIRRORED: Final = "he-x-mirrored"
"""Their days and numbers are those of languages that are not written in the letters of English."""

_NAME: Final = "Both Sides"
"""It is the same in every language."""

_LONGER: Final = 0.4
_PLAIN: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTS: Final = str.maketrans(_PLAIN, "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ")
_TEMPLATE: Final = Path(__file__).resolve().parents[2] / "locale" / "messages.pot"


def accented(text: str) -> str:
    """Return the text with an accent on each letter, four tenths longer, and in brackets: what is cut off is seen."""
    words = "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in re.split(r"(\{\w*\})", text))
    dots = "·" * round(len(text) * _LONGER)
    return f"[{words}{''.join(f' {dots[at : at + 5]}' for at in range(0, len(dots), 5))}]"


def mirrored(text: str) -> str:
    """Return the text as it is read in a mirror, with its accents."""
    return f"\N{RIGHT-TO-LEFT OVERRIDE}{accented(text)}\N{POP DIRECTIONAL FORMATTING}"


SAID: Final[Mapping[str, Callable[[str], str]]] = {ACCENTED: accented, MIRRORED: mirrored}


def written(folder: Path) -> Path:
    """Write their catalogues into this folder, and return it."""
    for code, said in SAID.items():
        with _TEMPLATE.open("rb") as template:
            catalogue = read_po(template, locale=code.partition("-")[0])
        catalogue.fuzzy = False
        for message in catalogue:
            if message.id:
                message.string = _translated(message, said, catalogue.num_plurals)
        file = folder / code.replace("-", "_") / "LC_MESSAGES" / "messages.po"
        file.parent.mkdir(parents=True)
        with file.open("wb") as lines:
            write_po(lines, catalogue)
    return folder


def _translated(message: Message, said: Callable[[str], str], plurals: int) -> str | tuple[str, ...]:
    if isinstance(message.id, str):
        return message.id if message.id == _NAME else said(message.id)
    one, many = message.id
    return (said(one), *[said(many)] * (plurals - 1))


def code_of(name: str) -> str:
    """Return the language that somebody asks for by this name, such as "mirrored", or by its code."""
    return next((code for code in SAID if code.endswith(f"-{name}")), name)
