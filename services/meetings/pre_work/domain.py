"""Work before the meeting (分散协商): assigned to a participant, submitted, accepted or waived."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from services.meetings.meeting.state import Meeting
from services.meetings.pre_work.commands import AcceptPreWork, AssignPreWork, SubmitPreWork, WaivePreWork
from services.meetings.pre_work.events import (
    PreWorkAccepted,
    PreWorkAssigned,
    PreWorkEvent,
    PreWorkSubmitted,
    PreWorkWaived,
)
from services.meetings.pre_work.state import PreWork, State
from services.meetings.rules import NotAParticipant, must_lie_ahead


@dataclass(frozen=True)
class Facts:
    """The meeting that the work is for, and the day on which it is entered."""

    meeting: Meeting
    entered_on: date


def assign_pre_work(meeting: Meeting, command: AssignPreWork, facts: Facts) -> list[PreWorkEvent]:
    participant = meeting.participants.get(command.participant)
    if participant is None or not participant.expected:
        raise NotAParticipant
    must_lie_ahead(command.due, facts.entered_on)
    return [
        PreWorkAssigned(
            command.meeting_id,
            command.pre_work_id,
            meeting.topic_id,
            command.participant,
            command.task,
            command.due,
        )
    ]


def submit_pre_work(meeting: Meeting, command: SubmitPreWork, facts: Facts) -> list[PreWorkEvent]:
    return [PreWorkSubmitted(command.meeting_id, command.pre_work_id, command.text, command.heard)]


def accept_pre_work(meeting: Meeting, command: AcceptPreWork, facts: Facts) -> list[PreWorkEvent]:
    return [PreWorkAccepted(command.meeting_id, command.pre_work_id)]


def waive_pre_work(meeting: Meeting, command: WaivePreWork, facts: Facts) -> list[PreWorkEvent]:
    return [PreWorkWaived(command.meeting_id, command.pre_work_id, command.reason)]


def evolve_pre_work(work: PreWork | None, event: PreWorkEvent) -> PreWork:
    if isinstance(event, PreWorkAssigned):
        return PreWork(event.pre_work_id, State.ASSIGNED, event.participant_id, event.task, event.due)
    assert work is not None
    match event:
        case PreWorkSubmitted():
            return replace(work, state=State.SUBMITTED, text=event.text, heard=event.heard)
        case PreWorkAccepted():
            return replace(work, state=State.ACCEPTED)
        case PreWorkWaived():
            return replace(work, state=State.WAIVED, reason=event.reason)
        case _:
            assert_never(event)
