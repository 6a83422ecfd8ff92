"""The topics on the page: a circle for each thing on somebody's mind, and each can begin a worksheet of its own."""

from __future__ import annotations

import streamlit as st

from components import blocks, navigation
from components.blocks import Block
from components.installation import store
from components.open_workbook import OpenWorkbook
from components.window import WindowsWorkbook
from worksheets import topics
from worksheets.editing import Folded
from worksheets.language import _
from worksheets.storage import new_id
from worksheets.topics import CIRCLES, FEWEST, LONGEST, MOST, NAME, question


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return the circles."""
    begun = [
        str(circle.answers["worksheet"]) for circle in topics.read(opened.answers) if "worksheet" in circle.answers
    ]
    next_ = _next(opened)
    circles = blocks.Circles(
        NAME,
        CIRCLES,
        _("Circle"),
        LONGEST,
        FEWEST,
        MOST,
        _("…"),
        begin=_("Begin with this"),
        next=next_,
        query=navigation.address(navigation.START, next_.id),
        go_on=_("Go on with this"),
        begun={id_: navigation.address(navigation.HOME, id_) for id_ in begun if _is_there(opened, id_)},
    )
    hint = _("Put each thing in a circle of its own. Begin with one of them: the others wait here.")
    return [blocks.Group(question(), [circles], hint)]


def _next(opened: OpenWorkbook) -> WindowsWorkbook:
    """Return the workbook that a circle can begin: the same one until it is there."""
    key = f"topics {opened.id}"
    id_ = st.session_state.setdefault(key, new_id())
    if _is_there(opened, id_):
        id_ = st.session_state[key] = new_id()
    return OpenWorkbook(id_, opened.actor, Folded()).for_window()


def _is_there(opened: OpenWorkbook, id_: str) -> bool:
    return store().keeping(opened.actor, id_) is not None
