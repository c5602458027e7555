"""What is known of one piece of work before the meeting: a part of the meeting's state."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    WAIVED = "waived"


LABELS: dict[str, str] = {
    State.ASSIGNED: "已布置",
    State.SUBMITTED: "已提交",
    State.ACCEPTED: "已采用",
    State.WAIVED: "免交",
}


@dataclass(frozen=True)
class PreWork:
    pre_work_id: str
    state: State
    participant_id: str
    task: str
    due: date | None
    text: str | None = None
    heard: int | None = None
    reason: str | None = None
