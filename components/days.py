"""The calendar of the person at this window: which day it is there, and on which day something was written."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

import streamlit as st
from babel.dates import format_time

from worksheets import clock, language
from worksheets.clock import Instant, now
from worksheets.language import _


def today() -> date:
    """Return today's date where the person is."""
    return day_of(now())


def day_of(at: Instant) -> date:
    """Return the date at this moment, where the person is."""
    return moment(at).date()


def moment(at: Instant) -> datetime:
    """Return this moment by the clock where the person is."""
    return datetime.fromtimestamp(at / 1000, _zone())


def day_in_words(at: Instant) -> str:
    """Return the date at this moment where the person is, written as they read it."""
    return language.day_in_words(day_of(at), "medium")


def time_in_words(moment: datetime) -> str:
    """Return the date and the time where the person is, written as they read them."""
    here = moment.astimezone(_zone())
    time = format_time(here, "short", locale=language.locale())
    # For translators: a date and a time of day: “Nov 22, 2026, 2:06 PM”.
    return _("{day}, {time}").format(day=language.day_in_words(here.date(), "medium"), time=time)


def _zone() -> tzinfo:
    return clock.zone(st.context.timezone, st.context.timezone_offset)
