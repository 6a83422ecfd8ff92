"""JSON: what its values may be, and the one place where text is read as such."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def json_in(text: str | bytes, *, strict: bool = False) -> Json:
    """The value in this text; raises ValueError if it is not JSON, or nested too deeply to be read.

    If `strict`, NaN and Infinity are not JSON either, nor is an object that has one name twice.
    """
    try:
        value: Json = (
            json.loads(text, object_pairs_hook=_each_once, parse_constant=_refuse) if strict else json.loads(text)
        )
    except RecursionError as error:
        raise ValueError from error
    return value


def _each_once(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    once = dict(pairs)
    if len(once) < len(pairs):
        raise ValueError
    return once


def _refuse(_constant: str) -> Json:
    raise ValueError
