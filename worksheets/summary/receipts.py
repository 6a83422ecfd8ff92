"""Receipts of what was erased, and the trail of who did what: to read, to keep, and to take away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta

from worksheets.clock import in_utc
from worksheets.language import _, day_in_words, locale
from worksheets.storage.audit import Event
from worksheets.storage.keeping import DAYS_IN_BACKUPS, Receipt


def name_in(names: Mapping[str, str], author: str) -> str:
    """Return the name of this author, even one who has no account here any more."""
    return names.get(author) or _("Someone who has no account here")


def sentences(receipts: Sequence[Receipt], names: Mapping[str, str]) -> list[str]:
    """Return each receipt in words; `names` says what each author is called."""
    return [_sentence(receipt, names) for receipt in receipts]


def to_text(receipts: Sequence[Receipt], names: Mapping[str, str]) -> bytes:
    """Return the receipts, one to a line."""
    return "".join(f"{line}\n" for line in sentences(receipts, names)).encode()


def file_name(today: date) -> str:
    """Return a name for the file that says nothing about the person: "receipt-2026-11-22.txt"."""
    # For translators: the name of a file, with hyphens for spaces. It says nothing of what the receipt is for.
    return _("receipt-{day}").format(day=today.isoformat()) + ".txt"


def trail_to_lines(events: Iterable[Event]) -> bytes:
    """Return who did what with a worksheet, each a line of JSON, in this order."""
    return "".join(f"{json.dumps(asdict(event))}\n" for event in events).encode()


def _sentence(receipt: Receipt, names: Mapping[str, str]) -> str:
    from babel.dates import format_time
    from babel.numbers import format_decimal

    at = in_utc(receipt.at)
    return _(
        "Worksheet {id} was erased on {day} at {time} UTC. Entries in it: {count}. By whom: {who}. Its key was "
        "destroyed, so nobody can read it. Backups from before that may still hold it. Both Sides deletes those that "
        "it made by {last_day} if it is used every day, and later if it is not. Copies that you made stay until you "
        "delete them."
    ).format(
        id=receipt.workbook,
        count=format_decimal(receipt.edits, locale=locale()),
        day=day_in_words(at.date()),
        time=format_time(at, "short", locale=locale()),
        who=name_in(names, receipt.by),
        last_day=day_in_words(at.date() + timedelta(days=DAYS_IN_BACKUPS)),
    )
