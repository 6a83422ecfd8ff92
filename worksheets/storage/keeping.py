"""Keeping: how long a workbook stays, the bin, and erasing, after which nothing of it can be read any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, exists, insert, select, update

from worksheets import notes
from worksheets.answers import WorksheetError
from worksheets.clock import Instant, between, earlier, in_utc, later, now
from worksheets.language import marked
from worksheets.storage import tables
from worksheets.storage.grants import OPERATOR, Actor, NotGranted
from worksheets.storage.tables import TableRow
from worksheets.workbook import Shelf

DAYS_IN_BIN: Final = 30
"""For how many days a removed worksheet stays in the bin before it is erased."""

DAYS_IN_BACKUPS: Final = 35
"""For how many more days an older backup may still hold it."""

_KEEPING: Final = select(
    tables.workbook.c.owner, tables.workbook.c.keep_until, tables.workbook.c.held, tables.workbook.c.removed_at
)


_WHOSE: Final = select(tables.workbook.c.tenant, tables.workbook.c.owner, tables.workbook.c.id)


@dataclass(frozen=True, slots=True)
class Keeping:
    """The day from which on a workbook goes into the bin, whether a hold keeps it, and since when it is in the bin.

    `removed_at` is by the time that the database has seen. `erased_at` is when it is erased at the earliest, by the
    clock; None as long as nothing erases it.
    """

    until: date | None = None
    held: bool = False
    removed_at: Instant | None = None
    erased_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of an erased workbook: when, by whom, and how many edits there were, but never what they said."""

    workbook: str
    at: Instant
    by: str
    edits: int


class NotInTheBin(WorksheetError):
    message = marked("This worksheet is not in the bin, so it was not erased. Remove it first.")


class OnHold(WorksheetError):
    message = marked("This worksheet is on hold, so it was not erased. End the hold first.")


class OnHoldNotForgotten(WorksheetError):
    message = marked("This worksheet is on hold, so nothing was forgotten. End the hold first.")


class WasErased(NotGranted):
    message = marked(
        "This worksheet was erased, so nothing more can be saved in it. Copy anything that is not saved, and start a "
        "new one."
    )


def of_row(row: TableRow, seen: Instant) -> Keeping:
    """Say how long the workbook in this row is kept, from when it is `seen` by the time of the database."""
    until = date.fromisoformat(row.keep_until) if row.keep_until else None
    if row.held or row.removed_at is None:
        return Keeping(until, row.held, row.removed_at)
    left = between(seen, later(row.removed_at, timedelta(days=DAYS_IN_BIN)))
    return Keeping(until, row.held, row.removed_at, later(now(), max(left, timedelta())))


def read(connection: Connection, actor: Actor, workbook: str, seen: Instant) -> Keeping | None:
    """Say how long this workbook is kept, or None if this actor has no such workbook."""
    row = connection.execute(_KEEPING.where(*_within_reach(actor, workbook))).one_or_none()
    return None if row is None else of_row(row, seen)


def keep_until(connection: Connection, actor: Actor, workbook: str, day: date | None) -> None:
    """Keep the workbook until this day, or until somebody removes it; raises NotGranted."""
    _reached(connection, actor, workbook)
    _change(connection, actor, workbook, keep_until=day.isoformat() if day else None)


def hold(connection: Connection, actor: Actor, workbook: str, held: bool, seen: Instant) -> None:
    """Let nothing erase the workbook, or end that, which starts its days in the bin again. Raises NotGranted."""
    removed_at = None if _reached(connection, actor, workbook).removed_at is None else seen
    _change(connection, actor, workbook, held=held, removed_at=removed_at)


def remove_damaged(connection: Connection, actor: Actor, workbook: str, seen: Instant) -> None:
    """Put a workbook that nobody can write in any more into the bin, and forget its day; raises NotGranted."""
    _reached(connection, actor, workbook)
    _change(connection, actor, workbook, shelf=Shelf.REMOVED.value, removed_at=seen, keep_until=None)


def erase(connection: Connection, actor: Actor, workbook: str, by: str) -> None:
    """Destroy the workbook's key, all its rows, and the notes beside it; raises NotGranted, OnHold or NotInTheBin.

    What stays is who did it and when, so that no open window brings it back.
    """
    row = _reached(connection, actor, workbook)
    if row.held:
        raise OnHold
    if row.removed_at is None:
        raise NotInTheBin
    edits = delete_rows(connection, actor.tenant, [workbook, notes.beside(workbook)])
    connection.execute(
        insert(tables.erased).values(
            tenant=actor.tenant, workbook=workbook, owner=row.owner, at=now(), by=by, edits=edits
        )
    )


