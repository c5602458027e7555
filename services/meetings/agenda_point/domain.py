"""The agenda in progress: which point the meeting is at, how long each took beside what it was given."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.meetings.agenda_point.commands import BeginAgendaPoint, FinishAgendaPoint
from services.meetings.agenda_point.events import AgendaPointBegun, AgendaPointEvent, AgendaPointFinished
from services.meetings.agenda_point.state import State
from services.meetings.meeting.state import SITTING, Meeting
from services.meetings.side_rules import (
    AgendaRunsInSession,
    AnotherPointIsRunning,
    NoSuchAgendaPoint,
    PointWasBegunAlready,
)

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Facts:
    """When it happened."""

    now: datetime


def begin_agenda_point(meeting: Meeting, command: BeginAgendaPoint, facts: Facts) -> list[AgendaPointEvent]:
    if not 1 <= command.number <= len(meeting.agenda):
        raise NoSuchAgendaPoint(f"1–{len(meeting.agenda)}")
    if meeting.state not in SITTING:
        raise AgendaRunsInSession
    begun = meeting.parts.agenda.values()
    if any(one.number == command.number for one in begun):
        raise PointWasBegunAlready
    if running := [one.title for one in begun if one.state is State.BEGUN]:
        raise AnotherPointIsRunning("、".join(running))
    point = meeting.agenda[command.number - 1]
    return [
        AgendaPointBegun(
            command.meeting_id,
            command.agenda_point_id,
            meeting.topic_id,
            command.number,
            point.title,
            point.kind,
            point.minutes,
            facts.now,
        )
    ]


def finish_agenda_point(meeting: Meeting, command: FinishAgendaPoint, facts: Facts) -> list[AgendaPointEvent]:
    minutes = command.minutes
    if minutes is None:
        since = meeting.parts.agenda[command.agenda_point_id].begun_at
        minutes = max(0, -((since - facts.now) // A_MINUTE))
    return [AgendaPointFinished(command.meeting_id, command.agenda_point_id, facts.now, minutes)]
