"""How files are called: in the language in use, and so that a name says nothing about anybody."""

from __future__ import annotations

from datetime import date

from worksheets.language import _


def of_worksheet(today: date, ending: str) -> str:
    """Return the name of a file of one worksheet: "worksheet-2026-11-22.pdf"."""
    # For translators: the name of a file, with hyphens for spaces. It says nothing of what the worksheet is about.
    return _("worksheet-{day}").format(day=today.isoformat()) + ending
