"""Accessibility: keys, what was tested, and what was not; `docs/accessibility.md` says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components import blocks, browser, navigation
from components.open_workbook import OpenWorkbook
from worksheets.language import _


def draw() -> None:
    """Draw the page."""
    groups = [blocks.Group(heading, [*map(blocks.Note, lines)]) for heading, lines in told().items()]
    browser.show_blocks(
        "accessibility", [blocks.Heading(title()), blocks.Note(introduction()), blocks.SideBySide(groups)]
    )


def link(opened: OpenWorkbook | None) -> blocks.Link:
    """Return the way to this page."""
    return blocks.Link("", title(), navigation.address(navigation.ACCESSIBILITY, opened.id if opened else None))


def title() -> str:
    """Return what the page is called."""
    return _("Accessibility")


def introduction() -> str:
    """Return what the page is about."""
    return _(
        "Both Sides is meant to work for everyone: with a keyboard, with a screen reader, with large text, and in your "
        "own colors. This page says what was tested, and what was not."
    )


def told() -> Mapping[str, Sequence[str]]:
    """Return what the page says, below each heading."""
    return {
        _("With the keyboard"): [
            _("Tab takes you to the next box or button. Shift and Tab together take you back."),
            _("On a ruler, type the number."),
            _("Ctrl and Enter together go on to the next page or question."),
            _("Alt and an arrow key together move a thing up or down in its list."),
            _("Whatever you can drag, you can also move with a button or from a list."),
        ],
        _("What was tested"): [
            _(
                "Every page, by a program that looks for known barriers (axe). It finds none, in light and in dark, "
                "on a wide screen and on the screen of a phone."
            ),
            _(
                "The way from the first page to the PDF with the keyboard alone. It takes at most 60 keys, beside your "
                "own words."
            ),
            _("Every page at four times its size, and with text twice as large. None has to be scrolled sideways."),
            _("Every page in the colors of a system with high contrast. What is chosen can be told apart."),
            _("The PDF. It is made by the rules for files that a screen reader can read (PDF/UA-1)."),
        ],
        _("What was not tested"): [
            _(
                "Most of this was tested in Chromium on Linux; in Firefox and WebKit, only a first conversation. "
                "No Windows, no Mac and no real phone was tried."
            ),
            _(
                "No one who uses a screen reader every day has tried it yet. What a screen reader reads was checked, "
                "but not how it sounds in NVDA, JAWS, VoiceOver or TalkBack."
            ),
            _("Voice control, switches, eye tracking and braille displays were not tried."),
        ],
        _("If it does not work for you"): [
            _(
                "Someone can type what you say. Or fill it in on paper: there are blank worksheets to print on the "
                "summary page, under “Other files.”"
            ),
            _("Please tell whoever gave you this worksheet, so that they can pass it on."),
        ],
    }
