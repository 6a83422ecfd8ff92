"""The browser of the tests: where it is, and how it is started."""

from __future__ import annotations

import os
import shutil

import pytest

CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]
ONE_PROCESS_FOR_ALL_TABS = "--renderer-process-limit=1"


def chromium() -> str:
    """Where the browser is; without one the tests stop here, they are not skipped."""
    named = os.environ.get("BOTH_SIDES_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not found:
        pytest.exit(
            "These tests need Chromium: install it (apt-get install chromium) or name it in BOTH_SIDES_CHROMIUM.", 2
        )
    return found
