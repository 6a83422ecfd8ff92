"""Lines about the database as a whole, each a name and a value."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from worksheets.storage import tables


def read(connection: Connection, name: str) -> str | None:
    """Return the value in this line, or None if there is no such line."""
    return connection.scalar(select(tables.meta.c.value).where(tables.meta.c.name == name))


def beginning_with(connection: Connection, start: str) -> dict[str, str]:
    """Return the values in all lines whose names begin like this, by the rest of the name."""
    wanted = select(tables.meta).where(tables.meta.c.name.startswith(start, autoescape=True))
    return {row.name.removeprefix(start): row.value for row in connection.execute(wanted)}


def write(connection: Connection, name: str, value: str) -> None:
    """Put this value in the line, whatever it said before."""
    remove(connection, name)
    connection.execute(insert(tables.meta).values(name=name, value=value))


def remove(connection: Connection, name: str) -> None:
    """Remove the line, if there is one."""
    connection.execute(delete(tables.meta).where(tables.meta.c.name == name))
