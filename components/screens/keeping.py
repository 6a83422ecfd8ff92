"""Keeping on the page: how long a worksheet stays and who opened it, and what is known of those that were erased."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components import blocks, browser, days, navigation
from components.blocks import Block
from components.opened import OpenWorkbook, actor, granted, granting, store
from components.server import requests
from components.server.requests import Odd
from worksheets.answers import Value
from worksheets.language import _, day_in_words, spoken
from worksheets.storage import OPERATOR, Actor, Keeping, Receipt
from worksheets.storage.keeping import DAYS_IN_BACKUPS, DAYS_IN_BIN
from worksheets.workbook import Shelf

PATH: Final = "/keeping"

_LARGEST: Final = 10_000
_MOST_LINES: Final = 100


async def answer(request: Request) -> Response:
    """Carry out what the page asks, for the workbook of its grant."""
    return await requests.answered(request, _LARGEST, str(Odd()), _carry_out)


def draw(opened: OpenWorkbook) -> None:
    """The page."""
    keeping = store().keeping(opened.actor, opened.id)
    if keeping is None:
        return
    browser.show_sheet(
        "keeping",
        [
            blocks.heading(_("How long this is kept, and who opened it")),
            blocks.note(_how_long(keeping)),
            _until(opened, keeping),
            _hold(opened, keeping),
            *([] if keeping.removed_at else [_bin(opened)]),
            _who_opened(opened),
        ],
        opened,
    )


def receipts() -> list[Block]:
    """What was erased, to read and to take away; nothing where nothing was."""
    there = _receipts(actor())
    if not there:
        return []
    request = {**_request("receipt"), "token": granting("")}
    return [
        blocks.group(
            _("What was erased"),
            [blocks.points(_("Receipts"), there), blocks.download(_("Download the receipts"), request)],
        )
    ]


def receipts_as_text(actor: Actor) -> bytes:
    """The receipts, one to a line, to keep on paper or as a file."""
    return "".join(f"{line}\n" for line in _receipts(actor)).encode()


def trail_as_lines(actor: Actor, workbook: str) -> bytes:
    """Who did what with the workbook, each a line of JSON, the first one first."""
    entries = reversed(store().who(actor, workbook))
    return "".join(f"{json.dumps(asdict(entry))}\n" for entry in entries).encode()


def receipts_file_name(today: date) -> str:
    """A name for the file that says nothing about the person: "receipt-2026-11-22.txt"."""
    return f"receipt-{today.isoformat()}.txt"


def trail_file_name(today: date) -> str:
    """A name for the file that says nothing about the person: "worksheet-2026-11-22.opened.jsonl"."""
    return f"worksheet-{today.isoformat()}.opened.jsonl"


def _carry_out(body: bytes) -> Response:
    said = requests.said_in(body)
    grant = granted(said.get("token"))
    match said:
        case {"do": "until", "day": str(day)}:
            store().keep_until(grant.actor, grant.workbook, _day(day))
        case {"do": "hold", "held": bool(held)}:
            store().hold(grant.actor, grant.workbook, held)
        case {"do": "remove"}:
            store().put(grant.actor, grant.workbook, Shelf.REMOVED)
        case _:
            raise Odd
    return JSONResponse({})


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise Odd from None


def _how_long(keeping: Keeping) -> str:
    if keeping.held:
        return _("It is on hold: nothing erases it, whatever day it is.")
    if keeping.erased_at:
        return _("It is in the bin, and will be erased for good on {date}.").format(
            date=days.day_in_words(keeping.erased_at)
        )
    if keeping.until:
        return _("It is kept until {date}. Then it goes into the bin, and {days} days later it is erased.").format(
            date=day_in_words(keeping.until, "medium"), days=DAYS_IN_BIN
        )
    return _("It is kept until somebody removes it.")


def _until(opened: OpenWorkbook, keeping: Keeping) -> Block:
    until = keeping.until.isoformat() if keeping.until else ""
    without_end = blocks.hand_in(
        _("Keep it without an end"), _asked(opened, do="until", day=""), to=PATH, done=_("Done.")
    )
    return blocks.group(
        _("Until which day?"),
        [
            blocks.hand_in(
                _("Keep it until this day"),
                _asked(opened, do="until"),
                to=PATH,
                day=("day", _("Day"), until, (days.today() + timedelta(days=1)).isoformat()),
                done=_("Done."),
            ),
            *([without_end] if until else []),
        ],
        hint=_("Some clinics have to keep what was written for some years. You do not have to choose a day."),
    )


def _hold(opened: OpenWorkbook, keeping: Keeping) -> Block:
    label = _("End the hold") if keeping.held else _("Put on hold")
    return blocks.group(
        _("Must it not be erased?"),
        [blocks.hand_in(label, _asked(opened, do="hold", held=not keeping.held), to=PATH, done=_("Done."))],
        hint=_("For example because of a complaint or a court case. While it is on hold, nobody can erase it."),
    )


def _bin(opened: OpenWorkbook) -> Block:
    home = navigation.address(navigation.HOME)
    return blocks.group(
        _("Remove it"),
        [blocks.hand_in(_("Move to the bin"), _asked(opened, do="remove"), to=PATH, query=home)],
        hint=_("You find the bin on the first page. After {days} days in it, it is erased for good.").format(
            days=DAYS_IN_BIN
        ),
    )


def _who_opened(opened: OpenWorkbook) -> Block:
    names = {**_names(opened.actor), opened.actor.author: _("You")}
    entries = store().who(opened.actor, opened.id)
    rows = [
        [days.day_in_words(entry.at, with_time=True), _who(entry.actor, names), entry.action.label]
        for entry in entries[:_MOST_LINES]
    ]
    return blocks.group(
        _("Who opened this?"),
        [
            blocks.table(_("Who did what, the newest first"), [_("When"), _("Who"), _("What")], rows),
            blocks.download(_("Download the whole list"), _request("trail")),
        ],
        hint=_("The list holds no word of what was written. What happens within 15 minutes is one line."),
    )


def _asked(opened: OpenWorkbook, **what: Value) -> Mapping[str, Value]:
    return {**what, "token": granting(opened.id)}


def _request(what: str) -> dict[str, str]:
    return {"what": what, "day": days.today().isoformat(), "language": spoken()}


def _receipts(actor: Actor) -> list[str]:
    names = {actor.author: _("You"), **_names(actor)}
    return [_receipt(each, names) for each in store().erased(actor)]


def _receipt(receipt: Receipt, names: Mapping[str, str]) -> str:
    at = datetime.fromtimestamp(receipt.at / 1000, UTC)
    return _(
        "Worksheet {id}, with {count} entries, was erased on {day} at {time} UTC. By whom: {who}. Its key was "
        "destroyed, so nobody can read it. Backups from before that may still hold it until {last_day}."
    ).format(
        id=receipt.workbook,
        count=receipt.edits,
        day=day_in_words(at.date()),
        time=f"{at:%H:%M}",
        who=_who(receipt.by, names),
        last_day=day_in_words(at.date() + timedelta(days=DAYS_IN_BACKUPS)),
    )


def _names(actor: Actor) -> Mapping[str, str]:
    """What everybody is called who has an account, and whoever has none because the server is theirs."""
    return {**store().accounts.names(actor), OPERATOR.author: _("Whoever runs this server")}


def _who(id_: str, names: Mapping[str, str]) -> str:
    return names.get(id_) or _("Somebody who has no account here")
