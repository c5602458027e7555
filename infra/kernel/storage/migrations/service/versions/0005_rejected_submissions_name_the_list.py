"""What is shown of a submission names the screening list and the version by which it was turned down.

Members more at the end of stored documents, as a rebuild would write them: the version before goes on without them. The
last rejection tells; who was never turned down has null. A row that has the members already is left alone, so that this
may be broken off and run again.
"""

import json
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | Sequence[str] | None = "0004"
branch_labels = None
depends_on = None

RECORDS = sa.table("records", sa.column("collection"), sa.column("id"), sa.column("stream"), sa.column("shown"))
EVENTS = sa.table("events", sa.column("stream"), sa.column("type"), sa.column("version"), sa.column("payload"))
LIST, VERSION = "screening_list", "screening_list_version"


def upgrade() -> None:
    connection = op.get_bind()
    told = sa.select(EVENTS.c.stream, EVENTS.c.payload).where(EVENTS.c.type == "SubmissionRejected")
    rejected = {stream: json.loads(payload) for stream, payload in connection.execute(told.order_by(EVENTS.c.version))}
    rows = sa.select(RECORDS.c.id, RECORDS.c.stream, RECORDS.c.shown).where(RECORDS.c.collection == "submissions")
    for record_id, stream, shown in connection.execute(rows).fetchall():
        if LIST in json.loads(shown):
            continue
        by = rejected.get(stream, {})
        added = f'"{LIST}":{json.dumps(by.get(LIST))},"{VERSION}":{json.dumps(by.get(VERSION))}'
        its = (RECORDS.c.collection == "submissions", RECORDS.c.id == record_id)
        connection.execute(sa.update(RECORDS).where(*its).values(shown=f"{shown[:-1]},{added}}}"))
