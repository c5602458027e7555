"""Which rows make the page that is asked for: found among the newest, among the few that somebody reads, or among all."""

from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import FromClause, select

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import ListCall
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.lookups.conditions import ALWAYS, RECORD_ID, Condition, every
from infra.kernel.lookups.reading_rights import may_be_read_by, ways_of_reading
from infra.kernel.lookups.sought import Sought
from infra.kernel.reading.few_of_many import few, may_be_few
from infra.kernel.reading.filters import found_by
from infra.kernel.reading.paging import cursor_after, id_in
from infra.kernel.reading.showing import KEPT, Kept
from infra.kernel.reading.sorting import sorting_of
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import RECORDS

NEWEST = 2_000
"""Among so many whoever reads many finds a page, or one of a common word, without looking at the others."""
WORTH_WALKING = 10
"""Times the newest: where a page is likely to be full by then, it is not asked how many somebody reads."""


@dataclass(frozen=True)
class PageAskedFor:
    """A page that is asked for.

    `narrowed` are the call's filters but for its words; `inside` tells of a row whether it is shown as it is inside.
    """

    lifecycle: Lifecycle
    call: ListCall
    actor: Actor
    narrowed: Condition
    inside: Condition

    @property
    def most(self) -> int:
        """One more than are shown tells that there are more."""
        return self.call.limit + 1

    @cached_property
    def ways(self) -> tuple[Condition, ...]:
        return ways_of_reading(self.actor)

    @property
    def sought(self) -> Sought:
        after = self.call.cursor if not self.call.sort else None
        return Sought(self.call.collection, self.call.q or "", before=id_in(after) if after else None)

    def readable(self, sought: Sought) -> Condition:
        between = [RECORD_ID.is_at_least(sought.since)] if sought.since is not None else []
        if sought.before is not None:
            between.append(RECORD_ID.is_below(sought.before))
        says = found_by(self.lifecycle, sought, self.actor) if sought.text else ALWAYS
        return every(self.narrowed, may_be_read_by(self.actor), *between, says)


class Pages:
    """Rows of one service's table of records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, condition: Condition, inside: Condition, limit: int, among: FromClause = RECORDS) -> list[Kept]:
        """The newest of those, in the order of ids."""
        query = select(*KEPT, inside.clause()).select_from(among).where(condition.clause())
        return [Kept._make(row) for row in self._database.query(query.order_by(RECORDS.c.id.desc()).limit(limit))]

    def asked_for(self, asked: PageAskedFor) -> tuple[list[Kept], str | None]:
        """The page, and where the next one begins."""
        if asked.call.sort:
            return self._sorted(asked)
        page, limit = self._newest_first(asked), asked.call.limit
        return page[:limit], cursor_after(page[limit - 1].record_id) if len(page) > limit else None

    def _newest_first(self, asked: PageAskedFor) -> list[Kept]:
        """Who finds hardly any among the newest reads few, or else what he asks for is far down."""
        sought, found = asked.sought, list[Kept]()
        for many in self._steps(asked):
            since = self._since(sought, many)
            if since is None:
                break
            found += self.of(asked.readable(replace(sought, since=since)), asked.inside, asked.most - len(found))
            if len(found) == asked.most:
                return found
            sought = replace(sought, before=since)
            if len(found) * WORTH_WALKING < asked.most:
                return found + self._older(asked, sought, asked.most - len(found))
        return found + self.of(asked.readable(sought), asked.inside, asked.most - len(found))

    def _steps(self, asked: PageAskedFor) -> tuple[int, ...]:
        """How many of the newest are looked through first. Without words the others are no more to look through."""
        if asked.call.q:
            return NEWEST, NEWEST * WORTH_WALKING
        return (NEWEST,) if may_be_few(asked.call, asked.ways) else ()

    def _older(self, asked: PageAskedFor, sought: Sought, most: int) -> list[Kept]:
        few_of_them = self._few(asked)
        if few_of_them is None:
            return self.of(asked.readable(sought), asked.inside, most)
        return self.of(asked.readable(replace(sought, one_by_one=True)), asked.inside, most, few_of_them)

    def _few(self, asked: PageAskedFor) -> FromClause | None:
        """None where it would not help, or where he reads many."""
        if not may_be_few(asked.call, asked.ways):
            return None
        return few(self._database, asked.call.collection, asked.ways)

    def _since(self, sought: Sought, many: int) -> str | None:
        """The id of the first of so many, the newest; None where there are no more than those."""
        ids = select(RECORDS.c.id).where(RECORDS.c.collection == sought.collection)
        if sought.before is not None:
            ids = ids.where(RECORDS.c.id < sought.before)
        found = self._database.query(ids.order_by(RECORDS.c.id.desc()).offset(many).limit(1))
        return next((str(one) for (one,) in found), None)

    def _sorted(self, asked: PageAskedFor) -> tuple[list[Kept], str | None]:
        sorting, limit, few_of_them = sorting_of(asked.call), asked.call.limit, self._few(asked)
        readable = asked.readable(replace(asked.sought, one_by_one=few_of_them is not None))
        query = select(*KEPT, asked.inside.clause(), sorting.value()).where(readable.clause())
        query = query.select_from(RECORDS if few_of_them is None else few_of_them).order_by(*sorting.order())
        rows = self._database.query(query.limit(asked.most))
        page = [Kept._make(row[:-1]) for row in rows[:limit]]
        return page, sorting.cursor(str(rows[limit - 1][-1]), page[-1].record_id) if len(rows) > limit else None
