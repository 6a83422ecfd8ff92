"""Over time: what was said on each day, in order, and how the grid changed since the first time; never as a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from worksheets import rulers
from worksheets.answers import Answers, not_said, number_or_not_said
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
    """One time at which the person said how things were; `day` is None if it is not known.

    The ratings are about the `subject`.
    """

    name: str
    day: date | None
    ratings: Mapping[Ruler, Rating]
    win: str = ""
    happened: str = ""
    noted: str = ""
    is_setback: bool = False
    subject: str = ""

    @property
    def when(self) -> str:
        """The day in its medium form, or the name if there is no day."""
        return day_in_words(self.day, "medium") if self.day else self.name

    def about(self, subject: str) -> Moment:
        """Return this moment without what was said on the rulers about another subject."""
        return self if self.subject == subject else replace(self, ratings={})

    def number(self, ruler: Ruler) -> int | None:
        """Return what was said on this ruler, or None."""
        return self.ratings[ruler].number if ruler in self.ratings else None

    def told(self, ruler: Ruler) -> str:
        """Return what was said on this ruler as a line of text says it, even if nothing was."""
        return self.ratings[ruler].told if ruler in self.ratings else not_said()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different in the grid, below the heading `where`; `what` says how, in words."""

    where: str
    text: str
    what: str


def moments(
    answers: Answers,
    entries: Sequence[Moment],
    written: Mapping[str, Sequence[int]],
    first_day: FirstDay | None = None,
    today: date | None = None,
) -> list[Moment]:
    """Return the start, these entries (oldest first), and today if the rulers' own page says something newer.

    Both are there for each subject that the page has answers about. The start is what it held at the end of the first
    day. If that is not known, or a ruler had no number on that day, it is what the page says now, provided that was
    written before every number in the entries; `written` has the revisions of those, by subject. What changed on the
    rulers' page after all of them is a moment of its own.
    """
    asked = rulers.read(answers)
    starts, today_too = [], []
    for subject in (*(each.subject for each in rulers.others(answers, asked)), asked.subject):
        said, revisions = [entry.about(subject) for entry in entries], written.get(subject, ())
        start = _start(answers, subject, said, min(revisions, default=None), first_day)
        since = _said_since(answers, subject, [start, *said], max(revisions, default=0))
        starts.append(start)
        # For translators: the answers of today, beside check-ins of earlier days.
        today_too += [Moment(_("Now"), today, since, subject=subject)] if today else []
    return [*filter(_has_ratings, starts), *entries, *filter(_has_ratings, today_too)]


def subjects(now: str, all_moments: Sequence[Moment]) -> list[str]:
    """Return what the rulers ask about now, and then what else was said at these moments, the latest first."""
    return list(dict.fromkeys([now, *(moment.subject for moment in reversed(all_moments) if moment.ratings)]))


def make_a_line(all_moments: Sequence[Moment]) -> bool:
    """Return whether there is more than one number to see over time."""
    return sum(map(_has_ratings, all_moments)) > 1


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


def _has_ratings(moment: Moment) -> bool:
    return bool(moment.ratings)


def _start(
    answers: Answers, subject: str, entries: Sequence[Moment], first_written: int | None, first_day: FirstDay | None
) -> Moment:
    now = rulers.read(answers, subject)
    on_that_day = rulers.read(first_day.answers, subject).ratings if first_day else {}
    then = {ruler: rating for ruler, rating in on_that_day.items() if rating.number is not None}
    ratings = {}
    for ruler in now.shown:
        later = first_written is not None and answers.revision_of(f"{now.path}/{ruler}/number") > first_written
        rating = then.get(ruler) or (None if later else now.ratings[ruler])
        if rating and rating.number is not None:
            ratings[ruler] = rating
    days = [entry.day for entry in entries if entry.day]
    day = first_day.day if first_day and then and first_day.day <= min(days, default=first_day.day) else None
    return Moment(_("At the start"), day, ratings, subject=subject)


def _said_since(answers: Answers, subject: str, so_far: Sequence[Moment], last_written: int) -> Mapping[Ruler, Rating]:
    now = rulers.read(answers, subject)
    ratings = {}
    for ruler in now.shown:
        numbers = [number for moment in so_far if (number := moment.number(ruler)) is not None]
        number = now.ratings[ruler].number
        is_newer = answers.revision_of(f"{now.path}/{ruler}/number") > last_written
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
