"""The routes by which a page asks the server beside Streamlit, as paths below the app's own address."""

from __future__ import annotations

from typing import Final

import streamlit as st

EDITS: Final = "live/edits"
TAKE_AWAY: Final = "live/take-away"
OPEN_FILE: Final = "live/open-file"
LOCK: Final = "lock"
ROLE: Final = "role"
BACKUP: Final = "backup"
KEEPING: Final = "keeping"


def on_server(path: str = "") -> str:
    """Where the server has this path: below `server.baseUrlPath`, if the app does not have a host to itself."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}/{path}" if base else f"/{path}"
