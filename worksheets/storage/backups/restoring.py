"""Restoring: everything in the database is replaced with what a backup holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeAlias

from sqlalchemy import Connection, Table, delete, exists, func, insert, or_, select, update

from worksheets import notes
from worksheets.clock import new_id
from worksheets.language import marked
from worksheets.storage import meta, tables
from worksheets.storage.audit import Action, Trail
from worksheets.storage.backups.copying import ROWID, batches
from worksheets.storage.backups.file import BackupFile
from worksheets.storage.failures import BackupDamaged, BackupLocked, KeyMissing, StorageError
from worksheets.storage.grants import Actor
from worksheets.storage.keys import slots
from worksheets.storage.keys.encryption import Keys
from worksheets.storage.keys.slots import Protector, Slot, WrongSecret
from worksheets.storage.keys.vault import RESTORED, Vault
from worksheets.storage.places import read_key, read_or_make_key
from worksheets.storage.tables import TableRow
from worksheets.storage.time_seen import TimeSeen

REPLACED: Final = (tables.workbook, tables.edit, tables.snapshot, tables.preference)
"""Every server locks a workbook before its edits: in this order nothing is half replaced."""

OF_THE_DATABASE: Final = (tables.account, tables.sign_in, tables.erased, tables.reader, tables.audit)
"""What outlasts a restore, so that no closed account is open again and nobody reads what they may read no more.

It is restored only into a new database, and all sign-ins have ended after that.
"""

OF_A_WORKBOOK: Final = (tables.workbook, tables.edit, tables.snapshot, tables.erased)
"""The tables in which each row is about one worksheet."""

Names: TypeAlias = set[tuple[str, str]]
"""Worksheets as (tenant, name)."""


class WroteMeanwhile(StorageError):
    message = marked("Nothing was replaced, because someone is writing. Restore the backup when nobody is writing.")


def keys_of(backup: BackupFile, vault: Vault, secret: str) -> Keys:
    """Return the keys of this backup; raises NotUnlocked, BackupLocked, WrongSecret or BackupDamaged."""
    if backup.was_made_with(vault.keys):
        return vault.keys
    keys = _opened_by(backup.slots, secret, vault.key_file)
    if not backup.was_made_with(keys):
        raise BackupDamaged
    return keys


def _opened_by(of: Mapping[Protector, Slot], secret: str, key_file: Path) -> Keys:
    """Open them with the key file here, their passphrase, recovery code or key; raises BackupLocked or WrongSecret."""
    if Protector.KEY_FILE in of:
        with suppress(WrongSecret, KeyMissing):
            return Keys(slots.root_key_in(of[Protector.KEY_FILE], read_key(key_file)))
    if not secret:
        raise BackupLocked
    return Keys(slots.root_key_in_any(of, secret))


def _with_key_file_here(of: Mapping[Protector, Slot], keys: Keys, key_file: Path) -> list[Slot]:
    """Return these slots as the database here has them: if a key file opens one, it is the key file that is here."""
    here = dict(of)
    if Protector.KEY_FILE in of:
        key = read_or_make_key(key_file)
        try:
            slots.root_key_in(of[Protector.KEY_FILE], key)
        except WrongSecret:
            here[Protector.KEY_FILE] = slots.new_slot(Protector.KEY_FILE, key, keys.root)
    return list(here.values())


def is_empty(connection: Connection) -> bool:
    """Return whether nobody has a worksheet or an account here."""
    return not any(connection.execute(select(table).limit(1)).first() for table in (tables.workbook, tables.account))


def was_never_used(connection: Connection) -> bool:
    """Return whether nobody has used this database yet: even an erased worksheet leaves a receipt."""
    return is_empty(connection) and not connection.execute(select(tables.erased).limit(1)).first()


def state_of(connection: Connection) -> tuple[int, int]:
    """Return the number of worksheets and of edits: whoever writes changes one of them."""
    columns = tables.workbook.c
    counted = connection.execute(select(func.count(), func.coalesce(func.sum(columns.revision), 0))).one()
    return int(counted[0]), int(counted[1])


def replacing(
    backup: BackupFile, keys: Keys, vault: Vault, actor: Actor, state: tuple[int, int], time: TimeSeen
) -> Callable[[Connection], None]:
    """Return a function that replaces all rows with those of the backup in one transaction, and ends every sign-in.

    It raises WroteMeanwhile if the database is in another state. What is on hold here stays as it is, what was erased
    here stays erased, and what comes back into the bin starts its days there again.
    """
    brings_keys = keys != vault.keys
    replaced = (*REPLACED, *OF_THE_DATABASE) if brings_keys else REPLACED

    def write(connection: Connection) -> None:
        if state_of(connection) != state:
            raise WroteMeanwhile
        columns, at = tables.workbook.c, time.now(connection)
        here = connection.execute(select(columns.tenant, columns.id, columns.held)).all()
        receipts = connection.execute(select(tables.erased)).all()
        stays = {(row.tenant, row.id) for row in here if row.held} | {(row.tenant, row.workbook) for row in receipts}
        released = {(row.tenant, row.id) for row in here if not row.held}
        for table in replaced:
            _delete(connection, table)
        for table in (each for each in replaced if each.name in backup.tables.tables):
            _copy(backup.connection, connection, table, stays, released)
        in_bin = update(tables.workbook).where(columns.removed_at.is_not(None), columns.held.is_(False))
        connection.execute(in_bin.values(removed_at=at))
        if brings_keys:
            connection.execute(delete(tables.key_slot))
            slots.write(connection, *_with_key_file_here(backup.slots, keys, vault.key_file))
        ended_at = tables.sign_in.c.ended_at
        connection.execute(update(tables.sign_in).where(ended_at.is_(None)).values(ended_at=at))
        meta.write(connection, RESTORED, new_id())
        Trail(connection, keys, actor.tenant).note(actor.author, Action.RESTORED)

    return write


def _delete(connection: Connection, table: Table) -> None:
    """Delete all rows of this table except receipts and the rows of worksheets on hold and of the notes beside them."""
    workbook = tables.workbook.alias()
    if table is tables.workbook:
        its = or_(workbook.c.id == table.c.id, workbook.c.id + notes.beside("") == table.c.id)
        connection.execute(
            delete(table).where(~exists().where(workbook.c.tenant == table.c.tenant, workbook.c.held, its))
        )
    elif table in (tables.edit, tables.snapshot):
        its_workbook = (workbook.c.tenant == table.c.tenant, workbook.c.id == table.c.workbook)
        connection.execute(delete(table).where(~exists().where(*its_workbook)))
    elif table is not tables.erased:
        connection.execute(delete(table))


def _copy(source: Connection, target: Connection, table: Table, stays: Names, released: Names) -> None:
    for batch in batches(source, table, ROWID):
        rows = [row for row in batch if table not in OF_A_WORKBOOK or _main(table, row) not in stays]
        values = [row._asdict() for row in rows]
        if table is tables.workbook:
            for row, line in zip(rows, values, strict=True):
                line["held"] = row.held and _main(table, row) not in released
        if values:
            target.execute(insert(table), values)


def _main(table: Table, row: TableRow) -> tuple[str, str]:
    """Return the worksheet that a row is about, even if it is about the notes beside that."""
    return row.tenant, notes.without_beside(row.id if table is tables.workbook else row.workbook)
