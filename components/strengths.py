"""Strengths on the page."""

from __future__ import annotations

from components import blocks
from components.blocks import Block
from components.charts import Chart
from components.opened import OpenWorkbook
from worksheets.answers import LONGEST_ANSWER
from worksheets.language import _
from worksheets.strengths import NAME, question


def edit(opened: OpenWorkbook) -> list[Block]:
    """The question."""
    return [blocks.group(_("Strengths"), [blocks.words(f"{NAME}/first", question(), longest=LONGEST_ANSWER, lines=2)])]


def charts(opened: OpenWorkbook) -> list[Chart]:
    """There is nothing to draw of words."""
    return []
