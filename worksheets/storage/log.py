"""One workbook's rows: its edits as they were written, its line on the home page, and its snapshot."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from worksheets.editing import Edit, Folded, from_json, to_json
from worksheets.storage import tables
from worksheets.storage.grants import Actor, NotGranted
from worksheets.storage.listing import listing_of, to_text

EDITS_BETWEEN_SNAPSHOTS: Final = 200


def now() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Log:
    """A workbook's rows as one actor reads and writes them in one transaction."""

    connection: Connection
    actor: Actor
    workbook: str

    def revision(self) -> int | None:
        """How many edits there are, or None where this actor has no such workbook."""
        return self.connection.scalar(select(tables.workbook.c.revision).where(*self._mine))

    def revision_for_writing(self) -> int:
        """How many edits there are, until this transaction ends; raises NotGranted where it is somebody else's."""
        columns = tables.workbook.c
        there = self.connection.execute(
            select(columns.revision, columns.owner).where(*self._this).with_for_update()
        ).one_or_none()
        if there is None:
            return 0
        if there.owner != self.actor.author:
            raise NotGranted
        return int(there.revision)

    def ids_among(self, ids: Sequence[str]) -> set[str]:
        """Which of these edits are there already."""
        return set(self.connection.scalars(select(tables.edit.c.id).where(*self._edits, tables.edit.c.id.in_(ids))))

    def has(self, gesture: str) -> bool:
        """Whether an edit of this gesture is there already."""
        one = select(tables.edit.c.id).where(*self._edits, tables.edit.c.gesture == gesture).limit(1)
        return self.connection.scalar(one) is not None

    def edits_after(self, revision: int, before: int | None = None) -> Iterator[Edit]:
        """Every later edit, in order; with `before`, those whose revision is below that."""
        revisions = tables.edit.c.revision
        later = select(tables.edit).where(*self._edits, revisions > revision).order_by(revisions)
        for row in self.connection.execute(later if before is None else later.where(revisions < before)):
            value, base = json.loads(row.value), tuple(json.loads(row.base))
            yield Edit(row.id, row.path, value, base, row.author, row.at, row.gesture, row.undoes)

    def edits_within(self, span: int) -> Iterator[Edit]:
        """The first edit, and those that follow until one is more than `span` milliseconds later than the first."""
        columns = tables.edit.c
        in_order = select(columns.revision, columns.at).where(*self._edits).order_by(columns.revision).limit(1)
        if first := self.connection.execute(in_order).one_or_none():
            later = self.connection.execute(in_order.where(columns.at > first.at + span)).one_or_none()
            yield from self.edits_after(0, later.revision if later else None)

    def snapshot(self) -> Folded:
        """The workbook as it was when it was kept last, or empty where it never was."""
        kept = self.connection.scalar(select(tables.snapshot.c.folded).where(*self._snapshot))
        return from_json(json.loads(kept)) if kept else Folded()

    def add(self, edits: Sequence[Edit], before: Folded, after: Folded) -> None:
        """Write these edits, which turned `before` into `after`, and all that is made from them."""
        if not edits:
            return
        self._write_edits(edits, before.revision + 1)
        self._write_line(after)
        if before.revision // EDITS_BETWEEN_SNAPSHOTS != after.revision // EDITS_BETWEEN_SNAPSHOTS:
            self._write_snapshot(after)

    def note_opened(self) -> None:
        """Note that the actor opened the workbook now."""
        self.connection.execute(update(tables.workbook).where(*self._mine).values(opened_at=now()))

    def _write_edits(self, edits: Sequence[Edit], first: int) -> None:
        rows = [
            {
                "tenant": self.actor.tenant,
                "workbook": self.workbook,
                "revision": revision,
                "id": edit.id,
                "path": edit.path,
                "value": json.dumps(edit.value, ensure_ascii=False),
                "base": json.dumps(edit.base),
                "author": edit.author,
                "at": edit.at,
                "gesture": edit.gesture,
                "undoes": edit.undoes,
            }
            for revision, edit in enumerate(edits, start=first)
        ]
        self.connection.execute(insert(tables.edit), rows)

    def _write_line(self, after: Folded) -> None:
        listing = listing_of(after)
        line = {
            "revision": after.revision,
            "opened_at": now(),
            "shelf": listing.shelf.value,
            "listing": to_text(listing),
        }
        if not self.connection.execute(update(tables.workbook).where(*self._this).values(line)).rowcount:
            new = {"tenant": self.actor.tenant, "id": self.workbook, "owner": self.actor.author, **line}
            self.connection.execute(insert(tables.workbook).values(new))

    def _write_snapshot(self, after: Folded) -> None:
        self.connection.execute(delete(tables.snapshot).where(*self._snapshot))
        self.connection.execute(
            insert(tables.snapshot).values(
                tenant=self.actor.tenant,
                workbook=self.workbook,
                revision=after.revision,
                folded=json.dumps(to_json(after), ensure_ascii=False),
            )
        )

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
