"""Putting a backup back in the place of all that is in the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from worksheets import notes
from worksheets.language import marked
from worksheets.storage import tables
from worksheets.storage.audit import Action, Trail
from worksheets.storage.backup_file import BackupFile
from worksheets.storage.clock import new_id, now
from worksheets.storage.copying import IN_ORDER, batches
from worksheets.storage.database import Database
from worksheets.storage.failures import AnotherDatabase, BackupDamaged, StorageError
from worksheets.storage.grants import Actor
from worksheets.storage.vault import RESTORED, Keys, Vault, add_slots

REPLACED: Final = (tables.workbook, tables.edit, tables.snapshot, tables.preference)
"""Every server locks a workbook before its edits: in this order nothing is half replaced."""

OF_THE_DATABASE: Final = (tables.account, tables.sign_in, tables.erased, tables.audit)
"""What goes on after a restore, so that no closed account is open again, and comes along into a new database.

All sign-ins have ended after it.
"""


class WroteMeanwhile(StorageError):
    """Somebody wrote after the copy was made of what is here."""

    message = marked("Somebody is writing, so nothing was replaced. Put the backup back when nobody is writing.")


def keys_of(there: BackupFile, vault: Vault, secret: str) -> Keys:
    """The keys of this backup; raises NotUnlocked, BackupLocked, WrongSecret or BackupDamaged."""
    if there.was_made_with(vault.keys):
        return vault.keys
    keys = vault.open_others(there.slots, secret)
    if not there.was_made_with(keys):
        raise BackupDamaged
    return keys


def check_place(keys: Keys, database: Database, vault: Vault) -> None:
    """Raise AnotherDatabase unless what has these keys may be put back here."""
    if keys != vault.keys and not database.look(is_empty):
        raise AnotherDatabase


def is_empty(connection: Connection) -> bool:
    """Whether nobody has used this database yet."""
    return not any(connection.execute(select(table).limit(1)).first() for table in (tables.workbook, tables.account))


def state_of(connection: Connection) -> tuple[int, int]:
    """What tells a database from the same one before somebody wrote in it."""
    columns = tables.workbook.c
    counted = connection.execute(select(func.count(), func.coalesce(func.sum(columns.revision), 0))).one()
    return int(counted[0]), int(counted[1])


def replacing(
    there: BackupFile, keys: Keys, vault: Vault, actor: Actor, state: tuple[int, int]
) -> Callable[[Connection], None]:
    """What replaces, in one transaction, all rows by those of the backup, and ends every sign-in.

    Raises WroteMeanwhile where the database is in another state. What is on hold here stays on hold, and what comes
    back into the bin has all its days before it.
    """
    brings_keys = keys != vault.keys
    replaced = (*REPLACED, *OF_THE_DATABASE) if brings_keys else REPLACED

    def write(connection: Connection) -> None:
        if state_of(connection) != state:
            raise WroteMeanwhile
        columns = tables.workbook.c
        held = connection.execute(select(columns.tenant, columns.id).where(columns.held.is_(True))).all()
        gone = connection.execute(select(tables.erased.c.tenant, tables.erased.c.workbook))
        erased = {(row.tenant, row.workbook) for row in gone}
        for table in replaced:
            connection.execute(delete(table))
        for table in replaced:
            _copy(there.connection, connection, table, erased)
        for tenant, id_ in held:
            this = (columns.tenant == tenant, columns.id == id_)
            connection.execute(update(tables.workbook).where(*this).values(held=True))
        in_bin = update(tables.workbook).where(columns.removed_at.is_not(None))
        connection.execute(in_bin.values(removed_at=now()))
        if brings_keys:
            connection.execute(delete(tables.key_slot))
            add_slots(connection, *vault.as_slots_here(there.slots, keys))
        ended_at = tables.sign_in.c.ended_at
        connection.execute(update(tables.sign_in).where(ended_at.is_(None)).values(ended_at=now()))
        connection.execute(delete(tables.meta).where(tables.meta.c.name == RESTORED))
        connection.execute(insert(tables.meta).values(name=RESTORED, value=new_id()))
        Trail(connection, keys.made_for("audit"), actor.tenant).note(actor.author, Action.RESTORED)

    return write


def _copy(there: Connection, here: Connection, table: Table, erased: set[tuple[str, str]]) -> None:
    names = [column.name for column in table.columns]
    for rows in batches(there, table, IN_ORDER):
        lines = [dict(zip(names, row, strict=True)) for row in rows]
        if kept := [line for line in lines if table is tables.erased or _workbook_of(table, line) not in erased]:
            here.execute(insert(table), kept)


def _workbook_of(table: Table, line: dict[str, Any]) -> tuple[str, str | None]:
    name = line["id"] if table is tables.workbook else line.get("workbook")
    return line["tenant"], name and notes.without_beside(name)
