"""One workbook's rows: its edits as they were written, its line on the home page, and its snapshot, all encrypted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from worksheets.editing import Edit, Folded
from worksheets.snapshot import from_json, to_json
from worksheets.storage import keeping, tables
from worksheets.storage.clock import now
from worksheets.storage.failures import Tampered
from worksheets.storage.grants import Actor, NotGranted
from worksheets.storage.keys.encryption import WorkbookKey
from worksheets.storage.keys.vault import Vault
from worksheets.storage.listing import listing_of, to_text
from worksheets.workbook import Shelf

EDITS_BETWEEN_SNAPSHOTS: Final = 200

_BESIDE_THE_VALUE: Final = ("revision", "id", "path", "base", "author", "at", "gesture", "undoes")


class Log:
    """A workbook's rows as one actor reads and writes them in one transaction."""

    def __init__(self, connection: Connection, vault: Vault, actor: Actor, workbook: str) -> None:
        self.actor: Final = actor
        self.workbook: Final = workbook
        self._connection: Final = connection
        self._vault: Final = vault
        self._key: WorkbookKey | None = None
        self._revision = 0

    def revision(self) -> int | None:
        """How many edits there are, or None where this actor has no such workbook."""
        columns = tables.workbook.c
        there = self._connection.execute(select(columns.revision, columns.key).where(*self._mine)).one_or_none()
        if there is None:
            return None
        return self._found(there.key, there.revision)

    def revision_for_writing(self) -> int:
        """How many edits there are, until this transaction ends.

        Raises NotGranted where it is somebody else's, and WasErased where there were some.
        """
        columns = tables.workbook.c
        there = self._connection.execute(
            select(columns.revision, columns.owner, columns.key).where(*self._this).with_for_update()
        ).one_or_none()
        if there is None:
            keeping.refuse_what_was_erased(self._connection, self.actor.tenant, self.workbook)
            return 0
        if there.owner != self.actor.author:
            raise NotGranted
        return self._found(there.key, there.revision)

    def ids_among(self, ids: Sequence[str]) -> set[str]:
        """Which of these edits are there already."""
        return set(self._connection.scalars(select(tables.edit.c.id).where(*self._edits, tables.edit.c.id.in_(ids))))

    def has(self, gesture: str) -> bool:
        """Whether an edit of this gesture is there already."""
        one = select(tables.edit.c.id).where(*self._edits, tables.edit.c.gesture == gesture).limit(1)
        return self._connection.scalar(one) is not None

    def edits_after(self, revision: int, before: int | None = None) -> Iterator[Edit]:
        """Every later edit, in order; with `before`, those whose revision is below that. Raises Tampered."""
        last = self._revision if before is None else before - 1
        revisions = tables.edit.c.revision
        wanted = select(tables.edit).where(*self._edits, revisions > revision, revisions <= last).order_by(revisions)
        rows = self._connection.execute(wanted).all()
        if [row.revision for row in rows] != list(range(revision + 1, last + 1)):
            raise Tampered
        for row in rows:
            value, base = json.loads(value_in(row._mapping, self._opened())), tuple(json.loads(row.base))
            yield Edit(row.id, row.path, value, base, row.author, row.at, row.gesture, row.undoes)

    def goes_on_from(self, folded: Folded) -> bool:
        """Whether this log begins with all that was folded: not so where a backup has taken its place meanwhile."""
        if not folded.revision:
            return True
        columns = tables.edit.c
        wanted = select(columns.id).where(*self._edits, columns.revision == folded.revision)
        last = self._connection.scalar(wanted)
        return any(heads[-1].id == last for heads in folded.heads.values() if heads[-1].revision == folded.revision)

    def edits_within(self, span: int) -> Iterator[Edit]:
        """The first edit, and those that follow until one is more than `span` milliseconds later than the first."""
        columns = tables.edit.c
        in_order = select(columns.revision, columns.at).where(*self._edits).order_by(columns.revision).limit(1)
        if first := self._connection.execute(in_order).one_or_none():
            later = self._connection.execute(in_order.where(columns.at > first.at + span)).one_or_none()
            yield from self.edits_after(0, later.revision if later else None)

    def snapshot(self) -> Folded:
        """The workbook as it was when it was kept last, or empty where it never was, or what was kept is damaged."""
        columns = tables.snapshot.c
        kept = self._connection.execute(select(columns.revision, columns.folded).where(*self._snapshot)).one_or_none()
        if kept is None:
            return Folded()
        try:
            return from_json(json.loads(self._opened().decrypt(kept.folded, "snapshot", kept.revision)))
        except Tampered:
            return Folded()

    def add(self, edits: Sequence[Edit], before: Folded, after: Folded) -> None:
        """Write these edits, which turned `before` into `after`, and all that is made from them."""
        if not edits:
            return
        if self._key is None:
            self._write_new_workbook()
        self._write_edits(edits, before.revision + 1)
        self._write_line(after)
        if before.revision // EDITS_BETWEEN_SNAPSHOTS != after.revision // EDITS_BETWEEN_SNAPSHOTS:
            self._write_snapshot(after)

    def note_opened(self) -> bool:
        """Note that the actor opened the workbook now; whether this actor has one of that name."""
        noted = self._connection.execute(update(tables.workbook).where(*self._mine).values(opened_at=now()))
        return noted.rowcount > 0

    def _found(self, key: bytes, revision: int) -> int:
        self._key, self._revision = self._vault.workbook_key(key, self.actor.tenant, self.workbook), int(revision)
        return self._revision

    def _write_new_workbook(self) -> None:
        self._key, kept = self._vault.new_workbook_key(self.actor.tenant, self.workbook)
        new = {
            "tenant": self.actor.tenant,
            "id": self.workbook,
            "owner": self.actor.author,
            "key": kept,
            "held": False,
        }
        self._connection.execute(insert(tables.workbook).values({**new, **self._line(Folded())}))

    def _write_edits(self, edits: Sequence[Edit], first: int) -> None:
        rows = [self._row(edit, revision) for revision, edit in enumerate(edits, start=first)]
        self._connection.execute(insert(tables.edit), rows)

    def _row(self, edit: Edit, revision: int) -> dict[str, Any]:
        row = {
            "tenant": self.actor.tenant,
            "workbook": self.workbook,
            "revision": revision,
            "id": edit.id,
            "path": edit.path,
            "base": json.dumps(edit.base),
            "author": edit.author,
            "at": edit.at,
            "gesture": edit.gesture,
            "undoes": edit.undoes,
        }
        return {**row, "value": self._opened().encrypt(json.dumps(edit.value, ensure_ascii=False), *_beside(row))}

    def _write_line(self, after: Folded) -> None:
        self._connection.execute(update(tables.workbook).where(*self._this).values(self._line(after)))

    def _line(self, after: Folded) -> dict[str, Any]:
        listing, at = listing_of(after), now()
        return {
            "revision": after.revision,
            "opened_at": at,
            "removed_at": at if listing.shelf is Shelf.REMOVED else None,
            "shelf": listing.shelf.value,
            "listing": self._opened().encrypt(to_text(listing), "listing", after.revision),
        }

    def _write_snapshot(self, after: Folded) -> None:
        self._connection.execute(delete(tables.snapshot).where(*self._snapshot))
        self._connection.execute(
            insert(tables.snapshot).values(
                tenant=self.actor.tenant,
                workbook=self.workbook,
                revision=after.revision,
                folded=self._opened().encrypt(
                    json.dumps(to_json(after), ensure_ascii=False), "snapshot", after.revision
                ),
            )
        )

    def _opened(self) -> WorkbookKey:
        if self._key is None:
            raise LookupError("a workbook's key comes with its revision: ask for that first")
        return self._key

    @property
    def _this(self) -> tuple[Any, ...]:
        return tables.workbook.c.tenant == self.actor.tenant, tables.workbook.c.id == self.workbook

    @property
    def _mine(self) -> tuple[Any, ...]:
        return *self._this, tables.workbook.c.owner == self.actor.author

    @property
    def _edits(self) -> tuple[Any, ...]:
        return tables.edit.c.tenant == self.actor.tenant, tables.edit.c.workbook == self.workbook

    @property
    def _snapshot(self) -> tuple[Any, ...]:
        return tables.snapshot.c.tenant == self.actor.tenant, tables.snapshot.c.workbook == self.workbook


def value_in(row: Mapping[Any, Any], key: WorkbookKey) -> str:
    """What an edit wrote, as JSON, from its row; raises Tampered."""
    return key.decrypt(row["value"], *_beside(row))


def _beside(row: Mapping[Any, Any]) -> tuple[str | int | None, ...]:
    """What an edit's value is bound to: all the rest of its row."""
    return "edit", *(row[name] for name in _BESIDE_THE_VALUE)
