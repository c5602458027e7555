"""What can be read of a charge."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.charge.state import Charge


@dataclass(frozen=True, slots=True)
class ChargeShown:
    leader: str
    starts: date
    ends: date | None
    next_quarter: str
    explanation: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class HeldCharge:
    """A charge as the next decision on its division sees it."""

    id: str
    state: str
    division: str
    leader: str
    starts: date
    ends: date | None


def row(charge: Charge, charge_id: str) -> ReadRow:
    return ReadRow(
        division=charge.division,
        shown=ChargeShown(
            charge.leader, charge.starts, charge.ends, charge.next_quarter, charge.explanation, charge.reason
        ),
        named=(charge.leader,),
    )
