"""Items: what a person adds to a list, moves and removes; each is a few answers under one identifier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from worksheets.answers import Answers, Value


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with what was answered by what follows the item's identifier in the path."""

    id: str
    list: str
    position: float
    answers: Mapping[str, Value]

    def words(self, field: str) -> str:
        """Return what was written at this field; "" if nothing was."""
        return str(self.answers.get(field) or "")

    def day(self, field: str) -> date | None:
        """Return the day chosen at this field, or None."""
        day = self.words(field)
        return date.fromisoformat(day) if day else None

    def number(self, field: str) -> int | None:
        """Return the number chosen at this field, or None."""
        value = self.answers.get(field)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


def item_of(path: str) -> str:
    """Return the item that an answer belongs to, as a path; "" if it is an answer of the worksheet itself."""
    worksheet, id_, field = parted(path)
    return f"{worksheet}/{id_}" if field else ""


def parted(path: str) -> tuple[str, str, str]:
    """Return the worksheet, the item that an answer may belong to, by its identifier, and what follows; or ""."""
    worksheet, _slash, rest = path.partition("/")
    id_, _slash, field = rest.partition("/")
    return worksheet, id_, field


def takes_item_away(path: str, value: Value) -> bool:
    """Return whether the item is in no list any more once this is its answer there."""
    field = path.rpartition("/")[2]
    return bool(item_of(path)) and ((field == "place" and value is None) or (field == "removed" and value is True))


def items(answers: Answers, worksheet: str, *, empty_too: bool = False) -> dict[str, list[Item]]:
    """Return every item of this worksheet that has something written in it and is not removed, by list, in order.

    An item that changed after it was removed is there: somebody still needs it. With `empty_too`, so is
    one that was begun and has nothing written in it.
    """
    fields: dict[str, dict[str, Value]] = {}
    for path in answers.paths(f"{worksheet}/"):
        id_, _slash, field = path[len(worksheet) + 1 :].partition("/")
        if field:
            fields.setdefault(id_, {})[field] = answers[path]
    found: dict[str, list[Item]] = {}
    for id_, said in fields.items():
        place = said.pop("place", None)
        if said.pop("removed", None) is True and not _changed_since(answers, f"{worksheet}/{id_}", said):
            continue
        written = {field: value for field, value in said.items() if value not in (None, "")}
        match place:
            case [str(list_), int() | float() as position] if written or empty_too:
                found.setdefault(list_, []).append(Item(id_, list_, float(position), written))
    return {list_: sorted(each, key=lambda item: (item.position, item.id)) for list_, each in found.items()}


def _changed_since(answers: Answers, item: str, fields: Iterable[str]) -> bool:
    """Return whether one of these fields of a removed item changed after it was removed."""
    removed = answers.revision_of(f"{item}/removed")
    return any(answers.revision_of(f"{item}/{field}") > removed for field in fields)
