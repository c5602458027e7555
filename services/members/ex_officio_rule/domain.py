"""What is allowed with ex-officio rules, and what changes: who should sit there is compared with who does.

Whatever the cause, the same comparison is made, so that nothing is done twice and it does not matter what came first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.members.body_rules import (
    FirstLeaderIsOfAGroup,
    OfficeOrganisationMustBeActive,
    RuleIsThereAlready,
    SeatFollowsAnotherOffice,
)
from services.members.ex_officio_rule import commands as asked
from services.members.ex_officio_rule import events as happened
from services.members.ex_officio_rule.events import ExOfficioEvent, Why
from services.members.ex_officio_rule.state import ExOfficioRule, FollowedSeat
from services.members.membership.commands import FULL, GROUPS, OF_MEMBERS, ONE_HOLDER, right_of
from services.members.membership.domain import SeenBody
from services.members.membership.events import MembershipAmended, MembershipCreated, MembershipEnded, MembershipEvent
from services.members.membership.state import SeenSeat
from services.members.office.events import OfficeAmended, OfficeEnded, OfficeEvent, OfficeGranted
from services.members.rules import NobodyDecidesOnHisOwnOffice, OrganisationMustBeActive

Consequences: TypeAlias = list[ExOfficioEvent | MembershipEvent | OfficeEvent]
FOLLOWS = "随职务终止"
GIVES_WAY = "改为随职务任职"


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office that the rule follows, held by an active person and not over; the ids are those of what would follow.

    `acts_already` is whether he holds the office that he would be granted; `member_here` whether he is a member there.
    """

    office: str
    person: str
    starts: date
    ends: date | None
    membership: str
    acting: str
    acts_already: bool = False
    member_here: bool = True


@dataclass(frozen=True, slots=True)
class GrantedByRule:
    """An office that the rule has granted and that has not ended."""

    id: str
    starts: date


@dataclass(frozen=True, slots=True)
class Facts:
    """`held` are the offices that the rule follows, the earliest first; `sitting` the seats of the body that have not ended.

    `leads_back` is whether the office that it brings would, by other rules, bring the one that it follows.
    """

    today: date
    entered_on: date
    body: SeenBody | None = None
    office_body: SeenBody | None = None
    held: tuple[OfficeHeld, ...] = ()
    sitting: tuple[SeenSeat, ...] = ()
    granted: tuple[GrantedByRule, ...] = ()
    there_already: bool = False
    leads_back: bool = False


def create_rule(_: None, command: asked.CreateExOfficioRule, facts: Facts) -> Consequences:
    body = facts.body
    if body is None or body.state != "active":
        raise OrganisationMustBeActive
    if facts.office_body is None or facts.office_body.state != "active":
        raise OfficeOrganisationMustBeActive
    if command.seat == "first_leader" and body.kind not in GROUPS:
        raise FirstLeaderIsOfAGroup
    if facts.leads_back:
        raise SeatFollowsAnotherOffice
    if facts.there_already:
        raise RuleIsThereAlready
    if command.actor_person is not None and any(one.person == command.actor_person for one in facts.held):
        raise NobodyDecidesOnHisOwnOffice
    return [
        happened.ExOfficioRuleCreated(
            command.ex_officio_rule_id,
            command.organisation,
            body.division,
            command.seat,
            command.category,
            command.role,
            command.office_organisation,
            command.deputy,
            command.acts_as,
        )
    ]


def follow_offices(rule: ExOfficioRule, command: asked.FollowOffices, facts: Facts) -> Consequences:
    """Nothing, where all is as it should be."""
    if facts.body is None or facts.body.state != "active":
        return []
    decided: Consequences = [*left(rule, {one.office: one for one in facts.held}, facts)]
    still = rule.seats.keys() - {one.office for one in decided if isinstance(one, happened.SeatLeft)}
    for office in facts.held:
        if office.office in still:
            decided += redated(rule, rule.seats[office.office], office, facts)
        else:
            decided += taken(rule, office, facts.body, sitting_after(facts, decided), facts)
    return decided


def sitting_after(facts: Facts, decided: Consequences) -> list[SeenSeat]:
    """Who sits there once that is done."""
    gone = {one.membership_id for one in decided if isinstance(one, MembershipEnded)}
    come = [as_seen(one) for one in decided if isinstance(one, MembershipCreated)]
    return [*(one for one in facts.sitting if one.id not in gone), *come]


