"""The edit log on disk: what was acknowledged is there after a crash, and nothing in it is ever changed."""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    QueuePool,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError

from worksheets import AnswerRefused, accept
from worksheets.editing import Edit, Folded, fold, from_json, redo, to_json, undo
from worksheets.storage import tables
from worksheets.storage.failures import Damaged, Newer, in_plain_words
from worksheets.storage.grants import Actor, NotGranted
from worksheets.storage.listing import Listed, from_text, listing_of, to_text
from worksheets.storage.places import file_of, keep_private, make_room
from worksheets.workbook import Shelf

EDITS_BETWEEN_SNAPSHOTS: Final = 200
WORKBOOKS_KEPT_OPEN: Final = 64
SECONDS_TO_WAIT_FOR_A_LOCK: Final = 5
SECONDS_TO_WAIT_AT_START: Final = 1
TRIES: Final = 5
LARGEST_FILE_CHECKED_AT_START: Final = 64 * 1024 * 1024

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an append left: the workbook as it is now, and why edits were refused, by edit id."""

    folded: Folded
    refused: dict[str, str]


def new_id() -> str:
    """An identifier that sorts by time of making (UUIDv7)."""
    milliseconds = time.time_ns() // 1_000_000
    bits = milliseconds << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=bits))


class Store:
    """Workbooks in one database. Every method takes the actor, and finds only what belongs to that actor."""

    def __init__(self, url: URL) -> None:
        """Open the database at `url`, making it if there is none; raises StorageError and leaves the file untouched."""
        with in_plain_words():
            path = file_of(url)
            if path is not None:
                make_room(path)
                keep_private(path)
                _check(url)
            self._engine = _engine(url)
            self._secret = self._transaction(_prepare)
        self._opened: OrderedDict[tuple[str, str], Folded] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def secret(self) -> bytes:
        """The key under which this database's grants are sealed."""
        return self._secret

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def load(self, actor: Actor, workbook: str) -> Folded | None:
        """The workbook as it is now, or None where this actor has none of that name."""
        with in_plain_words(), self._reading() as connection:
            revision = connection.scalar(select(tables.workbook.c.revision).where(*_mine(actor, workbook)))
            if revision is None:
                return None
            folded = self._folded(connection, actor, workbook, revision)
        self._keep(actor, workbook, folded)
        return folded

    def append(self, actor: Actor, workbook: str, edits: Sequence[Edit]) -> Outcome:
        """Add these edits, all or none, and return after they are on disk.

        An edit that is there already is not added again. One that does not fit is refused, and the others are kept.
        Raises NotGranted where the workbook belongs to somebody else.
        """

        def write(connection: Connection) -> Outcome:
            before = self._folded_for_writing(connection, actor, workbook)
            there = _ids_there(connection, actor, workbook, [edit.id for edit in edits])
            after, kept, refused = _accepted(before, edits, there)
            _write(connection, actor, workbook, before, after, kept)
            return Outcome(after, refused)

        return self._written(actor, workbook, write)

    def undo(self, actor: Actor, workbook: str, worksheet: str, gesture: str) -> Outcome:
        """Take back this actor's last step on the worksheet; the same `gesture` again changes nothing more."""
        return self._take_back(actor, workbook, worksheet, gesture, undo)

    def redo(self, actor: Actor, workbook: str, worksheet: str, gesture: str) -> Outcome:
        """Bring back the step that was taken back last; the same `gesture` again changes nothing more."""
        return self._take_back(actor, workbook, worksheet, gesture, redo)

    def opened(self, actor: Actor, workbook: str) -> None:
        """Note that the actor opened the workbook now."""

        def write(connection: Connection) -> None:
            connection.execute(update(tables.workbook).where(*_mine(actor, workbook)).values(opened_at=_now()))

        with in_plain_words():
            self._transaction(write)

    def listed(self, actor: Actor, shelf: Shelf, words: str = "", most: int | None = None) -> tuple[list[Listed], int]:
        """The actor's workbooks on this shelf that match the words, last opened first, and how many there are in all.

        At most `most` are returned.
        """
        columns = tables.workbook.c
        mine = (columns.tenant == actor.tenant, columns.owner == actor.author, columns.shelf == shelf.value)
        wanted = select(columns.id, columns.opened_at, columns.listing).where(*mine).order_by(columns.opened_at.desc())
        with in_plain_words(), self._reading() as connection:
            total = connection.scalar(select(func.count()).select_from(tables.workbook).where(*mine)) or 0
            rows = connection.execute(wanted if words else wanted.limit(most)).all()
        found = [Listed(row.id, row.opened_at, from_text(row.listing)) for row in rows]
        if words:
            found = [line for line in found if line.listing.matches(words)][:most]
        return found, total

    def preference(self, actor: Actor, name: str) -> str | None:
        """What the actor chose for this setting, or None."""
        with in_plain_words(), self._reading() as connection:
            return connection.scalar(select(tables.preference.c.value).where(*_preference(actor, name)))

    def prefer(self, actor: Actor, name: str, value: str) -> None:
        """Remember what the actor chose for this setting."""

        def write(connection: Connection) -> None:
            connection.execute(delete(tables.preference).where(*_preference(actor, name)))
            connection.execute(
                insert(tables.preference).values(tenant=actor.tenant, author=actor.author, name=name, value=value)
            )

        with in_plain_words():
            self._transaction(write)

    def _take_back(
        self, actor: Actor, workbook: str, worksheet: str, gesture: str, edits_for: Callable[..., list[Edit]]
    ) -> Outcome:
        def write(connection: Connection) -> Outcome:
            before = self._folded_for_writing(connection, actor, workbook)
            done = connection.scalar(
                select(tables.edit.c.id).where(*_edits(actor, workbook), tables.edit.c.gesture == gesture).limit(1)
            )
            edits = [] if done else edits_for(before, actor.author, worksheet, gesture, _now())
            after = fold(before, edits)
            _write(connection, actor, workbook, before, after, edits)
            return Outcome(after, {})

        return self._written(actor, workbook, write)

    def _written(self, actor: Actor, workbook: str, write: Callable[[Connection], Outcome]) -> Outcome:
        with in_plain_words():
            outcome = self._transaction(write)
        self._keep(actor, workbook, outcome.folded)
        return outcome

    def _folded_for_writing(self, connection: Connection, actor: Actor, workbook: str) -> Folded:
        there = connection.execute(
            select(tables.workbook.c.revision, tables.workbook.c.owner).where(*_this(actor, workbook)).with_for_update()
        ).one_or_none()
        if there is None:
            return Folded()
        if there.owner != actor.author:
            raise NotGranted
        return self._folded(connection, actor, workbook, there.revision)

    def _folded(self, connection: Connection, actor: Actor, workbook: str, revision: int) -> Folded:
        """The fold at `revision`, from the nearest of: what is open here, the snapshot, the beginning."""
        with self._lock:
            nearest = self._opened.get((actor.tenant, workbook))
        if nearest is None or nearest.revision > revision:
            kept = connection.scalar(
                select(tables.snapshot.c.folded).where(
                    tables.snapshot.c.tenant == actor.tenant, tables.snapshot.c.workbook == workbook
                )
            )
            nearest = from_json(json.loads(kept)) if kept else Folded()
        return (
            fold(nearest, _edits_after(connection, actor, workbook, nearest.revision))
            if nearest.revision < revision
            else nearest
        )

    def _keep(self, actor: Actor, workbook: str, folded: Folded) -> None:
        key = (actor.tenant, workbook)
        with self._lock:
            there = self._opened.get(key)
            if there is None or there.revision <= folded.revision:
                self._opened[key] = folded
            self._opened.move_to_end(key)
            while len(self._opened) > WORKBOOKS_KEPT_OPEN:
                self._opened.popitem(last=False)

    def _transaction(self, write: Callable[[Connection], Result]) -> Result:
        """Run `write` in one transaction, again from the start where the database says it collided with another."""
        for attempt in range(1, TRIES + 1):
            try:
                with self._engine.begin() as connection:
                    return write(connection)
            except DBAPIError as error:
                if attempt == TRIES or not _collided(error):
                    raise
                time.sleep(0.01 * 2**attempt * (0.5 + secrets.randbelow(100) / 100))
        raise AssertionError("the last attempt returns or raises")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(reads_only=True) as connection, connection.begin():
            yield connection


