"""The routes by which a page asks the server beside Streamlit, as paths below the app's own address."""

from __future__ import annotations

from typing import Final

EDITS: Final = "live/edits"
TAKE_AWAY: Final = "live/take-away"
OPEN_FILE: Final = "live/open-file"
LOCK: Final = "lock"
ACCOUNT: Final = "account"
BACKUP: Final = "backup"
KEEPING: Final = "keeping"

TOKEN: Final = "both-sides-token"  # noqa: S105  its name, not a token
"""The header that has the token of a page, with what is too large to be read before it is known who asks."""
