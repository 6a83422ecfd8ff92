"""How blocks stand together: folded away, below a heading, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.blocks.block import Block
from components.blocks.writing import Tick


@dataclass(frozen=True, slots=True)
class Folded(Block):
    """Blocks that are hidden until somebody opens them; if not `private`, something to decide in them opens them.

    With a `level`, the summary is a heading.
    """

    summary: str
    blocks: Sequence[Block]
    private: bool = False
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Drawer(Block):
    """What is for the therapist, set apart at the foot of the page."""

    blocks: Sequence[Folded]


@dataclass(frozen=True, slots=True)
class Group(Block):
    """Blocks that belong together under a heading; a brief group is drawn smaller.

    It may be about one `side`: "here", how things are now, or "there", the change. What is answered in one that `folds`
    is all that is seen of it when the page opens, until somebody opens it.
    """

    label: str
    blocks: Sequence[Block]
    hint: str = ""
    brief: bool = False
    side: str = ""
    folds: bool = False


@dataclass(frozen=True, slots=True)
class Spread(Block):
    """Groups on two facing pages, if the screen is wide enough: in rows, or `by_page`, one half on each."""

    blocks: Sequence[Block]
    by_page: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide(Block):
    """Groups in two columns, or questions in three, if the screen is wide enough."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Column(Block):
    """Blocks below one another, as one of two columns that are side by side."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Slots(Block):
    """Short answers side by side, each a small box with its label in it, and an outline until something is written."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Facing(Block):
    """Two such boxes that face each other: what may come, and what follows from it."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Chips(Block):
    """Check boxes side by side, to tap as one taps a word."""

    blocks: Sequence[Tick]


@dataclass(frozen=True, slots=True)
class Row(Block):
    """Small blocks side by side, such as buttons."""

    blocks: Sequence[Block]


def folding(groups: Sequence[Group]) -> list[Group]:
    """Return these groups, folded once they are answered."""
    return [replace(group, folds=True) for group in groups]
