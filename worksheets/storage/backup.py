"""Backups: made by hand and once a day while people write, checked before they count, and kept for five weeks."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from worksheets.answers import WorksheetError
from worksheets.storage import backup_file, restoring, tables
from worksheets.storage.audit import Action, Trail
from worksheets.storage.backup_file import BackupFile, Contents
from worksheets.storage.clock import now
from worksheets.storage.database import Database
from worksheets.storage.failures import BackupDamaged, DamagedHere, NoBackup, NotKept
from worksheets.storage.grants import ALONE, OPERATOR, Actor, NotGranted
from worksheets.storage.kept_backups import Backup, free_name, half_made, kept_as, listed, thin_out
from worksheets.storage.places import backup_folder
from worksheets.storage.vault import Keys, Vault

DAY: Final = 24 * 60 * 60
HOUR: Final = 60 * 60
"""In seconds."""

TRIES_TO_RESTORE: Final = 3

_DUE: Final = "backup_due"


class Backups:
    """The backups of one database, for who is alone with it, and for who has the command line of the server."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database: Final = database
        self._vault: Final = vault
        self.trouble: WorksheetError | None = None
        """Why the last backup that was to be made by itself was not."""

    def make(self, actor: Actor, folder: Path | None = None) -> Backup:
        """Make a backup now, and return it after it was checked; raises NotKept, NoRoom, BackupDamaged or NotUnlocked.

        What is older than a backup has to be is removed from its folder.
        """
        made = self._make(actor, folder or self.folder)
        thin_out(made.path.parent, datetime.now(UTC))
        return made

    def verify(self, actor: Actor, path: Path, secret: str = "") -> None:
        """Raise what `look` raises, unless this backup is whole, and every word in it can be read."""
        _admit(actor)
        with backup_file.opened(path) as there:
            there.check_every_word(restoring.keys_of(there, self._vault, secret))

    def look(self, actor: Actor, path: Path, secret: str = "") -> Contents:
        """What is in this backup, with the lines of the actor's own worksheets; nothing is changed.

        `secret` is the passphrase, the recovery code, or the key of a backup of another database. Raises NoBackup,
        BackupNewer, BackupOlder, BackupDamaged, BackupLocked, WrongSecret or NotUnlocked.
        """
        _admit(actor)
        with backup_file.opened(path) as there:
            return there.contents(restoring.keys_of(there, self._vault, secret), (actor.tenant, actor.author))

    def restore(self, actor: Actor, path: Path, secret: str = "") -> Backup | None:
        """Put this backup back in the place of all that is here, and return one of that, where there was anything.

        What was erased since stays erased, and the audit trail goes on. Raises what `look` and `make` raise, and
        AnotherDatabase, before anything is changed.
        """
        _admit(actor)
        with backup_file.opened(path) as there:
            keys = restoring.keys_of(there, self._vault, secret)
            there.check_every_word(keys)
            restoring.check_place(keys, self._database, self._vault)
            before = self._replace(there, keys, actor)
        self._database.wipe()
        self._vault.follow_restore()
        return before

    @property
    def folder(self) -> Path:
        """Where backups are kept."""
        return backup_folder()

    def listed(self) -> list[Backup]:
        """The backups there are, the newest first; raises NotKept where that cannot be told."""
        return listed(self.folder)

    def named(self, name: str) -> Backup:
        """The backup of this name in the folder; raises NoBackup."""
        for backup in self.listed():
            if backup.name == name:
                return backup
        raise NoBackup

    def make_if_due(self) -> None:
        """Make the backup of the day, unless there is one, or nothing can be written because all is locked.

        Of several servers with one database one makes it. Where it does not work, it is tried again in an hour.
        """
        try:
            if not self._vault.is_locked and self._database.transaction(_claim):
                self.make(OPERATOR)
        except WorksheetError as error:
            self.trouble = error
        except Exception:  # noqa: BLE001  whatever it was: tomorrow has a backup, too
            self.trouble = NotKept(folder=self.folder)

    def _replace(self, there: BackupFile, keys: Keys, actor: Actor) -> Backup | None:
        """Replace what is here when a copy of all of it is made: again, where somebody has written meanwhile.

        Raises WroteMeanwhile where somebody does all the time.
        """
        for _attempt in range(TRIES_TO_RESTORE):
            before, state = None, self._database.look(restoring.state_of)
            if not self._database.look(restoring.is_empty):
                before = self._make(actor, self.folder, before_a_restore=True)
            with suppress(restoring.WroteMeanwhile):
                self._database.replace(restoring.replacing(there, keys, self._vault, actor, state))
                return before
        raise restoring.WroteMeanwhile

    def _make(self, actor: Actor, folder: Path, *, before_a_restore: bool = False) -> Backup:
        """What is kept before a restore may hold what is damaged here: it is copied as it is."""
        _admit(actor)
        keys = self._vault.keys
        with half_made(folder) as path:

            def write(connection: Connection) -> None:
                path.unlink(missing_ok=True)
                backup_file.write(connection, path, keys)

            self._database.look(write)
            with backup_file.opened(path) as written:
                if not before_a_restore:
                    _check(written, keys)
            made = datetime.now(UTC)
            kept = kept_as(path, free_name(folder, made, before_a_restore))
        self._database.transaction(lambda connection: self._note_made(connection, actor))
        self.trouble = None
        return Backup(kept, made, kept.stat().st_size, before_a_restore)

    def _note_made(self, connection: Connection, actor: Actor) -> None:
        connection.execute(delete(tables.meta).where(tables.meta.c.name == _DUE))
        connection.execute(insert(tables.meta).values(name=_DUE, value=str(now() + DAY * 1000)))
        Trail(connection, self._vault.audit, actor.tenant).note(actor.author, Action.BACKED_UP)


def _check(written: BackupFile, keys: Keys) -> None:
    try:
        written.check_every_word(keys)
    except BackupDamaged as error:
        raise DamagedHere from error


def _claim(connection: Connection) -> bool:
    """Whether the backup of the day is to be made here and now; then nobody else tries for an hour."""
    this = tables.meta.c.name == _DUE
    due = connection.scalar(select(tables.meta.c.value).where(this))
    if due is not None and int(due) > now():
        return False
    later = str(now() + HOUR * 1000)
    if due is None:
        connection.execute(insert(tables.meta).values(name=_DUE, value=later))
        return True
    taken = connection.execute(update(tables.meta).where(this, tables.meta.c.value == due).values(value=later))
    return taken.rowcount > 0


def _admit(actor: Actor) -> None:
    if actor not in (ALONE, OPERATOR):
        raise NotGranted
