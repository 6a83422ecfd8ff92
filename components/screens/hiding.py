"""Whether the home page shows whose worksheets there are: not where they are of several people, until somebody asks."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import blocks, navigation
from components.installation import store
from components.who import actor
from worksheets.language import _

PREFERENCE: Final = "list"
"""Under this name it is remembered whether the list is always shown, or always hidden."""

_SHOWN: Final = "always_show"
_HIDDEN: Final = "always_hide"

_SHOWN_ON: Final = "list_shown_on"
_NAME: Final = "list_name"


def is_usual() -> bool:
    """Whether the list is hidden when somebody comes to the page, by their own choice or because of whose it is."""
    chosen = store().preference(actor(), PREFERENCE)
    return chosen == _HIDDEN if chosen else store().lists_several_people(actor())


def is_ended() -> bool:
    """Return whether the list was shown on this visit to the page."""
    return bool(st.session_state.get(_SHOWN_ON) == navigation.visit())


def choose(how: str) -> None:
    """Show or hide the list for now, or always."""
    if how in (_SHOWN, _HIDDEN):
        store().prefer(actor(), PREFERENCE, how)
    if how == "show":
        st.session_state[_SHOWN_ON] = navigation.visit()
    else:
        st.session_state.pop(_SHOWN_ON, None)


def choices(*, usual: bool) -> list[blocks.Option]:
    """Return what can be chosen below the list while it is shown."""
    if not usual:
        return [blocks.Option(_HIDDEN, _("Hide this list until I ask for it"))]
    return [blocks.Option("hide", _("Hide them again")), blocks.Option(_SHOWN, _("Always show them here"))]


def look_for(name: str) -> None:
    """Look for the worksheets that bear this name, until the page is left."""
    st.session_state[_NAME] = (navigation.visit(), name)


def name_looked_for() -> str:
    """Return the name that is looked for on this visit to the page, or ""."""
    visit, name = st.session_state.get(_NAME, (None, ""))
    return str(name) if visit == navigation.visit() else ""
