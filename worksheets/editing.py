"""Edits and what they add up to: a workbook is the fold of its edits, and no edit is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from worksheets.answers import Value

UNDO_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one answer.

    `base` holds the ids of the edits that the window displayed at this path when the person changed it; `gesture`
    is shared by edits that were one act (typing a phrase, adding an item); `undoes` names the gesture that this one
    takes back; `at` is in milliseconds since 1970, UTC.
    """

    id: str
    path: str
    value: Value
    base: tuple[str, ...]
    author: str
    at: int
    gesture: str
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """An edit that no later one was based on: the answer itself, or one of several written at the same time."""

    id: str
    value: Value
    author: str
    revision: int
    gesture: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one gesture changed: the value that each path had before it."""

    gesture: str
    before: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class History:
    """What one author can take back and bring back on one worksheet; the newest step is last."""

    undo: tuple[Step, ...] = ()
    redo: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """Everything a workbook holds after its first `revision` edits."""

    revision: int = 0
    heads: Mapping[str, tuple[Head, ...]] = field(default_factory=dict)
    histories: Mapping[str, History] = field(default_factory=dict)

    def __getitem__(self, path: str) -> Value:
        heads = self.heads.get(path)
        return heads[-1].value if heads else None

    def paths(self, prefix: str) -> Sequence[str]:
        return [path for path in self.heads if path.startswith(prefix)]

    def revision_of(self, path: str) -> int:
        heads = self.heads.get(path)
        return heads[-1].revision if heads else 0

    def history(self, author: str, worksheet: str) -> History:
        """What this author can undo and redo on this worksheet."""
        return self.histories.get(_key(author, worksheet), History())


def fold(before: Folded, edits: Iterable[Edit]) -> Folded:
    """What `before` becomes after `edits`, in their order.

    An edit takes the place of the edits it was based on. What it was not based on stays beside it: two people who
    changed one answer from the same base both find their words, the later one last.
    """
    revision = before.revision
    heads = dict(before.heads)
    histories = dict(before.histories)
    for edit in edits:
        revision += 1
        standing = heads.get(edit.path, ())
        key = _key(edit.author, worksheet_of(edit.path))
        histories[key] = _remember(histories.get(key, History()), edit, standing[-1].value if standing else None)
        beside = tuple(head for head in standing if head.id not in edit.base and head.value != edit.value)
        heads[edit.path] = (*beside, Head(edit.id, edit.value, edit.author, revision, edit.gesture))
    return Folded(revision, heads, histories)


def worksheet_of(path: str) -> str:
    """The worksheet that a path belongs to: its first part."""
    return path.partition("/")[0]


def undo(folded: Folded, author: str, worksheet: str, gesture: str, at: int) -> list[Edit]:
    """The edits that take back this author's last step on the worksheet; none where there is nothing to take back.

    What somebody else has changed since stays as it is.
    """
    return _take_back(folded, folded.history(author, worksheet).undo, author, gesture, at)


def redo(folded: Folded, author: str, worksheet: str, gesture: str, at: int) -> list[Edit]:
    """The edits that bring back the step that this author took back last; none where there is none."""
    return _take_back(folded, folded.history(author, worksheet).redo, author, gesture, at)


def to_json(folded: Folded) -> dict[str, Any]:
    """The fold as JSON values, for a snapshot."""
    return {
        "revision": folded.revision,
        "heads": {
            path: [[head.id, head.value, head.author, head.revision, head.gesture] for head in heads]
            for path, heads in folded.heads.items()
        },
        "histories": {
            key: [[[step.gesture, dict(step.before)] for step in steps] for steps in (history.undo, history.redo)]
            for key, history in folded.histories.items()
        },
    }


def from_json(snapshot: Mapping[str, Any]) -> Folded:
    """The fold that `to_json` wrote."""
    return Folded(
        snapshot["revision"],
        {path: tuple(Head(*head) for head in heads) for path, heads in snapshot["heads"].items()},
        {
            key: History(*(tuple(Step(gesture, before) for gesture, before in steps) for steps in history))
            for key, history in snapshot["histories"].items()
        },
    )


def _key(author: str, worksheet: str) -> str:
    return f"{author} {worksheet}"


def _remember(history: History, edit: Edit, old: Value) -> History:
    step = Step(edit.gesture, {edit.path: old})
    done, undone = history.undo, history.redo
    if (place := _place_of(edit.gesture, done)) is not None:
        return History((*done[:place], *done[place + 1 :], _joined(done[place], step)), undone)
    if edit.undoes is None:
        return History((*done, step)[-UNDO_DEPTH:], ())
    if undone and undone[-1].gesture == edit.gesture:
        return History(done, (*undone[:-1], _joined(undone[-1], step)))
    if (place := _place_of(edit.undoes, done)) is not None:
        return History(done[:place], (*undone, step))
    if (place := _place_of(edit.undoes, undone)) is not None:
        return History((*done, step), undone[:place])
    return history


def _place_of(gesture: str, steps: Sequence[Step]) -> int | None:
    return next((place for place, step in enumerate(steps) if step.gesture == gesture), None)


def _joined(step: Step, later: Step) -> Step:
    return Step(step.gesture, {**later.before, **step.before})


def _take_back(folded: Folded, steps: Sequence[Step], author: str, gesture: str, at: int) -> list[Edit]:
    for step in reversed(steps):
        still_standing = [
            (path, value, folded.heads[path][-1])
            for path, value in step.before.items()
            if folded.heads[path][-1].gesture == step.gesture
        ]
        if still_standing:
            return [
                Edit(f"{gesture}.{number}", path, value, (head.id,), author, at, gesture, step.gesture)
                for number, (path, value, head) in enumerate(still_standing)
            ]
    return []
