"""Plain values: what JSON can hold, for those who do not know Python's types, such as Typst and the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from worksheets.json_values import Json


def plain(value: object) -> Json:
    """The value as JSON has it: a dataclass by the names of its fields, a tuple as a list, an enum as its value.

    Raises TypeError for what JSON cannot hold.
    """
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
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} is nothing that JSON can hold")
