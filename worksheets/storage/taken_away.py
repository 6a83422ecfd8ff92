"""What has left a workbook and what was on it: noted beside it, under its line in the trail, so that no copy has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from worksheets import notes
from worksheets.answers import Answers
from worksheets.clock import new_id
from worksheets.editing import Edit
from worksheets.json_values import plain
from worksheets.storage.audit import Event

NAME: Final = "taken_away"
_BELOW: Final = f"{notes.NAME}/{NAME}/"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose copy it was, and the parts that were chosen for it, by their ids."""

    copy: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenAway:
    """What was made of a workbook, and the parts on it, as whoever took it away read them.

    If they could be chosen, it has them by their ids, too, unless it was noted before those were kept.
    """

    what: str
    on_it: tuple[str, ...]
    chosen: Chosen | None = None


def edit(event: Event, taken: TakenAway) -> Edit:
    """Return the edit that notes this; it is made in nobody's name, so that nobody can undo it."""
    chosen = [plain(taken.chosen)] if taken.chosen else []
    return Edit(new_id(), _path(event), [taken.what, *taken.on_it, *chosen], (), NAME, event.at, new_id())


def notes_it(edit: Edit) -> bool:
    """Return whether this edit notes what has left."""
    return edit.path.startswith(_BELOW)


def read(beside: Answers, event: Event) -> TakenAway | None:
    """Return what is noted beside the workbook about this line of the trail; None if nothing is."""
    match beside[_path(event)]:
        case [str(what), *on_it, {"copy": str(copy), "parts": [*parts]}]:
            return TakenAway(what, tuple(map(str, on_it)), Chosen(copy, tuple(map(str, parts))))
        case [str(what), *on_it]:
            return TakenAway(what, tuple(map(str, on_it)))
    return None


def _path(event: Event) -> str:
    return f"{_BELOW}{event.number}-{event.at}"
