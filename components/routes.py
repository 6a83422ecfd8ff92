"""The routes by which a page asks the server beside Streamlit, as paths below the app's own address."""

from __future__ import annotations

from typing import Final

import streamlit as st

EDITS: Final = "live/edits"
TAKE_AWAY: Final = "live/take-away"
OPEN_FILE: Final = "live/open-file"
LOCK: Final = "lock"
ACCOUNT: Final = "account"
BACKUP: Final = "backup"
KEEPING: Final = "keeping"
SHARING: Final = "sharing"

ALL: Final = (EDITS, TAKE_AWAY, OPEN_FILE, LOCK, ACCOUNT, BACKUP, KEEPING, SHARING)

TOKEN: Final = "both-sides-token"  # noqa: S105  its name, not a token
"""The header that has the token of a page, with what is too large to be read before it is known who asks."""


def on_server(path: str = "") -> str:
    """Return where the server has this path: below `server.baseUrlPath`, if the app does not have a host to itself."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}/{path}" if base else f"/{path}"
