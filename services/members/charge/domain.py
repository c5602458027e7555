"""What is allowed with charges, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.charge.commands import CreateCharge, OpenQuarter
from services.members.charge.events import ChargeCreated, ChargeEvent, ChargeQuarterOpened
from services.members.charge.state import Charge
from services.members.duty.state import quarter_of
from services.members.rules import (
    AnotherLeaderWantsAnExplanation,
    ChargeMustNotEndBeforeItStarts,
    DivisionMustExist,
    InChargeAlready,
    LeaderMustBeInOffice,
    must_lie_ahead,
)


@dataclass(frozen=True, slots=True)
class OtherCharge:
    """Another charge of the same division that has not been ended."""

    leader: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """`duty` is the id of the duty that a quarter of this charge brings."""

    entered_on: date
    leader_in_office: bool = True
    division_known: bool = True
    others: tuple[OtherCharge, ...] = ()
    duty: str = ""


def create_charge(_: None, command: CreateCharge, facts: Facts) -> list[ChargeEvent]:
    """One that is entered in mid-quarter gives a duty for the running quarter, and none for those that are over."""
    if not facts.leader_in_office:
        raise LeaderMustBeInOffice
    if not facts.division_known:
        raise DivisionMustExist
    must_lie_ahead(command.ends, facts.entered_on)
    starts = command.starts or facts.entered_on
    if command.ends is not None and command.ends < starts:
        raise ChargeMustNotEndBeforeItStarts
    check_others(command, starts, facts.others)
    first_quarter = quarter_of(max(starts, facts.entered_on))
    return [
        ChargeCreated(
            command.charge_id,
            command.leader,
            command.division,
            starts,
            command.ends,
            first_quarter,
            command.explanation,
        )
    ]


def open_quarter(charge: Charge, command: OpenQuarter, facts: Facts) -> list[ChargeEvent]:
    """Who holds no such office in that quarter gets no duty: it is tried again until he does, or his charge is ended."""
    if not facts.leader_in_office:
        raise LeaderMustBeInOffice
    return [ChargeQuarterOpened(command.charge_id, charge.leader, charge.division, command.quarter, facts.duty)]


def check_others(command: CreateCharge, starts: date, others: tuple[OtherCharge, ...]) -> None:
    meeting = [
        other for other in others if starts <= (other.ends or date.max) and other.starts <= (command.ends or date.max)
    ]
    if any(other.leader == command.leader for other in meeting):
        raise InChargeAlready
    if meeting and command.explanation is None:
        raise AnotherLeaderWantsAnExplanation
