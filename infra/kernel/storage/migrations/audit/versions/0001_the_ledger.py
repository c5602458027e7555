"""The ledger: what was decided, what was signed, what others' logs were seen to be, and the index for auditors."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | Sequence[str] | None = None
branch_labels = None
depends_on = None

# Whoever may write here and is not the owner adds to what was decided, and takes nothing of it back.
RIGHTS = """
DO $rights$
DECLARE
  writer record;
BEGIN
  FOR writer IN
    SELECT DISTINCT quote_ident(pg_get_userbyid(granted.grantee)) AS name
    FROM pg_class, aclexplode(pg_class.relacl) AS granted
    WHERE pg_class.oid = 'batches'::regclass AND granted.grantee NOT IN (pg_class.relowner, 0)
  LOOP
    EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES ON batches FROM ' || writer.name;
    EXECUTE 'REVOKE DELETE, TRUNCATE, TRIGGER, REFERENCES ON witnessed FROM ' || writer.name;
  END LOOP;
END
$rights$;
"""


def upgrade() -> None:
    op.create_table(
        "batches",
        sa.Column("start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("heads", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("start"),
    )
    op.create_table(
        "checkpoints",
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.Text(), nullable=False),
        sa.Column("published_at", sa.Text(), nullable=True),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("size"),
    )
    op.create_index("checkpoints_by_time", "checkpoints", ["signed_at"])
    op.create_table(
        "entries",
        sa.Column("idx", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("occurred_at", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("correlation_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("idx"),
    )
    op.create_index("entries_by_event", "entries", ["event_id"])
    op.create_index("entries_by_position", "entries", ["service", "position"])
    op.create_index("entries_by_stream", "entries", ["stream", "version"])
    op.create_index("entries_by_actor", "entries", ["actor", "idx"])
    op.create_index("entries_by_organisation", "entries", ["organisation", "idx"])
    op.create_index("entries_by_division", "entries", ["division"])
    op.create_index("entries_by_correlation", "entries", ["correlation_id"])
    op.create_index("entries_by_time", "entries", ["recorded_at"])
    op.create_table(
        "witnessed",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin"),
    )
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(RIGHTS)
