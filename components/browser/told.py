"""What each component is told by the page; `blocks.d.ts` says the same to JavaScript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from components.blocks import Block, Option, Query
from components.window import Can, Place, WindowsWorkbook

Phrases: TypeAlias = Mapping[str, str]
"""What the browser says by itself, by name; {…} is filled in there."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link in the frame, which has a full `name` if that is not its label, and may lead to the `current` page."""

    label: str
    query: Query
    name: str | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class StepLink:
    """A link to a step, with the worksheets on it: its dot is filled once something is written in one of them."""

    label: str
    query: Query
    name: str
    current: bool
    worksheets: Sequence[str]


@dataclass(frozen=True, slots=True)
class Lock:
    """How this window locks, or signs out, once nobody has been here for `idle` seconds.

    `label` is "" while there is no passphrase: the window then asks whether somebody has chosen one. `soon` is said a
    minute before, `unheard` while the server cannot be told, and `token` says who is signed in.
    """

    label: str
    soon: str
    unheard: str
    idle: float
    token: str | None


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that a window can speak; the browser remembers under the name `cookie` which one was chosen."""

    label: str
    options: Sequence[Option]
    cookie: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame around every page; `out` says that whoever is here may see nothing of what was written.

    In place of the steps it has `other` links; a `large` one, also those to look at the page otherwise.
    """

    language: str
    direction: str
    languages: Languages
    large: bool
    home: PageLink
    help: PageLink
    steps: Sequence[StepLink]
    stance: PageLink | None
    other: Sequence[PageLink]
    workbook: WindowsWorkbook | None
    lock: Lock | None
    out: bool
    phrases: Phrases


@dataclass(frozen=True, slots=True)
class Sheet:
    """Blocks to read or, with a workbook, to write in; `can` says what there was to take back when it was drawn.

    The blocks are known by their `drawing`, and are None for a window that asked for news of just these.
    """

    place: Place
    drawing: str
    blocks: Sequence[Block] | None
    workbook: WindowsWorkbook | None = None
    undo: Sequence[str] = ()
    undone_at: Query | None = None
    can: Can | None = None


@dataclass(frozen=True, slots=True)
class ListedRating:
    """The number on a ruler, how it is `shown`, as a number or as the word that was chosen, and both as it is said."""

    label: str
    number: int
    shown: str
    said: str


@dataclass(frozen=True, slots=True)
class ListedWorkbook:
    """A workbook on the home page: what it is about, and where it, its journal, if any, and its name can be opened."""

    id: str
    change: str
    about: Sequence[str]
    ratings: Sequence[ListedRating]
    keeping: str
    held: bool
    example: bool
    query: Query
    journal: Query | None
    rename: Query


@dataclass(frozen=True, slots=True)
class Opening:
    """What the window needs to open a file of at most `largest` bytes as a new workbook."""

    token: str
    query: Query
    largest: int
    phrases: Phrases


@dataclass(frozen=True, slots=True)
class Home:
    """The list of workbooks on one shelf; `message` says what was done last, and `undo` that it can be undone.

    What is typed here, in at most `longest` characters, is the change of the `next` workbook, which opens at `begin`;
    or it becomes a page of `topics`.

    While the list is `hidden`, it has no more than what bears the very name that was searched for. The browser
    remembers under the name `cookie` how it is always to be.
    """

    place: Place
    phrases: Phrases
    cookie: str
    workbooks: Sequence[ListedWorkbook]
    shelf: str
    searched: str
    opening: Opening
    next: WindowsWorkbook
    begin: Query
    topics: Query
    longest: int
    hidden: bool = False
    hiding: Sequence[Option] = ()
    searchable: bool = False
    more: bool = False
    empty: str = ""
    undo: bool = False
    message: str = ""
    other_shelves: Sequence[Option] = ()


@dataclass(frozen=True, slots=True)
class WayIn:
    """A heading, and the label of the button below it."""

    heading: str
    label: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """The page for somebody who is not signed in; `kept` is shown if something is unsaved, `back` once they are in."""

    place: Place
    way_in: WayIn
    notes: Sequence[str]
    kept: str
    query: Query
    back: WayIn
