"""Coming back on another day: whether what the worksheet asks is still the question."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import blocks, browser, days, navigation
from components.open_workbook import OpenWorkbook
from worksheets.clock import Instant
from worksheets.language import _
from worksheets.workbook import NAME

_RETURNED: Final = "returned"


def note(before: Instant | None) -> None:
    """Note that a worksheet was opened in this window, and when that person had it open before."""
    st.session_state[_RETURNED] = before is not None and days.day_of(before) < days.today()


def draw(opened: OpenWorkbook) -> None:
    """Ask once in a visit that is on another day than the one before; whatever is answered, nothing is lost."""
    about, today = opened.about, days.today()
    is_asked = about.change and not about.example and about.still != today
    if not is_asked or not st.session_state.get(_RETURNED) or navigation.is_large():
        return
    path, said = f"{NAME}/still", today.isoformat()
    start = navigation.address(navigation.START, opened.id)
    question = blocks.Quote(_("Is this still the question?"), [about.change])
    yes = blocks.Turn(_("Yes"), navigation.same(), path, said)
    change = blocks.Turn(_("Change the words"), start, path, said)
    browser.show_sheet("returning", [blocks.Row([question, blocks.Row([yes, change])])], opened)
