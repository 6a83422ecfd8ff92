"""Get help now: whom to call in the chosen country; never set off by what somebody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components import blocks, browser, country, navigation
from components.blocks import Block
from components.installation import store
from components.who import actor
from worksheets.help_lines import ANYWHERE, OURS, HelpLine, HelpLines, SettingsUnreadable, read, settings_file
from worksheets.language import _
from worksheets.storage import NotGranted, StorageError

_COUNTRY: Final = "country"
_NAMED: Final = "country_named"


def draw() -> None:
    """Draw the page."""
    try:
        help_lines = read(settings_file())
    except SettingsUnreadable as error:
        _show([_contact(HelpLine(ANYWHERE, "112"))], [blocks.Note(str(error))])
        return
    chosen = help_lines.country(_chosen(help_lines) or country.here())
    disclaimer = _(
        "Both Sides is a worksheet. It is not a diagnosis or a treatment, and nobody is watching what is written in "
        "it. Stopping alcohol or some medicines suddenly can be dangerous: ask a doctor first."
    )
    others = [
        blocks.LinkLine(each.name, {**navigation.same(), _COUNTRY: each.code})
        for each in help_lines.countries
        if each is not chosen
    ]
    choosing = [blocks.Folded(_("Choose another country"), [blocks.Links(others)])] if others else []
    whose = _("Help lines for: {country}").format(country=chosen.name)
    contacts = [_contact(line, chosen.language) for line in chosen.lines]
    _show(contacts, [*choosing, blocks.Note(disclaimer)], whose)


def _chosen(help_lines: HelpLines) -> str | None:
    """Return the country that the address names, or that was chosen last; without the database, the address will do.

    It is chosen by a tap on this page: an address that somebody comes with, perhaps from elsewhere, changes nothing.
    """
    named = next((each.code for each in help_lines.countries if each.code == st.query_params.get(_COUNTRY)), None)
    before = st.session_state.get(_NAMED, named)
    st.session_state[_NAMED] = named
    try:
        if named and named != before:
            store().prefer(actor(), _COUNTRY, named)
        return named or store().preference(actor(), _COUNTRY)
    except (StorageError, NotGranted):
        return named


def _contact(line: HelpLine, language: str = "") -> blocks.Contact:
    """Return it with our own words in the language of the page, and all others in this one."""
    name, note = (
        blocks.InLanguage(_(text)) if text in OURS else blocks.InLanguage(text, language)
        for text in (line.name, line.note)
    )
    return blocks.Contact(name, line.number, note)


def _show(contacts: Sequence[blocks.Contact], below: Sequence[Block], whose: str = "") -> None:
    danger = _("If you or someone else is in danger, call now. Call, too, if you think about ending your life.")
    heading = [blocks.Heading(whose, 2)] if whose else []
    head = [blocks.Heading(_("Get help now")), blocks.Note(danger)]
    browser.show_blocks("help", [*head, *heading, blocks.Contacts(contacts), *below])
