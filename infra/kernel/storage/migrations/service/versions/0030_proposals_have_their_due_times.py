"""What is shown of proposals says by when and how late, and one that is not replied to yet has the time at which it is overdue.

The rows are those that a rebuild would write: when it was assigned was not told, so nobody is told that it is due soon.
One that is late already takes its steps in order when the suite starts, each bearing its own time. A row that has the
members already is left alone, so that this may be broken off and run again.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
from alembic import op
from sqlalchemy import Connection, text

revision: str = "0030"
down_revision: str | Sequence[str] | None = "0029a"
branch_labels = None
depends_on = None

CHINA = timezone(timedelta(hours=8))
ROWS = text("SELECT id, state, shown FROM records WHERE collection = 'proposals'")
SHOWN = text("UPDATE records SET shown = :shown WHERE collection = 'proposals' AND id = :id")
DUE = text("SELECT at FROM due WHERE stream = :stream")
MORE = text("INSERT INTO due (stream, at) VALUES (:stream, :at)")
NOTHING_LATE: dict[str, Any] = {
    "requested_due": None, "policy": None, "return_until": None, "return_provisional": False, "paused_on": None,
    "paused_until": None, "due_soon": False, "overdue": False, "urged": 0, "supervised": None,
}  # fmt: skip


def upgrade() -> None:
    connection = op.get_bind()
    for record_id, state, shown in connection.execute(ROWS).fetchall():
        said = msgspec.json.decode(shown)
        if "former_leads" in said:
            continue
        more = {"former_leads": [], "original_due": said.get("due"), **NOTHING_LATE}
        members = msgspec.json.encode(more).decode()[1:]
        connection.execute(SHOWN, {"id": record_id, "shown": f"{shown[:-1]},{members}"})
        if state == "assigned":
            _fall_due(connection, f"proposal-{record_id}", said["due"])


def _fall_due(connection: Connection, stream: str, due: str) -> None:
    if connection.execute(DUE, {"stream": stream}).scalar() is None:
        day = date.fromisoformat(due)
        over = datetime(day.year, day.month, day.day, tzinfo=CHINA) + timedelta(days=1)
        connection.execute(MORE, {"stream": stream, "at": over.astimezone(UTC).isoformat(timespec="microseconds")})
