"""What a record shows beside what its own events say: its tags, what its lifecycle computes, whom it names that has ended.

None of it stands in its row: tags and organisations are another service's records, and a list that is amended must not
rewrite old records.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select

from infra.kernel.access.places import KnownOrganisation
from infra.kernel.base.clock import moment
from infra.kernel.contract.following import PassingOn
from infra.kernel.contract.lifecycle import Lifecycle, Lookups
from infra.kernel.lookups.labels import TAGS, KnownTags
from infra.kernel.lookups.named import ORGANISATION
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import COPIES


class Beside:
    """Adds it to the records of a page, with one look for all of them."""

    def __init__(
        self, database: Database, lookups_at: Callable[[datetime], Lookups], now: Callable[[], datetime]
    ) -> None:
        self._database, self._lookups_at, self._now = database, lookups_at, now

    def added(
        self, lifecycle: Lifecycle, records: Sequence[dict[str, Any]], until: str | None = None
    ) -> list[dict[str, Any]]:
        """`until`: as they were then."""
        known = self.tags([str(record["id"]) for record in records])
        then = moment(until) if until else None
        computed: Sequence[Mapping[str, Any]] = [{} for _ in records]
        if lifecycle.beside:
            computed = lifecycle.beside(self._lookups_at(self._now()), records)
        ended = self._named_ones_that_ended(lifecycle.following, records) if lifecycle.following else None
        return [
            {
                **record,
                **more,
                **({} if ended is None else {"organisation_ended": str(record["id"]) in ended}),
                "tagged": _shown(known.get(str(record["id"])), then),
            }
            for record, more in zip(records, computed, strict=True)
        ]

    def _named_ones_that_ended(self, following: PassingOn, records: Sequence[dict[str, Any]]) -> set[str]:
        """Those of the open records that wait for somebody to take over."""
        named = {str(one["id"]): set(following.in_what_is_shown(one)) for one in records}
        wanted = select(COPIES.c.id, COPIES.c.document).where(
            COPIES.c.kind == ORGANISATION, COPIES.c.id.in_(sorted({who for those in named.values() for who in those}))
        )
        found = self._database.query(wanted) if any(named.values()) else []
        ended = {str(one) for one, text in found if msgspec.json.decode(text, type=KnownOrganisation).ended}
        return {record for record, those in named.items() if those & ended}

    def tags(self, records: Sequence[str]) -> dict[str, KnownTags]:
        wanted = select(COPIES.c.id, COPIES.c.document).where(COPIES.c.kind == TAGS, COPIES.c.id.in_(records))
        found = self._database.query(wanted) if records else []
        return {str(record): msgspec.json.decode(document, type=KnownTags) for record, document in found}


def _shown(known: KnownTags | None, then: datetime | None) -> list[dict[str, str]]:
    carried = [one for one in known.tags if one.at(then)] if known else []
    return [{"code": one.code, "label": one.label, "family": one.family} for one in carried]
