"""The ways to go between which somebody decides: two as a rule, and up to five while they explore."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from worksheets import workbook
from worksheets.answers import LONGEST_ANSWER, Answers, Choice, Kind, Text, YesNo
from worksheets.items import items
from worksheets.language import _, marked
from worksheets.workbook import Stance

LONGEST_NAME = 80

_GRID: Final = "decisional_balance"

_LISTS: Final = (
    ("GOOD_NOW", "NOT_SO_GOOD_NOW"),
    ("GOOD_CHANGE", "NOT_SO_GOOD_CHANGE"),
    ("GOOD_3", "NOT_SO_GOOD_3"),
    ("GOOD_4", "NOT_SO_GOOD_4"),
    ("GOOD_5", "NOT_SO_GOOD_5"),
)
_USUAL: Final = 2

MOST = len(_LISTS)
FURTHER = tuple(list_ for lists in _LISTS[_USUAL:] for list_ in lists)
"""The lists of the ways beyond the usual two."""

LIKE_THE_CHANGE: Final = {
    list_: usual for lists in _LISTS[_USUAL:] for list_, usual in zip(lists, _LISTS[1], strict=True)
}
"""Which list of the change each of these is like: to go a further way is a change from how things are now, too."""

IDS = tuple(f"way_{place}" for place in range(1, MOST + 1))

_MISSING: Final = ("missing_here", "missing_there", *(f"{id_}/missing" for id_ in IDS[_USUAL:]))
"""Where it is said what is missing about each way; about the usual two, that is what is missing on a side."""

_ADDED: Final = tuple(f"{_GRID}/{id_}/there" for id_ in IDS[_USUAL:])

REMOVED = tuple(f"{_GRID}/{id_}/removed" for id_ in IDS[:_USUAL])
"""Where it is said of the usual two that they are not there; of another one, nothing has to be said then."""

ANSWERS: Mapping[str, Kind] = {
    **{f"{id_}/name": Text(LONGEST_NAME, lines=False) for id_ in IDS},
    **{f"{id_}/there": YesNo() for id_ in IDS},
    **{missing: Text(LONGEST_ANSWER) for missing in _MISSING},
    "left": Choice(IDS),
    "right": Choice(IDS),
}
"""What is answered of them, below the name of the grid; `left` and `right` are the two that are looked at."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways to go, by its place, from 1: the first is how things are now, and the second the change.

    It has the person's own name for it, or "", and two lists in the grid: what is good about it, and what is not. What
    is `missing` is what the person said there is beyond those, or "".
    """

    place: int
    name: str
    good: str
    not_so_good: str
    missing: str
    is_there: bool

    @property
    def id(self) -> str:
        """What is answered of it lies below this, in the grid and at the rulers."""
        return IDS[self.place - 1]

    @property
    def path_of_missing(self) -> str:
        """Where it is said what is missing."""
        return f"{_GRID}/{_MISSING[self.place - 1]}"

    @property
    def lists(self) -> tuple[str, str]:
        """Its two lists."""
        return self.good, self.not_so_good

    @property
    def label(self) -> str:
        """The person's name for it, or what it is called without one."""
        usual = _(_USUAL_NAMES[self.place - 1]) if self.place <= _USUAL else _("Way {place}").format(place=self.place)
        label = self.name or usual
        return label if self.is_there else _("{way} (removed)").format(way=label)


def every(answers: Answers, holding: Collection[str] | None = None) -> tuple[Way, ...]:
    """Return all that there can be, each with whether it is there: two are, and any of which something is written.

    The lists in `holding` have something in them, if somebody knows which already.
    """
    if holding is None:
        holding = [list_ for list_, each in items(answers, _GRID).items() if any(item.words("text") for item in each)]
    found = [_way(answers, place, holding) for place in range(1, MOST + 1)]
    missing = _USUAL - sum(way.is_there for way in found)
    back = [way.id for way in found[:_USUAL] if not way.is_there][: max(0, missing)]
    return tuple(replace(way, is_there=way.is_there or way.id in back) for way in found)


def are_more(answers: Answers) -> bool:
    """Return whether somebody who explores has more than two, those that were only written in left aside."""
    return (
        any(answers[path] is True for path in _ADDED)
        and sum(way.is_there for way in every(answers)) > _USUAL
        and workbook.read(answers).stance is Stance.EXPLORE
    )


def are_named(answers: Answers, these: Sequence[Way]) -> bool:
    """Return whether the person explores these one by one, by name, and not as the two sides of a change."""
    usual = [way.place for way in these] == [1, 2] and not any(way.name for way in these)
    return workbook.read(answers).stance is Stance.EXPLORE and not usual


def side_by_side(answers: Answers, these: Sequence[Way]) -> tuple[Way, Way]:
    """Return the two of these that the person looks at, or else the first two."""
    by_id = {way.id: way for way in these}
    left = by_id.get(str(answers[f"{_GRID}/left"]), these[0])
    others = [way for way in these if way is not left]
    right = by_id.get(str(answers[f"{_GRID}/right"]), left)
    return left, others[0] if right is left else right


def free(answers: Answers, them_all: Sequence[Way]) -> Way | None:
    """Return one that is not there, if nothing is said of it elsewhere: that would be taken to be about a new way."""
    spoken_of = {answers["plan/follows"], *(way for _path, way in said_of(answers))}
    return next((way for way in them_all if not way.is_there and way.id not in spoken_of), None)


def said_of(answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield where each answer lies that was given about a way at the rulers or in a check-in, and the way."""
    for worksheet in ("rulers", "check_ins"):
        for path in answers.paths(f"{worksheet}/"):
            if (way := path.split("/")[-3:][0]) in IDS and answers[path] not in (None, ""):
                yield path, way


def called(answers: Answers, id_: str) -> str:
    """Return what this way is called, even if it was removed."""
    return every(answers)[IDS.index(id_)].label


def path_of_name(id_: str) -> str:
    """Return where the name of this way lies."""
    return f"{_GRID}/{id_}/name"


def _way(answers: Answers, place: int, holding: Collection[str]) -> Way:
    path, lists = f"{_GRID}/way_{place}", _LISTS[place - 1]
    missing = str(answers[f"{_GRID}/{_MISSING[place - 1]}"] or "")
    is_written = bool(missing) or not set(holding).isdisjoint(lists)
    is_there = (place <= _USUAL or answers[f"{path}/there"] is True) and not _is_removed(answers, path)
    return Way(place, str(answers[f"{path}/name"] or "").strip(), *lists, missing, is_there or is_written)


def _is_removed(answers: Answers, path: str) -> bool:
    """Return whether it was removed, and nobody named it or added it again after that."""
    if answers[f"{path}/removed"] is not True:
        return False
    changed = max(answers.revision_of(f"{path}/{field}") for field in ("name", "there"))
    return answers.revision_of(f"{path}/removed") > changed


_USUAL_NAMES = (marked("How things are now"), marked("Making this change"))
