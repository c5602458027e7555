"""Questions that many records answer together: who is contacted, and how often. Only what the caller may read is counted."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.problems import Invalid
from infra.kernel.reading.records import RecordReader
from services.members.contact_relation.coverage import CountedMember, CountedRelation, coverage_of
from services.members.target.measuring import CountedBody, CountedTarget, CountedVenue, standing_of

T = TypeVar("T")

PAGE, MOST_COUNTED, MOST_TARGETS = 200, 10_000, 200
TOO_MANY = "记录过多，请缩小区划 Too many records: name a smaller division"


class Coverage:
    """Of one site's records, for one reader on one day."""

    def __init__(self, records: RecordReader, reader: Actor, today: date) -> None:
        self._records, self._reader, self._today = records, reader, today

    def of_contacts(self, division: str) -> dict[str, Any]:
        """Raises Invalid for a division that holds too much to be counted at once."""
        relations = self._all(CountedRelation, "contact-relations", division)
        members = self._all(CountedMember, "members", division)
        return {"division": division, **said(coverage_of(relations, members, self._today))}

    def of_targets(self, division: str) -> dict[str, Any]:
        """How far each target is that runs."""
        running = self._all(CountedTarget, "targets", division, state=["set"], most=MOST_TARGETS)
        venues = self._all(CountedVenue, "venues", division)
        bodies = self._all(CountedBody, "organisations", division)
        return {"division": division, "targets": [said(standing_of(one, venues, bodies)) for one in running]}

    def _all(
        self, into: type[T], collection: str, division: str, state: Sequence[str] = (), most: int = MOST_COUNTED
    ) -> list[T]:
        found, cursor = list[T](), None
        while True:
            call = ListCall(collection, Caller(), division=division, state=[*state], limit=PAGE, cursor=cursor)
            page = self._records.listing(call, self._reader)
            found += msgspec.convert(page["items"], list[into])  # type: ignore[valid-type]
            cursor = page["next"]
            if cursor is None:
                return found
            if len(found) >= most:
                said_of = f"{TOO_MANY} (> {most} {collection})"
                raise Invalid(said_of, errors={"division": [said_of]})


def said(counted: object) -> dict[str, Any]:
    """As JSON."""
    told: dict[str, Any] = msgspec.to_builtins(counted)
    return told
