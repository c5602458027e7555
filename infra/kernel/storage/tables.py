"""The tables that every service's own database has. Migrations create them (`infra/kernel/storage/migrations`).

`events` is the truth. `records`, `record_names`, `record_codes`, `record_handling`, `record_files`,
`record_words`, `due` and `copies` are
derived and can be rebuilt. `commands` holds stored answers (idempotency records), `effects` is the inbox, `set_aside` and
parked effects dead letters. `reads` says who read what is kept inside; nothing else says it, and no row of it is changed.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    or_,
)

METADATA = MetaData()
SERIAL = BigInteger().with_variant(Integer, "sqlite")

EVENTS = Table(
    "events",
    METADATA,
    Column("inserted", SERIAL, primary_key=True, autoincrement=True),
    Column("position", BigInteger, nullable=True),
    Column("event_id", Text, nullable=False, unique=True),
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
    Column("command_id", Text, nullable=False),
    Column("correlation_id", Text, nullable=False),
    Column("causation_id", Text),
    Column("payload", Text, nullable=False),
    UniqueConstraint("stream", "version", name="one_event_a_version"),
)
Index(
    "positions_are_unique",
    EVENTS.c.position,
    unique=True,
    postgresql_where=EVENTS.c.position.isnot(None),
    sqlite_where=EVENTS.c.position.isnot(None),
)
Index(
    "not_yet_numbered",
    EVENTS.c.inserted,
    postgresql_where=EVENTS.c.position.is_(None),
    sqlite_where=EVENTS.c.position.is_(None),
)

COMMANDS = Table(
    "commands",
    METADATA,
    Column("caller", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("command_id", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("kept_since", Text, nullable=False),
    PrimaryKeyConstraint("caller", "key"),
)
Index("commands_by_age", COMMANDS.c.kept_since)

RECORDS = Table(
    "records",
    METADATA,
    Column("collection", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("stream", Text, nullable=False),
    Column("parent", Text),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("division", Text, nullable=False),
    Column("organisation", Text),
    Column("topic", Text),
    Column("outcome", Text),
    Column("audience", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    Column("shown", Text, nullable=False),
    PrimaryKeyConstraint("collection", "id"),
)
Index("records_by_parent", RECORDS.c.collection, RECORDS.c.parent)
Index("records_by_topic", RECORDS.c.collection, RECORDS.c.topic)
Index("records_by_outcome", RECORDS.c.collection, RECORDS.c.outcome)
Index("records_by_state", RECORDS.c.collection, RECORDS.c.state, RECORDS.c.id)
Index("records_by_division", RECORDS.c.collection, RECORDS.c.division)
ORGANISED = RECORDS.c.organisation.is_not(None)
Index(
    "records_by_organisation",
    RECORDS.c.collection,
    RECORDS.c.organisation,
    postgresql_where=ORGANISED,
    sqlite_where=ORGANISED,
)
# Of what is read by its audience alone. Said with "or", as SQLite tells from the audience of a query that it is among them.
BY_AUDIENCE = or_(*(RECORDS.c.audience == literal_column(f"'{one}'") for one in ("public", "tokens", "security")))
Index(
    "records_by_audience",
    RECORDS.c.collection,
    RECORDS.c.audience,
    postgresql_where=BY_AUDIENCE,
    sqlite_where=BY_AUDIENCE,
)

RECORD_NAMES = Table(
    "record_names",
    METADATA,
    Column("collection", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("who", Text, nullable=False),
    PrimaryKeyConstraint("collection", "id", "who"),
)
Index("records_that_name", RECORD_NAMES.c.who, RECORD_NAMES.c.collection)

RECORD_CODES = Table(
    "record_codes",
    METADATA,
    Column("digest", Text, nullable=False),
    Column("collection", Text, nullable=False),
    Column("id", Text, nullable=False),
    PrimaryKeyConstraint("digest", "collection", "id"),
)

# Of those few records that somebody handles by a day: `co_handlers` is a JSON list of ids, `due` a day, `overdue` 0 or 1.
RECORD_HANDLING = Table(
    "record_handling",
    METADATA,
    Column("collection", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("co_handlers", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("overdue", Integer, nullable=False),
    PrimaryKeyConstraint("collection", "id"),
)
Index("handling_by_due", RECORD_HANDLING.c.collection, RECORD_HANDLING.c.due)
Index("handling_by_lead", RECORD_HANDLING.c.lead, RECORD_HANDLING.c.collection)

# Which records name a file. `internal` is 0 or 1: whether it is not yet for all who read the record.
RECORD_FILES = Table(
    "record_files",
    METADATA,
    Column("collection", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("internal", Integer, nullable=False),
    PrimaryKeyConstraint("collection", "id", "digest"),
)
Index("files_by_digest", RECORD_FILES.c.digest)

# What a record is found by (`infra/kernel/storage/words.py`). PostgreSQL has an index of its terms besides (migration 0017).
RECORD_WORDS = Table(
    "record_words",
    METADATA,
    Column("collection", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("open", Text, nullable=False),
    Column("kept", Text, nullable=False),
    PrimaryKeyConstraint("collection", "id"),
)

DUE = Table(
    "due",
    METADATA,
    Column("stream", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("postponed_to", Text),
)
Index("due_by_time", DUE.c.at)

# Due times whose command raised: they wait for a person. `due_at` is the due time as it was, so that a record that has
# moved on is no longer concerned.
SET_ASIDE = Table(
    "set_aside",
    METADATA,
    Column("id", SERIAL, primary_key=True, autoincrement=True),
    Column("stream", Text, nullable=False),
    Column("due_at", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("note", Text),
    Column("changed_at", Text, nullable=False),
    UniqueConstraint("stream", "due_at", "command", name="one_set_aside_a_command"),
)

COPIES = Table(
    "copies",
    METADATA,
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("parent", Text),
    Column("document", Text, nullable=False),
    PrimaryKeyConstraint("kind", "id"),
)
Index("copies_by_parent", COPIES.c.kind, COPIES.c.parent)

CURSORS = Table(
    "cursors",
    METADATA,
    Column("producer", Text, primary_key=True),
    Column("next_position", BigInteger, nullable=False),
)

EFFECTS = Table(
    "effects",
    METADATA,
    Column("id", SERIAL, primary_key=True, autoincrement=True),
    Column("producer", Text, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("stream", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("copied", Integer, nullable=False, default=0),
    Column("note", Text),
    Column("attempts", Integer, nullable=False, default=0),
    Column("changed_at", Text, nullable=False),
    UniqueConstraint("producer", "position", name="one_effect_an_event"),
)
Index("effects_by_status", EFFECTS.c.status, EFFECTS.c.producer, EFFECTS.c.stream)

# Who read which records that are kept inside, a row an answer; `records` is a JSON list of ids (`reading/read_log.py`).
READS = Table(
    "reads",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("person", Text),
    Column("role", Text, nullable=False),
    Column("organisation", Text),
    Column("token", Text),
    Column("manner", Text, nullable=False),
    Column("collection", Text, nullable=False),
    Column("records", Text, nullable=False),
    Column("file", Text),
    Column("as_of", Text),
    Column("ground", Text),
)
Index("reads_by_person", READS.c.person, READS.c.id)
Index("reads_by_time", READS.c.at)

SETTINGS = Table(
    "settings",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
