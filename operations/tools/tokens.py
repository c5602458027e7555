"""Tokens from the command line: organisation and person must exist, the division defaults to the organisation's."""

from sqlalchemy import select

from infra.kernel.access.identity import Claims, check_claims, make_token
from infra.kernel.access.site import Site
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import RECORDS


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
        home = _must_exist(database, "organisations", organisation)
        division = division or home
    if person:
        _must_exist(database, "people", person)
    if division:
        _must_exist(database, "divisions", division)
    database.dispose()
    return make_token(site.token_private_key, Claims(roles, organisation, division, person), hours)


def _must_exist(database: Database, collection: str, record_id: str) -> str:
    """The record's division."""
    wanted = select(RECORDS.c.division).where(RECORDS.c.collection == collection, RECORDS.c.id == record_id)
    found = database.query(wanted)
    if not found:
        raise TokenRefused(f"there is no {record_id} among {collection}; GET /v1/{collection} lists them")
    return str(found[0][0])
