"""What is read: headings, notes, links, words from elsewhere, tables, pictures, people to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.blocks.block import Block, Query
from worksheets.language import ngettext


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading; a page has one of level 1, and skips no level."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Note(Block):
    """A short paragraph, or a line in small print."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Link(Block):
    """A link to another page, perhaps after a sentence on why one would go there."""

    before: str
    text: str
    query: Query


@dataclass(frozen=True, slots=True)
class Links(Block):
    """A list of links to other pages."""

    lines: Sequence[LinkLine]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link, and a line about what it leads to."""

    text: str
    query: Query
    about: str = ""


@dataclass(frozen=True, slots=True)
class Quote(Block):
    """A person's own words from elsewhere, below a line that says where they come from."""

    before: str
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Moments(Block):
    """What was said at different times."""

    moments: Sequence[Moment]


@dataclass(frozen=True, slots=True)
class Moment:
    """One time, by its name, which leads to its page: the numbers, and what was said, below what was asked.

    It has the `mark` of a "check_in", a "setback" or a "journal".
    """

    name: str
    query: Query
    numbers: str
    quotes: Sequence[Quote]
    mark: str


@dataclass(frozen=True, slots=True)
class Points(Block):
    """Short lines below a label, each on its own."""

    label: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table to read."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Pictures(Block):
    """Pictures to scroll through, one below the other."""

    label: str
    pictures: Sequence[Picture]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, by its address, and what it shows in words."""

    source: str
    description: str


@dataclass(frozen=True, slots=True)
class Contacts(Block):
    """People to call."""

    lines: Sequence[Contact]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call, and a note on when, or about what."""

    name: InLanguage
    number: str
    note: InLanguage


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A text in the language `lang`, or in that of the page."""

    text: str
    lang: str = ""


def first(lines: Sequence[str], most: int) -> list[str]:
    """Return the first of these lines, and how many more there are."""
    more = max(0, len(lines) - most)
    rest = ngettext("and {count} more", "and {count} more", more).format(count=more)
    return [*lines[:most], *([rest] if more else [])]
