"""The audit trail: who did what and when, without a word of what anybody wrote; nobody can change it unseen."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final, NotRequired, TypedDict

from sqlalchemy import ColumnElement, Connection, insert, select

from worksheets.answers import Option
from worksheets.clock import Instant, between, now
from worksheets.language import marked, marked_in
from worksheets.storage import tables
from worksheets.storage.keys.encryption import Keys

ONE_SITTING: Final = timedelta(minutes=15)
"""For how long it is noted only once that somebody opens or changes the same thing."""


class Action(Option):
    """What somebody did."""

    OPENED = "OPENED", marked_in("somebody did so with a worksheet", "Opened")
    CHANGED = "CHANGED", marked_in("somebody did so with a worksheet", "Changed")
    TAKEN_AWAY = "TAKEN_AWAY", marked("Taken away as a file or on paper")
    BROUGHT_IN = "BROUGHT_IN", marked("Opened from a file")
    KEEPING_SET = "KEEPING_SET", marked("Changed how long it is kept")
    FORGOTTEN = "FORGOTTEN", marked("Earlier words forgotten for good")
    ERASED = "ERASED", marked_in("somebody did so with a worksheet", "Erased")
    CLIENT_AGREED = "CLIENT_AGREED", marked("Noted that the client said yes")
    HANDED_OVER = "HANDED_OVER", marked("Handed it to another clinician")
    RECEIVED = "RECEIVED", marked("Was handed it")
    SHOWN = "SHOWN", marked("Let a supervisor read it")
    MAY_READ = "MAY_READ", marked("Was allowed to read it")
    SHOWN_NO_MORE = "SHOWN_NO_MORE", marked("Ended a supervisor’s reading")
    MAY_NOT_READ = "MAY_NOT_READ", marked("May no longer read it")
    SIGNED_IN = "SIGNED_IN", marked("Signed in")
    SIGNED_OUT = "SIGNED_OUT", marked("Signed out")
    TURNED_AWAY = "TURNED_AWAY", marked("Signed in, but was not let in")
    ROLE_CHANGED = "ROLE_CHANGED", marked("Account changed")
    ACCOUNT_DELETED = "ACCOUNT_DELETED", marked("Account deleted")
    BACKED_UP = "BACKED_UP", marked("Backup made")
    RESTORED = "RESTORED", marked("Backup restored")
    NOT_UNLOCKED = "NOT_UNLOCKED", marked("Tried to unlock it, with the wrong words")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the trail: `about` a workbook, an account, or nothing."""

    number: int
    at: Instant
    actor: str
    action: Action
    about: str


class SealedLine(TypedDict):
    """One line as it is kept, whatever somebody made of it; it is `changed` if it, or the line before it, was."""

    number: int
    at: Instant
    actor: str
    action: str
    about: str
    seal: str
    changed: NotRequired[bool]


class Trail:
    """The trail of one tenant, as one transaction reads and writes it."""

    def __init__(self, connection: Connection, keys: Keys, tenant: str) -> None:
        self._connection: Final = connection
        self._key: Final = keys.made_for("audit")
        self._tenant: Final = tenant

    def note(self, actor: str, action: Action, about: str = "", at: Instant | None = None) -> Event:
        """Add a line, which is kept only if the transaction is; it says when, which is now unless it was before."""
        columns = tables.audit.c
        newest = select(columns.number, columns.seal).where(self._mine).order_by(columns.number.desc()).limit(1)
        last = self._connection.execute(newest).one_or_none()
        number, before = (last.number + 1, last.seal) if last else (1, b"")
        event = Event(number, now() if at is None else at, actor, action, about)
        line = {**asdict(event), "action": action.value}
        seal = self._seal(before, *line.values())
        self._connection.execute(insert(tables.audit).values(tenant=self._tenant, **line, seal=seal))
        return event

    def note_once(self, actor: str, action: Action, about: str) -> None:
        """Add a line, unless this sitting already has the same one."""
        columns = tables.audit.c
        same = (self._mine, columns.about == about, columns.actor == actor, columns.action == action)
        newest = select(columns.at).where(*same).order_by(columns.number.desc()).limit(1)
        last = self._connection.scalar(newest)
        if last is None or not timedelta() <= between(last, now()) <= ONE_SITTING:
            self.note(actor, action, about)

    def events_about(self, about: str) -> list[Event]:
        """Return the lines about this workbook or account, the newest first."""
        columns = tables.audit.c
        wanted = select(tables.audit).where(self._mine, columns.about == about).order_by(columns.number.desc())
        rows = self._connection.execute(wanted)
        return [Event(row.number, row.at, row.actor, Action(row.action), row.about) for row in rows]

    def lines(self) -> Iterator[SealedLine]:
        """Return every line, oldest first; a copy of the last one, kept elsewhere, can show that none was cut off."""
        before, number = b"", 0
        rows = self._connection.execute(select(tables.audit).where(self._mine).order_by(tables.audit.c.number))
        for row in rows:
            line = SealedLine(
                number=row.number, at=row.at, actor=row.actor, action=row.action, about=row.about, seal=row.seal.hex()
            )
            seal = self._seal(before, row.number, row.at, row.actor, row.action, row.about)
            if row.number != number + 1 or not hmac.compare_digest(row.seal, seal):
                line["changed"] = True
            before, number = row.seal, row.number
            yield line

    @property
    def _mine(self) -> ColumnElement[bool]:
        return tables.audit.c.tenant == self._tenant

    def _seal(self, before: bytes, *values: object) -> bytes:
        body = json.dumps([self._tenant, *values]).encode()
        return hmac.new(self._key, before + body, hashlib.sha256).digest()
