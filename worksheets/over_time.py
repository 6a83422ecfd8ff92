"""Over time: what was said on each day, in order, and how the grid changed since the first time; never as a score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from worksheets import rulers
from worksheets.answers import Answers, not_said, number_or_not_said
from worksheets.decisional_balance import LISTS, DecisionalBalance, Item
from worksheets.language import _, day_in_words, in_a_row
from worksheets.rulers import Rating, Ruler
from worksheets.worksheet import Picture

MOST_IN_A_PICTURE = 12


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


@dataclass(frozen=True, slots=True)
class Point:
    """A number in one column of the picture."""

    column: int
    number: int


@dataclass(frozen=True, slots=True)
class RulerOverTime:
    """The numbers on one ruler, the oldest first."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """The columns that carry the same mark, which is "win" or "setback"."""

    label: str
    mark: str
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverTime(Picture):
    """The rulers over time; a column is one moment, `columns` says when, and `alt` says all of it in words."""

    alt: str
    columns: tuple[str, ...]
    rulers: tuple[RulerOverTime, ...]
    marks: tuple[Marks, ...]


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


def picture(answers: Answers, all_moments: Sequence[Moment]) -> OverTime | None:
    """Return the picture of what the rulers ask about now, or of what they asked about before as long as that is new.

    No line joins numbers about different things.
    """
    there = subjects(rulers.asked_about(answers), all_moments)
    for subject in there:
        drawn = [moment.about(subject) for moment in all_moments]
        shown = [moment for moment in drawn if moment.ratings or moment.win or moment.is_setback][-MOST_IN_A_PICTURE:]
        if make_a_line(shown):
            return _picture_of(shown, rulers.about(rulers.names(answers, there), subject, _("The rulers over time")))
    return None


def numbers(ratings: Mapping[Ruler, Rating]) -> list[str]:
    """Return the numbers that were chosen, each after the name of its ruler."""
    return [rulers.named(ruler, rating.told) for ruler, rating in ratings.items() if rating.number is not None]


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


def _picture_of(shown: Sequence[Moment], heading: str) -> OverTime:
    events = [
        Marks(_("Small win"), "win", _columns(moment.win for moment in shown)),
        Marks(_("Setback"), "setback", _columns(moment.is_setback for moment in shown)),
    ]
    return OverTime(
        label=_("Over time: the rulers, as a picture"),
        heading=heading,
        key=_("Each column is one time you looked at this, with the latest on the right. There is no right number."),
        usual=True,
        alt=" ".join(map(_in_words, shown)),
        columns=tuple(moment.when for moment in shown),
        rulers=tuple(RulerOverTime(ruler.label, tuple(_points(ruler, shown))) for ruler in Ruler),
        marks=tuple(event for event in events if event.columns),
    )


def _points(ruler: Ruler, shown: Iterable[Moment]) -> Iterator[Point]:
    for column, moment in enumerate(shown):
        if (number := moment.number(ruler)) is not None:
            yield Point(column, number)


def _columns(marks: Iterable[object]) -> tuple[int, ...]:
    return tuple(column for column, mark in enumerate(marks) if mark)


def _in_words(moment: Moment) -> str:
    marks = [*([_("Small win")] if moment.win else []), *([_("Setback")] if moment.is_setback else [])]
    # For translators: a day and what was said on it, such as “Oct 5, 2026: Importance 7, Confidence 4, Small win.”
    return _("{when}: {said}.").format(when=moment.when, said=in_a_row([*numbers(moment.ratings), *marks]))
