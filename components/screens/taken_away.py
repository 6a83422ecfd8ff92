"""What has left a worksheet: which copy or file, when, and what was on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from components import blocks, browser, days, navigation
from components.admission import needs_sign_in
from components.blocks import Block
from components.installation import store
from components.open_workbook import OpenWorkbook
from components.who import names
from worksheets import notes
from worksheets.editing import Folded
from worksheets.language import _, labeled
from worksheets.storage import taken_away
from worksheets.storage.audit import Action, Event
from worksheets.storage.taken_away import Chosen, TakenAway
from worksheets.summary import receipts

_MOST_IN_SIGHT: Final = 10


@dataclass(frozen=True, slots=True)
class EarlierCopy:
    """A copy that has left: what was chosen for it, and when it was made, in words."""

    chosen: Chosen
    time: str


def draw(opened: OpenWorkbook) -> None:
    """Draw the page."""
    about = _(
        "There is a line for each copy and each file that was made here, even if the download broke off. Photos of the "
        "screen, and words that someone copied from it, are not in this list."
    )
    lines = [*_lines(opened)]
    in_sight, earlier = ([*chain(*each)] for each in (lines[:_MOST_IN_SIGHT], lines[_MOST_IN_SIGHT:]))
    count = _("Show earlier ones ({count})").format(count=len(lines) - _MOST_IN_SIGHT)
    found = [*in_sight, *([blocks.Folded(count, earlier)] if earlier else [])]
    browser.show_sheet(
        "taken away",
        [
            blocks.Top(_("What has left this page")),
            blocks.Note(about),
            *(found or [blocks.Note(_("Nothing has left this page so far."), small=True)]),
        ],
        opened,
    )


def link(opened: OpenWorkbook) -> blocks.Link:
    """Return the way to this page."""
    there = navigation.address(navigation.TAKEN_AWAY, opened.id)
    return blocks.Link("", _("What has left this page"), there)


def looked_at(opened: OpenWorkbook) -> EarlierCopy | None:
    """Return the copy that has left and that the address leads to, if it is known what was chosen for it."""
    if named := navigation.copy():
        for event, taken in _left(opened):
            if f"{event.number}" == named and taken and taken.chosen:
                return EarlierCopy(taken.chosen, _time(event))
    return None


def _lines(opened: OpenWorkbook) -> Iterator[list[Block]]:
    """Yield what has left, the newest first, and the way to look at it, if it is known what was on it."""
    called = names(opened.actor)
    unknown = TakenAway(_("A file, or a page on paper"), (_("It is not known what was on it."),))
    for event, known in _left(opened):
        taken = known or unknown
        # For translators: what was made, and when: “My copy (PDF) · Nov 22, 2026, 2:06 PM”.
        says = _("{what} · {time}")
        if needs_sign_in():
            # For translators: the same, and by whom it was made: “My copy (PDF) · Nov 22, 2026, 2:06 PM · Dr. Bo”.
            says = _("{what} · {time} · {name}")
        time, name = _time(event), receipts.name_in(called, event.actor)
        line = blocks.Points(says.format(what=taken.what, time=time, name=name), taken.on_it)
        there = navigation.address(navigation.SUMMARY, opened.id, copy=f"{event.number}")
        # For translators: a link to a copy that was printed or sent, as whoever has it sees it.
        look = blocks.Link("", labeled(_("See it as they will"), time), there)
        yield [line, look] if taken.chosen else [line]


def _left(opened: OpenWorkbook) -> Iterator[tuple[Event, TakenAway | None]]:
    """Yield when something has left, the newest first, and what it was, if that is known."""
    beside = store().load(opened.actor, notes.beside(opened.id)) or Folded()
    events = store().events_about(opened.actor, opened.id)
    return ((event, taken_away.read(beside, event)) for event in events if event.action is Action.TAKEN_AWAY)


def _time(event: Event) -> str:
    return days.time_in_words(days.moment(event.at))
