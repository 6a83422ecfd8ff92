"""Over time: what was said on each day, in order, and how the grid changed since the first time; never as a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from worksheets import rulers
from worksheets.answers import Answers, number_or_not_said
from worksheets.decisional_balance import LISTS, DecisionalBalance, Item
from worksheets.language import _, day_in_words
from worksheets.rulers import Rating, Ruler


@dataclass(frozen=True, slots=True)
class FirstDay:
    """The day on which a workbook was begun, and what it held at the end of that day."""

    day: date
    answers: Answers


@dataclass(frozen=True, slots=True)
class Moment:
    """One time at which the person said how things were; `day` is None if it is not known."""

    name: str
    day: date | None
    ratings: Mapping[Ruler, Rating]
    win: str = ""
    happened: str = ""
    noted: str = ""
    is_setback: bool = False

    @property
    def when(self) -> str:
        """The day in its medium form, or the name if there is no day."""
        return day_in_words(self.day, "medium") if self.day else self.name

    def number(self, ruler: Ruler) -> int | None:
        """Return what was said on this ruler, or None."""
        return self.ratings[ruler].number if ruler in self.ratings else None

    def told(self, ruler: Ruler) -> str:
        """Return what was said on this ruler as a line of text says it, even if nothing was."""
        return self.ratings[ruler].told if ruler in self.ratings else _("not said")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different in the grid, below the heading `where`; `what` says how, in words."""

    where: str
    text: str
    what: str


def moments(
    answers: Answers,
    entries: Sequence[Moment],
    written: Sequence[int],
    first_day: FirstDay | None = None,
    today: date | None = None,
) -> list[Moment]:
    """Return the start, these entries (oldest first), and today if the rulers' own page says something newer.

    The start is what the rulers' page held at the end of the first day. If that is not known, or a ruler had no number
    on that day, it is what the page says now, provided that was written before every number in the entries; `written`
    has the revisions of those. What changed on the rulers' page after all of them is a moment of its own.
    """
    start = _start(answers, entries, min(written, default=None), first_day)
    so_far = [*([start] if start.ratings else []), *entries]
    # For translators: the answers of today, beside check-ins of earlier days.
    now = Moment(_("Now"), today, _said_since(answers, so_far, max(written, default=0)))
    return [*so_far, *([now] if today and now.ratings else [])]


def differences(before: DecisionalBalance, now: DecisionalBalance) -> list[Difference]:
    """Return what is different in the grid, in the order of the cells: first what is there now, then what is gone."""
    earlier = {item.id: item for items in before.cells.values() for item in items}
    still_there = {item.id for items in now.cells.values() for item in items}
    found = []
    for list_ in LISTS:
        where = now.heading(list_)
        for item in now.cells[list_]:
            found += _differences_of(where, item, earlier.get(item.id))
        for item in before.cells[list_]:
            if item.id not in still_there:
                found.append(Difference(where, item.text, _("no longer there")))
    return found


def _start(
    answers: Answers, entries: Sequence[Moment], first_written: int | None, first_day: FirstDay | None
) -> Moment:
    ratings = {}
    for ruler in rulers.read(answers).shown:
        path = f"{rulers.NAME}/{ruler}"
        then = rulers.rating(first_day.answers, path) if first_day else None
        if then is None or then.number is None:
            later = first_written is not None and answers.revision_of(f"{path}/number") > first_written
            then = None if later else rulers.rating(answers, path)
        if then and then.number is not None:
            ratings[ruler] = then
    days = [entry.day for entry in entries if entry.day]
    day = first_day.day if first_day and first_day.day <= min(days, default=first_day.day) else None
    return Moment(_("At the start"), day, ratings)


def _said_since(answers: Answers, so_far: Sequence[Moment], last_written: int) -> Mapping[Ruler, Rating]:
    now = rulers.read(answers, "")
    ratings = {}
    for ruler in now.shown:
        numbers = [number for moment in so_far if (number := moment.number(ruler)) is not None]
        number = now.ratings[ruler].number
        is_newer = answers.revision_of(f"{rulers.NAME}/{ruler}/number") > last_written
        if number is not None and is_newer and number not in numbers[-1:]:
            ratings[ruler] = now.ratings[ruler]
    return ratings


def _differences_of(where: str, item: Item, before: Item | None) -> list[Difference]:
    if before is None:
        return [Difference(where, item.text, _("added since"))]
    found = []
    if item.text != before.text:
        found.append(Difference(where, item.text, _("reworded; before: “{words}”").format(words=before.text)))
    if item.matters != before.matters:
        sentence = _("how much it matters: from {before} to {now}").format(
            before=number_or_not_said(before.matters), now=number_or_not_said(item.matters)
        )
        found.append(Difference(where, item.text, sentence))
    return found
