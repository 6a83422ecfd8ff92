"""The page of somebody who is not signed in, or is and has not been let in."""

from __future__ import annotations

import streamlit as st

from components import blocks, browser
from components.opened import NotLetIn, NotSignedIn
from worksheets.language import _
from worksheets.storage import NotGranted


def draw(why: NotGranted) -> None:
    """The page: why nothing is shown, and how to get in."""
    waits = isinstance(why, NotLetIn)
    says = [] if isinstance(why, NotSignedIn) else [blocks.note(str(why))]
    browser.show_blocks(
        "sign_in",
        [
            blocks.heading(_("Not let in yet") if waits else _("Please sign in")),
            *says,
            blocks.note(_("Everybody sees only their own worksheets here.")),
        ],
    )
    st.button(_("Sign in as somebody else") if waits else _("Sign in"), on_click=st.login, type="primary")
