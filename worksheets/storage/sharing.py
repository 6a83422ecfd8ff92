"""Sharing in a clinic: a workbook is handed to another clinician, or read by a supervisor, if the client says yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from worksheets import notes
from worksheets.answers import WorksheetError
from worksheets.clock import Instant, now
from worksheets.editing import Folded, fold
from worksheets.language import marked
from worksheets.storage import keeping, listing, tables, taken_away
from worksheets.storage.accounts import Account, Accounts, Role
from worksheets.storage.audit import Action, Trail
from worksheets.storage.database import Database
from worksheets.storage.failures import Tampered
from worksheets.storage.grants import Actor, NotGranted
from worksheets.storage.keys.vault import Vault
from worksheets.storage.listing import Listed
from worksheets.storage.log import Log
from worksheets.storage.open_workbooks import OpenWorkbooks
from worksheets.storage.tables import TableRow
from worksheets.storage.time_seen import TimeSeen
from worksheets.workbook import Shelf


@dataclass(frozen=True, slots=True)
class Reader:
    """An account that may read a workbook, and when it was noted that the client said yes to that."""

    account: str
    at: Instant


class ClientNotAsked(WorksheetError):
    message = marked("Nothing was shared. Ask the client first, and check the box once they have said yes.")


class NobodyThere(WorksheetError):
    message = marked("Nothing was shared: that account is closed, or there is none. Choose someone else.")


class InTheBin(WorksheetError):
    message = marked("This worksheet is in the bin, so nothing was shared. Put it back first.")


class NotesOnHold(WorksheetError):
    message = marked(
        "This worksheet is on hold, so neither your private notes nor what you wrote in the mirror can be erased, and "
        "nothing was shared. End the hold first."
    )


class Sharing:
    """What the accounts of one database share. Who reads a workbook can do nothing else with it."""

    def __init__(
        self, database: Database, vault: Vault, time: TimeSeen, accounts: Accounts, open_workbooks: OpenWorkbooks
    ) -> None:
        self._database: Final = database
        self._vault: Final = vault
        self._time: Final = time
        self._accounts: Final = accounts
        self._open: Final = open_workbooks

    def hand_over(self, actor: Actor, workbook: str, to: str, *, client_agreed: bool, with_notes: bool) -> None:
        """Make another account the owner of this workbook, which the actor and whoever read it then see no more.

        The private notes on it go along `with_notes`, and are erased otherwise, as the mirror always is; what
        has left it stays known. Raises NotGranted, ClientNotAsked, NobodyThere, InTheBin, NotesOnHold or Tampered.
        """
        beside = notes.beside(workbook)

        def write(connection: Connection) -> None:
            mine = self._shareable(connection, actor, workbook, to, client_agreed=client_agreed)
            self._erase_private(connection, actor, beside, held=mine.held, but_notes=with_notes)
            mine_too = (*_named(actor, [workbook, beside]), tables.workbook.c.owner == actor.author)
            connection.execute(update(tables.workbook).where(*mine_too).values(owner=to))
            readers = (tables.reader.c.tenant == actor.tenant, tables.reader.c.workbook == workbook)
            connection.execute(delete(tables.reader).where(*readers))
            self._note(connection, actor, workbook, Action.HANDED_OVER, to, Action.RECEIVED, agreed=True)

        self._database.write(write)
        for each in (workbook, beside):
            self._open.drop(actor.tenant, each)
        self._database.wipe()

    def let_read(self, actor: Actor, workbook: str, to: str, *, client_agreed: bool) -> None:
        """Let another account read this workbook until that is ended; raises as `hand_over` does."""

        def write(connection: Connection) -> None:
            self._shareable(connection, actor, workbook, to, client_agreed=client_agreed)
            connection.execute(delete(tables.reader).where(*_reads(actor.tenant, workbook, to)))
            row = {"tenant": actor.tenant, "workbook": workbook, "account": to, "by": actor.author, "at": now()}
            connection.execute(insert(tables.reader).values(row))
            self._note(connection, actor, workbook, Action.SHOWN, to, Action.MAY_READ, agreed=True)

        self._database.write(write)

    def end_reading(self, actor: Actor, workbook: str, reader: str) -> None:
        """Let this account read the workbook no more, from now on; raises NotGranted."""

        def write(connection: Connection) -> None:
            self._owned(connection, actor, workbook)
            if connection.execute(delete(tables.reader).where(*_reads(actor.tenant, workbook, reader))).rowcount:
                self._note(connection, actor, workbook, Action.SHOWN_NO_MORE, reader, Action.MAY_NOT_READ)

        self._database.write(write)

    def readers(self, actor: Actor, workbook: str) -> list[Reader]:
        """Return who may read this workbook of the actor's, the first one first."""

        def read(connection: Connection) -> list[Reader]:
            self._accounts.admit(connection, actor)
            columns = tables.reader.c
            its = (columns.tenant == actor.tenant, columns.workbook == workbook, columns.by == actor.author)
            rows = connection.execute(select(columns.account, columns.at).where(*its).order_by(columns.at))
            return [Reader(row.account, row.at) for row in rows]

        return self._database.read(read)

    def others(self, actor: Actor) -> Sequence[Account]:
        """Return everybody else with whom the actor can share a workbook, by name."""
        return self._database.read(lambda connection: self._accounts.let_in(connection, actor))

    def read(self, actor: Actor, workbook: str) -> Folded | None:
        """Return a workbook of somebody else's that the actor may read now, as it is; None if there is none."""

        def read(connection: Connection) -> tuple[Log, Folded] | None:
            row = self._readable(connection, actor, workbook)
            log = Log.for_reading(connection, self._vault, replace(actor, author=row.owner), workbook) if row else None
            return (log, self._open.folded(log)) if log else None

        found = self._database.read(read)
        if found:
            self._open.keep(*found)
        return found[1] if found else None

    def note_read(self, actor: Actor, workbook: str) -> None:
        """Note in the trail that the actor opened a workbook to read it."""

        def write(connection: Connection) -> None:
            if self._readable(connection, actor, workbook):
                Trail(connection, self._vault.keys, actor.tenant).note_once(actor.author, Action.OPENED, workbook)

        self._database.write(write)

    def to_read(self, actor: Actor) -> list[Listed]:
        """List the workbooks of others that the actor may read, last opened first."""

        def read(connection: Connection) -> list[Listed]:
            self._accounts.admit(connection, actor)
            wanted = select(tables.workbook).join(tables.reader, _is_its_owners).where(*_readable_by(actor))
            rows = connection.execute(wanted.order_by(tables.workbook.c.opened_at.desc())).all()
            seen = self._time.now(connection)
            return [listing.of_row(row, self._vault.keys, seen) for row in rows]

        return self._database.read(read)

    def _shareable(
        self, connection: Connection, actor: Actor, workbook: str, to: str, *, client_agreed: bool
    ) -> TableRow:
        """Return the actor's workbook, locked until this transaction ends, if it can be shared with this account."""
        mine = self._owned(connection, actor, workbook)
        if not client_agreed:
            raise ClientNotAsked
        if mine.shelf == Shelf.REMOVED:
            raise InTheBin
        columns = tables.account.c
        role = select(columns.role).where(columns.tenant == actor.tenant, columns.id == to, columns.id != actor.author)
        found = connection.scalar(role.with_for_update())
        if found is None or not Role(found).is_let_in:
            raise NobodyThere
        return mine

    def _erase_private(self, connection: Connection, actor: Actor, beside: str, *, held: bool, but_notes: bool) -> None:
        """Leave nothing beside the actor's workbook but what has left it, and perhaps the notes.

        Of what is damaged, nothing is left, unless the notes were to go along. Raises NotesOnHold or Tampered.
        """
        try:
            log = Log.for_writing(connection, self._vault, actor, beside)
            edits = list(log.edits_after(0))
        except Tampered:
            if but_notes:
                raise
            if held:
                raise NotesOnHold from None
            keeping.delete_rows(connection, actor.tenant, [beside])
            return
        stays = [edit for edit in edits if taken_away.notes_it(edit) or (but_notes and edit.path == notes.PATH)]
        if held and len(stays) < len(edits):
            raise NotesOnHold
        if not stays:
            keeping.delete_rows(connection, actor.tenant, [beside])
        elif len(stays) < len(edits):
            log.rewrite(self._vault, stays, fold(Folded(), stays), self._time.now(connection))

    def _owned(self, connection: Connection, actor: Actor, workbook: str) -> TableRow:
        self._accounts.admit(connection, actor)
        columns = tables.workbook.c
        mine = (*_named(actor, [workbook]), columns.owner == actor.author, columns.shelf != Shelf.BESIDE.value)
        wanted = select(columns.shelf, columns.held).where(*mine)
        row = connection.execute(wanted.with_for_update()).one_or_none()
        if row is None:
            raise NotGranted
        return row

    def _readable(self, connection: Connection, actor: Actor, workbook: str) -> TableRow | None:
        self._accounts.admit(connection, actor)
        columns = tables.workbook.c
        this = select(columns.owner).join(tables.reader, _is_its_owners)
        return connection.execute(this.where(*_readable_by(actor), columns.id == workbook)).one_or_none()

    def _note(
        self,
        connection: Connection,
        actor: Actor,
        workbook: str,
        done: Action,
        other: str,
        happened: Action,
        *,
        agreed: bool = False,
    ) -> None:
        """Note that the client agreed, what the actor did, and to whom it happened."""
        trail = Trail(connection, self._vault.keys, actor.tenant)
        if agreed:
            trail.note(actor.author, Action.CLIENT_AGREED, workbook)
        trail.note(actor.author, done, workbook)
        trail.note(other, happened, workbook)


_is_its_owners: Final = (
    (tables.reader.c.tenant == tables.workbook.c.tenant)
    & (tables.reader.c.workbook == tables.workbook.c.id)
    & (tables.reader.c.by == tables.workbook.c.owner)
)
"""What its owner allowed counts, and nobody before them: a backup can bring an earlier owner back."""


def _named(actor: Actor, ids: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    return tables.workbook.c.tenant == actor.tenant, tables.workbook.c.id.in_(ids)


def _reads(tenant: str, workbook: str, account: str) -> tuple[ColumnElement[bool], ...]:
    columns = tables.reader.c
    return columns.tenant == tenant, columns.workbook == workbook, columns.account == account


def _readable_by(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    in_sight = tables.workbook.c.shelf.in_((Shelf.OPEN.value, Shelf.ARCHIVED.value))
    return tables.reader.c.tenant == actor.tenant, tables.reader.c.account == actor.author, in_sight
