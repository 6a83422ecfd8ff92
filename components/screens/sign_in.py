"""The page for somebody who is not signed in, or who is but has not been let in."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import browser, navigation
from components.browser.told import SignIn, WayIn
from components.who import NotLetIn, NotSignedIn
from worksheets.language import _
from worksheets.storage import NotGranted

PAGE: Final = "sign_in"


def draw(why: NotGranted, page: str) -> None:
    """Draw why nothing is shown, and how to get in; or at PAGE, which another window opens, sign in at once."""
    if page == PAGE:
        st.login()
        return
    waits = isinstance(why, NotLetIn)
    reason = [] if isinstance(why, NotSignedIn) else [str(why)]
    browser.show_sign_in(
        SignIn(
            navigation.place(),
            way_in=WayIn(
                _("Not let in yet") if waits else _("Please sign in"),
                _("Sign in as someone else") if waits else _("Sign in"),
            ),
            notes=[*reason, _("Everyone here sees only their own worksheets.")],
            kept=_(
                "The last thing you wrote is not saved yet. It stays in this window, out of sight, until you sign in "
                "again. Signing in opens another window: keep this one open."
            ),
            query=navigation.address(PAGE),
            back=WayIn(_("You are signed in again"), _("Continue")),
        ),
        st.login,
    )
