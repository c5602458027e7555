"""The circumstances of a command: where a commendation stands, and who the member is."""

from dataclasses import dataclass

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china, end_of_day
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import holder_named
from services.members.commendation.commands import NominateMember, PostCommendationNotice
from services.members.commendation.domain import Facts, Nominee
from services.members.commendation.state import Commendation
from services.members.division.circumstances import must_be_known


@dataclass(frozen=True, slots=True)
class SeenNominee:
    """A membership, as it is shown."""

    state: str
    person: str
    committee_division: str


def place(commendation: Commendation, commendation_id: str) -> Place:
    nominated = commendation.nominated
    return Place(division=nominated.division, council=nominated.organisation)


def place_of_new(lookups: Lookups, commendation: None, command: NominateMember) -> Place:
    return Place(division=command.division, council=command.organisation)


def subject(commendation: Commendation | None, command: object) -> str | None:
    """By what it was seen, and why it was not or is no longer, is said of the member: under his key."""
    return commendation.nominated.person if commendation is not None else None


def facts(lookups: Lookups, commendation: Commendation | None, command: object) -> Facts:
    entered_on = day_in_china(lookups.recorded_at)
    match command:
        case NominateMember():
            must_be_known(lookups, "division", command.division)
            holder_named(lookups, "organisation", command.organisation, command.division)
            return Facts(entered_on, nominee(lookups, command.member))
        case PostCommendationNotice():
            return Facts(entered_on, ends_at=end_of_day(command.until))
        case _:
            return Facts(entered_on)


def nominee(lookups: Lookups, member: str) -> Nominee | None:
    seen = lookups.pinned(SeenNominee, "members", member, unread=True)
    return Nominee(seen.person, seen.committee_division) if seen and seen.state == "active" else None
