"""Makes what is copied out of a PDF what was typed, where the glyphs of one letter were drawn apart.

Typst draws glyphs at another height, such as a mark above its letter, as a text of their own, and in an accessible PDF
every text says what it reads: the letter is read once for each of its pieces. Here the pieces are put into one text
again, which says once what they read. What runs from right to left is drawn from the left, and whoever copies it turns
it around glyph by glyph: there each glyph reads its own share, and no text says anything else.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import filterfalse, pairwise
from typing import Final, TypeAlias

_CAN_BE_CUT_APART: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u109f\u135d-\u135f\u1700-\u18af\u1a00-\u1cff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ua800-\uabff\ufb1d-\ufdff\ufe20-\ufe2f\ufe70-\ufeff]"
)
"""Marks, and the scripts whose letters are drawn from several glyphs."""

_PAGE: Final = re.compile(rb"/Type/Page/Resources (\d+) 0 R[^\n]*?/Contents (\d+) 0 R")
_FONT: Final = re.compile(rb"/(f\d+) (\d+) 0 R")
_PIECE: Final = re.compile(
    rb"(/Span<<[^\n]*?>>BDC)\nq 1 0 0 -1 ([\d.-]+) ([\d.-]+) cm([^\n]*)\nBT((?:(?!\nET\n).)*)\nET\nQ\nEMC", re.DOTALL
)
_TEXT: Final = re.compile(
    rb"(?:(/Span<</ActualText(?P<says><[0-9A-F]*>|\((?:[^\\)]|\\.)*\))>>BDC|/ReversedChars BMC))?"
    rb"(?P<set> 0 Tr/(?P<font>f\d+) (?P<size>[\d.]+) Tf) 1 0 0 -1 (?P<x>[\d.-]+) (?P<y>[\d.-]+) Tm"
    rb"(?P<shown>\[(?:\((?:[^\\)]|\\.)*\)|<[0-9A-F]*>|[\d.-])*\]TJ|(?:\((?:[^\\)]|\\.)*\)|<[0-9A-F]*>)Tj)(?P<end>\nEMC)?",
    re.DOTALL,
)
_SHOWN: Final = re.compile(rb"\((?:[^\\)]|\\.)*\)|<[0-9A-F]*>|[\d.-]+", re.DOTALL)
_IN_ONE_GLYPH: Final = {"لا": "\ufefb", "لأ": "\ufef7", "لإ": "\ufef9", "لآ": "\ufef5"}
"""Two letters that are drawn as one, and the character that stands for both."""
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
"""No glyph of these letters has a mark in it."""
_READS: Final = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
"""What a glyph reads, in the table of its font."""
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

_Glyph: TypeAlias = tuple[bytes, bytes]
"""The name of a font, and the code of a glyph in it."""

_Readings: TypeAlias = dict[int, dict[bytes, str]]
"""What glyphs read from now on, by the table that says so and their code."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """Glyphs that are read as one: what they read, and how they are drawn, `moved` first if they begin a text.

    With `said`, the file says what they read; else each glyph has it by itself.
    """

    reads: str
    said: bool
    glyphs: tuple[_Glyph, ...]
    moved: tuple[bytes, float, float] | None
    drawn: bytes
    piece: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text of its own in the file: what tags it, where it is, how it looks, and its units."""

    begin: bytes
    x: float
    y: float
    look: bytes
    units: tuple[_Unit, ...]
    right: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Fonts:
    """What each glyph of a page reads by itself, and how wide it is, in thousandths of its size.

    The `tables` are those of the file that say what the glyphs of a font read.
    """

    reads: Mapping[_Glyph, str]
    widths: Mapping[_Glyph, float]
    tables: Mapping[bytes, int]


def read_once(pdf: bytes, typed: str) -> bytes:
    """Return the same pages, on which every letter is read once; `typed` is all that is on them."""
    if not _CAN_BE_CUT_APART.search(typed):
        return pdf
    changed: dict[int, bytes] = {}
    anew: _Readings = {}
    for page in _PAGE.finditer(pdf):
        content = _stream(pdf, int(page[2]))
        fonts = _fonts(pdf, int(page[1]))
        better = _page(content, fonts, typed, anew)
        if better != content:
            changed[int(page[2])] = better
    for table, readings in anew.items():
        changed[table] = _READS.sub(partial(_reading, readings), _stream(pdf, table))
    return _with_streams(pdf, changed) if changed else pdf


