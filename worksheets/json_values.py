"""JSON: what its values may be, and the one place each in which text and typed values become JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def json_in(text: str | bytes, *, strict: bool = False) -> Json:
    """Give the value in this text; if `strict`, without NaN, Infinity or a name that comes twice. Raises ValueError."""
    hooks: dict[str, Any] = {"object_pairs_hook": _each_once, "parse_constant": _refuse} if strict else {}
    try:
        value: Json = json.loads(text, **hooks)
    except RecursionError as error:
        raise ValueError from error
    return value


class Tagged:
    """A dataclass that says in JSON which one it is: its name in snake case stands there as `kind`."""

    __slots__ = ()


def kind_of(tagged: type[Tagged]) -> str:
    """Return the kind that is written for this dataclass: "side_by_side" for SideBySide."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", tagged.__name__).lower()


def plain(value: object) -> Json:
    """Give the value as JSON has it: a dataclass by the names of its fields, an enum as its value; raises TypeError."""
    match value:
        case Enum():
            return plain(value.value)
        case None | bool() | int() | float() | str():
            return value
        case Mapping():
            return {str(key): plain(part) for key, part in value.items()}
        case list() | tuple():
            return [plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        kind: dict[str, Json] = {"kind": kind_of(type(value))} if isinstance(value, Tagged) else {}
        return kind | {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} is nothing that JSON can hold")


def _each_once(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    once = dict(pairs)
    if len(once) < len(pairs):
        raise ValueError
    return once


def _refuse(_constant: str) -> Json:
    raise ValueError
