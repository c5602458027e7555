"""Tokens from the command line: whom they name must exist and hold the office, the organisation be in force.

Its division is the default. What a token says is looked at again by whichever service decides: an office may end meanwhile.
"""

from typing import NamedTuple

import msgspec
from sqlalchemy import and_, select

from infra.kernel.access.capacities import ROLES_IN_WORDS
from infra.kernel.access.identity import Claims, check_claims, make_token
from infra.kernel.access.offices import ASKS_FOR_NO_OFFICE, KnownOffice, office_needed
from infra.kernel.access.site import Site
from infra.kernel.base.clock import day_in_china
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import RECORD_NAMES, RECORDS
from operations.tools.domain_clock import domain_clock

ACTIVE, ENDED = "active", "ended"


class TokenRefused(ValueError):
    """No token is made; the message says what to name or to grant instead."""


def token_for(
    site: Site, roles: tuple[str, ...], organisation: str | None, division: str | None, person: str | None, hours: float
) -> str:
    """Raises TokenRefused or ClaimsRefused."""
    check_claims(Claims(roles, organisation))
    if site.token_private_key is None:
        raise TokenRefused("this process has no TOKEN_PRIVATE_KEY: make tokens where the gateway runs")
    if not 0 < hours <= 24 * 366:
        raise TokenRefused("--hours goes from a moment to 8784 (a year)")
    database = Database(site.database("members"))
    if organisation:
        found = _must_exist(database, "organisations", organisation)
        if found.state == ENDED:
            raise TokenRefused(
                f"组织已终止，不再为其发令牌 {organisation} has ended and nobody acts for it: "
                f"name the organisation that took over its work; GET /v1/organisations?state=active lists those there are"
            )
        division = division or found.division
    if person:
        if _must_exist(database, "people", person).state != ACTIVE:
            raise TokenRefused(f"该人员已终止 the record of {person} has ended: nobody acts as this person any more")
        _must_hold(database, person, roles, organisation)
    if division:
        _must_exist(database, "divisions", division)
    database.dispose()
    return make_token(site.token_private_key, Claims(roles, organisation, division, person), hours)


class Found(NamedTuple):
    """A record of members that a token names."""

    division: str
    state: str


def _must_exist(database: Database, collection: str, record_id: str) -> Found:
    wanted = select(RECORDS.c.division, RECORDS.c.state)
    for row in database.query(wanted.where(RECORDS.c.collection == collection, RECORDS.c.id == record_id)):
        return Found(*row)
    raise TokenRefused(f"there is no {record_id} among {collection}; GET /v1/{collection} lists them")


def _must_hold(database: Database, person: str, roles: tuple[str, ...], organisation: str | None) -> None:
    """Each of these offices today, by the site's clock."""
    today, held = day_in_china(domain_clock(database).now()), _held_by(database, person)
    for role in roles:
        if role in ASKS_FOR_NO_OFFICE or any(office.entitles(role, organisation, today) for office in held):
            continue
        raise TokenRefused(
            f"此人今天没有该职务：{ROLES_IN_WORDS[role]}；请先授予 {person} may not speak as {role} today: {office_needed(role)}"
        )


def _held_by(database: Database, person: str) -> list[KnownOffice]:
    named = and_(RECORD_NAMES.c.collection == RECORDS.c.collection, RECORD_NAMES.c.id == RECORDS.c.id)
    of_the_person = select(RECORDS.c.id, RECORDS.c.collection, RECORDS.c.shown).join(RECORD_NAMES, named)
    wanted = of_the_person.where(
        RECORD_NAMES.c.who == person, RECORDS.c.collection.in_(("offices", "members")), RECORDS.c.state == ACTIVE
    )
    return [_known(*row) for row in database.query(wanted)]


def _known(record_id: str, collection: str, shown: str) -> KnownOffice:
    told = msgspec.json.decode(shown)
    if collection == "members":
        return KnownOffice(record_id, told["person"], "MEM")
    return msgspec.convert({**told, "id": record_id}, KnownOffice)