def _this(actor: Actor, workbook: str) -> tuple[Any, ...]:
    return tables.workbook.c.tenant == actor.tenant, tables.workbook.c.id == workbook


def _mine(actor: Actor, workbook: str) -> tuple[Any, ...]:
    return *_this(actor, workbook), tables.workbook.c.owner == actor.author


def _edits(actor: Actor, workbook: str) -> tuple[Any, ...]:
    return tables.edit.c.tenant == actor.tenant, tables.edit.c.workbook == workbook


def _preference(actor: Actor, name: str) -> tuple[Any, ...]:
    columns = tables.preference.c
    return columns.tenant == actor.tenant, columns.author == actor.author, columns.name == name


def _ids_there(connection: Connection, actor: Actor, workbook: str, ids: Sequence[str]) -> set[str]:
    return set(connection.scalars(select(tables.edit.c.id).where(*_edits(actor, workbook), tables.edit.c.id.in_(ids))))


def _edits_after(connection: Connection, actor: Actor, workbook: str, revision: int) -> Iterator[Edit]:
    rows = connection.execute(
        select(tables.edit)
        .where(*_edits(actor, workbook), tables.edit.c.revision > revision)
        .order_by(tables.edit.c.revision)
    )
    for row in rows:
        yield Edit(
            row.id,
            row.path,
            json.loads(row.value),
            tuple(json.loads(row.base)),
            row.author,
            row.at,
            row.gesture,
            row.undoes,
        )


