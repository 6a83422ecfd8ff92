"""What the home page shows of a workbook without opening it: a cache of its answers, made anew with every edit."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from worksheets import rulers, workbook
from worksheets.answers import Answers
from worksheets.workbook import Shelf


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of the home page; `ratings` holds the latest numbers by ruler, without the unanswered ones."""

    change: str
    name: str
    shelf: Shelf
    example: bool
    ratings: dict[str, int]

    def matches(self, words: str) -> bool:
        """Whether every one of these words stands in the change or the name, whatever its case."""
        text = f"{self.change} {self.name}".casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class Listed:
    """A workbook on the home page; `opened_at` in milliseconds since 1970, UTC."""

    id: str
    opened_at: int
    listing: Listing


def listing_of(answers: Answers) -> Listing:
    """The line for these answers."""
    about = workbook.read(answers)
    ratings = rulers.read(answers).ratings
    return Listing(
        about.change,
        about.name,
        about.shelf,
        about.example,
        {ruler.value: rating.number for ruler, rating in ratings.items() if rating.number is not None},
    )


def to_text(listing: Listing) -> str:
    """The line as it is kept."""
    return json.dumps(asdict(listing), ensure_ascii=False)


def from_text(kept: str) -> Listing:
    """The line that `to_text` wrote."""
    fields = json.loads(kept)
    return Listing(**{**fields, "shelf": Shelf(fields["shelf"])})
