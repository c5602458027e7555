"""Ruling 7: nothing new names an organisation that has ended; the refusal says who succeeds it, whichever command it is.

What a record names already may be said again with it: what is over or left alone keeps its names until it follows.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from infra.kernel.base.problems import Invalid
from infra.kernel.commands.permitting import Permitted
from infra.kernel.commands.receiving import Received
from infra.kernel.lookups.sql_lookups import LookupStatements

OF_A_RECORD = ("record",)
"""What is said of a record, whichever it is, is said of what has ended too."""


def must_name_nothing_ended(permitted: Permitted) -> None:
    """Raises Invalid with the field."""
    received, lookups = permitted.parsed.received, permitted.lookups
    heirs = lookups.heirs
    for field, one in named_among(heirs, received.body):
        if not _is_named_already(received, lookups.statements, one):
            said = _said(lookups.statements, one, heirs[one])
            raise Invalid(said, errors={field: [said]})


def named_among(ended: Collection[str], body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Which of those that have ended a command's body names, however deep, and in which of its fields."""
    for field, value in body.items() if ended else ():
        if field not in OF_A_RECORD:
            yield from ((field, one) for one in _texts_in(value) if one in ended)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.lower()
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(one)


def _is_named_already(received: Received, statements: LookupStatements, organisation: str) -> bool:
    its = {"of": received.lifecycle.collection, "its_id": received.record_id}
    return any(organisation in str(row) for row in statements.database.rows(statements.one, its))


def _said(statements: LookupStatements, ended: str, heir: str | None) -> str:
    called = {one: known.name for one in (ended, heir) if one and (known := statements.directory.organisation(one))}
    name = called.get(ended, ended)
    if heir is None:
        return (
            f"{name}已终止，没有承接组织，不能再被指定 "
            f"{name} has ended, no organisation succeeds it, and it is named in nothing new"
        )
    successor = called.get(heir, heir)
    return (
        f"{name}已终止，由{successor}承接，请改用承接组织（{heir}） "
        f"{name} has ended and {successor} succeeds it: name that one ({heir})"
    )
