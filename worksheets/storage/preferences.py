"""What somebody chose once for all their worksheets, each a name and a value."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from worksheets.storage import tables
from worksheets.storage.grants import Actor


def read(connection: Connection, actor: Actor, name: str) -> str | None:
    """Return what the actor chose, or None."""
    return connection.scalar(select(tables.preference.c.value).where(*_this(actor, name)))


def write(connection: Connection, actor: Actor, name: str, value: str) -> None:
    """Put this in the place of what the actor chose before."""
    connection.execute(delete(tables.preference).where(*_this(actor, name)))
    connection.execute(
        insert(tables.preference).values(tenant=actor.tenant, author=actor.author, name=name, value=value)
    )


def _this(actor: Actor, name: str) -> tuple[ColumnElement[bool], ...]:
    columns = tables.preference.c
    return columns.tenant == actor.tenant, columns.author == actor.author, columns.name == name
