"""It is known who may read a workbook of somebody else's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "reader",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("workbook", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(64), primary_key=True),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.execute("UPDATE meta SET value = '3' WHERE name = 'schema'")
