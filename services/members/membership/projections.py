"""What can be read of a membership."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.membership.state import SeatInBody


@dataclass(frozen=True, slots=True)
class MembershipShown:
    person: str
    organisation: str
    seat: str
    right: str
    category: str | None
    starts: date
    ends: date | None
    rule: str | None
    office: str | None
    successor_of: str | None
    ended_on: date | None
    reason: str | None


def row(membership: SeatInBody, membership_id: str) -> ReadRow:
    return ReadRow(
        division=membership.division,
        shown=MembershipShown(
            membership.person,
            membership.organisation,
            membership.seat,
            membership.right,
            membership.category,
            membership.starts,
            membership.ends,
            membership.rule,
            membership.office,
            membership.successor_of,
            membership.ended_on,
            membership.reason,
        ),
        organisation=membership.organisation,
        named=(membership.person, membership.organisation),
        search=f"{membership.seat} {membership.category or ''}",
    )
