"""The tables: workbooks, their edits, and what can be rebuilt from them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

SCHEMA = 1
"""The version of these tables; a database with a higher one belongs to a newer program."""

metadata = MetaData()

workbook = Table(
    "workbook",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("shelf", String(16), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("listing", Text, nullable=False),
    Index("workbook_by_opening", "tenant", "owner", "shelf", "opened_at"),
)

edit = Table(
    "edit",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("workbook", String(64), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False),
    Column("path", String(160), nullable=False),
    Column("value", Text, nullable=False),
    Column("base", Text, nullable=False),
    Column("author", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("gesture", String(64), nullable=False),
    Column("undoes", String(64)),
    UniqueConstraint("tenant", "workbook", "id"),
)

snapshot = Table(
    "snapshot",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("workbook", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("folded", Text, nullable=False),
)

preference = Table(
    "preference",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("author", String(64), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
