"""Every word is encrypted, and it is known who may do what, who did it, and what has been erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

from worksheets.clock import now
from worksheets.storage.keys import slots
from worksheets.storage.keys.encryption import WorkbookKey, encrypt, new_key
from worksheets.storage.keys.slots import Protector
from worksheets.storage.places import read_or_make_key

revision = "0002"
down_revision = "0001"

WORDS = {"workbook": "listing", "edit": "value", "snapshot": "folded"}
BESIDE_THE_VALUE = ("revision", "id", "path", "base", "author", "at", "gesture", "undoes")


def upgrade() -> None:
    """Make the slots, and encrypt every row."""
    root = new_key()
    slot_table = op.create_table(
        "key_slot",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    slot = slots.new_slot(Protector.KEY_FILE, read_or_make_key(context.config.attributes["key_file"]), root)
    op.bulk_insert(slot_table, [{"kind": slot.kind.value, "salt": slot.salt, "sealed": slot.sealed}])
    op.execute("DELETE FROM meta WHERE name = 'secret'")
    op.execute("UPDATE meta SET value = '2' WHERE name = 'schema'")
    for table, words in WORDS.items():
        with op.batch_alter_table(table) as altered:
            altered.alter_column(
                words,
                existing_type=sa.Text(),
                type_=sa.LargeBinary(),
                existing_nullable=False,
                postgresql_using=f"convert_to({words}, 'UTF8')",
            )
            if table == "workbook":
                altered.add_column(sa.Column("key", sa.LargeBinary, nullable=False, server_default=sa.text("''")))
                altered.add_column(sa.Column("removed_at", sa.BigInteger))
                altered.add_column(sa.Column("keep_until", sa.String(10)))
                altered.add_column(sa.Column("held", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute(sa.text("UPDATE workbook SET removed_at = :now WHERE shelf = 'REMOVED'").bindparams(now=now()))
    with op.batch_alter_table("workbook") as altered:
        altered.alter_column("key", existing_type=sa.LargeBinary(), server_default=None)
        altered.alter_column("held", existing_type=sa.Boolean(), server_default=None)
    _encrypt(op.get_bind(), root)
    _make_tables()


def _make_tables() -> None:
    """Make the tables that version 1 did not have."""
    op.create_table(
        "erased",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("workbook", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("edits", sa.Integer, nullable=False),
    )
    op.create_table(
        "account",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("signed_out_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("tenant", "issuer", "subject"),
    )
    op.create_table(
        "sign_in",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
    )
    op.create_table(
        "audit",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("seal", sa.LargeBinary, nullable=False),
    )
    op.create_index("audit_by_what_it_is_about", "audit", ["tenant", "about", "number"])


def _encrypt(connection: sa.Connection, root: bytes) -> None:
    metadata = sa.MetaData()
    metadata.reflect(connection, only=list(WORDS))
    workbook, edit, snapshot = (metadata.tables[name] for name in WORDS)
    for line in connection.execute(sa.select(workbook)).all():
        key = new_key()
        about = WorkbookKey(key, line.tenant, line.id)
        mine = (workbook.c.tenant == line.tenant, workbook.c.id == line.id)
        connection.execute(
            sa.update(workbook)
            .where(*mine)
            .values(
                key=encrypt(key, root, ("key", line.tenant, line.id)),
                listing=about.encrypt(_text(line.listing), "listing", line.revision),
            )
        )
        for row in connection.execute(sa.select(edit).where(*_of(edit, line))).all():
            beside = (row._mapping[name] for name in BESIDE_THE_VALUE)
            value = about.encrypt(_text(row.value), "edit", *beside)
            this = edit.c.revision == row.revision
            connection.execute(sa.update(edit).where(*_of(edit, line), this).values(value=value))
        for row in connection.execute(sa.select(snapshot).where(*_of(snapshot, line))).all():
            folded = about.encrypt(_text(row.folded), "snapshot", row.revision)
            connection.execute(sa.update(snapshot).where(*_of(snapshot, line)).values(folded=folded))


def _of(table: sa.Table, line: sa.Row[*tuple[object, ...]]) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.tenant == line.tenant, table.c.workbook == line.id


def _text(kept: bytes | str) -> str:
    return kept.decode() if isinstance(kept, bytes) else kept
