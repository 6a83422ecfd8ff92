"""Backups: made by hand and once a day while people write, checked before they count, and kept for five weeks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert, update

from worksheets.answers import WorksheetError
from worksheets.clock import Instant, between, in_utc, later, now
from worksheets.language import listed as in_a_list
from worksheets.storage import meta, tables
from worksheets.storage.audit import Action, Trail
from worksheets.storage.backups import file, made_here, restoring
from worksheets.storage.backups.file import BackupFile, Contents
from worksheets.storage.backups.folder import (
    Backup,
    files,
    free_name,
    half_made,
    kept_as,
    listed,
    made_by_earlier_versions,
    never_finished,
    remove,
    too_many,
    too_old,
)
from worksheets.storage.database import Database
from worksheets.storage.failures import AnotherDatabase, DamagedWithin, KeyLost, NoBackup, NotKept, StorageError
from worksheets.storage.grants import ALONE, OPERATOR, Actor, NotGranted
from worksheets.storage.keys.encryption import Keys
from worksheets.storage.keys.vault import RESTORED, Vault
from worksheets.storage.places import backup_folder
from worksheets.storage.time_seen import TimeSeen

BETWEEN_BACKUPS: Final = timedelta(days=1)
LONGEST_UNTIL_DUE: Final = BETWEEN_BACKUPS + timedelta(hours=1)
"""What is due later than this was noted by a clock that was ahead, and is due now; two servers differ by less."""
BEFORE_ANOTHER_TRY: Final = timedelta(hours=1)

TRIES_TO_RESTORE: Final = 3

_DUE: Final = "backup_due"
_MADE: Final = "backup_made"
_ADOPTED: Final = "backups_adopted"


class Backups:
    """The backups of one database, for a person who uses it alone, or for people who have the server's command line."""

    def __init__(self, database: Database, vault: Vault, time: TimeSeen) -> None:
        self._database: Final = database
        self._vault: Final = vault
        self._time: Final = time
        self.trouble: WorksheetError | None = None
        """Why the last automatic backup failed; None if it did not."""
        self.damaged: set[tuple[str, str]] = set()
        """The worksheets, as (tenant, name), that were already damaged here when the last backup was made."""

    def make(self, actor: Actor, folder: Path | None = None) -> Backup:
        """Make a backup now, read it back, and return it.

        What is damaged here is copied as it is. If nothing is, backups that were made here and need not be kept any
        longer are removed.
        Raises NotKept, NoRoom, BackupDamaged or NotUnlocked.
        """
        made = self._make(actor, folder or self.folder)
        if not self.damaged:
            self._remove_from(made.path.parent, too_many, too_old)
        return made

    def remove_old(self) -> None:
        """Remove what was made here and is too old to be kept, but for the newest backup, which another one replaces.

        What somebody copied into the folder stays.
        """
        self._adopt()
        self._remove_from(self.folder, too_old)

    def made_at(self) -> Instant | None:
        """Return when a server last made a backup in its folder; None if none ever did."""
        at = self._database.read(lambda connection: meta.read(connection, _MADE))
        return None if at is None else Instant(int(at))

    def verify(self, actor: Actor, path: Path, secret: str = "") -> None:
        """Raise what `look` raises, or DamagedWithin, unless this backup is whole, and every word in it can be read."""
        _admit(actor)
        with file.opened(path) as backup:
            if damaged := backup.damaged(restoring.keys_of(backup, self._vault, secret)):
                raise DamagedWithin(names=in_a_list(sorted(name for _tenant, name in damaged)))

    def look(self, actor: Actor, path: Path, secret: str = "") -> Contents:
        """Return what is in this backup, with the lines of the actor's own worksheets; nothing is changed.

        `secret` is the passphrase, the recovery code, or the key of a backup of another database. Raises NoBackup,
        BackupNewer, BackupOlder, BackupDamaged, BackupLocked, WrongSecret or NotUnlocked.
        """
        _admit(actor)
        with file.opened(path) as backup:
            return backup.contents(restoring.keys_of(backup, self._vault, secret), (actor.tenant, actor.author))

    def restore(self, actor: Actor, path: Path, secret: str = "") -> Backup | None:
        """Replace everything here with this backup; return a backup of what was here, or None if there was nothing.

        What was erased since stays erased, what is on hold stays as it is, and the audit trail goes on. Raises what
        `look` and `make` raise, and AnotherDatabase, before anything is changed.
        """
        _admit(actor)
        with file.opened(path) as backup:
            keys = restoring.keys_of(backup, self._vault, secret)
            if keys != self._vault.keys and not self._database.read(restoring.is_empty):
                raise AnotherDatabase
            before = self._replace(backup, keys, actor)
        self._database.wipe()
        self._vault.follow_restore()
        return before

    @property
    def folder(self) -> Path:
        """Where backups are kept."""
        return backup_folder()

    def listed(self) -> list[Backup]:
        """Return all backups, the newest first; raises NotKept if the folder cannot be read."""
        return listed(self.folder)

    def named(self, name: str) -> Backup:
        """Return the backup of this name in the folder; raises NoBackup."""
        for backup in self.listed():
            if backup.name == name:
                return backup
        raise NoBackup

    def make_if_due(self) -> None:
        """Make the backup of the day, unless there is one, or nothing can be written because all is locked.

        Of several servers with one database, one makes it. If it does not work, the error is raised and remembered, and
        it is tried again in an hour.
        """
        try:
            if not self._vault.is_locked and self._database.write(self._claim):
                self.make(OPERATOR)
        except Exception as error:
            self.trouble = error if isinstance(error, WorksheetError) else NotKept(folder=self.folder)
            raise

    def _replace(self, backup: BackupFile, keys: Keys, actor: Actor) -> Backup | None:
        """Back up what is here and replace it, again if somebody writes meanwhile; raises WroteMeanwhile if always."""
        for _attempt in range(TRIES_TO_RESTORE):
            before, state = None, self._database.read(restoring.state_of)
            if not self._database.read(restoring.was_never_used):
                before = self._make(actor, self.folder, before_a_restore=True)
            with suppress(restoring.WroteMeanwhile):
                self._database.replace(restoring.replacing(backup, keys, self._vault, actor, state, self._time))
                return before
        raise restoring.WroteMeanwhile

    def _make(self, actor: Actor, folder: Path, *, before_a_restore: bool = False) -> Backup:
        _admit(actor)
        keys = self._vault.keys
        with suppress(KeyLost):  # The page says so; a backup is needed all the more.
            self._vault.look_after_key()
        with half_made(folder) as path:

            def write(connection: Connection) -> None:
                path.unlink(missing_ok=True)
                file.write(connection, path, keys)

            self._database.read(write)
            with file.opened(path) as written:
                damaged = written.damaged(keys)
            self._adopt()
            made = in_utc(now())
            kept = kept_as(path, free_name(folder, made, before_a_restore))
        self._database.write(lambda connection: self._note_made(connection, actor, kept))
        self.trouble, self.damaged = None, damaged
        return Backup(kept, made, kept.stat().st_size, before_a_restore)

    def _note_made(self, connection: Connection, actor: Actor, kept: Path) -> None:
        """Note when the backup was made; only one in the usual folder counts as today's."""
        at = self._time.now(connection)
        made_here.note(connection, kept, at)
        if kept.parent == self.folder:
            meta.write(connection, _DUE, str(later(at, BETWEEN_BACKUPS)))
            meta.write(connection, _MADE, str(now()))
        Trail(connection, self._vault.keys, actor.tenant).note(actor.author, Action.BACKED_UP)

    def _claim(self, connection: Connection) -> bool:
        """Return whether today's backup should be made here and now; if so, no other server tries for an hour."""
        this, at = tables.meta.c.name == _DUE, self._time.now(connection)
        due = meta.read(connection, _DUE)
        if due is not None and timedelta() < between(at, Instant(int(due))) <= LONGEST_UNTIL_DUE:
            return False
        next_try = str(later(at, BEFORE_ANOTHER_TRY))
        if due is None:
            connection.execute(insert(tables.meta).values(name=_DUE, value=next_try))
            return True
        taken = connection.execute(update(tables.meta).where(this, tables.meta.c.value == due).values(value=next_try))
        return taken.rowcount > 0

    def _remove_from(self, folder: Path, *unneeded: Callable[[Mapping[Path, Instant], Instant], set[Path]]) -> None:
        """Remove from this folder what was made here and is not needed, and what never became a whole backup."""
        there = files(folder)

        def read(connection: Connection) -> tuple[set[Path], Instant]:
            made, at = made_here.among(connection, there), self._time.now(connection)
            return {path for choose in unneeded for path in choose(made, at)}, at

        def forget(connection: Connection) -> None:
            for path in removed:
                made_here.forget(connection, path)

        removed, at = self._database.read(read)
        for path in (*removed, *never_finished(folder, at)):
            remove(path)
        if removed:
            self._database.write(forget)

    def _adopt(self) -> None:
        """Note what was made here before it was noted which files are; raises NotUnlocked.

        If a backup was ever put back, those from before may have been made on another computer, so they stay.
        """
        if self._database.read(lambda connection: meta.read(connection, _ADOPTED)):
            return
        made, restored = self._database.read(
            lambda connection: (meta.read(connection, _MADE), meta.read(connection, RESTORED))
        )
        found = made_by_earlier_versions(self.folder) if made and not restored else {}
        own = {path: at for path, at in found.items() if path.suffix != ".db" or self._was_made_of_this(path)}

        def write(connection: Connection) -> None:
            known = made_here.among(connection, list(own))
            for path in own.keys() - known.keys():
                made_here.note(connection, path, own[path])
            meta.write(connection, _ADOPTED, "yes")

        self._database.write(write)

    def _was_made_of_this(self, path: Path) -> bool:
        """Return whether this is a whole backup of this database; raises NotUnlocked."""
        keys = self._vault.keys
        try:
            with file.opened(path) as backup:
                return backup.was_made_with(keys)
        except StorageError:
            return False


def _admit(actor: Actor) -> None:
    if actor not in (ALONE, OPERATOR):
        raise NotGranted