def _reading(readings: Mapping[bytes, str], line: re.Match[bytes]) -> bytes:
    code = bytes.fromhex(line[1].decode())
    return b"<%s> <%s>\n" % (line[1], _in_hex(readings[code])) if code in readings else line[0]


def _page(content: bytes, fonts: _Fonts, typed: str, anew: _Readings) -> bytes:
    out: list[bytes] = []
    done = 0
    for run in _runs(list(_pieces(content, fonts))):
        letters = _letters(run, fonts, typed)
        if any(len(letter) > 1 or letter[0].said or _is_from_right([letter]) for letter in letters):
            out += [content[done : run[0].start], _together(run, letters, fonts, anew)]
            done = run[-1].end
    return b"".join([*out, content[done:]])


def _pieces(content: bytes, fonts: _Fonts) -> Iterator[_Piece]:
    for number, piece in enumerate(_PIECE.finditer(content)):
        units, width = _units(piece[5], fonts, number)
        if units:
            x, y = float(piece[2]), float(piece[3])
            yield _Piece(piece[1], x, y, piece[4], tuple(units), x + width, piece.start(), piece.end())


def _units(drawn: bytes, fonts: _Fonts, piece: int) -> tuple[list[_Unit], float]:
    """Return the units drawn between BT and ET, and where they end; none if something else is drawn there, too."""
    units: list[_Unit] = []
    done = 0
    width = 0.0
    for text in _TEXT.finditer(drawn):
        if text.start() != done:
            return [], 0
        done = text.end()
        width = float(text["x"])
        moved: tuple[bytes, float, float] | None = (text["set"], float(text["x"]), float(text["y"]))
        tokens = _SHOWN.findall(text["shown"])
        for token in tokens:
            codes = [(text["font"], code) for code in _codes(token)] if token[:1] in b"(<" else []
            width += sum(fonts.widths.get(glyph, 0) for glyph in codes) * float(text["size"]) / 1000
        if text["says"]:
            codes = [(text["font"], code) for token in tokens if token[:1] in b"(<" for code in _codes(token)]
            shown = b"[" + b" ".join(tokens) + b"]TJ"
            units.append(_Unit(_said(text["says"]), True, tuple(codes), moved, shown, piece))
            continue
        before = b""
        for token in tokens:
            if token[:1] not in b"(<":
                before += token + b" "
                continue
            for code in _codes(token):
                glyph = (text["font"], code)
                shown = b"[" + before + b"<" + code.hex().encode() + b">]TJ"
                units.append(_Unit(fonts.reads.get(glyph, ""), False, (glyph,), moved, shown, piece))
                moved, before = None, b""
    return (units, width) if done == len(drawn) else ([], 0)


