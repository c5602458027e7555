"""By which day something is to be done with a record, as its state has it: what is answered is due no more."""

from collections.abc import Mapping
from typing import Any

TASKS = "tasks"
ANSWERED = ("rating_open", "done", "cancelled")
TRACKED = "tracking"


def due_of(collection: str, record: Mapping[str, Any]) -> str | None:
    """A day or a time. What is tracked has been answered: its day is that of the next report."""
    if collection == TASKS and record["state"] in ANSWERED:
        return None
    if collection == TASKS and record["state"] == TRACKED:
        return record.get("report_by")
    return record.get("due")
