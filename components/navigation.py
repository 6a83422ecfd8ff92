"""Where a window is, kept in its address: which page, and which workbook; never a word that somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import streamlit as st

from components.window import Place
from worksheets import (
    ABOUT_ONE_CHANGE,
    decisional_balance,
    feedback,
    language,
    outlook,
    page_of,
    plan,
    rulers,
    topics,
    values,
)
from worksheets.answers import IDENTIFIER, Answers
from worksheets.clock import new_id
from worksheets.editing import worksheet_of
from worksheets.language import _
from worksheets.workbook import Stance, Workbook, is_begun
from worksheets.worksheet import Worksheet

HOME: Final = "home"
START: Final = "start"
SUMMARY: Final = "summary"
TOPICS: Final = topics.NAME
KEEPING: Final = "keeping"
READING: Final = "reading"
HELP: Final = "help"
HOW_THIS_WORKS: Final = "how_this_works"
ACCESSIBILITY: Final = "accessibility"
TAKEN_AWAY: Final = "taken_away"

_LARGE: Final = "large"
_PICTURE: Final = "picture"
_WINDOWS: Final = ("wide", "narrow")
_PLACE: Final = "place"
_VISIT: Final = "visit"

_FIRST: Mapping[Stance, tuple[Worksheet, ...]] = {
    Stance.BUILD: (rulers, decisional_balance),
    Stance.DECIDED: (plan, outlook),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A page of a workbook: its name in the address, its title, and the worksheets on it."""

    page: str
    title: str
    worksheets: tuple[Worksheet, ...]

    @property
    def short(self) -> str:
        """Its title where there is little room: a part of it, so that whoever says what they see is understood."""
        # For translators: “Values and strengths” where there is little room: a word that is in its translation, too.
        return _("Values") if values in self.worksheets else self.title

    @property
    def has_picture(self) -> bool:
        """Whether its charts are looked at in place of what there is to write in."""
        return decisional_balance in self.worksheets


def address(page: str, workbook: str | None = None, **more: str) -> dict[str, str]:
    """Give the query string of this page; HOME with a workbook is where that was left, and a large view stays large."""
    query = {} if page == HOME else {"page": page}
    if workbook:
        query["workbook"] = workbook
    return {**as_large(query, is_large()), **more}


def here() -> tuple[str, str | None]:
    """Return the page and the workbook in this window's address."""
    return st.query_params.get("page", HOME), st.query_params.get("workbook")


def asked() -> str:
    """Return the step that an address without a workbook names, as the code on a blank worksheet does, or HOME."""
    page = here()[0]
    return page if any(step.page == page for step in steps(Stance.EXPLORE)) else HOME


def settle(page: str, workbook: str | None, *, one_by_one: bool) -> None:
    """Note which page this run draws."""
    place_before = st.session_state.get(_PLACE)
    st.session_state[_PLACE] = f"{page} {workbook} {entry()} {one_by_one} {view()} {is_large()} {is_picture()} {copy()}"
    if st.session_state[_PLACE] != place_before:
        window, number = st.session_state.get(_VISIT, (new_id(), 0))
        st.session_state[_VISIT] = window, number + 1


def place() -> Place:
    """Return where this window is; a fragment that runs again is still on the page that drew it."""
    return Place(str(st.session_state[_PLACE]), visit(), named(), language.spoken())


def visit() -> str:
    """Return what tells this visit to the page from every other: what is private closes when the page is left.

    It ends in the number of the visit: a browser may come to draw an earlier page after a later one.
    """
    window, number = st.session_state[_VISIT]
    return f"{window} {number}"


def entry() -> str | None:
    """Return the item of the page's worksheet that this window's address names."""
    named = st.query_params.get("entry", "")
    return named if re.fullmatch(IDENTIFIER, named) else None


def begins() -> str | None:
    """Return the number of the kind of item that the page begins, if the one in the address is not there yet."""
    return st.query_params.get("begin")


def view() -> int | None:
    """Return the question of the page, from 1, that the address names, if it names one; 0 is the whole spread."""
    return _number("view")


def named() -> str:
    """Return the path of the box on the page that the address leads to, or ""."""
    return st.query_params.get("at", "")


def copy() -> str:
    """Return the number of the copy that has left, in the trail, which the address leads to, or ""."""
    return st.query_params.get("copy", "")


def shown(at_first: int) -> int:
    """Return how many lines of a long list the address asks for; `at_first` if it does not say."""
    return _number("shown") or at_first


def same() -> dict[str, str]:
    """Give the query string of this same page."""
    return st.query_params.to_dict()


def showing(count: int) -> dict[str, str]:
    """Give the query string of this same page with so many lines of its list."""
    return {**same(), "shown": str(count)}


def is_large() -> bool:
    """Return whether the page is shown large, for a screen that two people look at."""
    return st.query_params.get(_LARGE) == "1"


def as_large(query: Mapping[str, str], large: bool) -> dict[str, str]:
    """Return the same page, shown large or not."""
    rest = {name: value for name, value in query.items() if name != _LARGE}
    return {**rest, _LARGE: "1"} if large else rest


def is_picture() -> bool:
    """Return whether what was written is looked at as a picture, in place of the boxes to write in."""
    return st.query_params.get(_PICTURE) in ("1", *_WINDOWS)


def pictured_for() -> str:
    """Return the windows that the picture is drawn for, "wide" or "narrow", if the address says so; otherwise ""."""
    asked = st.query_params.get(_PICTURE, "")
    return asked if asked in _WINDOWS else ""


def as_picture(query: Mapping[str, str]) -> dict[str, str]:
    """Return the same page, looked at as a picture; the browser says whether its window is wide or narrow."""
    return {**query, _PICTURE: "1"}


def go_to(query: Mapping[str, str]) -> None:
    """Open the page with this query string; for use in callbacks."""
    st.query_params.from_dict(dict(query))


def beginning(about: Workbook, answers: Answers) -> str:
    """Return the page on which a workbook opens: where something was changed last."""
    if topics.is_map(answers):
        return TOPICS
    if not is_begun(answers):
        return START
    there = steps(about.stance)
    if about.example:
        return there[0].page
    pages = {worksheet.NAME: step.page for step in there for worksheet in step.worksheets}
    written = [path for path in answers.paths("") if worksheet_of(path) in pages]
    return pages[worksheet_of(max(written, key=answers.revision_of))] if written else there[0].page


def steps(stance: Stance) -> tuple[Step, ...]:
    """Return the pages of a workbook in the order that suits the stance.

    People who build on their reasons begin with the rulers, and people who have decided with the plan [CB].
    """
    first = _FIRST.get(stance, ())
    in_order = (*first, *(worksheet for worksheet in ABOUT_ONE_CHANGE if worksheet not in first))
    found = [(name, tuple(each)) for name, each in groupby(in_order, key=page_of)]
    return tuple(
        Step(SUMMARY if name == feedback.NAME else name, worksheets[0].title(), worksheets)
        for name, worksheets in found
    )


def steps_of_topics() -> tuple[Step, ...]:
    """Return the pages of a workbook that is a page of topics."""
    return Step(TOPICS, topics.title(), (topics,)), Step(SUMMARY, feedback.title(), ())


def _number(name: str) -> int | None:
    number = st.query_params.get(name, "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 5 else None
