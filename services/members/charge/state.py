"""What is known of a charge, folded from its events."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from services.members.charge.commands import OpenQuarter
from services.members.charge.events import ChargeCreated, ChargeEnded, ChargeEvent, ChargeQuarterOpened
from services.members.duty.state import first_day, next_quarter, start_of_day


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class Charge:
    """`next_quarter` is the first of which no duty was opened yet."""

    charge_id: str
    state: State
    leader: str
    division: str
    starts: date
    ends: date | None
    next_quarter: str
    explanation: str | None = None
    reason: str | None = None


def evolve(charge: Charge | None, event: ChargeEvent) -> Charge:
    match event:
        case ChargeCreated():
            return Charge(
                event.charge_id,
                State.ACTIVE,
                event.leader,
                event.division,
                event.starts,
                event.ends,
                event.first_quarter,
                event.explanation,
            )
        case ChargeQuarterOpened():
            assert charge is not None
            return replace(charge, next_quarter=next_quarter(event.quarter))
        case ChargeEnded():
            assert charge is not None
            return replace(charge, state=State.ENDED, reason=event.reason)
        case _:
            assert_never(event)


def opens_on(charge: Charge) -> date:
    """The first day of the next quarter, or that on which the charge starts within it."""
    return max(first_day(charge.next_quarter), charge.starts)


def due(charge: Charge) -> list[tuple[datetime, OpenQuarter]]:
    """A quarter opens at its first hour in China, if the charge lasts until then."""
    if charge.state is not State.ACTIVE or (charge.ends is not None and charge.ends < opens_on(charge)):
        return []
    return [(start_of_day(opens_on(charge)), OpenQuarter(charge.charge_id, charge.next_quarter))]
