"""Who can see what is written, in people's words first, and where exactly it lies for those who ask."""

from __future__ import annotations

from components import blocks
from components.blocks import Block
from components.installation import where_exactly, who_can_see
from worksheets.language import _


def told(*more: str) -> list[Block]:
    """Return who can see it, with these sentences after it, and the folder and the key folded away."""
    return [blocks.Row([*map(blocks.Note, [_("Who can see this?"), who_can_see(), *more]), where()])]


def where() -> blocks.Folded:
    """Return where exactly it lies, folded away."""
    return blocks.Folded(_("Where exactly?"), [*map(blocks.Note, where_exactly())])
