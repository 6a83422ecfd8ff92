"""The tables: workbooks and their edits, what is made from them, and who did what. What is binary is encrypted."""

from __future__ import annotations

from typing import TypeAlias

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
)

TableRow: TypeAlias = Row[*tuple[object, ...]]

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
    Column("removed_at", BigInteger),
    Column("keep_until", String(10)),
    Column("held", Boolean, nullable=False),
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

erased = Table(
    "erased",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("workbook", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", String(64), nullable=False),
    Column("edits", Integer, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("issuer", String(255), nullable=False),
    Column("subject", String(255), nullable=False),
    Column("role", String(16), nullable=False),
    Column("name", LargeBinary, nullable=False),
    Column("signed_out_at", BigInteger, nullable=False),  # No longer read; without it older backups would not open.
    UniqueConstraint("tenant", "issuer", "subject"),
)

sign_in = Table(
    "sign_in",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("account", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
)

reader = Table(
    "reader",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("workbook", String(64), primary_key=True),
    Column("account", String(64), primary_key=True),
    Column("by", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(16), nullable=False),
    Column("about", String(64), nullable=False),
    Column("seal", LargeBinary, nullable=False),
    Index("audit_by_what_it_is_about", "tenant", "about", "number"),
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
