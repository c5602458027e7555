"""What is known of a contact duty, folded from its events; and the quarters of the year, as they run in China."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import assert_never

from services.members.duty import events as happened
from services.members.duty.commands import MissDuty
from services.members.duty.events import DutyEvent

CHINA = timezone(timedelta(hours=8))
MONTHS = 3


class State(StrEnum):
    SCHEDULED = "scheduled"
    DONE = "done"
    VERIFIED = "verified"
    MISSED = "missed"


LABELS: dict[str, str] = {
    State.SCHEDULED: "待开展",
    State.DONE: "已开展",
    State.VERIFIED: "已核实",
    State.MISSED: "未开展",
}


@dataclass(frozen=True, slots=True)
class Duty:
    """`late` when the visit on record was entered after the quarter (补录); `reason` is the last that was given."""

    duty_id: str
    state: State
    leader: str
    division: str
    quarter: str
    visited_at: datetime | None = None
    findings: str | None = None
    topics: tuple[str, ...] = ()
    late: bool = False
    reason: str | None = None


def evolve(duty: Duty | None, event: DutyEvent) -> Duty:
    if isinstance(event, happened.DutyScheduled):
        return Duty(event.duty_id, State.SCHEDULED, event.leader, event.division, event.quarter)
    assert duty is not None
    match event:
        case happened.DutyVisitRecorded():
            return replace(
                duty,
                state=State.DONE,
                visited_at=event.visited_at,
                findings=event.findings,
                topics=event.topics,
                late=False,
            )
        case happened.DutyMissed():
            return replace(duty, state=State.MISSED)
        case happened.DutyRecordedLate():
            return replace(
                duty,
                state=State.DONE,
                visited_at=event.visited_at,
                findings=event.findings,
                late=True,
                reason=event.reason,
            )
        case happened.DutySentBack():
            return replace(duty, state=State.SCHEDULED, reason=event.reason)
        case happened.DutyVerified():
            return replace(duty, state=State.VERIFIED)
        case _:
            assert_never(event)


def due(duty: Duty) -> list[tuple[datetime, MissDuty]]:
    """A duty that is still open when its quarter is over was missed."""
    if duty.state is State.SCHEDULED:
        return [(end_of(duty.quarter), MissDuty(duty.duty_id))]
    return []


def quarter_of(day: date) -> str:
    return f"{day.year}-Q{(day.month - 1) // MONTHS + 1}"


def first_day(quarter: str) -> date:
    return date(int(quarter[:4]), (int(quarter[-1]) - 1) * MONTHS + 1, 1)


def next_quarter(quarter: str) -> str:
    year, number = int(quarter[:4]), int(quarter[-1])
    return f"{year + number // 4}-Q{number % 4 + 1}"


def last_day(quarter: str) -> date:
    return first_day(next_quarter(quarter)) - timedelta(days=1)


def start_of_day(day: date) -> datetime:
    """0:00 of that day in China."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)


def start_of(quarter: str) -> datetime:
    return start_of_day(first_day(quarter))


def end_of(quarter: str) -> datetime:
    return start_of(next_quarter(quarter))
