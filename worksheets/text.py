"""What people type, made safe to keep and to show anywhere, without changing a word of it."""

from __future__ import annotations

import unicodedata

REPLACEMENT = "\ufffd"
MOST_MARKS_ON_A_LETTER = 4

_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TYPED_ALIKE = str.maketrans({"ı": "i", "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"'})
_DOT_ABOVE = "\u0307"
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\t": " "})


def clean(text: str) -> str:
    """Return the same words without control characters, bidi overrides, noncharacters and towers of accents.

    Lone surrogates become U+FFFD. Every script, emoji joiner and markup character stays as typed.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for character in text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS):
        category = unicodedata.category(character)
        if _unprintable(character, category):
            continue
        if category in ("Mn", "Me"):
            marks += 1
            if marks > MOST_MARKS_ON_A_LETTER:
                continue
        elif category != "Cf":
            marks = 0
        kept.append(REPLACEMENT if category == "Cs" else character)
    return "".join(kept)


def in_one_line(text: str) -> str:
    """Return the text with every run of white space folded into one space."""
    return " ".join(text.split())


def as_searched(text: str) -> str:
    """Return the text in one form, however it is typed: in capitals, with wide letters, with or without joiners.

    A Turkish i is the same with and without its dot, since capitals do not tell which of the two it was.
    """
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_TYPED_ALIKE).replace(f"i{_DOT_ABOVE}", "i")
    return "".join(each for each in unicodedata.normalize("NFKC", apart) if unicodedata.category(each) != "Cf")


def _unprintable(character: str, category: str) -> bool:
    if category == "Cc":
        return character != "\n"
    code = ord(character)
    return character in _BIDI_CONTROLS or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
