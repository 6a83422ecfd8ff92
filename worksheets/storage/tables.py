"""The tables: workbooks, their edits, and what can be rebuilt from them. What is binary is encrypted."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

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
    Column("key", LargeBinary, nullable=False),
    Column("listing", LargeBinary, nullable=False),
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
    Column("value", LargeBinary, nullable=False),
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
    Column("folded", LargeBinary, nullable=False),
)

preference = Table(
    "preference",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("author", String(64), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

key_slot = Table(
    "key_slot",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), primary_key=True),
)
