"""The first tables: nothing in them was encrypted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "workbook",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("shelf", sa.String(16), nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("listing", sa.Text, nullable=False),
    )
    op.create_index("workbook_by_opening", "workbook", ["tenant", "owner", "shelf", "opened_at"])
    op.create_table(
        "edit",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("workbook", sa.String(64), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("path", sa.String(160), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("base", sa.Text, nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("gesture", sa.String(64), nullable=False),
        sa.Column("undoes", sa.String(64)),
        sa.UniqueConstraint("tenant", "workbook", "id"),
    )
    op.create_table(
        "snapshot",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("workbook", sa.String(64), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
    )
    op.create_table(
        "preference",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("author", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
