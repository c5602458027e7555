"""The circumstances of a command: where a charge stands, what else matters."""

from datetime import date

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.charge.commands import CreateCharge, EndCharge, OpenQuarter
from services.members.charge.domain import Facts, OtherCharge
from services.members.charge.projections import HeldCharge
from services.members.charge.state import Charge, opens_on
from services.members.division.circumstances import division_known
from services.members.duty.circumstances import id_of_duty, leads
from services.members.duty.state import last_day
from services.members.office.domain import Held


def place(charge: Charge, charge_id: str) -> Place:
    return Place(division=charge.division, leader=charge.leader)


def place_of_new(lookups: Lookups, charge: None, command: CreateCharge) -> Place:
    return Place(division=command.division, leader=command.leader)


def facts(lookups: Lookups, charge: Charge | None, command: CreateCharge | OpenQuarter | EndCharge) -> Facts:
    entered_on = day_in_china(lookups.recorded_at)
    match command:
        case CreateCharge():
            in_charge = Held("LEAD", max(command.starts or entered_on, entered_on), command.ends)
            return Facts(
                entered_on,
                leads(lookups, command.leader, in_charge),
                division_known(lookups, command.division),
                charges_of(lookups, command.division),
            )
        case OpenQuarter():
            assert charge is not None
            in_charge = Held("LEAD", opens_on(charge), min(last_day(command.quarter), charge.ends or date.max))
            duty = id_of_duty(charge.leader, charge.division, command.quarter)
            return Facts(entered_on, leads(lookups, charge.leader, in_charge), duty=duty)
        case EndCharge():
            return Facts(entered_on)


def charges_of(lookups: Lookups, division: str) -> tuple[OtherCharge, ...]:
    """Of this division alone, page by page."""
    found, after = list[HeldCharge](), ""
    while page := lookups.of_division(HeldCharge, "charges", division, after):
        after = page[-1].id
        found += [one for one in page if one.state == "active"]
    return tuple(OtherCharge(one.leader, one.starts, one.ends) for one in found)
