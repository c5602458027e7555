"""What is allowed with contact duties, and what changes."""

from dataclasses import dataclass
from datetime import datetime

from services.members.copies import KnownTopic
from services.members.duty import events as happened
from services.members.duty.commands import RecordVisit, RecordVisitLate, ScheduleDuty, VerifyDuty
from services.members.duty.events import DutyEvent
from services.members.duty.state import Duty, end_of, start_of
from services.members.rules import (
    DivisionMustExist,
    DutyIsVerifiedBySomebodyElse,
    LeaderMustBeInOffice,
    OneDutyALeaderDivisionAndQuarter,
    QuarterMustNotBeOver,
    TopicMustBeOfThisPlace,
    VisitIsRecordedWithinTheQuarter,
    VisitMustBePast,
    VisitMustLieInTheQuarter,
    VisitMustNotLieBeforeTheQuarter,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """`entered_at` is when it is entered: whether something came in time is judged by that. `topics` are those named."""

    entered_at: datetime
    leader_in_office: bool = True
    division_known: bool = True
    topics: tuple[KnownTopic, ...] = ()


def schedule_duty(duty: Duty | None, command: ScheduleDuty, facts: Facts) -> list[DutyEvent]:
    """What the system opens follows from a charge, and was judged there; with a clock far ahead it may be over already."""
    if not facts.leader_in_office:
        raise LeaderMustBeInOffice
    if not facts.division_known:
        raise DivisionMustExist
    if duty is not None:
        raise OneDutyALeaderDivisionAndQuarter
    if command.actor_role != "SYS" and facts.entered_at >= end_of(command.quarter):
        raise QuarterMustNotBeOver(command.quarter)
    return [happened.DutyScheduled(command.duty_id, command.leader, command.division, command.quarter)]


def record_visit(duty: Duty, command: RecordVisit, facts: Facts) -> list[DutyEvent]:
    check_topics(duty, facts)
    if facts.entered_at >= end_of(duty.quarter):
        raise VisitIsRecordedWithinTheQuarter(duty.quarter)
    if command.visited_at > facts.entered_at:
        raise VisitMustBePast
    if not start_of(duty.quarter) <= command.visited_at < end_of(duty.quarter):
        raise VisitMustLieInTheQuarter(duty.quarter)
    topics = tuple(dict.fromkeys(command.topics))
    return [happened.DutyVisitRecorded(command.duty_id, command.visited_at, command.findings, topics)]


def record_visit_late(duty: Duty, command: RecordVisitLate, facts: Facts) -> list[DutyEvent]:
    """A visit made up for after the quarter counts as one within it that was entered late: both are late."""
    if command.visited_at > facts.entered_at:
        raise VisitMustBePast
    if command.visited_at < start_of(duty.quarter):
        raise VisitMustNotLieBeforeTheQuarter(duty.quarter)
    return [happened.DutyRecordedLate(command.duty_id, command.visited_at, command.findings, command.reason)]


def verify_duty(duty: Duty, command: VerifyDuty, facts: Facts) -> list[DutyEvent]:
    if command.actor_person == duty.leader:
        raise DutyIsVerifiedBySomebodyElse
    return [happened.DutyVerified(command.duty_id)]


def check_topics(duty: Duty, facts: Facts) -> None:
    """Those of the duty's division, of one below it or of one above it."""
    for topic in facts.topics:
        if not (topic.division.startswith(duty.division) or duty.division.startswith(topic.division)):
            raise TopicMustBeOfThisPlace(topic.topic_id)