def _accepted(before: Folded, edits: Sequence[Edit], there: set[str]) -> tuple[Folded, list[Edit], dict[str, str]]:
    folded, kept, refused = before, [], {}
    known = set(there)
    for edit in edits:
        if edit.id in known:
            continue
        known.add(edit.id)
        try:
            value = accept(folded, edit.path, edit.value)
        except AnswerRefused as error:
            refused[edit.id] = str(error)
            continue
        cleaned = Edit(edit.id, edit.path, value, edit.base, edit.author, edit.at, edit.gesture, edit.undoes)
        kept.append(cleaned)
        folded = fold(folded, [cleaned])
    return folded, kept, refused


def _write(
    connection: Connection, actor: Actor, workbook: str, before: Folded, after: Folded, edits: Sequence[Edit]
) -> None:
    if not edits:
        return
    connection.execute(
        insert(tables.edit),
        [
            {
                "tenant": actor.tenant,
                "workbook": workbook,
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
            for revision, edit in enumerate(edits, start=before.revision + 1)
        ],
    )
    listing = listing_of(after)
    line = {
        "revision": after.revision,
        "opened_at": _now(),
        "shelf": listing.shelf.value,
        "listing": to_text(listing),
    }
    if not connection.execute(update(tables.workbook).where(*_this(actor, workbook)).values(line)).rowcount:
        connection.execute(insert(tables.workbook).values(tenant=actor.tenant, id=workbook, owner=actor.author, **line))
    if before.revision // EDITS_BETWEEN_SNAPSHOTS != after.revision // EDITS_BETWEEN_SNAPSHOTS:
        connection.execute(
            delete(tables.snapshot).where(
                tables.snapshot.c.tenant == actor.tenant, tables.snapshot.c.workbook == workbook
            )
        )
        connection.execute(
            insert(tables.snapshot).values(
                tenant=actor.tenant,
                workbook=workbook,
                revision=after.revision,
                folded=json.dumps(to_json(after), ensure_ascii=False),
            )
        )


def _now() -> int:
    return time.time_ns() // 1_000_000


def _collided(error: DBAPIError) -> bool:
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in ("40001", "40P01")


def _check(url: URL) -> None:
    """Look at an existing SQLite file without changing it; raises Damaged or Newer."""
    path = file_of(url)
    if path is None or not path.exists() or path.stat().st_size == 0:
        return
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=SECONDS_TO_WAIT_AT_START)
    try:
        if path.stat().st_size <= LARGEST_FILE_CHECKED_AT_START and connection.execute(
            "PRAGMA quick_check(1)"
        ).fetchone() != ("ok",):
            raise Damaged
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
        if known:
            (schema,) = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone() or ("0",)
            if int(schema) > tables.SCHEMA:
                raise Newer
    finally:
        connection.close()


def _prepare(connection: Connection) -> bytes:
    """Make the tables where there are none, and return the database's secret."""
    if not inspect(connection).has_table(tables.meta.name):
        tables.metadata.create_all(connection)
        connection.execute(
            insert(tables.meta),
            [{"name": "schema", "value": str(tables.SCHEMA)}, {"name": "secret", "value": secrets.token_hex(32)}],
        )
    rows = connection.execute(select(tables.meta.c.name, tables.meta.c.value)).all()
    known = {row.name: row.value for row in rows}
    if int(known["schema"]) > tables.SCHEMA:
        raise Newer
    return bytes.fromhex(known["secret"])


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, poolclass=QueuePool, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(
        url, poolclass=QueuePool, connect_args={"timeout": SECONDS_TO_WAIT_FOR_A_LOCK}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "secure_delete=ON",
            "foreign_keys=ON",
            "journal_size_limit=4194304",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        reads_only = connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine
