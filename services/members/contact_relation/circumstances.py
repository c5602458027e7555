"""The circumstances of a command: where a contact relation stands, what else matters."""

from dataclasses import replace

from infra.kernel.access.places import Place, lies_in
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.contact_relation.commands import CreateContactRelation
from services.members.contact_relation.domain import Facts
from services.members.contact_relation.state import (
    BODIES,
    SECTOR,
    TO_OTHER_MEMBER,
    ContactRelation,
    SeenRelation,
    SeenSector,
)
from services.members.division.circumstances import division_known
from services.members.membership.domain import SeenBody
from services.members.membership.state import SeenSeat
from services.members.organisation.circumstances import division_of, organisation_active, organisation_around
from services.members.person.circumstances import person_active

NOBODY = ""
"""Of a relation between bodies: no member is meant."""


def place(relation: ContactRelation, contact_relation_id: str) -> Place:
    return _of(relation.created.division, relation.person)


def place_of_new(lookups: Lookups, relation: None, command: CreateContactRelation) -> Place:
    return _of(command.division, None if command.link == BODIES else command.by)


def _of(division: str, person: str | None) -> Place:
    return Place(division=division, leader=person, member_named=person or NOBODY)


def facts(lookups: Lookups, relation: ContactRelation | None, command: object) -> Facts:
    known = Facts(day_in_china(lookups.recorded_at), day_in_china(lookups.now))
    if not isinstance(command, CreateContactRelation):
        return known
    named = lookups.pinned_that_name(SeenRelation, "contact-relations", command.by)
    others = tuple(one for one in named if one.by == command.by and one.state == "active")
    known = replace(known, division_known=division_known(lookups, command.division), others=others)
    return _between_bodies(lookups, command, known) if command.link == BODIES else _of_a_person(lookups, command, known)


def _between_bodies(lookups: Lookups, command: CreateContactRelation, known: Facts) -> Facts:
    return replace(
        known,
        by_active=organisation_active(lookups, command.by),
        by_of_this_place=lies_in(division_of(lookups, command.by), command.division),
        whom_fits=organisation_around(lookups, "whom", command.whom, command.division),
    )


def _of_a_person(lookups: Lookups, command: CreateContactRelation, known: Facts) -> Facts:
    by_active = person_active(lookups, command.by)
    if command.link == SECTOR:
        return replace(known, by_active=by_active, own_sectors=sectors_of(lookups, command.by))
    whom = str(command.whom)
    return replace(
        known,
        by_active=by_active,
        whom_fits=bool(sectors_of(lookups, whom)),
        whom_in_party_branch=command.link == TO_OTHER_MEMBER and sits_in_party_branch(lookups, whom),
    )


def sits_in_party_branch(lookups: Lookups, person: str) -> bool:
    """Of a committee or an office. What somebody's party is has no register of its own: the branch says who is in it."""
    held = lookups.shown(SeenSeat, "memberships", naming=person)
    bodies = {one.organisation for one in held if (one.person, one.state) == (person, "active")}
    seen = (lookups.one(SeenBody, "organisations", one) for one in bodies)
    return any(body is not None and body.kind == "party_branch" for body in seen)


def sectors_of(lookups: Lookups, person: str) -> tuple[str, ...]:
    """Of the memberships that he holds: none, and he is no member."""
    held = lookups.shown(SeenSector, "members", naming=person)
    return tuple(one.sector for one in held if one.state == "active")


def subject(relation: ContactRelation | None, command: object) -> str | None:
    """What was spoken of is the words of the person who tells of it; between bodies under a key of its own."""
    return (relation.person or relation.contact_relation_id) if relation is not None else None
