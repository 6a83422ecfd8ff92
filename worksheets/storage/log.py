"""One workbook's rows: its edits as they were written, its line on the home page, and its snapshot, all encrypted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence, Set
from dataclasses import asdict, dataclass, replace
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from worksheets import notes
from worksheets.answers import Value
from worksheets.clock import Instant, now
from worksheets.editing import Edit, Folded, Head
from worksheets.json_values import json_in
from worksheets.snapshot import from_json, to_json
from worksheets.storage import keeping, tables
from worksheets.storage.failures import Tampered
from worksheets.storage.grants import Actor, NotGranted
from worksheets.storage.keys.encryption import WorkbookKey
from worksheets.storage.keys.vault import Vault
from worksheets.storage.listing import is_unwritten, listing_of, to_text
from worksheets.storage.tables import TableRow
from worksheets.workbook import Shelf

EDITS_BETWEEN_SNAPSHOTS: Final = 200

_BOUND_TO_THE_VALUE: Final = ("revision", "id", "path", "base", "author", "at", "gesture", "undoes")
"""The columns of an edit without which its value cannot be decrypted: whoever changes one is found out."""


@dataclass(frozen=True, slots=True)
class Log:
    """A workbook's rows as one actor reads and writes them in one transaction; `revision` is how many edits it has."""

    actor: Actor
    workbook: str
    revision: int
    _connection: Connection
    _key: WorkbookKey
    kept_key: bytes
    """The workbook's key, encrypted: another one once words were forgotten."""

    @classmethod
    def for_reading(cls, connection: Connection, vault: Vault, actor: Actor, workbook: str) -> Log | None:
        """Return the log as it is now, or None if this actor has no such workbook; raises Tampered or NotUnlocked."""
        columns = tables.workbook.c
        mine = select(columns.revision, columns.key).where(*_mine(actor, workbook))
        row = connection.execute(mine).one_or_none()
        if row is None:
            return None
        key = vault.keys.workbook_key(row.key, actor.tenant, workbook)
        return cls(actor, workbook, row.revision, connection, key, row.key)

    @classmethod
    def for_writing(cls, connection: Connection, vault: Vault, actor: Actor, workbook: str) -> Log:
        """Return the log, locked until this transaction ends; raises NotGranted, WasErased, Tampered or NotUnlocked."""
        columns = tables.workbook.c
        this = select(columns.revision, columns.owner, columns.key).where(*_this(actor, workbook))
        row = connection.execute(this.with_for_update()).one_or_none()
        if row is None:
            keeping.refuse_what_is_gone(connection, actor, workbook)
            return cls(actor, workbook, 0, connection, *vault.keys.new_workbook_key(actor.tenant, workbook))
        if row.owner != actor.author:
            raise NotGranted
        key = vault.keys.workbook_key(row.key, actor.tenant, workbook)
        return cls(actor, workbook, row.revision, connection, key, row.key)

    def ids_among(self, ids: Sequence[str]) -> set[str]:
        """Return which of these edits are in the log already."""
        return set(self._connection.scalars(select(tables.edit.c.id).where(*self._edits, tables.edit.c.id.in_(ids))))

    def has(self, gesture: str) -> bool:
        """Return whether an edit of this gesture is in the log already."""
        one = select(tables.edit.c.id).where(*self._edits, tables.edit.c.gesture == gesture).limit(1)
        return self._connection.scalar(one) is not None

    def edits_after(self, revision: int) -> Iterator[Edit]:
        """Yield every later edit, in order; raises Tampered."""
        rows = self._written(tables.edit.c.revision.between(revision + 1, self.revision))
        if [row.revision for row in rows] != list(range(revision + 1, self.revision + 1)):
            raise Tampered
        yield from map(self._edit, rows)

    def edits_at(self, path: str, revision: int) -> Iterator[Edit]:
        """Yield every later edit of the answer at this path, in order; raises Tampered."""
        there = (tables.edit.c.path == path) & (tables.edit.c.revision > revision)
        yield from map(self._edit, self._written(there))

    def goes_on_from(self, folded: Folded) -> bool:
        """Return whether this log begins with all that was folded: not if a backup has taken its place meanwhile."""
        if not folded.revision:
            return True
        columns = tables.edit.c
        last = self._connection.scalar(select(columns.id).where(*self._edits, columns.revision == folded.revision))
        return any(heads[-1].id == last for heads in folded.heads.values() if heads[-1].revision == folded.revision)

    @property
    def begun_at(self) -> Instant:
        """When the first edit was written; raises Tampered if there is none."""
        columns = tables.edit.c
        at = self._connection.scalar(select(columns.at).where(*self._edits, columns.revision == 1))
        if at is None:
            raise Tampered
        return Instant(at)

    def first_after(self, moment: Instant, revision: int) -> int | None:
        """Return the first revision beyond this one that was written after this moment, if any was."""
        columns = tables.edit.c
        later_ones = select(columns.revision).where(*self._edits, columns.revision > revision, columns.at > moment)
        return self._connection.scalar(later_ones.order_by(columns.revision).limit(1))

    def answers_at(self, revision: int, now: Folded) -> Folded:
        """Return the answers as they were at this revision, without what could be undone; raises Tampered.

        What has not changed since is taken from the answers as they are `now`.
        """
        columns = tables.edit.c
        changed = select(columns.path).where(*self._edits, columns.revision > revision)
        newest = select(func.max(columns.revision)).where(*self._edits, columns.revision <= revision)
        newest = newest.where(columns.path.in_(changed)).group_by(columns.path)
        rows = self._written(columns.revision.in_(newest))
        then = {row.path: (Head(row.id, self._value(row), row.author, row.revision, row.gesture),) for row in rows}
        same = {path: heads for path, heads in now.heads.items() if heads[-1].revision <= revision}
        return Folded(revision, {**same, **then})

    def snapshot(self) -> Folded:
        """Give the workbook as it was when it was last kept; empty if it never was, or if what was kept is damaged."""
        columns = tables.snapshot.c
        kept = self._connection.execute(select(columns.revision, columns.folded).where(*self._snapshot)).one_or_none()
        if kept is None:
            return Folded()
        try:
            return from_json(json_in(self._key.decrypt(kept.folded, "snapshot", kept.revision)))
        except Tampered:
            return Folded()

    def add(self, edits: Sequence[Edit], before: Folded, after: Folded, seen: Instant) -> None:
        """Write these edits, which turned `before` into `after`, and all that is made from them.

        If it goes into the bin, its days there begin at the time that the database has `seen`.
        """
        if not edits:
            return
        if self.revision:
            this = _this(self.actor, self.workbook)
            self._connection.execute(update(tables.workbook).where(*this).values(self._line(after, seen)))
        else:
            self._begin(after, seen)
        rows = _rows(self.actor, self.workbook, self._key, edits, after=before.revision)
        self._connection.execute(insert(tables.edit), rows)
        if before.revision // EDITS_BETWEEN_SNAPSHOTS != after.revision // EDITS_BETWEEN_SNAPSHOTS:
            self._write_snapshot(after.revision, _snapshot(self._key, after))

    def begin(self, vault: Vault, prepared: Prepared, after: Folded, seen: Instant) -> None:
        """Write the first edits, which add up to `after`; raises Tampered if the root key is another one by now."""
        key = vault.keys.workbook_key(prepared.kept_key, self.actor.tenant, self.workbook)
        begun = replace(self, _key=key, kept_key=prepared.kept_key)
        begun._begin(after, seen)
        statement = insert(tables.edit).compile(dialect=self._connection.dialect)
        names = statement.positiontup
        rows = [tuple(row[name] for name in names) for row in prepared.rows] if names else prepared.rows
        # SQLAlchemy looks at each value on its way, which takes longer than SQLite takes to write it.
        self._connection.exec_driver_sql(str(statement), rows)
        begun._write_snapshot(after.revision, prepared.snapshot)

    def rewrite(self, vault: Vault, edits: Sequence[Edit], after: Folded, seen: Instant) -> None:
        """Put these edits, which add up to `after`, in the place of all that are here, under a new key.

        What they leave out can be read no more once the old key is wiped.
        """
        key, kept_key = vault.keys.new_workbook_key(self.actor.tenant, self.workbook)
        renewed = replace(self, _key=key, kept_key=kept_key)
        self._connection.execute(delete(tables.edit).where(*self._edits))
        self._connection.execute(insert(tables.edit), _rows(self.actor, self.workbook, key, edits))
        renewed._write_snapshot(after.revision, _snapshot(key, after))
        this = _this(self.actor, self.workbook)
        line = {**renewed._line(after, seen), "key": kept_key}
        self._connection.execute(update(tables.workbook).where(*this).values(line))

    def _begin(self, after: Folded, seen: Instant) -> None:
        owner = {"tenant": self.actor.tenant, "id": self.workbook, "owner": self.actor.author}
        new = {**owner, "key": self.kept_key, "held": False, **self._line(after, seen)}
        self._connection.execute(insert(tables.workbook).values(new))
        if self.workbook.endswith(notes.SUFFIX):
            its = (*_this(self.actor, notes.without_beside(self.workbook)), tables.workbook.c.shelf == Shelf.BESIDE)
            self._connection.execute(update(tables.workbook).where(*its).values(shelf=Shelf.OPEN.value))

    def _written(self, which: ColumnElement[bool]) -> Sequence[TableRow]:
        in_order = select(tables.edit).where(*self._edits, which).order_by(tables.edit.c.revision)
        return self._connection.execute(in_order).all()

    def _edit(self, row: TableRow) -> Edit:
        base = json_in(row.base)
        if not isinstance(base, list):
            raise Tampered
        value = self._value(row)
        return Edit(row.id, row.path, value, tuple(map(str, base)), row.author, row.at, row.gesture, row.undoes)

    def _value(self, row: TableRow) -> Value:
        value = json_in(value_in(row, self._key))
        if isinstance(value, dict):
            raise Tampered
        return value

    def _line(self, after: Folded, seen: Instant) -> dict[str, object]:
        listing = listing_of(after)
        is_listed = not is_unwritten(after) or self._has_notes
        return {
            "revision": after.revision,
            "opened_at": now(),
            "removed_at": seen if listing.shelf is Shelf.REMOVED else None,
            "shelf": listing.shelf.value if is_listed else Shelf.BESIDE.value,
            "listing": self._key.encrypt(to_text(listing), "listing", after.revision),
        }

    @property
    def _has_notes(self) -> bool:
        its = select(tables.workbook.c.id).where(*_this(self.actor, notes.beside(self.workbook)))
        return self._connection.scalar(its) is not None

    def _write_snapshot(self, revision: int, folded: bytes) -> None:
        self._connection.execute(delete(tables.snapshot).where(*self._snapshot))
        this = {"tenant": self.actor.tenant, "workbook": self.workbook}
        self._connection.execute(insert(tables.snapshot).values(**this, revision=revision, folded=folded))

    @property
    def _edits(self) -> tuple[ColumnElement[bool], ...]:
        return tables.edit.c.tenant == self.actor.tenant, tables.edit.c.workbook == self.workbook

    @property
    def _snapshot(self) -> tuple[ColumnElement[bool], ...]:
        return tables.snapshot.c.tenant == self.actor.tenant, tables.snapshot.c.workbook == self.workbook


