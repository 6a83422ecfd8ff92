"""Accounts: who may sign in, as what, and which sign-ins still count; an e-mail address alone lets nobody in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from worksheets.answers import Option, WorksheetError
from worksheets.clock import Instant, between, earlier, later, new_id
from worksheets.language import marked, marked_in
from worksheets.storage import tables
from worksheets.storage.audit import Action, Trail
from worksheets.storage.database import Database
from worksheets.storage.grants import OPERATOR, Actor, NotGranted
from worksheets.storage.keys.encryption import decrypt, encrypt
from worksheets.storage.keys.vault import Vault
from worksheets.storage.tables import TableRow
from worksheets.storage.time_seen import TimeSeen

LONGEST_SIGN_IN: Final = timedelta(hours=12)
"""After how long somebody has to sign in again: after a long working day."""

BETWEEN_SIGHTINGS: Final = timedelta(seconds=20)
"""How much time passes before it is noted again that somebody is here."""

SIGN_INS_KEPT: Final = timedelta(days=60)
"""How long an ended sign-in is remembered: longer than a browser's cookie can name it."""

LONGEST_NAME: Final = 200


class Role(Option):
    """What an account may do."""

    WAITING = "WAITING", marked("Waiting to be let in")
    CLINICIAN = "CLINICIAN", marked("Clinician")
    ADMINISTRATOR = "ADMINISTRATOR", marked("Administrator")
    CLOSED = "CLOSED", marked_in("an account", "Closed")

    @property
    def is_let_in(self) -> bool:
        """Whether this account may use worksheets of its own."""
        return self in (Role.CLINICIAN, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Account:
    """One person at one provider, known by `issuer` and `subject`; `name` is only shown."""

    id: str
    issuer: str
    subject: str
    name: str
    role: Role


class SignedOut(NotGranted):
    message = marked("You are signed out. Please sign in again.")


class LastAdministrator(WorksheetError):
    message = marked("Nothing was changed: this is the only administrator. Make someone else an administrator first.")


class StillOpen(WorksheetError):
    message = marked("This account is not closed. Close it first.")


class StillHasWorksheets(WorksheetError):
    message = marked(
        "This account was not deleted, because it still has worksheets: {count}. Leave it closed, or ask whoever runs "
        "the server to erase them first."
    )


class Accounts:
    """The accounts of one database."""

    def __init__(self, database: Database, vault: Vault, time: TimeSeen, idle: timedelta) -> None:
        """Keep sign-ins that end once nobody has been here for as long as `idle`, and after LONGEST_SIGN_IN."""
        self._database: Final = database
        self._vault: Final = vault
        self._time: Final = time
        self._idle: Final = idle

    def enter(self, tenant: str, issuer: str, subject: str, name: str, sign_in: str) -> Account:
        """Return the account of somebody whom the provider vouches for; a new one waits to be let in.

        `sign_in` names this one sign-in, in at most 64 characters. Raises SignedOut if it no longer counts.
        """
        who = (tenant, issuer, subject)
        known = self._database.read(lambda connection: self._entered(connection, *who, sign_in))
        return known or self._database.write(lambda connection: self._enter(connection, *who, name, sign_in))

    def time_left(self, actor: Actor, *, active: bool) -> timedelta:
        """Say how long this sign-in lasts if nobody does anything; being `active` starts it again. Raises SignedOut."""

        def read(connection: Connection) -> tuple[TableRow, Instant]:
            return self._sign_in(connection, actor), self._time.now(connection)

        row, at = self._database.read(read)
        seen_at = row.seen_at
        if active and between(seen_at, at) > BETWEEN_SIGHTINGS:
            seen_at = at
            columns = tables.sign_in.c
            this = (columns.tenant == actor.tenant, columns.id == actor.sign_in)
            seen = update(tables.sign_in).where(*this).values(seen_at=seen_at)
            self._database.write(lambda connection: connection.execute(seen))
        return between(at, min(later(seen_at, self._idle), later(row.at, LONGEST_SIGN_IN)))

    def admit(self, connection: Connection, actor: Actor) -> None:
        """Raise SignedOut if the actor came in by a sign-in that no longer counts."""
        if actor.sign_in:
            self._sign_in(connection, actor)

    def admit_administrator(self, connection: Connection, actor: Actor) -> None:
        """Raise NotGranted for everybody but administrators and whoever has the server's own command line."""
        if actor == OPERATOR:
            return
        if not actor.sign_in or self._sign_in(connection, actor).role != Role.ADMINISTRATOR:
            raise NotGranted

    def sign_out(self, tenant: str, sign_in: str) -> None:
        """End this sign-in in every window, and on every device that has a copy of it."""

        def write(connection: Connection) -> None:
            columns = tables.sign_in.c
            this = (columns.tenant == tenant, columns.id == sign_in, columns.ended_at.is_(None))
            account = connection.scalar(select(columns.account).where(*this))
            if account is not None:
                connection.execute(update(tables.sign_in).where(*this).values(ended_at=self._time.now(connection)))
                self._trail(connection, tenant).note(account, Action.SIGNED_OUT, account)

        self._database.write(write)

    def listed(self, actor: Actor) -> list[Account]:
        """Return every account, those waiting first; raises NotGranted for everybody but an administrator."""

        def read(connection: Connection) -> list[Account]:
            self.admit_administrator(connection, actor)
            rows = connection.execute(select(tables.account).where(tables.account.c.tenant == actor.tenant))
            found = [self._account(row) for row in rows]
            return sorted(found, key=lambda account: (account.role is not Role.WAITING, account.name.casefold()))

        return self._database.read(read)

    def give_role(self, actor: Actor, account: str, role: Role) -> None:
        """Give the account this role, and end its sign-ins; raises NotGranted or LastAdministrator."""

        def write(connection: Connection) -> None:
            self.admit_administrator(connection, actor)
            columns = tables.account.c
            accounts = connection.execute(
                select(columns.id, columns.role).where(columns.tenant == actor.tenant).with_for_update()
            ).all()
            roles = {row.id: Role(row.role) for row in accounts}
            if account not in roles:
                raise NotGranted
            after = {**roles, account: role}
            if Role.ADMINISTRATOR in roles.values() and Role.ADMINISTRATOR not in after.values():
                raise LastAdministrator
            this = (columns.tenant == actor.tenant, columns.id == account)
            connection.execute(update(tables.account).where(*this).values(role=role.value))
            if roles[account] is not Role.WAITING:
                self._end_all(connection, actor.tenant, account)
            self._trail(connection, actor.tenant).note(actor.author, Action.ROLE_CHANGED, account)

        self._database.write(write)

    def delete(self, actor: Actor, account: str) -> None:
        """Forget a closed account that has no worksheets, even in the bin; what the trail says of it stays.

        If its person signs in again, that is a new account, which waits. Raises NotGranted, StillOpen or
        StillHasWorksheets.
        """

        def write(connection: Connection) -> None:
            self.admit_administrator(connection, actor)
            this = (tables.account.c.tenant == actor.tenant, tables.account.c.id == account)
            role = connection.scalar(select(tables.account.c.role).where(*this).with_for_update())
            if role is None:
                raise NotGranted
            if Role(role) is not Role.CLOSED:
                raise StillOpen
            its = (tables.workbook.c.tenant == actor.tenant, tables.workbook.c.owner == account)
            if count := connection.scalar(select(func.count()).select_from(tables.workbook).where(*its)):
                raise StillHasWorksheets(count=count)
            connection.execute(delete(tables.account).where(*this))
            for whose in (tables.sign_in.c.account, tables.preference.c.author, tables.reader.c.account):
                connection.execute(delete(whose.table).where(whose.table.c.tenant == actor.tenant, whose == account))
            self._trail(connection, actor.tenant).note(actor.author, Action.ACCOUNT_DELETED, account)

        self._database.write(write)

    def names(self, actor: Actor) -> Mapping[str, str]:
        """Return the name of every account, by its identifier."""

        def read(connection: Connection) -> dict[str, str]:
            self.admit(connection, actor)
            rows = connection.execute(select(tables.account).where(tables.account.c.tenant == actor.tenant))
            return {row.id: self._account(row).name for row in rows}

        return self._database.read(read)

    def let_in(self, connection: Connection, actor: Actor) -> list[Account]:
        """Return everybody else who has been let in, by name; raises SignedOut."""
        self.admit(connection, actor)
        columns = tables.account.c
        others = select(tables.account).where(columns.tenant == actor.tenant, columns.id != actor.author)
        found = (self._account(row) for row in connection.execute(others))
        return sorted((each for each in found if each.role.is_let_in), key=lambda each: each.name.casefold())

    def _entered(self, connection: Connection, tenant: str, issuer: str, subject: str, sign_in: str) -> Account | None:
        """Return the account, or None if this sign-in is new; raises SignedOut."""
        row = connection.execute(select(tables.account).where(*_known_as(tenant, issuer, subject))).one_or_none()
        columns = tables.sign_in.c
        entered = connection.execute(
            select(tables.sign_in).where(columns.tenant == tenant, columns.id == sign_in)
        ).one_or_none()
        if entered is None:
            return None
        if row is None or entered.account != row.id or not self._counts(connection, entered):
            raise SignedOut
        return self._account(row)

    def _enter(
        self, connection: Connection, tenant: str, issuer: str, subject: str, name: str, sign_in: str
    ) -> Account:
        if (known := self._entered(connection, tenant, issuer, subject, sign_in)) is not None:
            return known
        mine = select(tables.account).where(*_known_as(tenant, issuer, subject))
        row = connection.execute(mine.with_for_update()).one_or_none()  # Who changes its role ends this sign-in, too.
        account = self._account(row) if row else self._new(connection, tenant, issuer, subject, name)
        if account.name != name[:LONGEST_NAME]:
            account = replace(account, name=name[:LONGEST_NAME])
            renamed = update(tables.account).where(tables.account.c.tenant == tenant, tables.account.c.id == account.id)
            connection.execute(renamed.values(name=self._sealed_name(tenant, account)))
        at = self._time.now(connection)
        connection.execute(
            delete(tables.sign_in).where(
                tables.sign_in.c.tenant == tenant, tables.sign_in.c.at < earlier(at, SIGN_INS_KEPT)
            )
        )
        connection.execute(
            insert(tables.sign_in).values(
                tenant=tenant, id=sign_in, account=account.id, at=at, seen_at=at, ended_at=None
            )
        )
        action = Action.SIGNED_IN if account.role.is_let_in else Action.TURNED_AWAY
        self._trail(connection, tenant).note(account.id, action, account.id)
        return account

    def _new(self, connection: Connection, tenant: str, issuer: str, subject: str, name: str) -> Account:
        account = Account(new_id(), issuer, subject, name[:LONGEST_NAME], Role.WAITING)
        connection.execute(
            insert(tables.account).values(
                tenant=tenant,
                id=account.id,
                issuer=issuer,
                subject=subject,
                role=account.role.value,
                name=self._sealed_name(tenant, account),
                signed_out_at=0,
            )
        )
        return account

    def _sealed_name(self, tenant: str, account: Account) -> bytes:
        return encrypt(account.name.encode(), self._key, ("account", tenant, account.id))

    def _account(self, row: TableRow) -> Account:
        name = decrypt(row.name, self._key, ("account", row.tenant, row.id)).decode()
        return Account(row.id, row.issuer, row.subject, name, Role(row.role))

    def _sign_in(self, connection: Connection, actor: Actor) -> TableRow:
        """Return the sign-in of this actor, and the role it came with; raises SignedOut."""
        account, sign_in = tables.account.c, tables.sign_in.c
        row = connection.execute(
            select(account.role, sign_in.at, sign_in.seen_at, sign_in.ended_at)
            .join(tables.sign_in, (sign_in.tenant == account.tenant) & (sign_in.account == account.id))
            .where(account.tenant == actor.tenant, account.id == actor.author, sign_in.id == actor.sign_in)
        ).one_or_none()
        if row is None or not self._counts(connection, row) or not Role(row.role).is_let_in:
            raise SignedOut
        return row

    def _counts(self, connection: Connection, sign_in: TableRow) -> bool:
        at = self._time.now(connection)
        return (
            sign_in.ended_at is None
            and abs(between(sign_in.at, at)) < LONGEST_SIGN_IN
            and between(sign_in.seen_at, at) < self._idle
        )

    def _end_all(self, connection: Connection, tenant: str, account: str) -> None:
        """End every sign-in of this account."""
        columns = tables.sign_in.c
        its = (columns.tenant == tenant, columns.account == account, columns.ended_at.is_(None))
        connection.execute(update(tables.sign_in).where(*its).values(ended_at=self._time.now(connection)))

    @property
    def _key(self) -> bytes:
        """The key under which names are kept; raises NotUnlocked."""
        return self._vault.keys.made_for("names")

    def _trail(self, connection: Connection, tenant: str) -> Trail:
        return Trail(connection, self._vault.keys, tenant)


def _known_as(tenant: str, issuer: str, subject: str) -> tuple[ColumnElement[bool], ...]:
    columns = tables.account.c
    return columns.tenant == tenant, columns.issuer == issuer, columns.subject == subject
