"""What every block is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from worksheets.json_values import Tagged

Query: TypeAlias = Mapping[str, str]
"""The query string of a page, as names and values."""


class Block(Tagged):
    """Something that a page is put together from; each kind is a dataclass in this package."""

    __slots__ = ()
