"""The log is guarded: no event is changed, deleted or replaced; a position goes from null to a number, once.

May run while the version before still serves: numbering and appending are what they were. On PostgreSQL everything
happens in one message, which is one transaction; who waits longer than five seconds for the table gives up and may be
run again, so that a session that hangs does not make every writer queue behind this.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels = None
depends_on = None

KEPT = (
    "inserted",
    "event_id",
    "stream",
    "version",
    "type",
    "schema_version",
    "occurred_at",
    "recorded_at",
    "actor",
    "role",
    "organisation",
    "division",
    "command_id",
    "correlation_id",
    "causation_id",
    "payload",
)

# ALWAYS: also in a session that says it is replicating. The conditions stand at the triggers, so that numbering, which
# they let through, calls no function.
POSTGRESQL = """
SET LOCAL lock_timeout = '5s';
CREATE OR REPLACE FUNCTION the_log_is_guarded() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE EXCEPTION 'the log is guarded: no event is changed, deleted or truncated (% refused)', TG_OP
    USING ERRCODE = 'restrict_violation';
END
$guard$;
CREATE OR REPLACE TRIGGER events_are_never_changed BEFORE UPDATE ON events FOR EACH ROW WHEN (NOT (
  OLD.position IS NULL AND NEW.position IS NOT NULL AND ROW({new}) IS NOT DISTINCT FROM ROW({old})
)) EXECUTE FUNCTION the_log_is_guarded();
CREATE OR REPLACE TRIGGER events_are_never_deleted BEFORE DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION the_log_is_guarded();
ALTER TABLE events ENABLE ALWAYS TRIGGER events_are_never_changed, ENABLE ALWAYS TRIGGER events_are_never_deleted;
"""

# Whoever may write here and is not the owner keeps the right to insert, and may give positions; nothing else.
RIGHTS = """
DO $rights$
DECLARE
  writer record;
BEGIN
  FOR writer IN
    SELECT quote_ident(pg_get_userbyid(granted.grantee)) AS name, bool_or(granted.privilege_type = 'UPDATE') AS numbers
    FROM pg_class, aclexplode(pg_class.relacl) AS granted
    WHERE pg_class.oid = 'events'::regclass AND granted.grantee NOT IN (pg_class.relowner, 0)
    GROUP BY granted.grantee
  LOOP
    EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES ON events FROM ' || writer.name;
    IF writer.numbers THEN
      EXECUTE 'GRANT UPDATE (position) ON events TO ' || writer.name;
    END IF;
  END LOOP;
END
$rights$;
"""

# `INSERT OR REPLACE` and `UPDATE OR REPLACE` delete what is in their way without asking a trigger for deletions: what
# is in the way is looked for first. The words of SQLite's own refusal are kept, since the store tells a version that
# was taken by them.
SQLITE = (
    """CREATE TRIGGER IF NOT EXISTS events_are_never_changed BEFORE UPDATE ON events WHEN NOT (
  OLD.position IS NULL AND NEW.position IS NOT NULL AND ({new}) IS ({old})
  AND NOT EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
)
BEGIN SELECT RAISE(ABORT, 'the log is guarded: no event is changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the log is guarded: no event is deleted'); END""",
    """CREATE TRIGGER IF NOT EXISTS events_are_never_replaced BEFORE INSERT ON events
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: events.stream, events.version')
    WHERE EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND version = NEW.version);
  SELECT RAISE(ABORT, 'the log is guarded: no event is replaced')
    WHERE EXISTS (SELECT 1 FROM events WHERE event_id = NEW.event_id)
    OR EXISTS (SELECT 1 FROM events WHERE inserted = NEW.inserted)
    OR EXISTS (SELECT 1 FROM events WHERE position = NEW.position);
END""",
)


def upgrade() -> None:
    new, old = (", ".join(f"{row}.{column}" for column in KEPT) for row in ("NEW", "OLD"))
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        # The driver takes a doubled sign for the one that PL/pgSQL wants.
        guards = POSTGRESQL.replace("%", "%%").format(new=new, old=old)
        connection.exec_driver_sql(guards + RIGHTS)
        return
    for trigger in SQLITE:
        connection.exec_driver_sql(trigger.format(new=new, old=old))
