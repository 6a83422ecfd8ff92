"""The summary as a PDF that screen readers can follow and archives can keep, and as pictures of its pages."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import datetime
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from worksheets import version
from worksheets.answers import WorksheetError
from worksheets.json_values import Json, plain
from worksheets.language import _, marked
from worksheets.summary import copying, two_languages

if TYPE_CHECKING:
    from typst import Fonts

PIXELS_PER_INCH = 110
NO_GLYPH = "□"
MAY_BREAK = "\uf8ff"
"""Stands where a line may break; it is private, so that no font has it."""
MOST_ATTEMPTS = 4

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"


class Paper(StrEnum):
    """The paper that a person prints on."""

    A4 = "a4"
    LETTER = "us-letter"


class SummaryFailed(WorksheetError):
    message = marked("This page could not be made. Your words are safe. Leave out a part of the page, and try again.")


def to_pdf(contents: object, paper: Paper, made_at: datetime, template: str = "summary.typ") -> bytes:
    """Return the page as PDF/UA-1 and PDF/A-2a, byte for byte the same for the same contents, paper and moment.

    `made_at` carries its time zone; `template` is the file beside this one that sets the contents, which have a `page`.
    """
    (pdf,) = _typeset(template, contents, paper, "pdf", int(made_at.timestamp()))
    return copying.read_once(pdf, "\n".join(_texts(plain(contents))))


def to_pages(
    contents: object, paper: Paper, template: str = "summary.typ", per_inch: int = PIXELS_PER_INCH
) -> list[bytes]:
    """Return the same pages as PNG pictures, with so many pixels per inch, to look at before printing or on a phone."""
    return _typeset(template, contents, paper, "png", per_inch=per_inch)


def _typeset(
    template: str,
    contents: object,
    paper: Paper,
    format: Literal["pdf", "png"],
    moment: int | None = None,
    per_inch: int = PIXELS_PER_INCH,
) -> list[bytes]:
    """Have Typst make files of the contents; what it cannot set is replaced, since a gap is better than no page.

    An accessible PDF may not hold a character that no font has. Letters and marks can also be missing as a pair, which
    only Typst finds out, and some rare pairs make it panic. What still does not fit the standards is made without them.
    """
    from typst import TypstError, compile

    wanted = plain(contents)
    said = _each_text(_printable, wanted)
    accessible = format == "pdf"
    for _attempt in range(MOST_ATTEMPTS):
        try:
            made = compile(
                _HERE / template,
                font_paths=_fonts(with_rare_characters=_has_rare_characters(said)),
                ignore_system_fonts=True,
                format=format,
                ppi=per_inch,
                sys_inputs={
                    "contents": _for_template(said, wanted),
                    "may-break": MAY_BREAK,
                    "below": two_languages.BELOW,
                    "paper": paper.value,
                    "made-with": version.name(),
                },
                pdf_standards=["ua-1", "a-2a"] if accessible else None,
                timestamp=moment,
            )
            return made if isinstance(made, list) else [made]  # Several pages are a list, whatever its type says.
        except TypstError as error:
            if missing := _not_displayed(error.diagnostic):
                said = _each_text(partial(_without, missing), said)
            elif accessible:
                accessible = False
            else:
                raise SummaryFailed from None
        except BaseException as panic:  # It is no Exception, and its class cannot be imported.
            if type(panic).__name__ != "PanicException":
                raise
            said = _each_text(_bare, said)
    raise SummaryFailed


@cache
def _fonts(*, with_rare_characters: bool) -> Fonts:
    """Return the fonts beside this file, and the large one that has the rare Chinese and Japanese characters."""
    from typst import Fonts

    folders = [_FONTS]
    if with_rare_characters:
        import noto_cjk_sans_otc

        folders += [Path(folder) for folder in noto_cjk_sans_otc.__path__]
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def _characters() -> frozenset[str]:
    """Return every character that the fonts can show."""
    return _listed_in("characters.txt") | _rare_characters() | {"\n"}


@cache
def _rare_characters() -> frozenset[str]:
    """Return those that only the large font has."""
    return _listed_in("rare-characters.txt")


def _listed_in(file: str) -> frozenset[str]:
    ranges = (line.partition("-") for line in (_FONTS / file).read_text("ascii").split())
    return frozenset(
        chr(code) for first, _dash, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1)
    )


def _has_rare_characters(said: Json) -> bool:
    return not _rare_characters().isdisjoint(json.dumps(said, ensure_ascii=False))


def _for_template(said: Json, wanted: Json) -> str:
    """Return what is said, as the template reads it: with places to break lines, and a word on what cannot be shown."""
    lines = _each_text(_breakable, said, but="alt")
    second = None
    match lines:
        case {"first": first, "second": {"page": page} as other}:
            lines, second = two_languages.paired(first, other), page
    broken = json.dumps(lines, ensure_ascii=False)
    gap = _("□ stands for a letter or a sign that cannot be printed here. It is kept as you typed it.")
    is_missing = broken.count(NO_GLYPH) > json.dumps(wanted, ensure_ascii=False).count(NO_GLYPH)
    more = json.dumps(
        {"gap": gap if is_missing else None, "has-breaks": MAY_BREAK in broken, "second": second}, ensure_ascii=False
    )
    return f"{broken[:-1]}, {more[1:]}"


def _each_text(change: Callable[[str], str], value: Json, *, but: str = "") -> Json:
    match value:
        case str():
            return change(value)
        case dict():
            return {key: part if key == but else _each_text(change, part, but=but) for key, part in value.items()}
        case list():
            return [_each_text(change, part, but=but) for part in value]
    return value


def _texts(value: Json) -> list[str]:
    """Return every text in it, composed as it is printed."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(_printable(text))
        return text

    _each_text(note, value)
    return found


