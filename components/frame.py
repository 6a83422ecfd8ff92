"""The frame around every page: the way home, the steps, the stance, what is saved, and help."""

from __future__ import annotations

import streamlit as st

from components import browser, guided, navigation, speaking
from components.browser import told
from components.open_workbook import OpenWorkbook
from worksheets import decisional_balance as grid
from worksheets import topics
from worksheets.language import _, direction, spoken
from worksheets.workbook import is_begun


def draw(page: str, opened: OpenWorkbook | None, lock: told.Lock | None, *, out: bool) -> None:
    """Draw the frame of this page, for somebody who may see what was written, or who is `out`."""
    id_ = opened.id if opened else None
    stance = opened.about.stance if opened and is_begun(opened.answers) else None
    are_topics = opened is not None and topics.is_map(opened.answers)
    steps = navigation.steps_of_topics() if are_topics else navigation.steps(stance) if stance else ()
    links = [
        told.StepLink(
            step.short,
            navigation.address(step.page, id_),
            step.title,
            current=step.page == page,
            worksheets=[worksheet.NAME for worksheet in step.worksheets],
        )
        for step in steps
    ]
    name = _("Both Sides")
    template = opened.about.template if opened else ""
    to_start = told.PageLink(template or stance.label, navigation.address(navigation.START, id_)) if stance else None
    is_large = navigation.is_large()
    other = [*([_other_way(page, id_)] if stance else []), _smaller()] if is_large else []
    if not is_large and not links:
        other.append(told.PageLink(_("How this works"), navigation.address(navigation.HOW_THIS_WORKS, id_)))
    browser.show_frame(
        told.Frame(
            language=spoken(),
            direction=direction(),
            languages=told.Languages(_("Language"), speaking.options(), speaking.COOKIE),
            large=is_large,
            home=told.PageLink(name, navigation.address(navigation.HOME), _("Both Sides: your worksheets")),
            help=told.PageLink(_("Get help now"), navigation.address(navigation.HELP, id_)),
            steps=[] if is_large else links,
            stance=None if is_large else to_start,
            other=other,
            workbook=opened.for_window() if opened else None,
            lock=lock,
            out=out,
            phrases=browser.phrases(),
        ),
        speaking.choose,
    )


def _other_way(page: str, id_: str | None) -> told.PageLink:
    """Return the way from one question to the whole spread, and back to one question."""
    if page == grid.NAME and navigation.view() == guided.SPREAD:
        return told.PageLink(_("One question at a time"), navigation.address(grid.NAME, id_))
    return told.PageLink(_("See both sides"), navigation.address(grid.NAME, id_, view=str(guided.SPREAD)))


def _smaller() -> told.PageLink:
    return told.PageLink(_("Leave the large view"), navigation.as_large(st.query_params.to_dict(), False))
