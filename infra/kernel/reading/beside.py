"""What a record shows beside what its own events say: tags, why it is internal, what its lifecycle computes, whom it names that ended.

None of it stands in its row: tags, marks and organisations are another service's records, and a list that is amended must
not rewrite old records.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from infra.kernel.access.places import KnownOrganisation
from infra.kernel.base.clock import moment, stamp
from infra.kernel.contract.following import PassingOn
from infra.kernel.contract.lifecycle import Lifecycle, Lookups
from infra.kernel.lookups.labels import TAGS, KnownTags
from infra.kernel.lookups.marks import INTERNAL, KnownInternal
from infra.kernel.lookups.named import ORGANISATION
from infra.kernel.storage.database import Database
from infra.kernel.storage.one_of import one_of, several
from infra.kernel.storage.tables import COPIES

MOST_BETWEEN = 400
"""Where more copies lie between a page's records, each is looked for."""


class Beside:
    """Adds it to the records of a page, with one look for all of them."""

    def __init__(
        self, database: Database, lookups_at: Callable[[datetime], Lookups], now: Callable[[], datetime]
    ) -> None:
        self._database, self._lookups_at, self._now = database, lookups_at, now
        copy, kinds = select(COPIES.c.kind, COPIES.c.id, COPIES.c.document), one_of(database, COPIES.c.kind, "kinds")
        self._wanted = database.prepare(copy.where(kinds, one_of(database, COPIES.c.id, "records")))
        between = (COPIES.c.id >= bindparam("first"), COPIES.c.id <= bindparam("last"))
        self._between = database.prepare(copy.where(kinds, *between).limit(MOST_BETWEEN + 1))

    def added(
        self, lifecycle: Lifecycle, records: Sequence[dict[str, Any]], until: str | None = None
    ) -> list[dict[str, Any]]:
        """`until`: as they were then."""
        ids = [str(record["id"]) for record in records]
        copies = self._copies(ids, TAGS, INTERNAL)
        then = moment(until) if until else None
        tagged = {one: _shown(document, then) for (kind, one), document in copies.items() if kind == TAGS}
        marks = {one: _mark(document) for (kind, one), document in copies.items() if kind == INTERNAL}
        computed: Sequence[Mapping[str, Any]] = [{} for _ in records]
        if lifecycle.beside:
            computed = lifecycle.beside(self._lookups_at(self._now()), records)
        ended = self._named_ones_that_ended(lifecycle.following, records) if lifecycle.following else None
        return [
            {
                **record,
                **more,
                **({} if ended is None else {"organisation_ended": one in ended}),
                "tagged": tagged.get(one, []),
                "internal": marks.get(one),
            }
            for one, record, more in zip(ids, records, computed, strict=True)
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
        return {one: _tags(document) for (_kind, one), document in self._copies(records, TAGS).items()}

    def marked(self, records: Sequence[str]) -> set[str]:
        """Those that are marked internal now."""
        copies = self._copies(records, INTERNAL)
        return {one for (_kind, one), document in copies.items() if _mark(document)}

    def _copies(self, records: Sequence[str], *kinds: str) -> dict[tuple[str, str], str]:
        """Most often few records are tagged or marked: what lies between the first and the last is quicker found than each."""
        if not records:
            return {}
        asked, wanted = {"kinds": several(self._database, kinds)}, set(records)
        found = self._database.rows(self._between, {**asked, "first": min(wanted), "last": max(wanted)})
        if len(found) > MOST_BETWEEN:
            found = self._database.rows(self._wanted, {**asked, "records": several(self._database, records)})
        return {(str(kind), str(record)): document for kind, record, document in found if record in wanted}


def _tags(document: str) -> KnownTags:
    return msgspec.json.decode(document, type=KnownTags)


def _mark(document: str) -> dict[str, Any] | None:
    """Why it is internal; None when it is not any more."""
    known = msgspec.json.decode(document, type=KnownInternal)
    if known.kind is None:
        return None
    return {"kind": known.kind, "reason": known.reason, "marked_by": known.marked_by, "since": stamp(known.since)}


def _shown(document: str, then: datetime | None) -> list[dict[str, str]]:
    carried = [one for one in _tags(document).tags if one.at(then)]
    return [{"code": one.code, "label": one.label, "family": one.family} for one in carried]
