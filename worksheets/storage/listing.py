"""What the home page shows of a workbook without opening it: a cache of its answers, renewed with every edit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TypeAlias

from worksheets import check_ins, notes, rulers, topics, workbook
from worksheets.clock import Instant
from worksheets.editing import Folded
from worksheets.json_values import Json, json_in
from worksheets.language import _
from worksheets.storage import keeping
from worksheets.storage.failures import Tampered
from worksheets.storage.keeping import Keeping
from worksheets.storage.keys.encryption import Keys, WorkbookKey
from worksheets.storage.tables import TableRow
from worksheets.text import as_searched
from worksheets.workbook import Shelf


@dataclass(frozen=True, slots=True)
class Sought:
    """What a workbook is found by: the change and the name in one form, and the letters of the name."""

    words: str
    letters: str


Wanted: TypeAlias = Callable[[Sought], bool]
"""Whether somebody looks for a workbook."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of the home page; `ratings` has the latest numbers about the change by ruler, not the unanswered ones.

    Those of the rulers that are `in_words` stand for a word. It may be a page of topics, which is about no one change.
    """

    change: str
    name: str
    shelf: Shelf
    example: bool
    ratings: dict[str, int]
    in_words: Sequence[str] = ()
    is_map: bool = False

    @property
    def called(self) -> str:
        """What it is called on every list."""
        return topics.title() if self.is_map else self.change or _("Nothing written yet")


@dataclass(frozen=True, slots=True)
class Listed:
    """A workbook on the home page; a damaged one has an empty line."""

    id: str
    opened_at: Instant
    listing: Listing
    keeping: Keeping
    is_damaged: bool = False


NOTHING_TO_READ = Listing("", "", Shelf.OPEN, example=False, ratings={})
"""The line of a workbook that is damaged."""


def with_words(words: str) -> Wanted:
    """Look for every one of these words, in the change or in the name, however it is typed."""
    looked_for = as_searched(words).split()
    return lambda sought: all(word in sought.words for word in looked_for)


def of_name(whole: str) -> Wanted:
    """Look for exactly this name, however it is typed: "sm" is "S. M."."""
    letters = _in_letters(whole)
    return lambda sought: bool(letters) and sought.letters == letters


def sought_in(row: TableRow, keys: Keys) -> Sought:
    """Return what the workbook in this row is found by: nothing, if it is damaged."""
    with suppress(Tampered):
        match _kept(row, keys.workbook_key(row.key, row.tenant, row.id)):
            case {"change": str(change), "name": str(name)}:
                return Sought(as_searched(f"{change} {name}"), _in_letters(name))
    return Sought("", "")


def of_row(row: TableRow, keys: Keys, seen: Instant) -> Listed:
    """Return the workbook in this row, which has an empty line if it is damaged; `seen` is as in `keeping.of_row`."""
    kept = keeping.of_row(row, seen)
    try:
        line = line_in(row, keys.workbook_key(row.key, row.tenant, row.id))
        return Listed(row.id, row.opened_at, line, kept)
    except Tampered:
        return Listed(row.id, row.opened_at, NOTHING_TO_READ, kept, is_damaged=True)


def line_in(row: TableRow, key: WorkbookKey) -> Listing:
    """Return the line in the row of a workbook, as `to_text` wrote it; raises Tampered."""
    match _kept(row, key):
        case {
            "change": str(change),
            "name": str(name),
            "shelf": str(shelf),
            "example": bool(example),
            "ratings": dict(ratings),
            **more,
        }:
            numbers = {ruler: number for ruler, number in ratings.items() if isinstance(number, int)}
            named = more.get("in_words")
            in_words = [each for each in named if isinstance(each, str)] if isinstance(named, list) else []
            return Listing(change, name, Shelf(shelf), example, numbers, in_words, more.get("is_map") is True)
    raise Tampered


def listing_of(answers: Folded) -> Listing:
    """Return the line for these answers; a removed workbook that somebody has written in since is there again."""
    about = workbook.read(answers)
    removed = about.shelf is Shelf.REMOVED and answers.revision == answers.revision_of(f"{workbook.NAME}/shelf")
    shelf = Shelf.OPEN if about.shelf is Shelf.REMOVED and not removed else about.shelf
    if answers.paths(f"{notes.NAME}/"):
        shelf = Shelf.BESIDE
    ratings = dict(rulers.read(answers, "").ratings)
    for entry in check_ins.read(answers):
        ratings |= {ruler: rating for ruler, rating in entry.ratings.get("", {}).items() if rating.number is not None}
    return Listing(
        about.change,
        about.name,
        shelf,
        about.example,
        {ruler.value: rating.number for ruler, rating in ratings.items() if rating.number is not None},
        [ruler.value for ruler, rating in ratings.items() if rating.in_words],
        topics.is_map(answers),
    )


def is_unwritten(answers: Folded) -> bool:
    """Return whether nothing stands here, nor ever did but what a workbook begins with: a change, a name, circles."""
    begins_with = (f"{workbook.NAME}/change", f"{workbook.NAME}/name", f"{topics.NAME}/")
    paths = answers.paths("")
    return all(path.startswith(begins_with) and (path.endswith("/place") or not answers[path]) for path in paths)


def are_of_several_people(listings: Iterable[Listing]) -> bool:
    """Return whether these bear several names; one without a name is somebody else's, and the example nobody's."""
    names = (_in_letters(listing.name) for listing in listings if not listing.example)
    first = next(names, None)
    return any(name != first for name in names)


def to_text(listing: Listing) -> str:
    """Return the line as it is kept."""
    return json.dumps(asdict(listing), ensure_ascii=False)


def _kept(row: TableRow, key: WorkbookKey) -> Json:
    return json_in(key.decrypt(row.listing, "listing", row.revision))


def _in_letters(name: str) -> str:
    """Return the name as it is searched for, without spaces and full stops between initials."""
    searched = as_searched(name)
    return "".join(each for each in searched if not each.isspace() and each not in ".,-") or searched.strip()
