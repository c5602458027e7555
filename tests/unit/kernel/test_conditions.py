"""Each filter and right is one definition: what the clause finds in the table is what the test holds of, row by row."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import SORTS, Caller, ListCall
from infra.kernel.base.problems import Invalid
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.contract.handling import Handling
from infra.kernel.contract.kept_inside import KeptInside
from infra.kernel.lookups.conditions import ALWAYS, COLLECTION, Condition, Filed, every
from infra.kernel.lookups.marks import INTERNAL
from infra.kernel.lookups.reading_rights import may_be_read_by, of_his_own, visible
from infra.kernel.lookups.sought import Sought
from infra.kernel.reading.filters import found_by, wanted
from infra.kernel.reading.paging import cursor_after
from infra.kernel.reading.sorting import SORTINGS
from infra.kernel.storage.tables import COPIES, RECORD_CODES, RECORD_HANDLING, RECORD_NAMES, RECORD_WORDS, RECORDS
from infra.kernel.storage.words import RecordWords, folded
from tests.unit.kernel.library.running import databases
from tests.unit.kernel.library.tables import LIFECYCLES

BOOK = Lifecycles(LIFECYCLES).by_collection["books"]
DATABASE, _KEYS = databases()
TIMES = [f"2026-03-0{day}T04:00:00.000000+00:00" for day in range(1, 6)]
DIVISIONS = ["", "62", "6207", "620723", "620723101", "620725"]
WHO = ["ana", "ben", "council", "office"]
CODES = ["digest-1", "digest-2"]
WORDS = st.text("aA%_/\\路é", max_size=3)

HANDLINGS = st.builds(
    Handling,
    lead=st.sampled_from(WHO),
    co_handlers=st.lists(st.sampled_from(WHO), max_size=2, unique=True).map(tuple),
    due=st.sampled_from([date(2026, 3, 1), date(2026, 3, 2), date(2026, 10, 1)]),
    overdue=st.booleans(),
)
ROWS = st.builds(
    Filed,
    division=st.sampled_from(DIVISIONS),
    audience=st.sampled_from(["public", "tokens", "place", "security", "recorders", "offices", "inside"]),
    collection=st.sampled_from(["books", "cards"]),
    record_id=st.just(""),
    state=st.sampled_from(BOOK.states),
    organisation=st.sampled_from([None, *WHO]),
    topic=st.sampled_from([None, "topic-1", "topic-2"]),
    outcome=st.sampled_from([None, "000", "001"]),
    parent=st.sampled_from([None, "meeting-1"]),
    handling=st.none() | HANDLINGS,
    words=st.builds(RecordWords, open=WORDS.map(folded), kept=WORDS.map(folded)),
    created_at=st.sampled_from(TIMES),
    updated_at=st.sampled_from(TIMES),
    named=st.lists(st.sampled_from(WHO), unique=True, max_size=2).map(tuple),
    codes=st.lists(st.sampled_from(CODES), unique=True, max_size=2).map(tuple),
    internal=st.booleans(),
)


def shelf(rows: list[Filed]) -> list[Filed]:
    """Each with an id, and with those whom the records name that belong to it."""
    numbered = [row._replace(record_id=f"{number:03}") for number, row in enumerate(rows)]
    return [
        row._replace(named_below=tuple(who for one in rows if one.outcome == row.record_id for who in one.named))
        for row in numbered
    ]


SHELVES = st.lists(ROWS, max_size=8).map(shelf)
ACTORS = st.builds(
    Actor,
    person=st.sampled_from([None, "ana", "ben"]),
    roles=st.sampled_from(
        [(), ("REC",), ("AUD",), ("ADM",), ("SEC",), ("PUB",), ("MEM", "LIA"), ("HND",), ("HND", "CO"), ("OFF", "GOV")]
    ),
    organisation=st.sampled_from([None, "council", "office"]),
    division=st.sampled_from([None, *DIVISIONS]),
    tracking=st.sampled_from([None, *CODES]),
    participant=st.sampled_from([None, *CODES]),
    succeeds=st.sampled_from([(), ("620725",)]),
)
FILTERS: dict[str, st.SearchStrategy[Any]] = {
    "parent_id": st.just("meeting-1"),
    "state": st.lists(st.sampled_from(BOOK.states), min_size=1, max_size=2),
    "division": st.sampled_from(DIVISIONS[1:]),
    "organisation": st.sampled_from(WHO),
    "topic": st.just("topic-1"),
    "outcome": st.just("000"),
    "lead": st.sampled_from(WHO),
    "co_handler": st.sampled_from(WHO),
    "overdue": st.booleans(),
    "due_before": st.sampled_from(["2026-03-02", "2026-03-03"]),
    "since": st.sampled_from(TIMES),
    "until": st.sampled_from(TIMES),
    "cursor": st.just(cursor_after("003")),
}


def filed(rows: list[Filed]) -> None:
    """Those rows and no others stand in the tables."""
    names = [{"collection": one.collection, "id": one.record_id, "who": who} for one in rows for who in one.named]
    codes = [{"collection": one.collection, "id": one.record_id, "digest": code} for one in rows for code in one.codes]
    handled = [_handled(one, one.handling) for one in rows if one.handling]
    records = [_record(one) for one in rows]
    words = [{"collection": one.collection, "id": one.record_id, **one.words._asdict()} for one in rows]
    marks = [
        {"kind": INTERNAL, "id": one.record_id, "parent": "not_public", "document": "{}"}
        for one in rows
        if one.internal
    ]
    with DATABASE.engine.begin() as connection:
        for table, values in (
            (RECORDS, records),
            (RECORD_NAMES, names),
            (RECORD_CODES, codes),
            (RECORD_HANDLING, handled),
            (RECORD_WORDS, words),
            (COPIES, marks),
        ):
            connection.execute(delete(table))
            if values:
                connection.execute(insert(table), values)


def _record(one: Filed) -> dict[str, Any]:
    said = one._asdict() | {"id": one.record_id, "shown": "{}", "search": "", "stream": "s", "version": 1}
    return {column.name: said[column.name] for column in RECORDS.c}


def _handled(one: Filed, handling: Handling) -> dict[str, Any]:
    said = {"lead": handling.lead, "co_handlers": json.dumps(handling.co_handlers), "overdue": int(handling.overdue)}
    return {"collection": one.collection, "id": one.record_id, "due": handling.due.isoformat(), **said}


def found(condition: Condition) -> list[str]:
    return [str(record_id) for (record_id,) in DATABASE.query(select(RECORDS.c.id).where(condition.clause()))]


def of_which_it_holds(condition: Condition, rows: list[Filed]) -> list[str]:
    return [row.record_id for row in rows if condition.holds(row)]


@given(SHELVES, ACTORS)
def test_a_right_finds_in_the_table_what_it_holds_of(rows: list[Filed], actor: Actor) -> None:
    filed(rows)
    for right in (visible(actor, "books"), may_be_read_by(actor), of_his_own(actor)):
        assert sorted(found(right)) == of_which_it_holds(right, rows)


@pytest.mark.parametrize("name", FILTERS)
@given(data=st.data())
def test_a_filter_finds_in_the_table_what_it_holds_of(name: str, data: st.DataObject) -> None:
    """Each beside one other, or twice the same."""
    other = data.draw(st.sampled_from(sorted(FILTERS)))
    call = ListCall("books", Caller(), **{each: data.draw(FILTERS[each]) for each in {name, other}})
    rows, actor = data.draw(SHELVES), data.draw(ACTORS)
    filed(rows)
    narrowed = wanted(BOOK, call)
    for condition in (narrowed, every(narrowed, may_be_read_by(actor))):
        assert sorted(found(condition)) == of_which_it_holds(condition, rows)


@pytest.mark.parametrize("kept_inside", [None, KeptInside(lambda state, shown: {}, {})])
@given(SHELVES, ACTORS, WORDS.filter(bool), st.sampled_from([None, "001"]))
def test_a_search_finds_in_the_table_what_it_holds_of(
    kept_inside: KeptInside | None, rows: list[Filed], actor: Actor, text: str, since: str | None
) -> None:
    filed(rows)
    sought = every(
        COLLECTION.equals("books"), found_by(replace(BOOK, kept_inside=kept_inside), Sought("books", text), actor)
    )
    assert sorted(found(sought)) == of_which_it_holds(sought, rows)
    later = found_by(replace(BOOK, kept_inside=kept_inside), Sought("books", text, since=since, before="003"), actor)
    bounds = [one for one in rows if (since or "") <= one.record_id < "003" and one.collection == "books"]
    assert sorted(found(every(COLLECTION.equals("books"), later))) == of_which_it_holds(sought, bounds)


@given(SHELVES, ACTORS)
def test_what_one_may_read_of_his_own_he_may_read(rows: list[Filed], actor: Actor) -> None:
    for row in rows:
        assert may_be_read_by(actor).holds(row) == (
            (row.audience == "public" and not row.internal) or of_his_own(actor).holds(row)
        )


def test_an_unknown_state_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Invalid) as refused:
        wanted(BOOK, ListCall("books", Caller(), state=["on_shelf", "foo"]))
    assert list(refused.value.errors) == ["state"]
    assert all(state in refused.value.errors["state"][0] for state in BOOK.states)


@pytest.mark.parametrize("sort", SORTS)
@given(rows=SHELVES, data=st.data())
def test_a_list_comes_in_its_order_page_by_page_from_the_table_and_from_memory(
    sort: str, rows: list[Filed], data: st.DataObject
) -> None:
    filed(rows)
    sorting, limit = SORTINGS[sort], data.draw(st.integers(1, 3))
    in_memory = [one.record_id for one in sorted(rows, key=sorting.place, reverse=sorting.descending)]
    told, cursor = list[str](), None
    for _page in range(len(rows) + 1):
        after = sorting.after(cursor) if cursor else ALWAYS
        query = select(RECORDS.c.id, sorting.value()).where(after.clause()).order_by(*sorting.order()).limit(limit)
        page = DATABASE.query(query)
        if not page:
            break
        assert [one.record_id for one in rows if after.holds(one)] == [
            one.record_id for one in rows if one.record_id not in told
        ]
        told += [str(record_id) for record_id, _value in page]
        cursor = sorting.cursor(str(page[-1][1]), told[-1])
    assert told == in_memory


def test_every_order_that_a_list_is_asked_for_is_there() -> None:
    assert tuple(SORTINGS) == SORTS


def test_ruling_28_a_department_alone_reads_what_it_was_given_and_not_the_place_it_sits_in() -> None:
    department = Actor(roles=("HND", "CO"), organisation="roads", division="620723")
    of_its_place = Filed(division="620723101", audience="place", collection="tasks", record_id="1")
    named, below = of_its_place._replace(named=("roads",)), of_its_place._replace(named_below=("roads",))
    assert not may_be_read_by(department).holds(of_its_place)
    assert may_be_read_by(department).holds(named)
    assert may_be_read_by(department).holds(below)
    assert may_be_read_by(replace(department, roles=("HND", "OFF"))).holds(of_its_place)
