"""The circumstances of a command: where an activity stands, which bodies and members were there."""

from collections.abc import Sequence

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.lookups.named import holder_named, organisation_named
from services.meetings.activity import commands
from services.meetings.activity.domain import Facts
from services.meetings.activity.events import Attended
from services.meetings.activity.state import Activity
from services.meetings.known_members import MEMBERSHIP, KnownMembership


def place(activity: Activity, record_id: str) -> Place:
    return Place(division=activity.division, council=activity.organisation)


def place_of_new(lookups: Lookups, activity: None, command: commands.PlanActivity) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, activity: Activity | None, command: object) -> Facts:
    today = day_in_china(lookups.now)
    match command:
        case commands.PlanActivity():
            holder_named(lookups, "organisation", command.organisation, command.division)
            return Facts(today)
        case commands.HoldActivity():
            _bodies_named(lookups, command.attendance, already=())
            return Facts(today, _persons(lookups, command.members, already=()))
        case commands.CorrectActivity():
            assert activity is not None
            _bodies_named(lookups, command.attendance, tuple(one.organisation for one in activity.attendance))
            return Facts(today, _persons(lookups, command.members, tuple(one.member for one in activity.members)))
        case _:
            return Facts(today)


def _bodies_named(lookups: Lookups, attendance: Sequence[Attended], already: Sequence[str]) -> None:
    """What was named before it ended is not named anew."""
    for one in attendance:
        if one.organisation not in already:
            organisation_named(lookups, "attendance", one.organisation)


def _persons(lookups: Lookups, members: Sequence[str], already: Sequence[str]) -> dict[str, str]:
    """Of those in force. Raises NewsMissing for one of whom no news has come."""
    found: dict[str, str] = {}
    for one in dict.fromkeys(members):
        known = lookups.copy(KnownMembership, MEMBERSHIP, one)
        if known is None:
            raise NewsMissing(f"member {one}", names="members")
        if known.active and one not in already:
            found[one] = known.person
    return found