@dataclass(frozen=True, slots=True)
class Prepared:
    """A whole log as it is kept, under a key of its own: all that can be done before it is one's turn to write."""

    kept_key: bytes
    rows: list[dict[str, object]]
    snapshot: bytes


def prepared(vault: Vault, actor: Actor, workbook: str, edits: Sequence[Edit], after: Folded) -> Prepared:
    """Encrypt the log of a new workbook, which adds up to `after`; raises NotUnlocked."""
    key, kept_key = vault.keys.new_workbook_key(actor.tenant, workbook)
    return Prepared(kept_key, _rows(actor, workbook, key, edits), _snapshot(key, after))


def holding(connection: Connection, actor: Actor, ids: Set[str]) -> str | None:
    """Return the actor's workbook, outside the bin, that holds all of these edits; of several, the last opened."""
    books, edits = tables.workbook.c, tables.edit.c
    mine = (books.tenant == actor.tenant, books.owner == actor.author, books.shelf.in_((Shelf.OPEN, Shelf.ARCHIVED)))
    joined = (edits.tenant == books.tenant, edits.workbook == books.id)
    any_of_them = select(books.id).where(*mine, *joined, edits.id == min(ids)).order_by(books.opened_at.desc())
    for workbook in connection.scalars(any_of_them).all():
        its = select(edits.id).where(edits.tenant == actor.tenant, edits.workbook == workbook)
        if ids <= set(connection.scalars(its)):
            return str(workbook)
    return None


