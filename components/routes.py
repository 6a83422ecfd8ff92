"""The routes by which a page asks the server beside Streamlit, as paths below the app's own address."""

from __future__ import annotations

from typing import Final

EDITS: Final = "live/edits"
TAKE_AWAY: Final = "live/take-away"
OPEN_FILE: Final = "live/open-file"
LOCK: Final = "lock"
ROLE: Final = "role"
BACKUP: Final = "backup"
KEEPING: Final = "keeping"
