"""Get help now: whom to call in the chosen country; never set off by what somebody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import streamlit as st

from components import blocks, browser, country
from components.installation import store
from components.who import actor
from worksheets.help_lines import HelpLine, SettingsUnreadable, read, settings_file
from worksheets.language import _
from worksheets.storage import NotGranted, StorageError

_COUNTRY: Final = "country"


def draw() -> None:
    """Draw the page."""
    try:
        help_lines = read(settings_file())
    except SettingsUnreadable as error:
        anywhere = HelpLine(_("Emergency, from a mobile phone in most countries"), "112")
        _show([anywhere], str(error))
        return
    chosen = help_lines.country(_chosen_before() or country.here())
    disclaimer = _(
        "Both Sides is a worksheet. It is not a diagnosis or a treatment, and nobody is watching what is written in "
        "it. Stopping alcohol or some medicines suddenly can be dangerous: ask a doctor first."
    )
    _show(chosen.lines, disclaimer, _("Help lines for: {country}").format(country=chosen.name))
    st.selectbox(
        _("Country"),
        help_lines.countries,
        index=help_lines.countries.index(chosen),
        format_func=lambda each: each.name,
        key=_COUNTRY,
        on_change=_choose,
        width=352,
    )


def _chosen_before() -> str | None:
    """Return the country that was chosen last; help is there even when the database is not."""
    try:
        return store().preference(actor(), _COUNTRY)
    except (StorageError, NotGranted):
        chosen = st.session_state.get(_COUNTRY)
        return chosen.code if chosen else None


def _choose() -> None:
    with suppress(StorageError, NotGranted):
        store().prefer(actor(), _COUNTRY, st.session_state[_COUNTRY].code)


def _show(lines: Sequence[HelpLine], below: str, whose: str = "") -> None:
    danger = _("If you or someone else is in danger, call now. Call, too, if you think about ending your life.")
    contacts = blocks.Contacts([blocks.Contact(line.name, line.number, line.note) for line in lines])
    heading = [blocks.Heading(whose, 2)] if whose else []
    head = [blocks.Heading(_("Get help now")), blocks.Note(danger)]
    browser.show_blocks("help", [*head, *heading, contacts, blocks.Note(below)])
