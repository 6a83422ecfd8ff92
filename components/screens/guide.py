"""The guide cards: what helps the therapist at this step; hidden until asked for, and never on paper."""

from __future__ import annotations

from components import blocks
from components.blocks import Block
from components.navigation import Step
from worksheets.language import _


def cards(step: Step) -> list[Block]:
    """The cards of the worksheets on this page, folded away."""
    lines = [
        points
        for guide in (worksheet.guide() for worksheet in step.worksheets)
        for points in (
            blocks.Points(_("What helps to say"), guide.say),
            blocks.Points(_("What to leave out"), guide.avoid),
            blocks.Points(_("Where this comes from"), guide.sources),
        )
    ]
    return [blocks.Folded(_("For the therapist: a guide to this step"), lines)]
