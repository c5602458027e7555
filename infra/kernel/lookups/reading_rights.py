"""Who may read what: one rule, for lists, for one record, for one as it was, and for live news."""

from infra.kernel.access.capacities import ROLES_IN_WORDS
from infra.kernel.access.offices import ASKS_FOR_NO_OFFICE, OF_NO_ORGANISATION
from infra.kernel.access.places import Actor, lies_in
from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.lookups.conditions import (
    ALWAYS,
    AUDIENCE,
    COLLECTION,
    DIVISION,
    NEVER,
    ORGANISATION,
    Condition,
    Filed,
    either,
    every,
    is_opened_by,
    names,
    names_below,
    neither,
)

KEEPERS = ("AUD", "ADM", "SEC")
# A department reads what it was given to do, not the whole place in which it sits.
HANDLERS = frozenset(("HND", "CO"))
PUBLISHED = AUDIENCE.equals("public")
REFERENCE = AUDIENCE.equals("tokens")
WORKING_NOTES = AUDIENCE.equals("recorders")
OF_PEOPLE = AUDIENCE.equals("offices")
WHO_JUDGE_PEOPLE = frozenset(("OFF", "PARTY"))
AMONG_OFFICES = AUDIENCE.equals("inside")
WHO_DIRECT_AND_SUPERVISE = WHO_JUDGE_PEOPLE | {"GOV", "DISP", "SUP"}
RECORDERS = frozenset(("REC", "CHAIR"))
OFFICES = frozenset(ROLES_IN_WORDS) - {*OF_NO_ORGANISATION, *ASKS_FOR_NO_OFFICE}
"""Roles that are held in an organisation: a member or resident whose token names one is none of its offices."""
GRANTED_BY_SEC = AUDIENCE.equals("security")
OF_NO_PLACE = DIVISION.equals("")


def visible(actor: Actor, collection: str) -> Condition:
    """The records of a collection that the caller may read."""
    return every(COLLECTION.equals(collection), may_be_read_by(actor))


def may_be_read_by(actor: Actor) -> Condition:
    return either(PUBLISHED, of_his_own(actor))


def of_his_own(actor: Actor) -> Condition:
    """What the caller may read whether it was published or not. Working notes nobody finds by the way of other records."""
    ways = [
        every(_by_role_or_place(actor), neither(WORKING_NOTES, OF_PEOPLE, AMONG_OFFICES)),
        every(OF_PEOPLE, _named_or_over_it(actor, WHO_JUDGE_PEOPLE)),
        every(AMONG_OFFICES, _named_or_over_it(actor, WHO_DIRECT_AND_SUPERVISE)),
    ]
    if actor.organisation and RECORDERS & set(actor.roles):
        ways.append(every(WORKING_NOTES, ORGANISATION.equals(actor.organisation)))
    return either(*ways)


def _named_or_over_it(actor: Actor, over_it: frozenset[str]) -> Condition:
    """What is said of somebody, or among offices: whom it names, the body that said it, who decides of it there; not all of a county."""
    if "AUD" in actor.roles:
        return ALWAYS
    in_office = actor.organisation if OFFICES & set(actor.roles) else None
    ways = [way for who in (in_office, actor.person) if who for way in (ORGANISATION.equals(who), names(who))]
    if actor.division and over_it & set(actor.roles):
        ways.append(_lies_in(actor.division, actor))
    return either(*ways) if ways else NEVER


def _lies_in(division: str, actor: Actor) -> Condition:
    """In his division, or in one that has ended and was succeeded by it."""
    own = DIVISION.begins_with(division)
    return either(own, DIVISION.is_among(actor.succeeds)) if actor.succeeds else own


def _by_role_or_place(actor: Actor) -> Condition:
    if "AUD" in actor.roles:
        return ALWAYS
    codes = [code for code in (actor.tracking, actor.participant) if code]
    ways = [is_opened_by(codes)] if codes else []
    if actor.has_token:
        ways.append(REFERENCE)
        if actor.division and not is_a_handler_alone(actor):
            ways.append(_lies_in(actor.division, actor))
        if set(actor.roles) & set(KEEPERS):
            ways.append(OF_NO_PLACE)
        if "SEC" in actor.roles:
            ways.append(GRANTED_BY_SEC)
        for who in (actor.organisation, actor.person):
            if who:
                ways += [ORGANISATION.equals(who), names(who)]
        if actor.organisation and is_a_handler_alone(actor):
            ways.append(names_below(actor.organisation))
    return either(*ways) if ways else NEVER


def is_a_handler_alone(actor: Actor) -> bool:
    return bool(actor.roles) and HANDLERS.issuperset(actor.roles)


def filed(row: ReadRow) -> Filed:
    """What the rights look at of a row that is not in the table (any more)."""
    return Filed(row.division, row.audience, organisation=row.organisation, named=row.named, codes=row.codes)


def may_read(actor: Actor, row: ReadRow) -> bool:
    return may_be_read_by(actor).holds(filed(row))


def close_by(actor: Actor, division: str, audience: str) -> bool:
    """Who reads a record only because it was published does not read the personal fields in it."""
    if audience != "public" or "AUD" in actor.roles:
        return True
    if is_a_handler_alone(actor) or not actor.division:
        return False
    return lies_in(division, actor.division) or division in actor.succeeds
