"""Which version of Both Sides this is."""

from __future__ import annotations

from typing import Final

from worksheets.language import _

VERSION: Final = "0.9.0"


def name() -> str:
    """Return the program and its version, as in "Both Sides 0.9.0"."""
    return _("Both Sides {version}").format(version=VERSION)
