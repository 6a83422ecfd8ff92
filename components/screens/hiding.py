"""Whether the home page shows whose worksheets there are: not where they are of several people, until somebody asks."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

import streamlit as st

from components import blocks, navigation
from components.who import actor
from worksheets.language import _
from worksheets.storage import ALONE, Listed
from worksheets.storage.listing import are_of_several_people

_COOKIE: Final = "both_sides_list"
_LEFT: Final = "both_sides_left"
"""Of a browser in which somebody has left quickly, or begun with somebody new, until it is closed."""

_SHOWN: Final = "always_show"
_HIDDEN: Final = "always_hide"

_CHOSEN: Final = "list_chosen"
_SEVERAL: Final = "list_of_several"
_SHOWN_ON: Final = "list_shown_on"
_NAME: Final = "list_name"


def is_usual(found: Iterable[Listed]) -> bool:
    """Return whether the list is hidden at first, by what this browser remembers or by whose these are.

    Once this window has found those of several people, it is: they are still there if fewer are looked at.
    """
    left = _HIDDEN if _LEFT in st.context.cookies else None
    chosen = st.session_state.get(_CHOSEN) or left or st.context.cookies.get(cookie())
    if chosen in (_SHOWN, _HIDDEN):
        return bool(chosen == _HIDDEN)
    if are_of_several_people(each.listing for each in found if not each.is_damaged):
        st.session_state[_SEVERAL] = True
    return _SEVERAL in st.session_state


def cookie() -> str:
    """Give the name under which the browser remembers, by `components/browser/home.js`, what this account chose."""
    author = actor().author
    return _COOKIE if author == ALONE.author else f"{_COOKIE}_{sha256(author.encode()).hexdigest()[:12]}"


def is_ended() -> bool:
    """Return whether the list was shown on this visit to the page."""
    return bool(st.session_state.get(_SHOWN_ON) == navigation.visit())


def choose(how: str) -> None:
    """Show or hide the list for now, or always: then the browser remembers it, and tells the next window."""
    if how in (_SHOWN, _HIDDEN):
        st.session_state[_CHOSEN] = how
    if how == "show":
        go_on_showing()
    else:
        st.session_state.pop(_SHOWN_ON, None)


def go_on_showing() -> None:
    """Let the list stay for this visit, since somebody asks for more of what they see."""
    st.session_state[_SHOWN_ON] = navigation.visit()


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


def start_anew() -> blocks.StartAnew:
    """Return the way to leave nothing of anybody in this browser."""
    about = _(
        "Everything is saved first. Then this browser forgets what was chosen in it, and the first page opens with the "
        "list hidden."
    )
    return blocks.StartAnew(_("Clear, and start with somebody new"), about)
