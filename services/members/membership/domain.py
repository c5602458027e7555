"""What is allowed with memberships, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.members.body_rules import (
    FirstLeaderIsOfAGroup,
    MembershipEndsAfterItStarts,
    OnlyMembersVoteThere,
    SeatFollowsAnOffice,
    SeatIsTakenThen,
    SitsThereAlready,
)
from services.members.membership import commands as asked
from services.members.membership.commands import FULL, GROUPS, OF_MEMBERS, ONE_HOLDER, right_of
from services.members.membership.events import (
    Lack,
    MembershipAmended,
    MembershipCreated,
    MembershipEnded,
    MembershipEvent,
)
from services.members.membership.state import SeatInBody, SeenSeat
from services.members.quota.events import QuotaItem
from services.members.rules import OrganisationMustBeActive, PersonMustBeActive, must_lie_ahead


@dataclass(frozen=True, slots=True)
class SeenBody:
    state: str
    kind: str
    division: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`sitting` are the other memberships of the body, `quota` what it should have, `goes_on_as` the id of the new one.

    `member_here` is whether the person is a member of a committee around the body; `today` the day on which it happens,
    `entered_on` that on which it is entered.
    """

    today: date
    entered_on: date
    person_active: bool = True
    body: SeenBody | None = None
    sitting: tuple[SeenSeat, ...] = ()
    member_here: bool = True
    quota: tuple[QuotaItem, ...] = ()
    goes_on_as: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A seat as it would be held."""

    person: str
    seat: str
    category: str | None
    starts: date
    ends: date | None


def create_membership(_: None, command: asked.CreateMembership, facts: Facts) -> list[MembershipEvent]:
    if not facts.person_active:
        raise PersonMustBeActive
    body = active(facts.body)
    must_lie_ahead(command.ends, facts.entered_on)
    wanted = Wanted(command.person, command.seat, command.category, command.starts or facts.today, command.ends)
    check_seat(wanted, body, facts)
    return [created(command.membership_id, command.organisation, wanted, body, facts)]


def created(
    membership_id: str, organisation: str, wanted: Wanted, body: SeenBody, facts: Facts, successor_of: str | None = None
) -> MembershipCreated:
    return MembershipCreated(
        membership_id,
        wanted.person,
        organisation,
        body.division,
        wanted.seat,
        right_of(wanted.seat),
        wanted.category,
        wanted.starts,
        wanted.ends,
        "active" if wanted.starts <= facts.entered_on else "upcoming",
        successor_of=successor_of,
        lacking=lacking(facts, wanted),
    )


def amend_membership(membership: SeatInBody, command: asked.AmendMembership, facts: Facts) -> list[MembershipEvent]:
    check_follows_no_office(membership)
    body = active(facts.body)
    must_lie_ahead(command.ends, facts.entered_on)
    seat, category = command.seat or membership.seat, command.category or membership.category
    wanted = Wanted(membership.person, seat, category, membership.starts, command.ends or membership.ends)
    check_seat(wanted, body, facts)
    lacks = lacking(facts, wanted)
    return [MembershipAmended(command.membership_id, seat, right_of(seat), category, wanted.ends, lacks)]


def end_membership(membership: SeatInBody, command: asked.EndMembership, facts: Facts) -> list[MembershipEvent]:
    check_follows_no_office(membership)
    return [MembershipEnded(command.membership_id, facts.today, command.reason, lacking(facts))]


def end_with_body(membership: SeatInBody, command: asked.EndMembershipWithBody, facts: Facts) -> list[MembershipEvent]:
    """In the successor he is no more than a member, where somebody holds his seat already; where he sits there, nothing."""
    ended = MembershipEnded(command.membership_id, command.on, command.reason)
    body = facts.body
    if command.successor is None or body is None or body.state != "active" or membership.rule is not None:
        return [ended]
    starts = max(command.on, membership.starts)
    held = [other for other in facts.sitting if other.is_held_in(starts, membership.ends)]
    if any(other.person == membership.person for other in held):
        return [ended]
    taken = membership.seat in ONE_HOLDER and any(other.seat == membership.seat for other in held)
    seat = "member" if taken else membership.seat
    wanted = Wanted(membership.person, seat, membership.category, starts, membership.ends)
    return [
        ended,
        created(facts.goes_on_as, command.successor, wanted, body, facts, successor_of=membership.membership_id),
    ]


def vacate_seat(_: SeatInBody, command: asked.VacateSeat, facts: Facts) -> list[MembershipEvent]:
    return [MembershipEnded(command.membership_id, command.on, command.reason, lacking(facts))]


def active(body: SeenBody | None) -> SeenBody:
    if body is None or body.state != "active":
        raise OrganisationMustBeActive
    return body


def check_follows_no_office(membership: SeatInBody) -> None:
    if membership.rule is not None:
        raise SeatFollowsAnOffice(f"ex-officio-rules/{membership.rule}")


def check_seat(wanted: Wanted, body: SeenBody, facts: Facts) -> None:
    if wanted.ends is not None and wanted.ends < wanted.starts:
        raise MembershipEndsAfterItStarts
    if wanted.seat == "first_leader" and body.kind not in GROUPS:
        raise FirstLeaderIsOfAGroup
    if body.kind in OF_MEMBERS and right_of(wanted.seat) == FULL and not facts.member_here:
        raise OnlyMembersVoteThere
    held = [other for other in facts.sitting if other.is_held_in(wanted.starts, wanted.ends)]
    if any(other.person == wanted.person for other in held):
        raise SitsThereAlready
    if wanted.seat in ONE_HOLDER and any(other.seat == wanted.seat for other in held):
        raise SeatIsTakenThen(wanted.seat)


def lacking(facts: Facts, wanted: Wanted | None = None) -> tuple[Lack, ...]:
    """Of which categories the body has too few on that day, whoever is asked about counted as he is wanted."""
    sitting: list[str | None] = [other.category for other in facts.sitting if other.sits_on(facts.entered_on)]
    if wanted is not None and wanted.starts <= facts.entered_on:
        sitting.append(wanted.category)
    return lacks(facts.quota, sitting)


def lacks(quota: Sequence[QuotaItem], sitting: Sequence[str | None]) -> tuple[Lack, ...]:
    numbers = [Lack(item.category, item.least, sitting.count(item.category)) for item in quota]
    return tuple(one for one in numbers if one.number < one.least)