def drop_unwritten(connection: Connection, moment: Instant) -> list[tuple[str, str]]:
    """Destroy what was taken back before anything came of it, and left alone since this moment; return where it was.

    There was nothing in it, so no receipt stays. What is on hold stays, and what has notes beside it is listed again.
    """
    books, beside = tables.workbook.c, tables.workbook.alias().c
    unlisted = (books.shelf == Shelf.BESIDE.value, ~books.id.endswith(notes.SUFFIX))
    has_notes = exists().where(beside.tenant == books.tenant, beside.id == books.id + notes.SUFFIX)
    connection.execute(update(tables.workbook).where(*unlisted, has_notes).values(shelf=Shelf.OPEN.value))
    left = (*unlisted, books.opened_at <= moment, books.held.is_(False))
    found = connection.execute(select(books.tenant, books.id).where(*left).with_for_update()).all()
    for tenant, id_ in found:
        delete_rows(connection, tenant, [id_])
    return [(tenant, id_) for tenant, id_ in found]


def delete_rows(connection: Connection, tenant: str, workbooks: Sequence[str]) -> int:
    """Delete the keys and all rows of these workbooks, and return how many edits they had."""

    def delete_from(table: Table, name: ColumnElement[str]) -> int:
        return connection.execute(delete(table).where(table.c.tenant == tenant, name.in_(workbooks))).rowcount

    delete_from(tables.workbook, tables.workbook.c.id)  # First, since it waits for whoever is writing in one of them.
    delete_from(tables.snapshot, tables.snapshot.c.workbook)
    delete_from(tables.reader, tables.reader.c.workbook)
    return delete_from(tables.edit, tables.edit.c.workbook)


def refuse_on_hold(connection: Connection, actor: Actor, workbook: str) -> None:
    """Raise OnHoldNotForgotten if nothing may be taken from this workbook, or NotGranted."""
    if _reached(connection, actor, workbook).held:
        raise OnHoldNotForgotten


def due(connection: Connection, moment: Instant) -> list[tuple[Actor, str]]:
    """Return the workbooks, each with its owner, whose days in the bin are over at this moment."""
    columns = tables.workbook.c
    in_bin = columns.shelf == Shelf.REMOVED.value
    over = (in_bin, columns.removed_at <= earlier(moment, timedelta(days=DAYS_IN_BIN)), columns.held.is_(False))
    return _with_owners(connection, _WHOSE.where(*over).with_for_update())


def expired(connection: Connection, moment: Instant) -> list[tuple[Actor, str]]:
    """Return the workbooks, each with its owner, that are not in the bin although their time was up by this moment."""
    return _with_owners(connection, _WHOSE.where(*_is_expired(moment)))


def forget_day(connection: Connection, actor: Actor, workbook: str, moment: Instant) -> bool:
    """Forget the day until which the workbook was kept if it has come by this moment; return whether it had."""
    this = (*_within_reach(actor, workbook), *_is_expired(moment))
    return connection.execute(update(tables.workbook).where(*this).values(keep_until=None)).rowcount > 0


def receipts(connection: Connection, actor: Actor) -> list[Receipt]:
    """Return the receipts for this actor's erased workbooks, the newest first."""
    columns = tables.erased.c
    mine = (columns.tenant == actor.tenant, columns.owner == actor.author)
    rows = connection.execute(select(tables.erased).where(*mine).order_by(columns.at.desc()))
    return [Receipt(row.workbook, row.at, row.by, row.edits) for row in rows]


def refuse_what_is_gone(connection: Connection, actor: Actor, workbook: str) -> None:
    """Raise WasErased if this workbook, or the one it is kept beside, was erased, and NotGranted if that is another's.

    Until this transaction ends, others cannot erase it or hand it over.
    """
    main = notes.without_beside(workbook)
    this = (tables.workbook.c.tenant == actor.tenant, tables.workbook.c.id == main)
    owner = connection.scalar(select(tables.workbook.c.owner).where(*this).with_for_update())
    if owner not in (None, actor.author):
        raise NotGranted
    columns = tables.erased.c
    if connection.execute(select(columns.at).where(columns.tenant == actor.tenant, columns.workbook == main)).first():
        raise WasErased


def _reached(connection: Connection, actor: Actor, workbook: str) -> TableRow:
    """Return whose it is and how long it is kept, locked until this transaction ends; raises NotGranted."""
    row = connection.execute(_KEEPING.where(*_within_reach(actor, workbook)).with_for_update()).one_or_none()
    if row is None:
        raise NotGranted
    return row


def _change(connection: Connection, actor: Actor, workbook: str, **values: object) -> None:
    connection.execute(update(tables.workbook).where(*_within_reach(actor, workbook)).values(values))


def _with_owners(connection: Connection, found: Select[*tuple[object, ...]]) -> list[tuple[Actor, str]]:
    return [(Actor(row.tenant, row.owner), row.id) for row in connection.execute(found)]


def _within_reach(actor: Actor, workbook: str) -> tuple[ColumnElement[bool], ...]:
    """Find this workbook if it is the actor's or the actor runs the server; notes go with the workbook beside them."""
    columns = tables.workbook.c
    this = (columns.tenant == actor.tenant, columns.id == workbook, columns.shelf != Shelf.BESIDE.value)
    return this if actor == OPERATOR else (*this, columns.owner == actor.author)


def _is_expired(moment: Instant) -> tuple[ColumnElement[bool], ...]:
    columns = tables.workbook.c
    today = in_utc(moment).date().isoformat()
    return columns.keep_until <= today, columns.held.is_(False), columns.removed_at.is_(None)
