"""Who may do what with work before the meeting, row for row as published."""

from infra.kernel.clock import day_in_china
from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import Place
from services.meetings.meeting.evolve import evolve
from services.meetings.meeting.state import Meeting
from services.meetings.pre_work import schemas
from services.meetings.pre_work.commands import AcceptPreWork, AssignPreWork, SubmitPreWork, WaivePreWork
from services.meetings.pre_work.domain import (
    Facts,
    accept_pre_work,
    assign_pre_work,
    submit_pre_work,
    waive_pre_work,
)
from services.meetings.pre_work.events import PreWorkAccepted, PreWorkAssigned, PreWorkSubmitted, PreWorkWaived
from services.meetings.pre_work.projections import row
from services.meetings.pre_work.state import LABELS, PreWork
from services.meetings.rules import RuleBroken


def place(meeting: Meeting, pre_work_id: str) -> Place:
    participant = meeting.participants[meeting.pre_work[pre_work_id].participant_id]
    return Place(
        division=meeting.division,
        council=meeting.organisation,
        persons=(participant.person,) if participant.person else (),
        participants=(participant.code,) if participant.code else (),
        attendees=meeting.attendees,
    )


def place_of_new(command: AssignPreWork, facts: Facts) -> Place:
    return Place(division=facts.meeting.division, council=facts.meeting.organisation)


def facts(reader: Reader, meeting: Meeting, command: object) -> Facts:
    return Facts(meeting, day_in_china(reader.recorded_at))


def part(meeting: Meeting, pre_work_id: str) -> PreWork | None:
    return meeting.pre_work.get(pre_work_id)


def subject(meeting: Meeting, command: SubmitPreWork) -> str:
    """What was found is the participant's own, also where the liaison enters it."""
    return meeting.participants[meeting.pre_work[command.pre_work_id].participant_id].key_owner


PRE_WORK = Lifecycle(
    name="pre_work",
    collection="pre-work",
    label="会前调研／听取意见（分散协商）",
    id_field="pre_work_id",
    events=(
        EventType(PreWorkAssigned),
        EventType(PreWorkSubmitted),
        EventType(PreWorkAccepted),
        EventType(PreWorkWaived),
    ),
    evolve=evolve,
    state_labels=LABELS,
    creation=Transition("assign_pre_work", AssignPreWork, assign_pre_work, schemas.Assign, by=("CHAIR", "LIA")),
    transitions=(
        Transition(
            "submit_pre_work",
            SubmitPreWork,
            submit_pre_work,
            schemas.Submit,
            by=("SELF", "LIA"),
            from_states=("assigned", "submitted"),
            personal=("text",),
        ),
        Transition(
            "accept_pre_work",
            AcceptPreWork,
            accept_pre_work,
            schemas.Accept,
            by=("CHAIR", "LIA"),
            from_states=("submitted",),
        ),
        Transition(
            "waive_pre_work",
            WaivePreWork,
            waive_pre_work,
            schemas.Waive,
            by=("CHAIR",),
            from_states=("assigned", "submitted"),
        ),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
    subject=subject,
    stream="meeting",
    parent_field="meeting_id",
    part=part,
)
