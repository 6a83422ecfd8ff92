"""A snapshot: what a workbook's edits add up to, as JSON, so that they need not all be folded each time."""

from __future__ import annotations

from collections.abc import Mapping

from worksheets.editing import Folded, Head, History, Step
from worksheets.json_values import Json


def to_json(folded: Folded) -> Json:
    """The fold as JSON has it."""
    return {
        "revision": folded.revision,
        "heads": _written(folded.heads),
        "histories": {
            key: [
                [[step.gesture, _written(step.before), _written(step.after)] for step in steps]
                for steps in (history.undo, history.redo)
            ]
            for key, history in folded.histories.items()
        },
    }


def from_json(snapshot: Json) -> Folded:
    """The fold that `to_json` wrote; raises ValueError for anything else."""
    match snapshot:
        case {"revision": int(revision), "heads": dict(heads), "histories": dict(histories)}:
            return Folded(revision, _heads(heads), {key: _history(history) for key, history in histories.items()})
    raise ValueError


def _written(heads: Mapping[str, tuple[Head, ...]]) -> Json:
    return {
        path: [[head.id, head.value, head.author, head.revision, head.gesture] for head in standing]
        for path, standing in heads.items()
    }


def _history(written: Json) -> History:
    match written:
        case [list(undo), list(redo)]:
            return History(tuple(map(_step, undo)), tuple(map(_step, redo)))
    raise ValueError


def _step(written: Json) -> Step:
    match written:
        case [str(gesture), dict(before), dict(after)]:
            return Step(gesture, _heads(before), _heads(after))
    raise ValueError


def _heads(written: Mapping[str, Json]) -> dict[str, tuple[Head, ...]]:
    return {path: _standing(heads) for path, heads in written.items()}


def _standing(written: Json) -> tuple[Head, ...]:
    match written:
        case list():
            return tuple(map(_head, written))
    raise ValueError


def _head(written: Json) -> Head:
    match written:
        case [str(id_), value, str(author), int(revision), str(gesture)] if not isinstance(value, dict):
            return Head(id_, value, author, revision, gesture)
    raise ValueError
