"""Earlier words: what somebody changed or removed is out of sight, and stays in the log until it is forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from worksheets import check_ins, decisional_balance, kind_at, plan, ways
from worksheets.answers import Answers, Misplaced, Text, WorksheetError
from worksheets.clock import Instant, new_id
from worksheets.editing import Edit, Folded, fold, without_drafts
from worksheets.items import parted
from worksheets.language import marked

FORGOTTEN: Final = "forgotten"
"""The author and the gesture of what is left where words were forgotten: nobody can undo or redo it."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Words that are out of sight, the newest first: of the answer at the path `id`, or of the removed item there.

    `now` is what stands there instead; "" if nothing does.
    """

    id: str
    now: str
    is_removed: bool
    words: tuple[str, ...]


class StillBeside(WorksheetError):
    message = marked(
        "In this worksheet two answers stand beside each other, so nothing was forgotten. Choose one of them first."
    )


def as_it_stands(log: Sequence[Edit]) -> list[Edit]:
    """Return what this log adds up to, one edit for each answer: no earlier words, nothing removed, nothing to undo."""
    written = {edit.id: edit for edit in log}
    answers = fold(Folded(), log)
    gone = _Gone(answers)
    standing = [
        (head.revision, Edit(head.id, path, head.value, (), head.author, written[head.id].at, head.gesture))
        for path, heads in answers.heads.items()
        for head in heads
        if head.value not in (None, "")
        and (path in ways.REMOVED if path.endswith("/removed") else gone.item(path) is None)
    ]
    return [edit for _revision, edit in sorted(standing, key=lambda each: each[0])]


def earlier(log: Sequence[Edit], answers: Folded) -> list[Earlier]:
    """Return all earlier words in this log, which adds up to `answers`: what was changed or removed last is first."""
    gone = _Gone(answers)
    ids = {path: gone.item(path) or path for path in answers.heads if _is_of_words(path)}
    words: dict[str, dict[str, None]] = {}
    for edit in without_drafts(log):
        id_ = ids.get(edit.path)
        if id_ and isinstance(edit.value, str) and edit.value.strip():
            said = words.pop(id_, {})
            said.pop(edit.value, None)
            said[edit.value] = None
            words[id_] = said
    found = []
    for id_, said in reversed(words.items()):
        standing = {} if id_ in gone.items else {head.value: None for head in answers.heads[id_]}
        hidden = [each for each in reversed(said) if each not in standing]
        if hidden:
            now = "" if id_ in gone.items else str(answers[id_] or "")
            found.append(Earlier(id_, now, id_ in gone.items, tuple(hidden)))
    return found


def without(log: Sequence[Edit], ids: Collection[str], at: Instant) -> list[Edit]:
    """Return the log without the earlier words of these answers and removed items, with every answer as it stands.

    It is no shorter: where the words were, nothing is said, so that whoever has the workbook open goes on from there.
    Undo starts over; what it brought back before stands as if somebody had typed it. Raises StillBeside.
    """
    answers = fold(Folded(), log)
    if any(len(heads) > 1 for heads in answers.heads.values()):
        raise StillBeside
    gone = _Gone(answers)
    items = gone.items.intersection(ids)
    paths = {path for path in answers.heads if path in ids or gone.item(path) in items}
    emptied = [path for path in paths if gone.item(path) and answers[path] not in (None, "") and _can_be_empty(path)]
    added = [_nothing(path, at) for path in sorted(emptied)]
    added += [replace(_nothing(f"{item}/removed", at), value=True) for item in sorted(items) if emptied]
    return list(_in_a_row([*log, *added], paths, answers))


def _in_a_row(log: Sequence[Edit], forgotten: Collection[str], answers: Folded) -> Iterator[Edit]:
    """Yield these edits, each based on the one before it at its path; only the last says a forgotten answer."""
    last = {edit.path: place for place, edit in enumerate(log)}
    known = {head.id: head.value for heads in answers.heads.values() for head in heads}
    before: dict[str, str] = {}
    for place, edit in enumerate(log):
        base = (before[edit.path],) if edit.path in before else ()
        before[edit.path] = edit.id
        if place == last[edit.path]:
            yield replace(edit, value=known.get(edit.id, edit.value), base=base, undoes=_nothing_more(edit))
        elif edit.path in forgotten and _can_be_empty(edit.path):
            yield replace(_nothing(edit.path, edit.at), id=edit.id, base=base)
        else:
            yield replace(edit, base=base, undoes=_nothing_more(edit))


def _nothing_more(edit: Edit) -> str | None:
    """Return what this edit undoes from now on: it wrote what an undo brought back, which may be no answer."""
    return FORGOTTEN if edit.undoes else None


def _nothing(path: str, at: Instant) -> Edit:
    """Return an edit by nobody, after which nothing is written at this path."""
    return Edit(new_id(), path, "" if _is_of_words(path) else None, (), FORGOTTEN, at, FORGOTTEN)


def _is_of_words(path: str) -> bool:
    """Return whether people write at this path in their own words."""
    try:
        return isinstance(kind_at(path), Text)
    except Misplaced:
        return False


def _can_be_empty(path: str) -> bool:
    """Return whether an answer here can be forgotten: where an item stands is none, nor is that it is removed."""
    return not path.endswith(("/place", "/removed"))


class _Gone:
    """What is out of sight because an item was removed: all below it, and words elsewhere that are about it.

    A check-in that says something of a step still says it, and names the step; so do a plan that follows a way, and
    rulers that asked about one, in check-ins too. A removed way in which somebody wrote since is there, and has its
    name.
    """

    def __init__(self, answers: Answers) -> None:
        changed: dict[str, int] = {}
        removed: dict[str, int] = {}
        for path in answers.paths(""):
            item, field = _parts(path)
            if field == "removed" and answers[path] is True:
                removed[item] = answers.revision_of(path)
            elif field not in ("", "place", "removed"):
                changed[item] = max(changed.get(item, 0), answers.revision_of(path))
        self.items: Final = {item for item, revision in removed.items() if revision > changed.get(item, 0)}
        self._in_sight: Final = {
            *check_ins.said_of_steps(answers),
            plan.name_of_way(answers),
            *(each for path, way in ways.said_of(answers) for each in (path, ways.path_of_name(way))),
            *(ways.path_of_name(way.id) for way in decisional_balance.read(answers).ways),
        }
        self._called: Final = {item.partition("/")[2]: item for item in self.items}

    def item(self, path: str) -> str | None:
        """Return the removed item, as worksheet and identifier, with which this answer went, if it did."""
        if path in self._in_sight:
            return None
        item, _field = _parts(path)
        if item in self.items:
            return item
        if not _is_of_words(path):
            return None
        return next((self._called[part] for part in path.split("/")[1:] if part in self._called), None)


def _parts(path: str) -> tuple[str, str]:
    """Return the item that this path may be below, as worksheet and identifier, and what follows."""
    worksheet, id_, field = parted(path)
    return f"{worksheet}/{id_}", field
