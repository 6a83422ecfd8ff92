"""Keeping on the page: how long a worksheet stays and who opened it, and what is known of those that were erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from components import blocks, browser, days, navigation, routes
from components.blocks import Block
from components.installation import store
from components.open_workbook import OpenWorkbook
from components.screens import sharing, taken_away
from components.who import actor, granting, names
from worksheets import ANSWERED
from worksheets.answers import Value
from worksheets.earlier import Earlier, earlier
from worksheets.editing import worksheet_of
from worksheets.language import _, day_in_words, ngettext, pgettext
from worksheets.storage import Keeping
from worksheets.storage.keeping import DAYS_IN_BACKUPS, DAYS_IN_BIN
from worksheets.summary import receipts
from worksheets.text import in_one_line

_MOST_LINES: Final = 100
_MOST_VERSIONS: Final = 20
_LONGEST_BEGINNING: Final = 60


def draw(opened: OpenWorkbook) -> None:
    """Draw the page."""
    keeping = store().keeping(opened.actor, opened.id)
    if keeping is None:
        return
    token = granting(opened.actor, opened.id)
    browser.show_sheet(
        "keeping",
        [
            blocks.Top(_title()),
            blocks.Note(_how_long(keeping)),
            _until(token, keeping),
            _hold(token, keeping),
            *([] if keeping.removed_at else [*sharing.offered(opened, token), _bin(token)]),
            *_earlier(opened, token, keeping),
            _who_opened(opened),
            taken_away.link(opened),
        ],
        opened,
    )


def link(opened: OpenWorkbook) -> blocks.Link:
    """Return the way to this page."""
    return blocks.Link("", _title(), navigation.address(navigation.KEEPING, opened.id))


def erased() -> list[Block]:
    """Return what was erased, to read and to download; nothing if nothing was."""
    me = actor()
    lines = receipts.sentences(store().receipts(me), names(me))
    if not lines:
        return []
    request = {"what": "receipt", "token": granting(me)}
    download = blocks.Download(_("Download the receipts"), request)
    return [blocks.Group(_("What was erased"), [blocks.Points(_("Receipts"), lines), download])]


def _title() -> str:
    return _("How long this is kept, and who opened it")


def _how_long(keeping: Keeping) -> str:
    if keeping.held:
        return _("It is on hold: nothing will erase it until the hold ends.")
    if keeping.erased_at:
        date = days.day_in_words(keeping.erased_at)
        return _("It is in the bin, and will be erased for good on {date}.").format(date=date)
    if keeping.until:
        until = ngettext(
            "It is kept until {date}. Then it goes into the bin, and {days} day later it is erased.",
            "It is kept until {date}. Then it goes into the bin, and {days} days later it is erased.",
            DAYS_IN_BIN,
        )
        return until.format(date=day_in_words(keeping.until, "medium"), days=DAYS_IN_BIN)
    return _("It is kept until someone removes it.")


def _until(token: str, keeping: Keeping) -> Block:
    until = keeping.until.isoformat() if keeping.until else ""
    day = blocks.DayBox("day", _("Day"), until)
    return blocks.Group(
        _("How long should it be kept?"),
        [
            _button(token, _("Keep it until this day"), {"do": "until"}, day),
            *([_button(token, _("Keep it with no end date"), {"do": "until", "day": ""})] if until else []),
        ],
        hint=_("Some clinics have to keep records for a number of years. You do not have to choose a day."),
    )


def _hold(token: str, keeping: Keeping) -> Block:
    label = _("End the hold") if keeping.held else _("Put on hold")
    return blocks.Group(
        _("Is there a reason not to erase it?"),
        [_button(token, label, {"do": "hold", "held": not keeping.held})],
        hint=_("A complaint or a court case, for example. While it is on hold, nobody can erase it."),
    )


def _bin(token: str) -> Block:
    hint = ngettext(
        "The bin is on the first page. After {days} day there, a worksheet is erased for good.",
        "The bin is on the first page. After {days} days there, a worksheet is erased for good.",
        DAYS_IN_BIN,
    )
    request = {"do": "remove", "token": token}
    home = navigation.address(navigation.HOME)
    remove = blocks.HandIn(_("Move to the bin"), request, to=routes.KEEPING, query=home)
    return blocks.Group(_("Remove it"), [remove], hint=hint.format(days=DAYS_IN_BIN))


def _earlier(opened: OpenWorkbook, token: str, keeping: Keeping) -> list[Block]:
    """Return what was changed or removed, folded, and how to forget it; nothing if there is no such thing."""
    log = store().log(opened.actor, opened.id) or []
    found = earlier(log[: opened.answers.revision], opened.answers)
    if not found:
        return []
    shown = [
        blocks.Folded(
            _called(each),
            [
                blocks.Quote(_("Earlier words"), blocks.first(each.words, _MOST_VERSIONS)),
                *_forgetting(token, keeping, each),
            ],
            private=True,
        )
        for each in found[:_MOST_LINES]
    ]
    all_of_it = _forgetting(token, keeping) if len(found) > 1 else []
    hint = _(
        "It is out of sight, on every page and on paper. It is still kept here, so that it can be undone. You can "
        "forget it for good: one thing, or all of it."
    )
    folded = blocks.Folded(_("Show it ({count})").format(count=len(found)), [*shown, *all_of_it], private=True)
    return [blocks.Group(_("What was changed or removed"), [folded], hint=hint)]


def _called(each: Earlier) -> str:
    name = worksheet_of(each.id)
    step = next((worksheet.title() for worksheet in ANSWERED if name == worksheet.NAME), _("What it is about"))
    if each.is_removed:
        # For translators: {step} is the title of a page of the worksheet.
        return _("{step}: something that was removed").format(step=step)
    if not each.now:
        return _("{step}: an answer that was emptied").format(step=step)
    return _("{step}: what stood before “{words}”").format(step=step, words=_beginning(each.now))


def _beginning(words: str) -> str:
    line = in_one_line(words)
    return line if len(line) <= _LONGEST_BEGINNING else f"{line[:_LONGEST_BEGINNING].rsplit(' ', 1)[0]}…"


def _forgetting(token: str, keeping: Keeping, each: Earlier | None = None) -> list[Block]:
    """Return a fold that says what forgetting does, and the button in it; with nothing named, for all of it."""
    if keeping.held:
        return [blocks.Note(_("This worksheet is on hold, so nothing in it can be forgotten."))]
    last_day = day_in_words(days.today() + timedelta(days=DAYS_IN_BACKUPS), "medium")
    does = [
        _("The words are gone from this worksheet at once, in all their versions. Nobody can bring them back."),
        _("Undo starts over, for everything in this worksheet."),
        _(
            "Backups from before now may still hold the words until {date}, if Both Sides is used until then. If you "
            "put one of them back, the words come back, too."
        ).format(date=last_day),
        _("Files and printed pages that somebody has stay as they are."),
        _("The list of who opened this says that something was forgotten, but not what."),
    ]
    request = {"do": "forget", "id": each.id if each else "", "token": token}
    forget = blocks.HandIn(
        _("Forget for good") if each else _("Forget all of it for good"),
        request,
        name=_called(each) if each else "",
        to=routes.KEEPING,
        done=_("Forgotten for good."),
    )
    summary = _("Forget this for good…") if each else _("Forget all of it for good…")
    return [blocks.Folded(summary, [blocks.Points(_("What this does"), does), forget], private=True)]


def _who_opened(opened: OpenWorkbook) -> Block:
    called = {**names(opened.actor), opened.actor.author: _("You")}
    events = store().events_about(opened.actor, opened.id)
    rows = [
        [days.time_in_words(days.moment(event.at)), receipts.name_in(called, event.actor), event.action.label]
        for event in events[:_MOST_LINES]
    ]
    head = [pgettext("who did what", "When"), pgettext("who did what", "Who"), pgettext("who did what", "What")]
    return blocks.Group(
        _("Who opened this?"),
        [
            blocks.Table(_("Who did what, newest first"), head, rows),
            blocks.Download(_("Download the whole list"), {"what": "trail"}),
        ],
        hint=_(
            "The list has nothing in it that anyone wrote. The same thing again within 15 minutes adds no new line."
        ),
    )


def _button(token: str, label: str, what: Mapping[str, Value], day: blocks.DayBox | None = None) -> Block:
    request = {**what, "token": token}
    return blocks.HandIn(label, request, day=day, to=routes.KEEPING, done=_("Done."))
