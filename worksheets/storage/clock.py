"""The clock by which everything in the database is dated, and names that sort by it."""

from __future__ import annotations

import secrets
import time
import uuid


def now() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def new_id() -> str:
    """An identifier that sorts by time of making (UUIDv7)."""
    bits = now() << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=bits))
