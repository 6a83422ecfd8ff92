"""How the change was worded before: kept in the log, and gone from here once it is forgotten there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from worksheets import workbook
from worksheets.clock import Instant
from worksheets.editing import Edit
from worksheets.language import _, day_in_words

PATH = f"{workbook.NAME}/change"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for the change that stood until others took their place on this day."""

    words: str
    until: date

    @property
    def question(self) -> str:
        """What a line of text calls them."""
        return _("Before {date}").format(date=day_in_words(self.until))

    @property
    def told(self) -> str:
        """The words and the day."""
        return _("Before {date}: {words}").format(date=day_in_words(self.until), words=self.words)


def before(edits: Iterable[Edit], day_of: Callable[[Instant], date]) -> list[Wording]:
    """Return the earlier words in these edits of the change, the newest first: those with which a day ended."""
    at_the_end = {day_of(edit.at): str(edit.value or "") for edit in edits}
    now = next(reversed(at_the_end.values()), "")
    found = [
        Wording(words, until)
        for (_day, words), (until, others) in pairwise(at_the_end.items())
        if words.strip() and words not in (others, now)
    ]
    return found[::-1]
