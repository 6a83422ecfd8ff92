"""The end of a session on the page: two questions that may stay empty, and what was said at earlier sessions."""

from __future__ import annotations

from components import blocks, days
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from worksheets.feedback import NAME, SESSIONS, Session, path_on, questions, read
from worksheets.language import _


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return both questions about the session of today, and the answers of those before."""
    path = path_on(opened.answers, days.today())
    hint = _("Only if you like. Both can stay empty.")
    asked = blocks.Beginning(NAME, path.removeprefix(f"{NAME}/"), SESSIONS, "date", blocks.asked(path, questions()))
    earlier = [_earlier(each) for each in reversed(read(opened.answers)) if each.path != path]
    before = [blocks.Folded(_("What you said at the end of earlier sessions"), earlier)] if earlier else []
    return [blocks.Group(_("The end of the session"), [asked], hint), *before]


def _earlier(session: Session) -> Block:
    boxes = [
        blocks.Words(f"{session.path}/{field}", question, if_written=True) for field, question in questions().items()
    ]
    return blocks.Group(session.name, boxes)