def taken(
    rule: ExOfficioRule, office: OfficeHeld, body: SeenBody, sitting: list[SeenSeat], facts: Facts
) -> Consequences:
    """The seat, or that it is withheld for now, which is told once."""
    why = in_the_way(rule, office, body, sitting, seat_starts(office, facts))
    if why is None:
        return [*seated(rule, office, sitting, facts)]
    told = rule.withheld.get(office.office)
    if told is not None and told.why == why:
        return []
    return [happened.SeatWithheld(rule.ex_officio_rule_id, office.office, office.person, why)]


def end_rule(
    rule: ExOfficioRule, command: asked.EndExOfficioRule | asked.EndRuleWithBody, facts: Facts
) -> Consequences:
    return [*left(rule, {}, facts), happened.ExOfficioRuleEnded(rule.ex_officio_rule_id, command.reason)]


def left(
    rule: ExOfficioRule, held: dict[str, OfficeHeld], facts: Facts
) -> Iterator[ExOfficioEvent | MembershipEvent | OfficeEvent]:
    """The seats whose office is over, or begins on another day; with what followed from them and has not ended."""
    sitting = {one.id for one in facts.sitting}
    for seat in rule.seats.values():
        office = held.get(seat.office)
        if office is not None and office.starts == seat.starts:
            continue
        yield happened.SeatLeft(rule.ex_officio_rule_id, seat.office)
        if seat.membership in sitting:
            yield MembershipEnded(seat.membership, facts.today, FOLLOWS)
        yield from (OfficeEnded(one.id, FOLLOWS) for one in facts.granted if one.id == seat.acting)


def redated(rule: ExOfficioRule, seat: FollowedSeat, office: OfficeHeld, facts: Facts) -> Consequences:
    """The seat ends when the office does."""
    if seat.ends == office.ends:
        return []
    decided: Consequences = [happened.FollowedSeatRedated(rule.ex_officio_rule_id, seat.office, office.ends)]
    if any(one.id == seat.membership for one in facts.sitting):
        right = right_of(rule.seat)
        decided.append(MembershipAmended(seat.membership, rule.seat, right, rule.category, office.ends))
    decided += [
        OfficeAmended(one.id, one.starts, office.ends, deputy=False) for one in facts.granted if one.id == seat.acting
    ]
    return decided


def in_the_way(
    rule: ExOfficioRule, office: OfficeHeld, body: SeenBody, sitting: list[SeenSeat], starts: date
) -> Why | None:
    """Why he cannot have the seat now. A seat that he has by hand gives way; one by another rule does not."""
    if body.kind in OF_MEMBERS and right_of(rule.seat) == FULL and not office.member_here:
        return "no_member"
    then = [one for one in sitting if one.is_held_in(starts, office.ends)]
    if any(one.person == office.person and one.rule is not None for one in then):
        return "sits_already"
    others = [one for one in then if one.person != office.person]
    if rule.seat in ONE_HOLDER and any(one.seat == rule.seat for one in others):
        return "seat_taken"
    return None


def seated(
    rule: ExOfficioRule, office: OfficeHeld, sitting: list[SeenSeat], facts: Facts
) -> Iterator[ExOfficioEvent | MembershipEvent | OfficeEvent]:
    starts = seat_starts(office, facts)
    for one in sitting:
        if one.person == office.person and one.is_held_in(starts, office.ends):
            yield MembershipEnded(one.id, facts.today, GIVES_WAY)
    grants = rule.acts_as is not None and not office.acts_already
    yield happened.SeatFollowed(
        rule.ex_officio_rule_id,
        office.office,
        office.person,
        office.membership,
        office.acting if grants else None,
        office.starts,
        office.ends,
    )
    yield MembershipCreated(
        office.membership,
        office.person,
        rule.organisation,
        rule.division,
        rule.seat,
        right_of(rule.seat),
        rule.category,
        starts,
        office.ends,
        "active" if starts <= facts.entered_on else "upcoming",
        rule=rule.ex_officio_rule_id,
        office=office.office,
    )
    if grants and rule.acts_as is not None:
        yield granted(rule, rule.acts_as, office, starts)


def granted(rule: ExOfficioRule, role: str, office: OfficeHeld, starts: date) -> OfficeGranted:
    return OfficeGranted(
        office.acting, office.person, rule.organisation, rule.division, role, starts, office.ends, deputy=False
    )


def seat_starts(office: OfficeHeld, facts: Facts) -> date:
    """No seat is held before the rule gave it: of an office that was held before, it begins on the day."""
    return max(office.starts, facts.today)


def as_seen(event: MembershipCreated) -> SeenSeat:
    return SeenSeat(
        event.membership_id,
        event.begins,
        event.person,
        event.organisation,
        event.seat,
        event.right,
        event.category,
        event.starts,
        event.ends,
        event.rule,
        None,
    )
