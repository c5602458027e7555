"""Tokens from the command line: whom they name must exist, the organisation in force; its division is the default."""

from typing import NamedTuple

from sqlalchemy import select

from infra.kernel.access.identity import Claims, check_claims, make_token
from infra.kernel.access.site import Site
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import RECORDS

ENDED = "ended"


class TokenRefused(ValueError):
    """No token is made; the message says what to name instead."""


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
        _must_exist(database, "people", person)
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
