"""The page script: the frame, and the page that the window's address names."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import streamlit as st

from components import charts, frame, guided, navigation, own_questions, speaking
from components.admission import needs_sign_in
from components.blocks import Block, Foot, Heading, Note, Row, Top, paths
from components.browser import entitle, show_blocks, show_sheet
from components.installation import store
from components.navigation import Step
from components.open_workbook import OpenWorkbook, open_workbook
from components.screens import (
    accessibility,
    accounts,
    backups,
    help,
    home,
    how_this_works,
    keeping,
    lock,
    returning,
    sharing,
    sign_in,
    start,
    summary,
    taken_away,
    therapist,
    topics,
)
from components.who import actor
from components.worksheets import CHARTED_BY, DRAWN_BY, TOLD_BY, check_ins, rulers
from worksheets import feedback
from worksheets.editing import Folded, worksheet_of
from worksheets.language import _
from worksheets.storage import ALONE, NotGranted, StorageError
from worksheets.storage.failures import NotUnlocked

SECONDS_BETWEEN_TRIES: Final = 3

_LAST_OPENED: Final = "last_opened"
_FOR_EVERYBODY: Final = (navigation.HELP, navigation.HOW_THIS_WORKS, navigation.ACCESSIBILITY)
"""The pages on which there is nothing that somebody wrote."""


def main() -> None:
    """Draw the page."""
    speaking.speak()
    page, id_ = navigation.here()
    opened, problem, outside, lockable, is_locked, key_lost = None, "", None, None, False, None
    try:
        store().vault.follow_restore()
        is_locked, key_lost = store().is_locked, store().vault.key_lost
        if not is_locked:
            store().vault.touch()
            opened = _open(page, id_)
            lockable = lock.for_window()
    except StorageError as error:
        problem = str(error)
    except NotGranted as error:
        outside = error
    if opened and page == navigation.HOME:
        page = navigation.beginning(opened.about, opened.answers)
    one_by_one = opened is not None and guided.is_chosen(opened)
    navigation.settle("locked" if is_locked else page, id_, one_by_one=one_by_one)
    try:
        frame.draw(page, opened, lockable, out=is_locked or outside is not None)
    except NotUnlocked:  # It was locked a moment ago, and without a frame this window would not notice.
        st.rerun()
    with st.container(key="page"):
        if key_lost:
            show_blocks("key_lost", [Note(str(key_lost))])
        if is_locked and page not in _FOR_EVERYBODY:
            lock.draw_locked()
        elif outside and page not in _FOR_EVERYBODY:
            sign_in.draw(outside, page)
        else:
            _draw(page, id_, opened, problem)
        if not navigation.is_large():
            foot = {navigation.HOW_THIS_WORKS: how_this_works.link, navigation.ACCESSIBILITY: accessibility.link}
            links = Row([link(opened) for leads_to, link in foot.items() if leads_to != page])
            show_blocks("links", [links, *speaking.told()])


def _open(page: str, id_: str | None) -> OpenWorkbook | None:
    """Open the workbook in the address, or a new one; None on the home page. Raises StorageError."""
    opened = open_workbook(id_, navigation.entry(), navigation.begins()) if id_ else None
    if opened and st.session_state.get(_LAST_OPENED) != id_:
        with suppress(StorageError):
            returning.note(store().note_opened(actor(), opened.id))
    st.session_state[_LAST_OPENED] = id_
    if id_ and opened is None and page in (navigation.START, navigation.TOPICS, navigation.HOME):
        was_erased = any(receipt.workbook == id_ for receipt in store().receipts(actor()))
        return None if was_erased else OpenWorkbook(id_, actor(), Folded())
    return opened


def _draw(page: str, id_: str | None, opened: OpenWorkbook | None, problem: str) -> None:
    if opened and opened.about.example and not navigation.is_large():
        show_blocks("example", [Note(_("This is an example. The person in it is made up."))])
    if page == navigation.HELP:
        help.draw()
    elif page == navigation.ACCESSIBILITY:
        accessibility.draw()
    elif problem:
        _cannot_open(problem, id_)
    elif page == navigation.HOW_THIS_WORKS:
        how_this_works.draw(opened)
    elif page == lock.PAGE and not needs_sign_in():
        lock.draw_choice()
    elif page == accounts.PAGE and accounts.are_mine_to_manage():
        accounts.draw()
    elif page == backups.PAGE and actor() == ALONE:
        backups.draw()
    elif page == navigation.READING and id_:
        sharing.draw(id_)
    elif opened is None:
        home.draw()
    elif page == navigation.KEEPING:
        keeping.draw(opened)
    elif page == navigation.TAKEN_AWAY:
        taken_away.draw(opened)
    elif topics.is_here(page, opened):
        topics.draw(page, opened)
    elif step := next((step for step in navigation.steps(opened.about.stance) if step.page == page), None):
        returning.draw(opened)
        if page == navigation.SUMMARY:
            summary.draw(opened.id)
        view = navigation.view()
        if view is None:
            view = guided.left_at(step, _blocks(step, opened), opened) if guided.is_chosen(opened) else 1
        _step(step, opened, view)
        if not navigation.is_large():
            therapist.draw(step, opened)
    else:
        start.draw(opened)


@st.fragment
@speaking.in_its_language
def _step(step: Step, before: OpenWorkbook, view: int) -> None:
    """Draw one step and its charts; it runs again by itself after each save, and stays at its view."""
    opened = open_workbook(before.id, before.entry, before.begins)
    if opened is None:
        return
    names = [worksheet.NAME for worksheet in step.worksheets]
    page, own = _blocks(step, opened), [*own_questions.edit(step, opened), *own_questions.adding(step, opened)]
    undo = _undone(names, [*page, *own], opened)
    undone_at = None
    one_by_one = guided.is_chosen(opened)
    charted = [CHARTED_BY[name] for name in names if name in CHARTED_BY and step.has_picture == navigation.is_picture()]
    if one_by_one:
        page = guided.one_view(step, page, opened, view)
        undone_at = None if view == guided.SPREAD else guided.address(step, opened)
    elif not charted:
        page += own
    answering = rulers.answering(page, opened)
    top = [] if step.page == navigation.SUMMARY else [Top(step.title, guided.looks(step, opened), answering)]
    day = check_ins.day(opened) if opened.entry else ""
    picture = _("Picture") if navigation.is_picture() else ""
    entitle(*(block.where for block in page if isinstance(block, Foot)), day, picture, step.title)
    with st.container(key=f"step_{step.page}"):
        show_sheet(f"{step.page} {opened.entry}", [*top, *page], opened, undo, undone_at)
        if navigation.is_large():
            return
        if drawn := [chart for each in charted for chart in each(opened)]:
            charts.show(drawn)
    if told := [block for name in names if name in TOLD_BY for block in TOLD_BY[name](opened)]:
        show_blocks(f"{step.page} told", told)
    if not one_by_one:
        if charted and own:
            show_sheet(f"{step.page} own", own, opened)
        show_blocks(f"{step.page} foot", [guided.foot(step, opened)])


def _blocks(step: Step, opened: OpenWorkbook) -> list[Block]:
    """Return the page of a step, without the questions that somebody added.

    The whole summary asks about the session beside the paper.
    """
    beside = feedback if step.page == navigation.SUMMARY and not guided.is_chosen(opened) else None
    there = [worksheet for worksheet in step.worksheets if worksheet is not beside]
    return [block for worksheet in there for block in DRAWN_BY[worksheet.NAME](opened)]


def _undone(names: Sequence[str], page: Sequence[Block], opened: OpenWorkbook) -> list[str]:
    """Return where Undo takes back here: in the page's worksheets or its open item, and wherever else the page asks."""
    own = [f"{name}/{opened.entry}" if opened.entry else name for name in names]
    asked = {path for block in page for path in paths(block, opened.answers)}
    elsewhere = {path for path in asked if worksheet_of(path) not in names}
    return [*own, *own_questions.undone(elsewhere)]


@st.fragment(run_every=SECONDS_BETWEEN_TRIES)
@speaking.in_its_language
def _cannot_open(message: str, id_: str | None) -> None:
    """Say what is wrong with the database, and go on by itself once it works again."""
    try:
        if not store().is_locked and id_:
            open_workbook(id_)
    except StorageError as error:
        show_blocks("cannot_open", [Heading(_("Your worksheets cannot be opened")), Note(str(error))])
    else:
        st.rerun()


main()
