"""Questions that many records answer together: who is contacted, and how often. Only what the caller may read is counted.

With a tag (a campaign, a front-line) only what carries it counts as done; whom it is counted against stays the same.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec
from sqlalchemy import func, select

from infra.kernel.access.places import COUNCIL_KINDS, Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.problems import Invalid
from infra.kernel.reading.records import RecordReader
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import RECORDS
from services.members.charge.coverage import CountedCharge, CountedVisit, coverage_of_charges
from services.members.contact_relation.coverage import CountedMember, CountedRelation, coverage_of
from services.members.duty.state import quarter_of
from services.members.posting.coverage import AT_WORK, CountedMembership, CountedPosting, coverage_of_postings
from services.members.posting.ranking import (
    BodyToBePostedTo,
    PostedTo,
    SeenOfAProfile,
    ranked,
    seeking_of,
    station_of,
)
from services.members.target.measuring import CountedBody, CountedTarget, CountedVenue, standing_of

T = TypeVar("T")

PAGE, MOST_COUNTED, MOST_TARGETS = 200, 10_000, 200
MOST_UNITS, MOST_CANDIDATES = 2000, 50
DIGITS = {"prefecture": 4, "county": 6, "township": 9, "village": 12}
TOO_MANY = "记录过多，请缩小区划 Too many records: name a smaller division"


class Coverage:
    """Of one site's records, for one reader on one day; of those with that tag, where one is named."""

    def __init__(
        self, records: RecordReader, database: Database, reader: Actor, today: date, tag: str | None = None
    ) -> None:
        self._records, self._database, self._reader, self._today = records, database, reader, today
        self._tag = tag

    def of_contacts(self, division: str) -> dict[str, Any]:
        """Raises Invalid for a division that holds too much to be counted at once."""
        relations = self._all(CountedRelation, "contact-relations", division, tag=self._tag)
        members = self._all(CountedMember, "members", division)
        return {"division": division, **said(coverage_of(relations, members, self._today))}

    def of_charges(self, division: str, level: str, period: str | None) -> dict[str, Any]:
        """Of the divisions of that level. Raises Invalid where there are too many."""
        units = self._units(division, DIGITS[level])
        charges = self._all(CountedCharge, "charges", division, tag=self._tag)
        duties = self._all(CountedVisit, "duties", division, tag=self._tag)
        counted = coverage_of_charges(units, charges, duties, self._today, period or quarter_of(self._today))
        return {"division": division, "level": level, **said(counted)}

    def of_postings(self, division: str) -> dict[str, Any]:
        """All members of committees there are to be posted."""
        members = self._all(CountedMembership, "members", division)
        postings = self._all(CountedPosting, "postings", division, tag=self._tag)
        return {"division": division, **said(coverage_of_postings(members, postings))}

    def candidates(self, member: str) -> dict[str, Any]:
        """The bodies that suit a member, the best first. Raises NotFound, also when the caller may not read him."""
        shown = self._records.one(ReadCall("members", Caller(), member), self._reader)
        division, person = str(shown["committee_division"]), str(shown["person"])
        profiles = self._all(SeenOfAProfile, "profiles", division, state=["active"])
        posted = self._all(PostedTo, "postings", division, state=list(AT_WORK))
        seeking = seeking_of(str(shown["sector"]), next((one for one in profiles if one.person == person), None))
        already = {one.organisation for one in posted if one.member == member}
        stations = [
            station_of(one, profiles, posted)
            for one in self._all(BodyToBePostedTo, "organisations", division, state=["active"])
            if one.kind in COUNCIL_KINDS and one.id not in already
        ]
        best = ranked(seeking, stations)[:MOST_CANDIDATES]
        return {"member": member, "division": division, "candidates": [said(one) for one in best]}

    def _units(self, division: str, digits: int) -> list[str]:
        """The codes of the divisions of that many digits; whoever has a token reads them."""
        its = (RECORDS.c.collection == "divisions", RECORDS.c.id.startswith(division))
        sized = select(RECORDS.c.id).where(*its, func.length(RECORDS.c.id) == digits).order_by(RECORDS.c.id)
        found = [str(code) for (code,) in self._database.query(sized.limit(MOST_UNITS + 1))]
        if len(found) > MOST_UNITS:
            raise Invalid(TOO_MANY, errors={"division": [TOO_MANY]})
        return found

    def of_targets(self, division: str) -> dict[str, Any]:
        """How far each target is that runs."""
        running = self._all(CountedTarget, "targets", division, state=["set"], most=MOST_TARGETS, tag=self._tag)
        venues = self._all(CountedVenue, "venues", division)
        bodies = self._all(CountedBody, "organisations", division)
        return {"division": division, "targets": [said(standing_of(one, venues, bodies)) for one in running]}

    def _all(
        self,
        into: type[T],
        collection: str,
        division: str,
        state: Sequence[str] = (),
        most: int = MOST_COUNTED,
        tag: str | None = None,
    ) -> list[T]:
        found, cursor = list[T](), None
        while True:
            call = ListCall(collection, Caller(), division=division, state=[*state], limit=PAGE, cursor=cursor, tag=tag)
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
