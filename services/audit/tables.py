"""The tables of the audit service's database. The migration `infra/kernel/storage/migrations/audit` creates them.

`batches` is what was decided, `checkpoints` what was signed, `witnessed` what this site cosigned for others. `entries` is
derived from the bundles and can be rebuilt.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, Text

METADATA = MetaData()

BATCHES = Table(
    "batches",
    METADATA,
    Column("start", BigInteger, primary_key=True, autoincrement=False),
    Column("size", BigInteger, nullable=False),
    Column("spans", Text, nullable=False),
    Column("heads", Text, nullable=False),
)

CHECKPOINTS = Table(
    "checkpoints",
    METADATA,
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("root", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("signed_at", Text, nullable=False),
    Column("published_at", Text),
    Column("kept", Boolean, nullable=False),
)
Index("checkpoints_by_time", CHECKPOINTS.c.signed_at)

ENTRIES = Table(
    "entries",
    METADATA,
    Column("idx", BigInteger, primary_key=True, autoincrement=False),
    Column("service", Text, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("stream", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("occurred_at", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("actor", Text),
    Column("role", Text, nullable=False),
    Column("organisation", Text),
    Column("division", Text, nullable=False),
    Column("correlation_id", Text, nullable=False),
    Column("text", Text, nullable=False),
)
# Not unique: what somebody altered in a log is sealed as it is, and must not stop the index.
Index("entries_by_event", ENTRIES.c.event_id)
Index("entries_by_position", ENTRIES.c.service, ENTRIES.c.position)
Index("entries_by_stream", ENTRIES.c.stream, ENTRIES.c.version)
Index("entries_by_actor", ENTRIES.c.actor, ENTRIES.c.idx)
Index("entries_by_organisation", ENTRIES.c.organisation, ENTRIES.c.idx)
Index("entries_by_division", ENTRIES.c.division)
Index("entries_by_correlation", ENTRIES.c.correlation_id)
Index("entries_by_time", ENTRIES.c.recorded_at)

WITNESSED = Table(
    "witnessed",
    METADATA,
    Column("origin", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("root", Text, nullable=False),
    Column("note", Text, nullable=False),
)
