"""What can be asked about work before the meeting."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AssignPreWork:
    pre_work_id: str
    meeting_id: str
    participant: str
    task: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class SubmitPreWork:
    pre_work_id: str
    meeting_id: str
    text: str
    heard: int | None = None


@dataclass(frozen=True, slots=True)
class AcceptPreWork:
    pre_work_id: str
    meeting_id: str


@dataclass(frozen=True, slots=True)
class WaivePreWork:
    pre_work_id: str
    meeting_id: str
    reason: str
