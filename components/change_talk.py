"""The further questions on a page, behind a quiet button, and what was answered to any of them."""

from __future__ import annotations

from components import blocks, navigation
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from worksheets import change_talk
from worksheets.change_talk import Where


def further(opened: OpenWorkbook, where: Where) -> list[Block]:
    """Return what can be asked there as the change is looked at now; nothing of it is on a large screen."""
    if navigation.is_large():
        return []
    sets = change_talk.sets(where, opened.about.stance)
    asked = {path for each in sets for path in each}
    before = [
        blocks.Words(line.path, line.question, if_written=True)
        for line in change_talk.lines(opened.answers, where)
        if line.path not in asked
    ]
    return [*before, blocks.Questions(sets)]
