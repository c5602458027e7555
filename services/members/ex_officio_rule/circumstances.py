"""The circumstances of a command: where an ex-officio rule stands, who holds the offices, who sits in the body."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.ids import id_of
from infra.kernel.contract.lifecycle import Lookups
from services.members.ex_officio_rule import commands as asked
from services.members.ex_officio_rule.domain import Facts, GrantedByRule, OfficeHeld
from services.members.ex_officio_rule.events import ExOfficioRuleCreated
from services.members.ex_officio_rule.projections import SeenRule
from services.members.ex_officio_rule.state import ExOfficioRule
from services.members.member.events import MemberAdmitted
from services.members.membership.circumstances import day_of, is_member_around
from services.members.membership.domain import SeenBody
from services.members.membership.events import MembershipEnded, MembershipExpired
from services.members.membership.state import Affected, SeenSeat
from services.members.office.circumstances import held_by
from services.members.office.domain import Held
from services.members.office.events import OfficeAmended, OfficeEnded, OfficeGranted
from services.members.office.projections import FollowedOffice
from services.members.organisation.circumstances import division_of
from services.members.organisation.events import OrganisationEnded
from services.members.person.circumstances import person_active

RULES, ORGANISATIONS = "ex-officio-rules", "organisations"


def place(rule: ExOfficioRule, ex_officio_rule_id: str) -> Place:
    return Place(division=rule.division, council=rule.organisation)


def place_of_new(lookups: Lookups, rule: None, command: asked.CreateExOfficioRule) -> Place:
    return Place(division=division_of(lookups, command.organisation), council=command.organisation)


def facts(lookups: Lookups, rule: ExOfficioRule | None, command: asked.ExOfficioCommand) -> Facts:
    entered_on = day_in_china(lookups.recorded_at)
    today = (
        command.on if isinstance(command, asked.FollowOffices | asked.EndRuleWithBody) else day_in_china(lookups.now)
    )
    if isinstance(command, asked.CreateExOfficioRule):
        named = (command.role, command.office_organisation, command.deputy)
        return Facts(
            today,
            entered_on,
            lookups.pinned(SeenBody, ORGANISATIONS, command.organisation),
            lookups.pinned(SeenBody, ORGANISATIONS, command.office_organisation),
            tuple(_held(one) for one in offices_followed(lookups, *named)),
            there_already=is_there_already(lookups, command),
            leads_back=leads_back(lookups, command),
        )
    assert rule is not None
    return Facts(
        today,
        entered_on,
        lookups.pinned(SeenBody, ORGANISATIONS, rule.organisation),
        None,
        tuple(_with_ids(lookups, rule, one) for one in offices_of(lookups, rule)),
        tuple(one for one in seats_of(lookups, rule.organisation) if one.state != "ended"),
        granted_by(lookups, rule),
    )


def is_there_already(lookups: Lookups, command: asked.CreateExOfficioRule) -> bool:
    """Pinned: of two that make the same rule at once, the second is refused."""
    wanted = (command.organisation, command.seat, command.role, command.office_organisation, command.deputy)
    return any(
        (one.organisation, one.seat, one.role, one.office_organisation, one.deputy) == wanted
        for one in lookups.pinned_that_name(SeenRule, RULES, command.organisation)
        if one.state == "active"
    )


def leads_back(lookups: Lookups, command: asked.CreateExOfficioRule) -> bool:
    """Whether a circle would close: seats that keep one another would outlast every office. Pinned on the way."""
    followed, waiting, passed = (
        (command.role, command.office_organisation),
        [(command.acts_as, command.organisation)],
        [],
    )
    while waiting:
        office = waiting.pop()
        if office == followed and not command.deputy:
            return True
        if office[0] is None or office in passed:
            continue
        passed.append(office)
        waiting += [
            (one.acts_as, one.organisation)
            for one in lookups.pinned_that_name(SeenRule, RULES, office[1])
            if one.state == "active" and not one.deputy and (one.role, one.office_organisation) == office
        ]
    return False


def offices_of(lookups: Lookups, rule: ExOfficioRule) -> list[FollowedOffice]:
    return offices_followed(lookups, rule.role, rule.office_organisation, rule.deputy)


def offices_followed(lookups: Lookups, role: str, organisation: str, deputy: bool) -> list[FollowedOffice]:
    """Pinned, so that none is granted or ended meanwhile; those that are not over, the earliest first."""
    today = day_in_china(lookups.recorded_at)
    known = [
        one
        for one in lookups.pinned_that_name(FollowedOffice, "offices", organisation)
        if (one.role, one.organisation, one.deputy) == (role, organisation, deputy)
        if one.state == "active" and (one.ends is None or one.ends >= today) and person_active(lookups, one.person)
    ]
    return sorted(known, key=lambda one: (one.starts, one.id))


def seats_of(lookups: Lookups, organisation: str) -> list[SeenSeat]:
    known = lookups.pinned_that_name(SeenSeat, "memberships", organisation)
    return [one for one in known if one.organisation == organisation]


def granted_by(lookups: Lookups, rule: ExOfficioRule) -> tuple[GrantedByRule, ...]:
    acting = [one.acting for one in rule.seats.values() if one.acting is not None]
    known = [lookups.pinned(FollowedOffice, "offices", one, unread=True) for one in acting]
    return tuple(GrantedByRule(one.id, one.starts) for one in known if one is not None and one.state == "active")


def _held(office: FollowedOffice) -> OfficeHeld:
    return OfficeHeld(office.id, office.person, office.starts, office.ends, "", "")


def _with_ids(lookups: Lookups, rule: ExOfficioRule, office: FollowedOffice) -> OfficeHeld:
    """The ids are made of rule, office and turn: whoever asks, and however often, they are the same."""
    name = f"{rule.ex_officio_rule_id}/{office.id}/{rule.turn}"
    wanted = Held(rule.acts_as or "", office.starts, office.ends, rule.organisation)
    others = held_by(lookups, office.person, besides=office.id)
    return OfficeHeld(
        office.id,
        office.person,
        office.starts,
        office.ends,
        id_of(f"membership/{name}", lookups.now),
        id_of(f"office/{name}", lookups.now),
        any((one.role, one.organisation) == (wanted.role, wanted.organisation) and one.meets(wanted) for one in others),
        is_member_around(lookups, office.person, rule.division),
    )


def the_rule(lookups: Lookups, event: ExOfficioRuleCreated) -> Affected:
    rule = event.ex_officio_rule_id
    return Affected((rule,), day_of(lookups, f"ex_officio_rule-{rule}", event))


def rules_of_office(lookups: Lookups, event: OfficeGranted | OfficeAmended | OfficeEnded) -> Affected:
    """Those that follow an office of this role in this organisation, whether a deputy's or not: that may have changed."""
    office = lookups.one(FollowedOffice, "offices", event.office_id)
    rules = _in_force(lookups, office.organisation) if office and office.organisation else []
    followed = [
        one.id for one in rules if office and (one.role, one.office_organisation) == (office.role, office.organisation)
    ]
    return Affected(tuple(followed), day_of(lookups, f"office-{event.office_id}", event))


def rules_of_body(lookups: Lookups, event: MembershipEnded | MembershipExpired) -> Affected:
    """Those by which somebody may have waited for the seat that is free now."""
    seat = lookups.one(SeenSeat, "memberships", event.membership_id)
    rules = _in_force(lookups, seat.organisation) if seat else []
    waiting = tuple(one.id for one in rules if seat and one.organisation == seat.organisation)
    return Affected(waiting, day_of(lookups, f"membership-{event.membership_id}", event))


def rules_of_organisation(lookups: Lookups, event: OrganisationEnded) -> Affected:
    rules = tuple(one.id for one in _in_force(lookups, event.organisation_id))
    return Affected(rules, day_of(lookups, f"organisation-{event.organisation_id}", event))


def rules_that_wait_for(lookups: Lookups, event: MemberAdmitted) -> Affected:
    rules = tuple(one.id for one in _in_force(lookups, event.person))
    return Affected(rules, day_of(lookups, f"member-{event.member_id}", event))


def _in_force(lookups: Lookups, named: str) -> list[SeenRule]:
    return [one for one in lookups.shown(SeenRule, RULES, naming=named) if one.state == "active"]
