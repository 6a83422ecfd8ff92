"""The summary page: choose what goes on paper, look at it, and take it away as a PDF."""

from __future__ import annotations

import base64
from collections.abc import Collection
from datetime import UTC, date, datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

import streamlit as st

from components import blocks, browser
from components.opened import OpenWorkbook, open_workbook
from worksheets import language
from worksheets.answers import WorksheetError
from worksheets.language import _
from worksheets.summary import Contents, Paper, contents, file_name, parts, to_pages, to_pdf

_LETTER_COUNTRIES: Final = ("US", "CA", "MX", "CL", "CO", "PH")


@st.fragment
def draw(id_: str) -> None:
    """The page; runs again by itself when a part is chosen or left out."""
    opened = open_workbook(id_)
    if opened is None:
        return
    browser.show_blocks(
        "summary",
        [
            blocks.heading(_("Summary")),
            blocks.note(_("Choose what to include. The file has a neutral name, and nothing is sent anywhere.")),
        ],
    )
    choosing, looking = st.columns([1, 2], gap="large")
    with choosing:
        included = _chosen_parts(opened)
        paper = _chosen_paper()
        st.download_button(
            _("Download PDF"),
            data=partial(_pdf, id_, included, paper, language.spoken(), _today()),
            file_name=file_name(_today()),
            mime="application/pdf",
            on_click="ignore",
            type="primary",
            width="stretch",
        )
    with looking:
        _preview(contents(opened.answers, included, _today()), paper)


def _chosen_parts(opened: OpenWorkbook) -> frozenset[str]:
    return frozenset(
        part.id
        for part in parts(opened.answers)
        if st.checkbox(
            part.label, value=part.included_by_default, key=f"include {opened.id} {part.id}", persist_state="session"
        )
    )


def _chosen_paper() -> Paper:
    labels = {Paper.A4: _("A4"), Paper.LETTER: _("US Letter")}
    country = (st.context.locale or "").partition("-")[2]
    usual = Paper.LETTER if country in _LETTER_COUNTRIES else Paper.A4
    chosen = st.radio(
        _("Paper"),
        list(Paper),
        index=list(Paper).index(usual),
        format_func=labels.__getitem__,
        horizontal=True,
        key="paper",
        persist_state="session",
    )
    return chosen or usual


def _preview(page: Contents, paper: Paper) -> None:
    try:
        pages = to_pages(page, paper)
    except WorksheetError as error:
        browser.show_blocks("preview", [blocks.note(str(error))])
        return
    sources = [f"data:image/png;base64,{base64.b64encode(picture).decode()}" for picture in pages]
    descriptions = [
        _("Page {page} of {pages} of your summary, as it will be printed").format(page=number, pages=len(pages))
        for number in range(1, len(pages) + 1)
    ]
    browser.show_blocks("preview", [blocks.pictures(sources, descriptions)])


def _pdf(id_: str, included: Collection[str], paper: Paper, spoken: str, today: date) -> bytes:
    """The PDF of what is written when the button is pressed; runs outside the page."""
    language.use(spoken)
    opened = open_workbook(id_)
    if opened is None:
        raise WorksheetError(_("This worksheet is not there any more."))
    return to_pdf(contents(opened.answers, included, today), paper, datetime.now(UTC))


def _today() -> date:
    return datetime.now(ZoneInfo(st.context.timezone) if st.context.timezone else UTC).date()
