"""Who may read what: one rule, for lists, for one record, for one as it was, and for live news."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from infra.kernel.access.capacities import ROLES_IN_WORDS
from infra.kernel.access.offices import ASKS_FOR_NO_OFFICE, OF_NO_ORGANISATION
from infra.kernel.access.places import Actor, lies_in
from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.lookups.conditions import (
    ALWAYS,
    AUDIENCE,
    COLLECTION,
    DIVISION,
    ORGANISATION,
    Condition,
    Filed,
    either,
    every,
    is_marked_internal,
    is_opened_by,
    names,
    names_below,
    neither,
)

MOST_CALLERS = 500
"""Whose rights are kept as conditions: they follow from the caller alone, and a page asks for them a dozen times."""
KEEPERS = ("AUD", "ADM", "SEC")
# A department reads what it was given to do, not the whole place in which it sits.
HANDLERS = frozenset(("HND", "CO"))
PUBLISHED = AUDIENCE.equals("public")
NOT_MARKED = neither(is_marked_internal())
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
NamedBy: TypeAlias = Mapping[str, list[Condition]]
"""Of the caller and his organisation: what belongs to them, and what names them."""


def visible(actor: Actor, collection: str) -> Condition:
    """The records of a collection that the caller may read."""
    return every(COLLECTION.equals(collection), may_be_read_by(actor))


@lru_cache(MOST_CALLERS)
def may_be_read_by(actor: Actor) -> Condition:
    return either(every(PUBLISHED, NOT_MARKED), of_his_own(actor))


@lru_cache(MOST_CALLERS)
def of_his_own(actor: Actor) -> Condition:
    """What the caller may read whether it was published or not. Working notes nobody finds by the way of other records."""
    return either(*(every(what, either(*found)) for what, found in _own_ways(actor)))


@lru_cache(MOST_CALLERS)
def ways_of_reading(actor: Actor) -> tuple[Condition, ...]:
    """One of these is so of each record that he may read; and each of them by itself may have an index."""
    return tuple(dict.fromkeys((PUBLISHED, *(way for _what, ways in _own_ways(actor) for way in ways))))


def _own_ways(actor: Actor) -> Iterator[tuple[Condition, list[Condition]]]:
    """Of each kind of records, in which ways he comes to them."""
    naming = {who: [ORGANISATION.equals(who), names(who)] for who in (actor.organisation, actor.person) if who}
    if "AUD" in actor.roles:
        yield neither(WORKING_NOTES), [ALWAYS]
    else:
        there = _lies_in(actor.division, actor) if actor.division else []
        yield neither(WORKING_NOTES, OF_PEOPLE, AMONG_OFFICES), _by_role_or_place(actor, naming, there)
        yield OF_PEOPLE, _named_or_over_it(actor, WHO_JUDGE_PEOPLE, naming, there)
        yield AMONG_OFFICES, _named_or_over_it(actor, WHO_DIRECT_AND_SUPERVISE, naming, there)
    if actor.organisation and RECORDERS & set(actor.roles):
        yield WORKING_NOTES, naming[actor.organisation][:1]


def _named_or_over_it(
    actor: Actor, over_it: frozenset[str], naming: NamedBy, there: list[Condition]
) -> list[Condition]:
    """What is said of somebody, or among offices: whom it names, the body that said it, who decides of it there; not all of a county."""
    in_office = actor.organisation if OFFICES & set(actor.roles) else None
    ways = [way for who in dict.fromkeys((in_office, actor.person)) if who for way in naming[who]]
    return [*ways, *there] if over_it & set(actor.roles) else ways


def _lies_in(division: str, actor: Actor) -> list[Condition]:
    """In his division, or in one that has ended and was succeeded by it."""
    own = DIVISION.begins_with(division)
    return [own, DIVISION.is_among(actor.succeeds)] if actor.succeeds else [own]


def _by_role_or_place(actor: Actor, naming: NamedBy, there: list[Condition]) -> list[Condition]:
    codes = [code for code in (actor.tracking, actor.participant) if code]
    ways = [is_opened_by(codes)] if codes else []
    if not actor.has_token:
        return ways
    ways.append(REFERENCE)
    if not is_a_handler_alone(actor):
        ways += there
    if set(actor.roles) & set(KEEPERS):
        ways.append(OF_NO_PLACE)
    if "SEC" in actor.roles:
        ways.append(GRANTED_BY_SEC)
    ways += [way for those in naming.values() for way in those]
    if actor.organisation and is_a_handler_alone(actor):
        ways.append(names_below(actor.organisation))
    return ways


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
