"""The circumstances of a command: where a contribution stands, what else matters."""

from dataclasses import replace

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.booking.circumstances import member_around
from services.members.contribution.commands import MakeContribution
from services.members.contribution.domain import Facts
from services.members.contribution.state import Contribution
from services.members.division.circumstances import division_known


def place(one: Contribution, contribution_id: str) -> Place:
    return Place(division=one.told.division)


def place_of_new(lookups: Lookups, one: None, command: MakeContribution) -> Place:
    return Place(division=command.division)


def subject(one: Contribution | None, command: object) -> str | None:
    """Who gave and who got it may be people: under a key of the record's own."""
    return command.contribution_id if isinstance(command, MakeContribution) else None


def facts(lookups: Lookups, one: Contribution | None, command: object) -> Facts:
    known = Facts(day_in_china(lookups.recorded_at), day_in_china(lookups.now))
    if not isinstance(command, MakeContribution):
        return known
    active = command.member is None or member_around(lookups, "member", command.member, command.division)
    return replace(known, division_known=division_known(lookups, command.division), member_active=active)
