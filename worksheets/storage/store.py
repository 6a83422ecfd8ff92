"""The edit log on disk: what was acknowledged survives a crash, and nothing in it is ever changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, func, select

from worksheets import earlier, notes
from worksheets.clock import Instant, new_id, now
from worksheets.editing import Edit, Folded, fold, redo, undo
from worksheets.storage import accepting, keeping, listing, preferences, tables, taken_away
from worksheets.storage.accounts import Accounts
from worksheets.storage.audit import Action, Event, SealedLine, Trail
from worksheets.storage.backups.backups import Backups
from worksheets.storage.database import Database, Result
from worksheets.storage.failures import StorageError, Tampered
from worksheets.storage.grants import OPERATOR, Actor, NotGranted
from worksheets.storage.keeping import Keeping, Receipt
from worksheets.storage.keys.vault import Vault
from worksheets.storage.listing import Listed, Wanted, listing_of
from worksheets.storage.log import Log, holding, note_opened, prepared
from worksheets.storage.open_workbooks import OpenWorkbooks
from worksheets.storage.places import MEMORY
from worksheets.storage.sharing import Sharing
from worksheets.storage.taken_away import TakenAway
from worksheets.storage.time_seen import TimeSeen
from worksheets.workbook import NAME, Shelf

FIRST_DAY: Final = timedelta(hours=12)
"""How long the first day of a workbook is: a session and the evening after it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an append left: the workbook as it is now, and why edits were refused, by edit id."""

    folded: Folded
    refused: dict[str, str]


class Store:
    """Workbooks in one database. Every method takes the actor, and finds only what belongs to that actor.

    Whoever runs the server may keep, hold and erase any.
    """

    def __init__(self, url: URL, key_file: Path, idle: timedelta = timedelta.max, memory: int = MEMORY) -> None:
        """Open the database at `url`, making it if there is none, and unlock it if the key in `key_file` does.

        If there is a passphrase, it locks itself once nobody has been here for as long as `idle`; a sign-in ends once
        its person has been away for as long.
        The workbooks that were used last take about as many bytes of `memory`, and need not be read anew.
        Raises StorageError, and leaves the file untouched.
        """
        self._database = Database(url, key_file)
        try:
            self.vault: Final = Vault(self._database, key_file, idle)
        except StorageError:
            self._database.close()
            raise
        self._time: Final = TimeSeen()
        self.accounts: Final = Accounts(self._database, self.vault, self._time, idle)
        self.backups: Final = Backups(self._database, self.vault, self._time)
        self._open = OpenWorkbooks(memory)
        self.sharing: Final = Sharing(self._database, self.vault, self._time, self.accounts, self._open)

    @property
    def secret(self) -> bytes:
        """The key under which this database's grants are sealed, another one after a restore; raises NotUnlocked."""
        self.vault.follow_restore()
        return self.vault.keys.made_for("grants", self.vault.restored)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be read until somebody unlocks it; if so, no open workbook is left in memory."""
        if self.vault.is_locked:
            self._open.forget()
        return self.vault.is_locked

    def lock(self) -> None:
        """Forget the keys and every open workbook, if there is a passphrase with which to unlock them again."""
        self.vault.lock()
        if self.vault.is_locked:
            self._open.forget()

    def load(self, actor: Actor, workbook: str) -> Folded | None:
        """Return the workbook as it is now, or None if this actor has no such workbook."""
        found = self._read_log(actor, workbook, lambda log: (log, self._open.folded(log)))
        if found is None:
            self._open.drop(actor.tenant, workbook)
            return None
        self._open.keep(*found)
        return found[1]

    def first_day(self, actor: Actor, workbook: str) -> tuple[Instant, Folded] | None:
        """Return when the workbook was begun, and what it held after that day; None if the actor has no such one."""
        found = self._read_log(actor, workbook, lambda log: (log, self._open.begun(log, FIRST_DAY)))
        if found is None:
            return None
        self._open.keep(*found)
        return found[1].at, found[1].folded

    def log(self, actor: Actor, workbook: str) -> list[Edit] | None:
        """Return all that was ever written in the workbook, in order, or None if this actor has no such workbook."""
        return self._read_log(actor, workbook, lambda log: list(log.edits_after(0)))

    def written_at(self, actor: Actor, workbook: str, path: str) -> Sequence[Edit]:
        """Return all that was ever written at this path, in order; nothing if this actor has no such workbook."""
        return self._read_log(actor, workbook, lambda log: self._open.written_at(log, path)) or ()

    def write_anew(self, actor: Actor, workbook: str, edits: Sequence[Edit]) -> None:
        """Write a whole log from elsewhere, with its authors, as a new workbook.

        Raises AnswerRefused, TooMuchToCheck or NotGranted.
        """
        kept, after = accepting.accepted_whole(edits)
        encrypted = prepared(self.vault, actor, workbook, kept, after)

        def write(connection: Connection) -> None:
            log = Log.for_writing(connection, self.vault, actor, workbook)
            if log.revision:
                raise NotGranted
            log.begin(self.vault, encrypted, after, self._time.now(connection))

        self._write_noted(actor, workbook, Action.BROUGHT_IN, write)

    def there_already(self, actor: Actor, edits: Sequence[Edit]) -> str | None:
        """Return the actor's workbook, outside the bin, that holds all of these edits; None if none does."""
        return self._read(actor, lambda connection: holding(connection, actor, {edit.id for edit in edits}))

    def append(self, actor: Actor, workbook: str, edits: Sequence[Edit]) -> Outcome:
        """Add these edits, all or none, and return after they are on disk.

        An edit that is already there is not added again. One that does not fit is refused, and the others are kept.
        Raises NotGranted if the workbook belongs to somebody else.
        """

        def accepted(log: Log, before: Folded) -> tuple[list[Edit], dict[str, str]]:
            return accepting.accepted(workbook, before, edits, log.ids_among([edit.id for edit in edits]))

        return self._written(actor, workbook, accepted)

    def undo(self, actor: Actor, workbook: str, within: Collection[str], gesture: str) -> Outcome:
        """Take back this actor's last effect within these paths; the same `gesture` again changes nothing more."""
        return self._take_back(actor, workbook, within, gesture, undo)

    def redo(self, actor: Actor, workbook: str, within: Collection[str], gesture: str) -> Outcome:
        """Bring back the effect that was taken back last; the same `gesture` again changes nothing more."""
        return self._take_back(actor, workbook, within, gesture, redo)

    def move(self, actor: Actor, workbook: str, shelf: Shelf) -> None:
        """Put the workbook on this shelf by an edit, and even a damaged one into the bin; raises NotGranted."""

        def moved(_log: Log, before: Folded) -> tuple[list[Edit], dict[str, str]]:
            return _moved(before, shelf, actor.author), {}

        try:
            self._written(actor, workbook, moved)
        except Tampered:
            if shelf is not Shelf.REMOVED:
                raise
            self._remove_damaged(actor, workbook, by=actor.author)

    def note_opened(self, actor: Actor, workbook: str) -> Instant | None:
        """Note that the actor opened the workbook now, and return when they last had it open, or None."""

        def write(connection: Connection) -> Instant | None:
            before = note_opened(connection, actor, workbook)
            if before is not None:
                self._trail(connection, actor).note_once(actor.author, Action.OPENED, workbook)
            return before

        return self._write(actor, write)

    def note_taken_away(self, actor: Actor, workbook: str, taken: TakenAway) -> None:
        """Note what the actor takes away of the workbook; raises NotGranted if it is somebody else's."""

        def write(connection: Connection) -> tuple[Log, Folded]:
            if not Log.for_reading(connection, self.vault, actor, workbook):
                raise NotGranted
            log = Log.for_writing(connection, self.vault, actor, notes.beside(workbook))
            event = self._trail(connection, actor).note(actor.author, Action.TAKEN_AWAY, workbook)
            before, edits = self._open.folded(log), [taken_away.edit(event, taken)]
            after = fold(before, edits)
            log.add(edits, before, after, self._time.now(connection))
            return log, after

        self._open.keep(*self._write(actor, write))

    def events_about(self, actor: Actor, workbook: str) -> list[Event]:
        """Return who did what with the workbook, the newest first; nothing if this actor has no such workbook."""

        def read(connection: Connection) -> list[Event]:
            log = Log.for_reading(connection, self.vault, actor, workbook)
            return self._trail(connection, actor).events_about(workbook) if log else []

        return self._read(actor, read)

    def trail(self, actor: Actor) -> list[SealedLine]:
        """Read the whole audit trail, as `Trail.lines` gives it; raises NotGranted unless an administrator asks."""

        def read(connection: Connection) -> list[SealedLine]:
            self.accounts.admit_administrator(connection, actor)
            return list(self._trail(connection, actor).lines())

        return self._database.read(read)

    def listed(
        self, actor: Actor, shelf: Shelf, is_wanted: Wanted | None = None, most: int | None = None
    ) -> tuple[list[Listed], int]:
        """List the actor's workbooks on this shelf, or those that are wanted, last opened first, and count them all.

        At most `most` are returned. One that is damaged does not keep the others away.
        """
        columns = tables.workbook.c
        mine = (columns.tenant == actor.tenant, columns.owner == actor.author, columns.shelf == shelf.value)
        newest_first = select(tables.workbook).where(*mine).order_by(columns.opened_at.desc())

        def read(connection: Connection) -> tuple[list[Listed], int]:
            keys, seen = self.vault.keys, self._time.now(connection)
            sought = self._open.searching(keys)
            total = connection.scalar(select(func.count()).select_from(tables.workbook).where(*mine)) or 0
            rows = connection.execute(newest_first if is_wanted else newest_first.limit(most)).all()
            found = rows if is_wanted is None else (row for row in rows if is_wanted(sought(row)))
            return [listing.of_row(row, keys, seen) for row in islice(found, most)], total

        return self._read(actor, read)

    def keeping(self, actor: Actor, workbook: str) -> Keeping | None:
        """Say how long the workbook is kept, or None if this actor has no such workbook."""

        def read(connection: Connection) -> Keeping | None:
            return keeping.read(connection, actor, workbook, self._time.now(connection))

        return self._read(actor, read)

    def keep_until(self, actor: Actor, workbook: str, day: date | None) -> None:
        """Put the workbook into the bin from this day on, or only when somebody removes it; raises NotGranted."""

        self._write_noted(
            actor, workbook, Action.KEEPING_SET, lambda connection: keeping.keep_until(connection, actor, workbook, day)
        )

    def hold(self, actor: Actor, workbook: str, held: bool) -> None:
        """Let nothing erase the workbook; ending that starts its days in the bin again. Raises NotGranted."""

        def write(connection: Connection) -> None:
            keeping.hold(connection, actor, workbook, held, self._time.now(connection))

        self._write_noted(actor, workbook, Action.KEEPING_SET, write)

    def forget(self, actor: Actor, workbook: str, id_: str | None = None) -> None:
        """Purge the earlier words that `earlier` names by this id, or all of them, from all that is kept here.

        Raises NotGranted, OnHoldNotForgotten or StillBeside.
        """

        def write(connection: Connection) -> None:
            keeping.refuse_on_hold(connection, actor, workbook)
            log = Log.for_writing(connection, self.vault, actor, workbook)
            before = list(log.edits_after(0))
            ids = [id_] if id_ else [each.id for each in earlier.earlier(before, fold(Folded(), before))]
            edits = earlier.without(before, ids, now())
            log.rewrite(self.vault, edits, fold(Folded(), edits), self._time.now(connection))

        self._write_noted(actor, workbook, Action.FORGOTTEN, write)
        self._open.drop(actor.tenant, workbook)
        self._database.wipe()

    def erase(self, actor: Actor, workbook: str) -> None:
        """Erase a workbook in the bin and the notes beside it, for good; raises NotGranted, NotInTheBin or OnHold."""

        self._write_noted(
            actor, workbook, Action.ERASED, lambda connection: keeping.erase(connection, actor, workbook, actor.author)
        )
        self._open.drop(actor.tenant, workbook)
        self._database.wipe()

    def time_seen(self) -> Instant:
        """Say how late it is by the time that this database has seen pass, which decides what is due."""
        return self._database.read(self._time.now)

    def note_time(self) -> Instant:
        """Note how much time has passed, so that the next start goes on from there, and return how late it is."""
        return self._database.write(self._time.note)

    def erase_due(self, moment: Instant) -> int:
        """Erase what has been in the bin for long enough by this moment of the time seen, and return how many.

        What is kept no longer goes into the bin first.
        """
        for owner, workbook in self._database.read(lambda connection: keeping.expired(connection, moment)):
            self._expire(owner, workbook, moment)

        def write(connection: Connection) -> list[tuple[Actor, str]]:
            found = keeping.due(connection, moment)
            for owner, workbook in found:
                keeping.erase(connection, owner, workbook, OPERATOR.author)
                self._trail(connection, owner).note(OPERATOR.author, Action.ERASED, workbook)
            return found

        erased = self._database.write(write)
        for owner, workbook in erased:
            self._open.drop(owner.tenant, workbook)
        self._database.wipe()
        return len(erased)

    def drop_unwritten(self, moment: Instant) -> None:
        """Leave nothing of what was taken back before anything came of it, and left alone since this moment."""
        dropped = self._database.write(lambda connection: keeping.drop_unwritten(connection, moment))
        for tenant, workbook in dropped:
            self._open.drop(tenant, workbook)
        if dropped:
            self._database.wipe()

    def wipe_what_is_left(self) -> None:
        """Leave nothing of what was erased on the disk, if that was not possible at once."""
        self._database.wipe_what_is_left()

    def receipts(self, actor: Actor) -> list[Receipt]:
        """Return the receipts for this actor's erased workbooks, the newest first."""
        return self._read(actor, lambda connection: keeping.receipts(connection, actor))

    def preference(self, actor: Actor, name: str) -> str | None:
        """Return what the actor chose for this setting, or None."""
        return self._read(actor, lambda connection: preferences.read(connection, actor, name))

    def prefer(self, actor: Actor, name: str, value: str) -> None:
        """Remember what the actor chose for this setting."""
        self._write(actor, lambda connection: preferences.write(connection, actor, name, value))

    def _expire(self, owner: Actor, workbook: str, moment: Instant) -> None:
        def write(connection: Connection) -> None:
            if keeping.forget_day(connection, owner, workbook, moment):
                log = Log.for_writing(connection, self.vault, owner, workbook)
                before = self._open.folded(log)
                edits = _moved(before, Shelf.REMOVED, OPERATOR.author)
                log.add(edits, before, fold(before, edits), self._time.now(connection))
                self._trail(connection, owner).note(OPERATOR.author, Action.CHANGED, workbook)

        try:
            self._write(owner, write)
        except Tampered:
            self._remove_damaged(owner, workbook, by=OPERATOR.author)

    def _remove_damaged(self, owner: Actor, workbook: str, by: str) -> None:
        """Put a workbook into the bin of which the edits cannot be read, so that none can be added."""

        def write(connection: Connection) -> None:
            keeping.remove_damaged(connection, owner, workbook, self._time.now(connection))

        self._write_noted(owner, workbook, Action.CHANGED, write, by=by)

    def _read(self, actor: Actor, read: Callable[[Connection], Result]) -> Result:
        return self._database.read(self._admitting(actor, read))

    def _read_log(self, actor: Actor, workbook: str, read: Callable[[Log], Result]) -> Result | None:
        """Return what is read of the workbook's log, or None if this actor has no such workbook."""

        def read_log(connection: Connection) -> Result | None:
            log = Log.for_reading(connection, self.vault, actor, workbook)
            return read(log) if log else None

        return self._read(actor, read_log)

    def _write(self, actor: Actor, write: Callable[[Connection], Result]) -> Result:
        return self._database.write(self._admitting(actor, write))

    def _write_noted(
        self, actor: Actor, workbook: str, action: Action, write: Callable[[Connection], None], by: str = ""
    ) -> None:
        """Write, and note in the trail what the actor, or `by` somebody else, did with the workbook."""

        def noted(connection: Connection) -> None:
            write(connection)
            self._trail(connection, actor).note(by or actor.author, action, workbook)

        self._write(actor, noted)

    def _admitting(self, actor: Actor, work: Callable[[Connection], Result]) -> Callable[[Connection], Result]:
        def admitted(connection: Connection) -> Result:
            self.accounts.admit(connection, actor)
            return work(connection)

        return admitted

    def _trail(self, connection: Connection, actor: Actor) -> Trail:
        return Trail(connection, self.vault.keys, actor.tenant)

    def _take_back(
        self, actor: Actor, workbook: str, within: Collection[str], gesture: str, edits_for: Callable[..., list[Edit]]
    ) -> Outcome:
        def taken_back(log: Log, before: Folded) -> tuple[list[Edit], dict[str, str]]:
            return [] if log.has(gesture) else edits_for(before, actor.author, within, gesture, now()), {}

        return self._written(actor, workbook, taken_back)

    def _written(
        self, actor: Actor, workbook: str, made: Callable[[Log, Folded], tuple[list[Edit], dict[str, str]]]
    ) -> Outcome:
        """Write the edits that are `made` from the workbook as it is, and return it with why any were refused."""

        def write(connection: Connection) -> tuple[Log, Outcome]:
            log = Log.for_writing(connection, self.vault, actor, workbook)
            before = self._open.folded(log)
            edits, refused = made(log, before)
            after = fold(before, edits)
            log.add(edits, before, after, self._time.now(connection))
            if edits:
                self._trail(connection, actor).note_once(actor.author, Action.CHANGED, workbook)
            return log, Outcome(after, refused)

        log, outcome = self._write(actor, write)
        self._open.keep(log, outcome.folded)
        return outcome


def _moved(before: Folded, shelf: Shelf, author: str) -> list[Edit]:
    """Return the edit that puts a workbook on this shelf; none if it is there already, or has no edits."""
    if not before.revision or listing_of(before).shelf in (shelf, Shelf.BESIDE):
        return []
    path = f"{NAME}/shelf"
    base = tuple(head.id for head in before.heads.get(path, ()))
    return [Edit(new_id(), path, shelf.value, base, author, now(), gesture=new_id())]
