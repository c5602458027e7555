"""Who read what is kept inside: a table that only grows. Restricted minutes are such records.

May run while the version before still serves: it knows nothing of the table, and reads "internal" as it reads "place".
What was read before this version is on no record.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0025"
down_revision: str | Sequence[str] | None = "0022"
branch_labels = None
depends_on = None

# An archived meeting that is not public was restricted.
RESTRICTED = """
UPDATE records SET audience = 'internal'
WHERE collection = 'meetings' AND audience = 'place' AND state IN ('restricted', 'archived')
"""

POSTGRESQL = """
CREATE OR REPLACE FUNCTION reads_are_guarded() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE EXCEPTION 'who read what is on record for good (% refused)', TG_OP USING ERRCODE = 'restrict_violation';
END
$guard$;
CREATE OR REPLACE TRIGGER reads_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON reads
  FOR EACH STATEMENT EXECUTE FUNCTION reads_are_guarded();
ALTER TABLE reads ENABLE ALWAYS TRIGGER reads_are_never_changed;
DO $rights$
DECLARE
  writer record;
BEGIN
  FOR writer IN
    SELECT DISTINCT quote_ident(pg_get_userbyid(granted.grantee)) AS name
    FROM pg_class, aclexplode(pg_class.relacl) AS granted
    WHERE pg_class.oid = 'reads'::regclass AND granted.grantee NOT IN (pg_class.relowner, 0)
  LOOP
    EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES ON reads FROM ' || writer.name;
  END LOOP;
END
$rights$;
"""

# `INSERT OR REPLACE` asks no trigger for deletions: what is in its way is looked for first.
SQLITE = (
    """CREATE TRIGGER IF NOT EXISTS reads_are_never_changed BEFORE UPDATE ON reads
BEGIN SELECT RAISE(ABORT, 'who read what is on record for good'); END""",
    """CREATE TRIGGER IF NOT EXISTS reads_are_never_deleted BEFORE DELETE ON reads
BEGIN SELECT RAISE(ABORT, 'who read what is on record for good'); END""",
    """CREATE TRIGGER IF NOT EXISTS reads_are_never_replaced BEFORE INSERT ON reads
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: reads.id') WHERE EXISTS (SELECT 1 FROM reads WHERE id = NEW.id);
END""",
)


def upgrade() -> None:
    op.create_table(
        "reads",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("person", sa.Text()),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text()),
        sa.Column("token", sa.Text()),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("records", sa.Text(), nullable=False),
        sa.Column("file", sa.Text()),
        sa.Column("as_of", sa.Text()),
        sa.Column("ground", sa.Text()),
        if_not_exists=True,
    )
    op.create_index("reads_by_person", "reads", ["person", "id"], if_not_exists=True)
    op.create_index("reads_by_time", "reads", ["at"], if_not_exists=True)
    connection = op.get_bind()
    connection.exec_driver_sql(RESTRICTED)
    if connection.dialect.name == "postgresql":
        # The driver takes a doubled sign for the one that PL/pgSQL wants.
        connection.exec_driver_sql(POSTGRESQL.replace("%", "%%"))
        return
    for trigger in SQLITE:
        connection.exec_driver_sql(trigger)
