"""Who may read what: the same rule as a condition on the table and as a check of one row."""

from sqlalchemy import ColumnElement, and_, or_, select

from infra.kernel.lifecycle import ReadRow
from infra.kernel.places import Actor, lies_in
from infra.kernel.tables import RECORD_CODES, RECORD_NAMES, RECORDS

KEEPERS = ("AUD", "ADM", "SEC")


def visible(actor: Actor, collection: str) -> ColumnElement[bool]:
    """The records of a collection that the caller may read."""
    own = RECORDS.c.collection == collection
    if "AUD" in actor.roles:
        return own
    ways: list[ColumnElement[bool]] = [RECORDS.c.audience == "public"]
    if actor.has_token:
        ways.append(RECORDS.c.audience == "tokens")
        if actor.division:
            ways.append(RECORDS.c.division.startswith(actor.division, autoescape=True))
        if set(actor.roles) & set(KEEPERS):
            ways.append(RECORDS.c.division == "")
        ways.extend(_naming(who) for who in (actor.organisation, actor.person) if who)
    if actor.tracking or actor.participant:
        opened = select(RECORD_CODES.c.id).where(
            RECORD_CODES.c.collection == RECORDS.c.collection,
            RECORD_CODES.c.digest.in_([code for code in (actor.tracking, actor.participant) if code]),
        )
        ways.append(RECORDS.c.id.in_(opened))
    return and_(own, or_(*ways))


def _naming(who: str) -> ColumnElement[bool]:
    naming = select(RECORD_NAMES.c.id).where(
        RECORD_NAMES.c.collection == RECORDS.c.collection, RECORD_NAMES.c.who == who
    )
    return or_(RECORDS.c.organisation == who, RECORDS.c.id.in_(naming))


def may_read(actor: Actor, row: ReadRow) -> bool:
    """The same rule as in lists, for a row that is not in the table (any more)."""
    if "AUD" in actor.roles or row.audience == "public":
        return True
    codes = {actor.tracking, actor.participant} - {None}
    if codes & set(row.codes):
        return True
    if not actor.has_token:
        return False
    named = {actor.organisation, actor.person} - {None}
    below = bool(actor.division) and lies_in(row.division, str(actor.division))
    kept = row.division == "" and bool(set(actor.roles) & set(KEEPERS))
    return row.audience == "tokens" or below or kept or bool(named & {*row.named, row.organisation})


def close_by(actor: Actor, division: str, audience: str) -> bool:
    """Who reads a record only because it was published does not read the personal fields in it."""
    if audience != "public" or "AUD" in actor.roles:
        return True
    return bool(actor.division) and lies_in(division, str(actor.division))
