"""Where a browser finds our modules: at an address that changes with what is in them, so that it can keep them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import streamlit as st

FOLDER: Final = Path(__file__).parent / "browser"
FONTS: Final = FOLDER / "fonts"
STREAMLITS: Final = Path(st.__file__).parent / "static"
ENDINGS: Final = (".js", ".css")
"""Of the other files that a page asks for."""


def _digest() -> str:
    found = hashlib.sha256()
    for path in sorted(each for each in FOLDER.rglob("*") if each.suffix in ENDINGS):
        found.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


ADDRESS: Final = f"browser/{_digest()}"
"""The folder with them, below the app's own address."""
