"""What is shown of a submission names the screening list that it was turned down by, and `told` is the word that holds now.

Members more at the end of stored documents, as a rebuild would write them: the version before goes on without them. The
last rejection tells; who was never turned down has null. A row that has the members already is left alone, so that this
may be broken off and run again.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | Sequence[str] | None = "0008"
branch_labels = None
depends_on = None

RECORDS = sa.table("records", sa.column("collection"), sa.column("id"), sa.column("stream"), sa.column("shown"))
EVENTS = sa.table("events", sa.column("stream"), sa.column("type"), sa.column("version"), sa.column("payload"))
SAID = ("SubmissionInfoRequested", "SubmissionRejected", "SubmissionAnswered", "SubmissionAppealDismissed")
TAKEN_BACK = ("SubmissionInfoSupplied", "SubmissionAppealUpheld", "SubmissionReopened")


def upgrade() -> None:
    connection = op.get_bind()
    told = sa.select(EVENTS.c.stream, EVENTS.c.type, EVENTS.c.payload).order_by(EVENTS.c.version)
    rejected: dict[str, dict[str, Any]] = {}
    last: dict[str, str] = {}
    for stream, event, payload in connection.execute(told.where(EVENTS.c.type.in_((*SAID, *TAKEN_BACK)))):
        last[stream] = event
        if event == "SubmissionRejected":
            rejected[stream] = msgspec.json.decode(payload)
    rows = sa.select(RECORDS.c.id, RECORDS.c.stream, RECORDS.c.shown).where(RECORDS.c.collection == "submissions")
    for record_id, stream, document in connection.execute(rows).fetchall():
        shown: dict[str, Any] = msgspec.json.decode(document)
        if "screening_list" in shown:
            continue
        its = (RECORDS.c.collection == "submissions", RECORDS.c.id == record_id)
        whole = msgspec.json.encode(_as_it_holds(shown, rejected.get(stream, {}), last.get(stream, ""))).decode()
        connection.execute(sa.update(RECORDS).where(*its).values(shown=whole))


def _as_it_holds(shown: dict[str, Any], rejected: dict[str, Any], last: str) -> dict[str, Any]:
    if last in TAKEN_BACK:
        shown["told"] = None
    if last == "SubmissionReopened":
        shown["answer"] = None
    return shown | {name: rejected.get(name) for name in ("screening_list", "screening_list_version")}
