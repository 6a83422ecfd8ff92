"""The calendar of the person at this window: which day it is there, and on which day something was written."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from worksheets import language


def today() -> date:
    """The day it is where the person is."""
    return datetime.now(_zone()).date()


def day_of(milliseconds: int) -> date:
    """The day where the person is, of a moment in milliseconds since 1970, UTC."""
    return moment(milliseconds).date()


def moment(milliseconds: int) -> datetime:
    """A moment in milliseconds since 1970, UTC, by the clock where the person is."""
    return datetime.fromtimestamp(milliseconds / 1000, _zone())


def here(moment: datetime) -> datetime:
    """The same moment by the clock where the person is."""
    return moment.astimezone(_zone())


def day_in_words(milliseconds: int, *, with_time: bool = False) -> str:
    """The day where the person is, of such a moment, as the person reads it; if asked for, with the time of day."""
    moment = datetime.fromtimestamp(milliseconds / 1000, _zone())
    day = language.day_in_words(moment.date(), "medium")
    return f"{day}, {moment:%H:%M}" if with_time else day


def _zone() -> ZoneInfo:
    return ZoneInfo(st.context.timezone or "UTC")
