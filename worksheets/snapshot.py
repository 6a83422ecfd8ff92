"""A snapshot: what a workbook's edits add up to, as JSON, so that they need not all be folded each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import TypeAlias, TypedDict, cast

from worksheets.answers import Value
from worksheets.editing import Effect, Folded, Head, History
from worksheets.json_values import Json

_Heads: TypeAlias = Mapping[str, Sequence[tuple[str, Value, str, int, str]]]
_Effect: TypeAlias = tuple[str, _Heads, _Heads]


class _Snapshot(TypedDict):
    revision: int
    heads: _Heads
    histories: Mapping[str, tuple[Sequence[_Effect], Sequence[_Effect]]]


def to_json(folded: Folded) -> Mapping[str, object]:
    """Return the fold as JSON has it: every head, effect and history is the list of its fields."""
    revision, heads, histories = astuple(folded)
    return {"revision": revision, "heads": heads, "histories": histories}


def from_json(snapshot: Json) -> Folded:
    """Return the fold that `to_json` wrote; a snapshot is kept sealed, so it is taken at its word."""
    kept = cast(_Snapshot, snapshot)
    return Folded(
        kept["revision"],
        _heads(kept["heads"]),
        {key: History(_effects(undo), _effects(redo)) for key, (undo, redo) in kept["histories"].items()},
    )


def _heads(written: _Heads) -> dict[str, tuple[Head, ...]]:
    return {path: tuple(Head(*head) for head in standing) for path, standing in written.items()}


def _effects(written: Sequence[_Effect]) -> tuple[Effect, ...]:
    return tuple(Effect(gesture, _heads(before), _heads(after)) for gesture, before, after in written)
