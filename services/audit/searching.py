"""What an auditor asks of the ledger: which events, by whom, where, when, saying what."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, bindparam, select

from infra.kernel.base.calls import Caller
from infra.kernel.base.problems import Invalid, NotFound
from infra.kernel.reading.paging import cursor_after, id_in, time_said
from infra.kernel.storage.database import Database
from infra.ledger.directory import LedgerDirectory
from infra.ledger.tiles import FULL
from services.audit.tables import ENTRIES

MOST_ON_A_PAGE = 200
# A database refuses an expression that is too deep; nobody remembers more words of what he looks for.
MOST_WORDS = 20
_COLUMNS = [column for column in ENTRIES.c if column.name != "text"]


class Filters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them together. `division` takes what lies below it; of `q` every word must occur."""

    service: str | None = None
    after_position: int | None = None
    type: str | None = None
    stream: str | None = None
    person: str | None = None
    organisation: str | None = None
    division: str | None = None
    correlation_id: str | None = None
    since: str | None = None
    until: str | None = None
    q: str | None = None


class SearchCall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page of what the filters let through, in the order of the ledger; with `entries`, each as it was sealed."""

    caller: Caller
    filters: Filters = Filters()
    cursor: str | None = None
    limit: int = 50
    entries: bool = False


class Search:
    """Over the derived index; the entries themselves come from the bundles."""

    def __init__(self, database: Database, directory: LedgerDirectory) -> None:
        self._database, self._directory = database, directory
        self._of_event = database.prepare(
            select(*_COLUMNS).where(ENTRIES.c.event_id == bindparam("its_id")).order_by(ENTRIES.c.idx)
        )

    def sealed(self, event_id: str) -> dict[str, Any]:
        """Where the event stands. Raises NotFound."""
        rows = self._database.rows(self._of_event, {"its_id": event_id})
        if not rows:
            raise NotFound(
                "账本中没有此事件，或尚未封存 The ledger does not have this event, or not yet; sealing takes a second"
            )
        return _item(rows[0])

    def page(self, call: SearchCall) -> dict[str, Any]:
        """Raises Invalid."""
        if not 1 <= call.limit <= MOST_ON_A_PAGE:
            raise Invalid("limit 为 1 至 200 limit goes from 1 to 200", errors={"limit": ["1–200"]})
        wanted = select(*_COLUMNS).where(and_(True, *_conditions(call))).order_by(ENTRIES.c.idx)
        rows = self._database.query(wanted.limit(call.limit + 1))
        items = [_item(row) for row in rows[: call.limit]]
        following = cursor_after(str(items[-1]["index"])) if len(rows) > call.limit else None
        if call.entries:
            sealed = self._entries([item["index"] for item in items])
            items = [{**item, "entry": entry.decode()} for item, entry in zip(items, sealed, strict=True)]
        return {"items": items, "next": following}

    def entry(self, index: int) -> bytes:
        """The bytes that were sealed."""
        return next(self._entries([index]))

    def _entries(self, indexes: list[int]) -> Iterator[bytes]:
        """Of ascending indexes, each bundle read once."""
        for number, some in groupby(indexes, lambda index: index // FULL):
            within = [index % FULL for index in some]
            bundle = self._directory.bundle(number, number * FULL + within[-1] + 1)
            yield from (bundle[at] for at in within)


def _conditions(call: SearchCall) -> list[ColumnElement[bool]]:
    asked = call.filters
    exact = (
        (ENTRIES.c.service, asked.service),
        (ENTRIES.c.type, asked.type),
        (ENTRIES.c.stream, asked.stream),
        (ENTRIES.c.actor, asked.person),
        (ENTRIES.c.organisation, asked.organisation),
        (ENTRIES.c.correlation_id, asked.correlation_id),
    )
    found: list[ColumnElement[bool]] = [column == value for column, value in exact if value is not None]
    if asked.division:
        found.append(ENTRIES.c.division.startswith(asked.division, autoescape=True))
    if asked.since:
        found.append(ENTRIES.c.recorded_at >= time_said(asked.since, "since"))
    if asked.until:
        found.append(ENTRIES.c.recorded_at <= time_said(asked.until, "until"))
    if asked.after_position is not None:
        found.append(ENTRIES.c.position > asked.after_position)
    found += [ENTRIES.c.text.contains(word, autoescape=True) for word in _words(asked.q or "")]
    if call.cursor:
        found.append(ENTRIES.c.idx > _index_in(call.cursor))
    return found


def _words(text: str) -> list[str]:
    words = text.split()
    if len(words) > MOST_WORDS:
        raise Invalid(
            f"q 至多 {MOST_WORDS} 个词 q may have {MOST_WORDS} words",
            errors={"q": [f"至多 {MOST_WORDS} 个词 at most {MOST_WORDS} words"]},
        )
    return words


def _index_in(cursor: str) -> int:
    said = id_in(cursor)
    if not re.fullmatch(r"[0-9]{1,15}", said):
        raise Invalid(
            "cursor 无效，请从第一页重新开始 not a cursor; start from the first page", errors={"cursor": ["?"]}
        )
    return int(said)


def _item(row: tuple[Any, ...]) -> dict[str, Any]:
    names = ("index", *(column.name for column in _COLUMNS[1:]))
    return dict(zip(names, row, strict=True))
