"""Where a window is, kept in its address: which page, and which workbook; never a word that somebody wrote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from worksheets import WORKSHEETS, decisional_balance, rulers
from worksheets.answers import Worksheet
from worksheets.workbook import Stance, Workbook

HOME: Final = "home"
START: Final = "start"
SUMMARY: Final = "summary"
HELP: Final = "help"


def address(page: str, workbook: str | None = None) -> dict[str, str]:
    """The query string of this page, as names and values; HOME with a workbook is where that workbook begins."""
    query = {} if page == HOME else {"page": page}
    return {**query, "workbook": workbook} if workbook else query


def here() -> tuple[str, str | None]:
    """The page and the workbook in this window's address."""
    return st.query_params.get("page", HOME), st.query_params.get("workbook")


def go_to(query: Mapping[str, Any]) -> None:
    """Open the page with this query string; for use in callbacks."""
    st.query_params.from_dict({str(name): str(value) for name, value in query.items()})


def beginning(about: Workbook) -> str:
    """The page on which a workbook opens."""
    return steps(about.stance)[0].NAME if about.change else START


def steps(stance: Stance) -> tuple[Worksheet, ...]:
    """The worksheets in the order that suits the stance: building on one's reasons begins with the rulers [CB]."""
    if stance is not Stance.BUILD:
        return WORKSHEETS
    first: tuple[Worksheet, ...] = (rulers, decisional_balance)
    return (*first, *(worksheet for worksheet in WORKSHEETS if worksheet not in first))