def _runs(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the pieces that follow one another on a line and look the same."""
    run: list[_Piece] = []
    for piece in pieces:
        if run and not _goes_on(run[-1], piece):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _goes_on(before: _Piece, piece: _Piece) -> bool:
    sizes = {float(unit.moved[0].split()[-2]) for each in (before, piece) for unit in each.units if unit.moved}
    is_near = abs(before.y - piece.y) < 0.9 * max(sizes) and abs(before.right - piece.x) < 0.25 * max(sizes)
    return is_near and before.look == piece.look and before.end == piece.start and len(sizes) == 1


def _letters(run: Sequence[_Piece], fonts: _Fonts, typed: str) -> list[list[_Unit]]:
    """Return the units of these pieces, those of one letter together."""
    units = [unit for piece in run for unit in piece.units]
    letters: list[list[_Unit]] = []
    first = 0
    while first < len(units):
        last = first
        while last + 1 < len(units) and _may_be_one(units[last], units[last + 1]):
            last += 1
        letters += _parted(units[first : last + 1], fonts, typed)
        first = last + 1
    return letters


def _may_be_one(unit: _Unit, following: _Unit) -> bool:
    same_font = unit.glyphs and following.glyphs and unit.glyphs[0][0] == following.glyphs[0][0]
    return bool(unit.reads) and unit.reads == following.reads and bool(same_font)


def _parted(alike: list[_Unit], fonts: _Fonts, typed: str) -> list[list[_Unit]]:
    """Return these units, which all read the same, as one letter or as several: as often as it was typed in a row."""
    if len({unit.piece for unit in alike}) == 1:
        return [[unit] for unit in alike]
    if len({unit.glyphs for unit in alike}) == 1:
        return [[unit] for unit in alike]
    wide = [at for at, unit in enumerate(alike) if any(fonts.widths.get(glyph) for glyph in unit.glyphs)] or [0]
    times = next((n for n in range(len(wide), 1, -1) if alike[0].reads * n in typed), 1)
    if wide[0] == 0:
        borders = [*wide[:times], len(alike)]
    else:
        borders = [0, *(at + 1 for at in wide[-times:])]
        borders[-1] = len(alike)
    return [alike[begin:end] for begin, end in pairwise(borders)]


def _together(run: Sequence[_Piece], letters: Sequence[Sequence[_Unit]], fonts: _Fonts, anew: _Readings) -> bytes:
    """Return what is drawn in all of these pieces, word by word in the first one; the others stay, and are empty."""
    first = run[0]
    places = {piece.units[0].piece: piece for piece in run}
    drawn: list[bytes] = []
    for word in _words(letters):
        units = [unit for letter in word for unit in letter]
        texts = [_drawn(unit, places[unit.piece], first) for unit in units]
        if _is_from_right(word):
            for unit, text, share in zip(units, texts, _shares(units, fonts), strict=True):
                drawn.append(text if _reads_by_itself(unit, share, fonts, anew) else _saying(share, text))
        else:
            drawn.append(_saying("".join(letter[0].reads for letter in word), b"".join(texts)))
    place = b"q 1 0 0 -1 %s %s cm" % (_number(first.x), _number(first.y))
    whole = first.begin + b"\n" + place + first.look + b"\nBT" + b"".join(drawn) + b"\nET\nQ\nEMC"
    return whole + b"".join(piece.begin + b"\nEMC" for piece in run[1:])


def _saying(said: str, drawn: bytes) -> bytes:
    return b"/Span<</ActualText<FEFF%s>>>BDC%s\nEMC" % (_in_hex(said), drawn)


def _in_hex(text: str) -> bytes:
    return text.encode("utf-16-be").hex().upper().encode()


def _shares(units: Sequence[_Unit], fonts: _Fonts) -> Iterator[str]:
    """Yield what each of these reads of its letter: the marks, what is drawn without them, or all of it."""
    have_no_width = [not any(fonts.widths.get(glyph) for glyph in unit.glyphs) for unit in units]
    for at, unit in enumerate(units):
        marks = "".join(filter(unicodedata.combining, unit.reads))
        letters = "".join(filterfalse(unicodedata.combining, unit.reads))
        if len(unit.glyphs) > 1 or not letters:
            yield unit.reads
        elif have_no_width[at] and marks:
            yield marks
        else:
            is_apart = _ARABIC.match(unit.reads) or True in have_no_width[max(at - 1, 0) : at + 2]
            share = letters if is_apart else unit.reads
            yield _IN_ONE_GLYPH.get(share, share)


def _reads_by_itself(unit: _Unit, share: str, fonts: _Fonts, anew: _Readings) -> bool:
    """Return whether the table of its font says so from now on: what a glyph reads first there, it reads everywhere."""
    if len(unit.glyphs) != 1:
        return False
    ((font, code),) = unit.glyphs
    return font in fonts.tables and anew.setdefault(fonts.tables[font], {}).setdefault(code, share) == share


def _words(letters: Sequence[Sequence[_Unit]]) -> Iterator[Sequence[Sequence[_Unit]]]:
    """Yield the letters of each word, with the space before or after it."""
    word: list[Sequence[_Unit]] = []
    for letter in letters:
        word.append(letter)
        if letter[0].reads.isspace():
            yield word
            word = []
    if word:
        yield word


def _is_from_right(word: Sequence[Sequence[_Unit]]) -> bool:
    return any(unicodedata.bidirectional(each) in ("R", "AL") for letter in word for each in letter[0].reads)


def _drawn(unit: _Unit, piece: _Piece, first: _Piece) -> bytes:
    if unit.moved is None:
        return unit.drawn
    how, x, y = unit.moved
    place = b" 1 0 0 -1 %s %s Tm" % (_number(x + piece.x - first.x), _number(y + first.y - piece.y))
    return how + place + unit.drawn


def _number(number: float) -> bytes:
    return f"{number:.5f}".rstrip("0").rstrip(".").encode()


def _codes(token: bytes) -> Iterator[bytes]:
    """Yield the glyphs in a string of the file, two bytes each."""
    raw = bytes.fromhex(token[1:-1].decode()) if token[:1] == b"<" else _ESCAPE.sub(_unescaped, token[1:-1])
    return (raw[at : at + 2] for at in range(0, len(raw), 2))


def _unescaped(escape: re.Match[bytes]) -> bytes:
    return bytes([int(escape[1], 8)]) if escape[1].isdigit() else _ESCAPED.get(escape[1], escape[1])


def _said(token: bytes) -> str:
    raw = b"".join(_codes(token))
    return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _fonts(pdf: bytes, resources: int) -> _Fonts:
    reads: dict[_Glyph, str] = {}
    widths: dict[_Glyph, float] = {}
    tables: dict[bytes, int] = {}
    for name, number in _FONT.findall(_object(pdf, resources)):
        font = _object(pdf, int(number))
        text = re.search(rb"/ToUnicode (\d+) 0 R", font)
        inner = re.search(rb"/DescendantFonts\[(\d+) 0 R\]", font)
        if text and inner:
            tables[name] = int(text[1])
            for code, says in _READS.findall(_stream(pdf, tables[name])):
                reads[name, bytes.fromhex(code.decode())] = bytes.fromhex(says.decode()).decode("utf-16-be")
            listed = re.search(rb"/W\[([\d. -]*)\]", _object(pdf, int(inner[1])))
            numbers = listed[1].split() if listed else []
            for first, last, width in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
                widths |= {(name, code.to_bytes(2, "big")): float(width) for code in range(int(first), int(last) + 1)}
    return _Fonts(reads, widths, tables)


def _place(pdf: bytes, number: int) -> tuple[int, int]:
    """Return where the object with this number begins and ends."""
    begin = pdf.index(b"\n%d 0 obj\n" % number) + 1
    return begin, pdf.index(b"\nendobj\n", begin) + len(b"\nendobj\n")


def _object(pdf: bytes, number: int) -> bytes:
    begin, end = _place(pdf, number)
    return pdf[begin:end]


def _stream(pdf: bytes, number: int) -> bytes:
    begin, _end = _place(pdf, number)
    head = re.compile(rb"[^\n]*\n<</Length (\d+)[^\n]*>>\nstream\n").match(pdf, begin)
    if head is None:
        return b""
    return zlib.decompress(pdf[head.end() : head.end() + int(head[1])])


def _with_streams(pdf: bytes, streams: Mapping[int, bytes]) -> bytes:
    """Return the file with these streams, and with a table of where every object is now."""
    moved: list[tuple[int, int]] = []
    out: list[bytes] = []
    done = 0
    for begin, end, number in sorted((*_place(pdf, number), number) for number in streams):
        packed = zlib.compress(streams[number])
        head = b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n" % (number, len(packed))
        out += [pdf[done:begin], head + packed + b"\nendstream\nendobj\n"]
        moved.append((begin, len(out[-1]) - (end - begin)))
        done = end
    body, _xref, table = pdf[done:].partition(b"\nxref\n0 ")

    def anew(place: int) -> int:
        return place + sum(by for begin, by in moved if begin < place)

    entries = re.sub(rb"(\d{10})( 00000 n)", lambda entry: b"%010d" % anew(int(entry[1])) + entry[2], table)
    start = re.sub(rb"(startxref\n)(\d+)", lambda found: found[1] + b"%d" % anew(int(found[2])), entries)
    return b"".join([*out, body, b"\nxref\n0 ", start])
