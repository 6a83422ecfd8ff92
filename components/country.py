"""The country of the person at this window, as far as their browser tells."""

from __future__ import annotations

from typing import Final

import streamlit as st
from babel.core import get_global

_NOWHERE: Final = ("ZZ", "001")


def here() -> str | None:
    """Return the country that the browser's language names, or else its time zone; None if neither names one."""
    return of_language(st.context.locale) or of_zone(st.context.timezone)


def of_language(tag: str | None) -> str | None:
    """Return the country in a language tag: AT in "de-AT", TW in "zh-Hant-TW", none in "de"."""
    _language, *subtags = (tag or "").replace("_", "-").split("-")
    for subtag in subtags:
        if len(subtag) == 1:
            return None
        if len(subtag) == 2 and subtag.isascii() and subtag.isalpha():
            return subtag.upper()
    return None


def of_zone(name: str | None) -> str | None:
    """Return the country that a time zone lies in: IE for "Europe/Dublin", none for "UTC"."""
    zone = get_global("zone_aliases").get(name or "", name or "")
    country = get_global("zone_territories").get(zone)
    return None if country in (None, *_NOWHERE) else str(country)
