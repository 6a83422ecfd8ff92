"""The page script: the frame, and the page that the window's address names."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import DRAWN_BY, charts, frame, help, home, navigation, start, summary
from components.blocks import heading, note
from components.browser import show_blocks, show_sheet
from components.opened import OpenWorkbook, actor, open_workbook, store
from worksheets.editing import Folded
from worksheets.language import _
from worksheets.storage import StorageError

SECONDS_BETWEEN_TRIES: Final = 3

_LAST_OPENED: Final = "last_opened"


def main() -> None:
    """Draw the page."""
    st.set_page_config(page_title=_("Both Sides"), layout="wide")
    try:
        store()
    except StorageError as error:
        _cannot_open(str(error))
        return
    page, id_ = navigation.here()
    opened = open_workbook(id_) if id_ else None
    if opened and st.session_state.get(_LAST_OPENED) != id_:
        store().opened(actor(), opened.id)
    st.session_state[_LAST_OPENED] = id_
    if id_ and opened is None and page in (navigation.START, navigation.HOME):
        opened = OpenWorkbook(id_, actor(), Folded())
    if opened and page == navigation.HOME:
        page = navigation.beginning(opened.about)
    frame.draw(page, opened)
    with st.container(key="page"):
        _draw(page, opened)
        if opened and opened.about.example:
            show_blocks("example", [note(_("This is an example. The person in it is made up."))])


def _draw(page: str, opened: OpenWorkbook | None) -> None:
    if page == navigation.HELP:
        help.draw()
    elif opened is None:
        home.draw()
    elif page in DRAWN_BY:
        _worksheet(page, opened.id)
    elif page == navigation.SUMMARY:
        summary.draw(opened.id)
    else:
        start.draw(opened)


@st.fragment
def _worksheet(name: str, id_: str) -> None:
    """One worksheet and its charts; runs again by itself after each save."""
    opened = open_workbook(id_)
    if opened is None:
        return
    show_sheet(name, DRAWN_BY[name].edit(opened), opened, undo=name)
    drawn = DRAWN_BY[name].charts(opened)
    if drawn:
        charts.show(drawn)


@st.fragment(run_every=SECONDS_BETWEEN_TRIES)
def _cannot_open(message: str) -> None:
    """Say what is wrong with the database, and go on by itself once it can be opened."""
    try:
        store()
    except StorageError as error:
        show_blocks("cannot_open", [heading(_("Your worksheets cannot be opened")), note(str(error))])
    else:
        st.rerun()


main()
