"""What was said at different times: the latest is on the page, and more of it when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from components import blocks, navigation
from components.blocks import Block
from worksheets.language import _

SHOWN_AT_FIRST: Final = 10
SHOWN_MORE: Final = 100

T = TypeVar("T")


def latest(said: Sequence[T], draw: Callable[[Sequence[T]], Sequence[Block]], earlier: str) -> list[Block]:
    """Draw as much of what was `said`, the oldest first, as the address asks for; `earlier` names the button for more.

    What is drawn is the newest first.
    """
    shown = navigation.shown(SHOWN_AT_FIRST)
    there = said[-shown:][::-1]
    if len(there) == len(said):
        return [*draw(there)]
    # For translators: of dated entries, such as those of a journal.
    count = _("The latest {count} of {total}").format(count=len(there), total=len(said))
    more = blocks.Turn(earlier, navigation.showing(shown + SHOWN_MORE))
    return [*draw(there), blocks.Row([blocks.Note(count), more])]
