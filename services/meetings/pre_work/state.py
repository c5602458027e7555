"""What is known of one piece of work before the meeting: a part of the meeting's state."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.meetings.pre_work import events as happened
from services.meetings.pre_work.events import PreWorkAssigned, PreWorkEvent


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


def evolve_pre_work(work: PreWork | None, event: PreWorkEvent) -> PreWork:
    if isinstance(event, PreWorkAssigned):
        return PreWork(event.pre_work_id, State.ASSIGNED, event.participant_id, event.task, event.due)
    assert work is not None
    match event:
        case happened.PreWorkSubmitted():
            return replace(work, state=State.SUBMITTED, text=event.text, heard=event.heard)
        case happened.PreWorkAccepted():
            return replace(work, state=State.ACCEPTED)
        case happened.PreWorkWaived():
            return replace(work, state=State.WAIVED, reason=event.reason)
        case _:
            assert_never(event)
