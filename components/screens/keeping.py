"""Keeping on the page: how long a worksheet stays and who opened it, and what is known of those that were erased."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from components import blocks, browser, days, navigation, routes
from components.blocks import Block
from components.installation import store
from components.open_workbook import OpenWorkbook
from components.who import actor, granting, names
from worksheets.answers import Value
from worksheets.language import _, day_in_words
from worksheets.storage import Keeping
from worksheets.storage.keeping import DAYS_IN_BIN
from worksheets.summary import receipts

_MOST_LINES: Final = 100


def draw(opened: OpenWorkbook) -> None:
    """Draw the page."""
    keeping = store().keeping(opened.actor, opened.id)
    if keeping is None:
        return
    browser.show_sheet(
        "keeping",
        [
            blocks.Heading(_("How long this is kept, and who opened it")),
            blocks.Note(_how_long(keeping)),
            _until(opened, keeping),
            _hold(opened, keeping),
            *([] if keeping.removed_at else [_bin(opened)]),
            _who_opened(opened),
        ],
        opened,
    )


def erased() -> list[Block]:
    """What was erased, to read and to download; nothing if nothing was."""
    me = actor()
    lines = receipts.sentences(store().receipts(me), names(me))
    if not lines:
        return []
    request = {**blocks.file_of_today("receipt"), "token": granting("")}
    download = blocks.Download(_("Download the receipts"), request)
    return [blocks.Group(_("What was erased"), [blocks.Points(_("Receipts"), lines), download])]


def _how_long(keeping: Keeping) -> str:
    if keeping.held:
        return _("It is on hold: nothing erases it, whatever day it is.")
    if keeping.erased_at:
        date = days.day_in_words(keeping.erased_at)
        return _("It is in the bin, and will be erased for good on {date}.").format(date=date)
    if keeping.until:
        until = _("It is kept until {date}. Then it goes into the bin, and {days} days later it is erased.")
        return until.format(date=day_in_words(keeping.until, "medium"), days=DAYS_IN_BIN)
    return _("It is kept until somebody removes it.")


def _until(opened: OpenWorkbook, keeping: Keeping) -> Block:
    until = keeping.until.isoformat() if keeping.until else ""
    day = blocks.DayBox("day", _("Day"), until)
    return blocks.Group(
        _("Until which day?"),
        [
            _button(opened, _("Keep it until this day"), {"do": "until"}, day),
            *([_button(opened, _("Keep it without an end"), {"do": "until", "day": ""})] if until else []),
        ],
        hint=_("Some clinics have to keep what was written for some years. You do not have to choose a day."),
    )


def _hold(opened: OpenWorkbook, keeping: Keeping) -> Block:
    label = _("End the hold") if keeping.held else _("Put on hold")
    return blocks.Group(
        _("Must it not be erased?"),
        [_button(opened, label, {"do": "hold", "held": not keeping.held})],
        hint=_("For example because of a complaint or a court case. While it is on hold, nobody can erase it."),
    )


def _bin(opened: OpenWorkbook) -> Block:
    hint = _("You find the bin on the first page. After {days} days in it, it is erased for good.")
    request = {"do": "remove", "token": granting(opened.id)}
    home = navigation.address(navigation.HOME)
    remove = blocks.HandIn(_("Move to the bin"), request, to=routes.KEEPING, query=home)
    return blocks.Group(_("Remove it"), [remove], hint=hint.format(days=DAYS_IN_BIN))


def _who_opened(opened: OpenWorkbook) -> Block:
    called = {**names(opened.actor), opened.actor.author: _("You")}
    entries = store().events_about(opened.actor, opened.id)
    rows = [
        [days.time_in_words(days.moment(entry.at)), receipts.name_in(called, entry.actor), entry.action.label]
        for entry in entries[:_MOST_LINES]
    ]
    return blocks.Group(
        _("Who opened this?"),
        [
            blocks.Table(_("Who did what, the newest first"), [_("When"), _("Who"), _("What")], rows),
            blocks.Download(_("Download the whole list"), blocks.file_of_today("trail")),
        ],
        hint=_("The list holds no word of what was written. What happens within 15 minutes is one line."),
    )


def _button(opened: OpenWorkbook, label: str, what: Mapping[str, Value], day: blocks.DayBox | None = None) -> Block:
    request = {**what, "token": granting(opened.id)}
    return blocks.HandIn(label, request, day=day, to=routes.KEEPING, done=_("Done."))
