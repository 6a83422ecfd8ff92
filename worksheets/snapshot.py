"""A snapshot: what a workbook's edits add up to, as JSON, so that they need not all be folded each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from typing import Any

from worksheets.editing import Effect, Folded, Head, History


def to_json(folded: Folded) -> Mapping[str, Any]:
    """Return the fold as JSON has it: every head, effect and history is the list of its fields."""
    revision, heads, histories = astuple(folded)
    return {"revision": revision, "heads": heads, "histories": histories}


def from_json(snapshot: Any) -> Folded:
    """Return the fold that `to_json` wrote; a snapshot is kept sealed, so it is taken at its word."""
    histories = snapshot["histories"].items()
    return Folded(
        snapshot["revision"],
        _heads(snapshot["heads"]),
        {key: History(_effects(undo), _effects(redo)) for key, (undo, redo) in histories},
    )


def _heads(written: Mapping[str, Any]) -> dict[str, tuple[Head, ...]]:
    return {path: tuple(Head(*head) for head in standing) for path, standing in written.items()}


def _effects(written: Iterable[Any]) -> tuple[Effect, ...]:
    return tuple(Effect(gesture, _heads(before), _heads(after)) for gesture, before, after in written)