def _breakable(text: str) -> str:
    """Return the text with a place to break a line in what would not fit on one."""
    return _TOO_LONG_FOR_A_LINE.sub(lambda run: _PIECE.sub(f"\\g<0>{MAY_BREAK}", run[0]), text)


def _printable(text: str) -> str:
    """Return the text in characters that the fonts have, each composed with its marks."""
    composed = [
        part if part in _characters() and _IS_KEPT.match(part) else unicodedata.normalize("NFC", part)
        for part in _IS_KEPT.split(text)
    ]
    return _with_glyphs("".join(composed))


def _with_glyphs(text: str) -> str:
    unknown = set(text) - _characters()
    if not unknown:
        return text
    shown: list[str] = []
    after_a_gap = False
    for character in text:
        if not _is_mark(character):
            after_a_gap = character in unknown
            shown.append(NO_GLYPH if after_a_gap else character)
        elif not after_a_gap and character not in unknown:
            shown.append(character)
    return "".join(shown)


_IS_KEPT = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f])")
"""Han characters as somebody's name may have them, for which Unicode would write the common ones."""

_TOO_LONG_FOR_A_LINE = re.compile(
    # Scripts that break between any two letters are left alone.
    r"[^\s\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\uD7FF\uF900-\uFAFF\uFF00-\uFFEF\U0001F000-\U0003FFFF]{25,}"
    r"|[A-Z0-9mw@%&—…]{13,}"
)
_PIECE = re.compile(r".{12}(?=[\w!-~])")


def _not_displayed(diagnostic: str) -> Collection[str]:
    return {
        re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda code: chr(int(code[1], 16)), text)
        for text in re.findall(r'error: the [^`\n]*`"(.*?)"`', diagnostic)
    }


def _without(missing: Collection[str], text: str) -> str:
    for cluster in missing:
        text = text.replace(cluster, _bare(cluster) if len(cluster) > 1 else "" if _is_mark(cluster) else NO_GLYPH)
    return text


def _bare(text: str) -> str:
    return "".join(character for character in text if not _is_mark(character))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf")
