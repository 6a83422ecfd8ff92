"""What nobody should be able to do with words: every string here is kept as text, and does nothing anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import cycle
from typing import Final

from tests.world.ways import FIVE_WAYS
from worksheets import ANSWERED, kind_at, workbook
from worksheets.answers import Text, Value
from worksheets.decisional_balance import Cell

MARKUP: Final = (
    "<script>window.hacked = 1</script>",
    "<img src=http://evil.example/x onerror='window.hacked = 1'>",
    "![x](http://evil.example/y.png)",
    "[click](javascript:window.hacked=1)",
    "**bold** _it_ `code` :red[x] :material/home: $x^2$",
    "<b>bold</b><br><a href='http://evil.example'>here</a>",
    '#import "x" #panic()',
    "{{7*7}} ${7*7} %s {change} {0}",
    "&lt;b&gt; &amp;",
    '=HYPERLINK("http://evil.example")',
    '"><svg onload=window.hacked=1>',
    "</script><script src=//evil.example/x.js></script>",
    "<iframe srcdoc='<script>top.hacked=1</script>'>",
    "<a href=javascript:window.hacked=1>x</a>",
    "javascript:window.hacked=1//http://evil.example",
    "<style>@import url(//evil.example/x.css)</style>",
    "' onmouseover='window.hacked=1' x='",
    "<math><mi href=javascript:window.hacked=1>x",
    "]]><![CDATA[<script>window.hacked=1</script>",
    "<!-- --><object data=//evil.example/x>",
    '{"__proto__": {"hacked": 1}}',
    "[x]: http://evil.example 'x' [x] <http://evil.example>",
    "\\u003cscript\\u003ewindow.hacked=1\\u003c/script\\u003e",
    "${window.hacked=1} `${window.hacked=1}`",
)
"""What a browser, or Markdown, might take for more than words."""

CODE: Final = (
    '#import "x": y',
    "#panic()",
    "$x^2$ and $ sum_(i) $",
    "*bold* _slanted_ `code` ~ @someone <label>",
    "<script>alert(1)</script>",
    "{{7*7}} ${HOME} %s %(a)s {change}",
    r"C:\new\table \u{41} \#",
    "**Markdown** [link](https://example.org) | a | b |",
    "\"quotes\" 'single' -- --- ...",
    "= heading // no comment /* here */",
    "https://example.org",
    '#read("/etc/passwd")',
    '#image("../../x.png")]',
    "{0.__class__.__init__.__globals__}",
    "%n%n%n %(change)s %d",
    "{% include 'x' %} <%= 7*7 %>",
    "../../../../etc/passwd",
    "'; DROP TABLE workbook; --",
    "$(touch hacked) `id` | cat",
)
"""What Typst, a template, a shell or a database might carry out."""

FORMULAS: Final = (
    '=HYPERLINK("http://evil.example")',
    "+1 for the kids",
    "-more sleep",
    "@home",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "'=1",
    "''-x",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "a;=1+1",
    "ok\n=1+1;x",
    "=cmd|' /C calc'!A0",
    '"=1+1","=2"',
)
"""What a spreadsheet might calculate."""

LINES: Final = (
    "x\\nEND:VEVENT,;BEGIN:VALARM",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:hacked",
    "x\nATTACH:http://evil.example/x",
    "x\u2028DTSTART:20200101\u2029RRULE:FREQ=DAILY",
    'x";ALTREP="http://evil.example',
    "x\nEND:VCARD\nBEGIN:VCARD",
    "Set-Cookie: hacked=1\r\nLocation: http://evil.example",
)
"""What a calendar, or a header, might take for lines of its own."""

LETTERS: Final[Mapping[str, str]] = {
    "control characters": "a\x00b\x07c\x1bd\x7f",
    "lone surrogates": "a\ud800b\udfffc",
    "noncharacters": "a\ufffeb\uffffc\ufdd0",
    "bidi overrides": "a\u202eb\u2066c\u202d",
    "byte order marks": "a\ufeffb\ufeff",
    "private characters": "a\ue000b\U000f0000",
    "invisible characters": "\u200b\u200c\u200d\u2060\u00ad",
    "runes and hieroglyphs": "ᚠᚢᚦ 𓀀 𒀀",
    "letters of no font, from right to left": " ".join(map(chr, range(0x7C0, 0x7FB))),
    "towers of marks": "Z" + "\u0300\u0336\u0489" * 100,
    "marks on nothing": " \u0301\u05b0\u064b\u0e31\u093e",
    "marks on a letter of no font": "ᚠ\u0301 e\u0301",
    "marks that no font sets together": "\u06ec◉\u036b \u05bcⓔ\u0321",
    "only spaces": " \u2003\u3000 ",
    "line ends of every kind": "a\r\nb\rc\u2028d\u2029e\x0bf\x0cg",
    "new emoji": "\U0001fae9\U0001f6dc",
    "joined emoji": "👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪",
    "from right to left": "שלום! (abc) עולם — مرحبا 123",
    "a word that never ends": "w" * 80,
}
"""What a font, or whatever puts letters in order, might stumble over."""

EVERYTHING: Final = tuple(dict.fromkeys((*MARKUP, *CODE, *FORMULAS, *LINES, *LETTERS.values())))


_TEXTS: Final[Mapping[str, Text]] = {
    f"{name}/{path}": kind
    for name, kinds in [*((each.NAME, each.ANSWERS) for each in ANSWERED), (workbook.NAME, workbook.ANSWERS)]
    for path, kind in kinds.items()
    if isinstance(kind, Text)
}


def filled(words: Callable[[Text], str], others: Callable[[Text], str] | None = None) -> dict[str, Value]:
    """The worksheets of the fictional person, and more, with these words in every text of every item that has it.

    What may be written is asked of the worksheets: a new one is in it by itself. The texts of one kind are shown in one
    way, whatever the item: with `others`, the first of a kind has the words, and the others have what that says.
    """
    answers = _example()
    for kind, paths in _places():
        answers |= dict.fromkeys(paths, words(kind))
        if others:
            answers |= dict.fromkeys(paths[1:], others(kind))
    return answers


def dealt(strings: Sequence[str], first: int) -> dict[str, Value]:
    """The same worksheets, with these strings in turn in its texts, from the one at `first` on: each is in many places.

    With each tenth of them as the first, every text has had strings of every kind.
    """
    hand = cycle((*strings[first:], *strings[:first]))
    return filled(lambda kind: next(hand)[: kind.longest])


def texts(answers: Mapping[str, Value]) -> dict[str, str]:
    """Every text in these answers by its path."""
    return {
        path: value for path, value in answers.items() if isinstance(value, str) and isinstance(kind_at(path), Text)
    }


def packed(strings: Sequence[str], longest: int) -> Iterator[str]:
    """All of these in as few strings as hold them, each at most so long."""
    pack = ""
    for string in strings:
        string = string[:longest]
        if pack and len(pack) + 1 + len(string) > longest:
            yield pack
            pack = ""
        pack = f"{pack} {string}" if pack else string
    yield pack


def in_turn(strings: Sequence[str], turn: int, kind: Text) -> str:
    """As much of these as this text holds, and another part at each turn."""
    packs = list(packed(strings, kind.longest))
    return packs[turn % len(packs)]


def _example() -> dict[str, Value]:
    """The worksheets of the fictional person, and more."""
    answers = {f"{each.NAME}/{path}": value for each in ANSWERED for path, value in each.example().items()}
    return {**answers, **FIVE_WAYS, **{f"{workbook.NAME}/prompts/{cell}": "from a template" for cell in Cell}}


@cache
def _places() -> Sequence[tuple[Text, Sequence[str]]]:
    """Every kind of text, and where one stands in the example, or could stand in an item that is there.

    It is the same whatever the words are, and looking for it in all answers takes long.
    """
    answers = _example()
    places: list[tuple[Text, Sequence[str]]] = []
    for pattern, kind in _TEXTS.items():
        paths = _paths(pattern, answers)
        answers |= dict.fromkeys(paths, "")
        places.append((kind, paths))
    return places


def _paths(pattern: str, answers: Mapping[str, Value]) -> Sequence[str]:
    """Where a text of this kind stands; what is about two items stands only where the example has it."""
    if "*" not in pattern:
        return [pattern]
    if pattern.count("*") > 1:
        whole = re.compile(re.escape(pattern).replace(r"\*", "[^/]+"))
        return [path for path in answers if whole.fullmatch(path)]
    start, _star, end = pattern.partition("*")
    there = re.compile(rf"{re.escape(start)}([^/]+)(?:{re.escape(end)}|/place|/\w+/number)")
    found = {match[1]: None for path in answers if (match := there.fullmatch(path))}
    assert found, f"no example() has an item with {pattern}"
    return [f"{start}{id_}{end}" for id_ in found]
