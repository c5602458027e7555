"""The circumstances of a command: where a membership stands, what else matters."""

from datetime import date

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.ids import id_of
from infra.kernel.contract.lifecycle import Lookups
from services.members.member.events import MemberEnded
from services.members.member.projections import HeldMembership
from services.members.membership import commands as asked
from services.members.membership.domain import Facts, SeenBody
from services.members.membership.state import Affected, SeatInBody, SeenSeat
from services.members.organisation.circumstances import division_of
from services.members.organisation.events import OrganisationEnded
from services.members.person.circumstances import person_active
from services.members.person.events import PersonEnded
from services.members.quota.circumstances import quota_of


def place(membership: SeatInBody, membership_id: str) -> Place:
    return Place(division=membership.division, council=membership.organisation, persons=(membership.person,))


def place_of_new(lookups: Lookups, membership: None, command: asked.CreateMembership) -> Place:
    return Place(division=division_of(lookups, command.organisation), council=command.organisation)


def facts(lookups: Lookups, membership: SeatInBody | None, command: asked.MembershipCommand) -> Facts:
    match command:
        case asked.CreateMembership():
            return _in_body(lookups, command.membership_id, command.person, command.organisation)
        case asked.AmendMembership() | asked.EndMembership() | asked.VacateSeat():
            assert membership is not None
            return _in_body(lookups, membership.membership_id, membership.person, membership.organisation)
        case asked.EndMembershipWithBody():
            assert membership is not None
            goes_on_as = command.successor or membership.organisation
            return _in_body(lookups, membership.membership_id, membership.person, goes_on_as)
        case _:
            return Facts(day_in_china(lookups.now), day_in_china(lookups.recorded_at))


def _in_body(lookups: Lookups, membership_id: str, person: str, organisation: str) -> Facts:
    """The body may not end while this is decided, and of two who seat somebody there at once the second sees the first."""
    body = lookups.pinned(SeenBody, "organisations", organisation)
    return Facts(
        day_in_china(lookups.now),
        day_in_china(lookups.recorded_at),
        person_active(lookups, person),
        body,
        sitting_in(lookups, organisation, besides=membership_id),
        body is not None and is_member_around(lookups, person, body.division),
        quota_of(lookups, organisation, body.kind, body.division) if body else (),
        id_of(f"membership/{membership_id}/{organisation}", lookups.now),
    )


def sitting_in(lookups: Lookups, organisation: str, besides: str) -> tuple[SeenSeat, ...]:
    known = lookups.pinned_that_name(SeenSeat, "memberships", organisation)
    return tuple(one for one in known if one.id != besides and one.organisation == organisation)


def is_member_around(lookups: Lookups, person: str, division: str) -> bool:
    """Whether he is a member of the committee of this division, or of one above or below it."""
    return any(
        member.state == "active"
        and (division.startswith(member.committee_division) or member.committee_division.startswith(division))
        for member in lookups.shown(HeldMembership, "members", naming=person)
    )


def day_of(lookups: Lookups, stream: str, event: object) -> date:
    """When that last happened there: what follows from it bears its day, however late it was entered."""
    return day_in_china(lookups.happened_last(stream, type(event).__name__) or lookups.now)


def seats_in_body(lookups: Lookups, event: OrganisationEnded) -> Affected:
    """Those that have not ended."""
    seats = lookups.shown(SeenSeat, "memberships", naming=event.organisation_id)
    open_there = [one.id for one in seats if one.organisation == event.organisation_id and one.state != "ended"]
    return Affected(tuple(open_there), day_of(lookups, f"organisation-{event.organisation_id}", event))


def seats_of_person(lookups: Lookups, event: PersonEnded) -> Affected:
    seats = tuple(one.id for one in _open_seats(lookups, event.person_id))
    return Affected(seats, day_of(lookups, f"person-{event.person_id}", event))


def seats_of_member(lookups: Lookups, event: MemberEnded) -> Affected:
    """Those in which members alone have a vote, where he is no member of a committee around them any more."""
    member = lookups.one(HeldMembership, "members", event.member_id)
    seats = _open_seats(lookups, member.person) if member else []
    of_members = tuple(one.id for one in seats if _is_for_members(lookups, one))
    return Affected(of_members, day_of(lookups, f"member-{event.member_id}", event))


def _open_seats(lookups: Lookups, person: str) -> list[SeenSeat]:
    seats = lookups.shown(SeenSeat, "memberships", naming=person)
    return [one for one in seats if one.person == person and one.state != "ended"]


def _is_for_members(lookups: Lookups, seat: SeenSeat) -> bool:
    body = lookups.one(SeenBody, "organisations", seat.organisation)
    if body is None or body.kind not in asked.OF_MEMBERS or seat.right != asked.FULL:
        return False
    return not is_member_around(lookups, seat.person, body.division)
