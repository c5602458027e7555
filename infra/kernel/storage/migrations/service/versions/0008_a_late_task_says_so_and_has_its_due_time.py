"""What is shown of tasks and outcomes has members more, and a task that is not answered yet has the time at which it is late.

The rows are those that a rebuild would write. A task that is late already takes its steps in order when the suite starts,
each bearing its own time. A row that has the members already is left alone, so that this may be broken off and run again.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
from alembic import op
from sqlalchemy import Connection, text

revision: str = "0008"
down_revision: str | Sequence[str] | None = "0007"
branch_labels = None
depends_on = None

CHINA = timezone(timedelta(hours=8))
RUNNING = {
    "assigned", "signed", "return_requested", "handling", "co_waiting", "extension_requested", "reply_drafted",
    "reply_review", "rework",
}  # fmt: skip
ROWS = text("SELECT id, state, shown FROM records WHERE collection = :collection")
SHOWN = text("UPDATE records SET shown = :shown WHERE collection = :collection AND id = :id")
DUE = text("SELECT at FROM due WHERE stream = :stream")
LESS = text("DELETE FROM due WHERE stream = :stream")
MORE = text("INSERT INTO due (stream, at) VALUES (:stream, :at)")
OUTCOMES: dict[str, Any] = {"closing_reason": None}
TASKS: dict[str, Any] = {
    "former_co_handlers": [], "due_soon": False, "overdue": False, "paused_on": None, "paused_until": None,
    "report_by": None, "progress_missed": 0,
}  # fmt: skip
# Of a task that is paused its last event of this kind says since when.
PAUSED = text("SELECT payload FROM events WHERE stream = :stream AND type = 'TaskPaused' ORDER BY version DESC LIMIT 1")


def upgrade() -> None:
    connection = op.get_bind()
    for record_id, _state, shown in _rows(connection, "outcomes", "closing_reason"):
        _show(connection, "outcomes", record_id, {**shown, **OUTCOMES})
    for record_id, state, shown in _rows(connection, "tasks", "overdue"):
        _show(connection, "tasks", record_id, {**shown, **TASKS, **_of_its_state(connection, record_id, state, shown)})
        if state in RUNNING:
            _fall_due(connection, f"task-{record_id}", _late_at(shown))


def _rows(connection: Connection, collection: str, member: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Those that have not that member yet."""
    rows = [
        (record_id, state, msgspec.json.decode(shown))
        for record_id, state, shown in connection.execute(ROWS, {"collection": collection})
    ]
    return [(record_id, state, shown) for record_id, state, shown in rows if member not in shown]


def _of_its_state(connection: Connection, record_id: str, state: str, shown: dict[str, Any]) -> dict[str, Any]:
    """The date that was asked for is shown while it is asked for."""
    said: dict[str, Any] = {}
    if shown.get("requested_due") and state != "extension_requested":
        said["requested_due"] = None
    if state == "paused":
        payload = connection.execute(PAUSED, {"stream": f"task-{record_id}"}).scalar_one()
        said["paused_on"] = msgspec.json.decode(payload)["paused_on"]
    return said


def _show(connection: Connection, collection: str, record_id: str, shown: dict[str, Any]) -> None:
    values = {"collection": collection, "id": record_id, "shown": msgspec.json.encode(shown).decode()}
    connection.execute(SHOWN, values)


def _late_at(shown: dict[str, Any]) -> str:
    """At four fifths of the time until its due date; when it was assigned was not told, so from the end of its return window."""
    due, counted_from = date.fromisoformat(shown["due"]), datetime.fromisoformat(shown["return_until"])
    over = datetime(due.year, due.month, due.day, tzinfo=CHINA) + timedelta(days=1)
    at = min(over, counted_from + (over - counted_from) * 4 / 5)
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _fall_due(connection: Connection, stream: str, at: str) -> None:
    """What falls due in it earlier stays."""
    there = connection.execute(DUE, {"stream": stream}).scalar()
    if there is None or at < there:
        connection.execute(LESS, {"stream": stream})
        connection.execute(MORE, {"stream": stream, "at": at})
