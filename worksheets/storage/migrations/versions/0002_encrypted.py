"""Every word is encrypted under a key of its workbook, and those under a root key that lies in key slots."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

from worksheets.storage import slots
from worksheets.storage.encryption import WorkbookKey, encrypt, new_key
from worksheets.storage.places import read_or_make_key
from worksheets.storage.slots import Kind

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
    slot = slots.closed(Kind.KEY_FILE, read_or_make_key(context.config.attributes["key_file"]), root)
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
    with op.batch_alter_table("workbook") as altered:
        altered.alter_column("key", existing_type=sa.LargeBinary(), server_default=None)
    _encrypt(op.get_bind(), root)


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