def note_opened(connection: Connection, actor: Actor, workbook: str) -> Instant | None:
    """Note that the actor opened the workbook now, and return when they last had it open; None if they have none."""
    before = connection.scalar(select(tables.workbook.c.opened_at).where(*_mine(actor, workbook)))
    connection.execute(update(tables.workbook).where(*_mine(actor, workbook)).values(opened_at=now()))
    return None if before is None else Instant(before)


def _rows(
    actor: Actor, workbook: str, key: WorkbookKey, edits: Sequence[Edit], *, after: int = 0
) -> list[dict[str, object]]:
    """Return the rows of these edits, which follow the edit of the revision `after`."""
    return [_row(actor, workbook, key, edit, revision) for revision, edit in enumerate(edits, start=after + 1)]


def _row(actor: Actor, workbook: str, key: WorkbookKey, edit: Edit, revision: int) -> dict[str, object]:
    columns = {**asdict(edit), "revision": revision, "base": json.dumps(edit.base)}
    bound_to = [columns[name] for name in _BOUND_TO_THE_VALUE]
    value = key.encrypt(json.dumps(edit.value, ensure_ascii=False), "edit", *bound_to)
    return {"tenant": actor.tenant, "workbook": workbook, **columns, "value": value}


def _snapshot(key: WorkbookKey, folded: Folded) -> bytes:
    return key.encrypt(json.dumps(to_json(folded), ensure_ascii=False), "snapshot", folded.revision)


def value_in(row: TableRow, key: WorkbookKey) -> str:
    """Return what an edit wrote, as JSON, from its row; raises Tampered."""
    columns = row._mapping
    return key.decrypt(columns["value"], "edit", *(columns[name] for name in _BOUND_TO_THE_VALUE))


def _this(actor: Actor, workbook: str) -> tuple[ColumnElement[bool], ...]:
    return tables.workbook.c.tenant == actor.tenant, tables.workbook.c.id == workbook


def _mine(actor: Actor, workbook: str) -> tuple[ColumnElement[bool], ...]:
    return *_this(actor, workbook), tables.workbook.c.owner == actor.author
