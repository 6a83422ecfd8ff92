"""What has left a worksheet: which copy or file, when, and what was on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from components import blocks, browser, days, navigation
from components.blocks import Block
from components.installation import needs_sign_in, store
from components.open_workbook import OpenWorkbook
from components.who import names
from worksheets import notes
from worksheets.editing import Folded
from worksheets.language import _
from worksheets.storage import taken_away
from worksheets.storage.audit import Action
from worksheets.summary import receipts

_MOST_IN_SIGHT: Final = 10


def draw(opened: OpenWorkbook) -> None:
    """Draw the page."""
    about = _(
        "There is a line for each copy and each file that was made here, even if the download broke off. Photos of the "
        "screen, and words that someone copied from it, are not in this list."
    )
    lines = [*_lines(opened)]
    earlier = lines[_MOST_IN_SIGHT:]
    count = _("Show earlier ones ({count})").format(count=len(earlier))
    found = [*lines[:_MOST_IN_SIGHT], *([blocks.Folded(count, earlier)] if earlier else [])]
    browser.show_sheet(
        "taken away",
        [
            blocks.Heading(_("What has left this page")),
            blocks.Note(about),
            *(found or [blocks.Note(_("Nothing has left this page so far."))]),
        ],
        opened,
    )


def link(opened: OpenWorkbook) -> blocks.Link:
    """Return the way to this page."""
    there = navigation.address(navigation.TAKEN_AWAY, opened.id)
    return blocks.Link("", _("What has left this page"), there)


def _lines(opened: OpenWorkbook) -> Iterator[Block]:
    """Yield what has left, the newest first, even if it is not known here what was on it."""
    called = names(opened.actor)
    beside = store().load(opened.actor, notes.beside(opened.id)) or Folded()
    unknown = taken_away.TakenAway(_("A file, or a page on paper"), (_("It is not known what was on it."),))
    for event in store().events_about(opened.actor, opened.id):
        if event.action is Action.TAKEN_AWAY:
            taken = taken_away.read(beside, event) or unknown
            # For translators: what was made, and when: “My copy (PDF) · Nov 22, 2026, 2:06 PM”.
            says = _("{what} · {time}")
            if needs_sign_in():
                # For translators: the same, and by whom it was made: “My copy (PDF) · Nov 22, 2026, 2:06 PM · Dr. Bo”.
                says = _("{what} · {time} · {name}")
            time, name = days.time_in_words(days.moment(event.at)), receipts.name_in(called, event.actor)
            yield blocks.Points(says.format(what=taken.what, time=time, name=name), taken.on_it)
