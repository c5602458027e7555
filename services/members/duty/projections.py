"""What can be read of a contact duty."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.lifecycle import ReadRow
from services.members.duty.state import Duty


@dataclass(frozen=True, slots=True)
class DutyShown:
    leader: str
    quarter: str
    visited_at: datetime | None
    findings: str | None
    topics: tuple[str, ...]
    late: bool
    reason: str | None


def row(duty: Duty, duty_id: str) -> ReadRow:
    """It is found from the topics that it names."""
    return ReadRow(
        division=duty.division,
        shown=DutyShown(duty.leader, duty.quarter, duty.visited_at, duty.findings, duty.topics, duty.late, duty.reason),
        named=(duty.leader, *duty.topics),
        search=f"{duty.quarter} {duty.findings or ''}",
    )
