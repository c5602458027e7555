"""Each filter and right is one definition: what the clause finds in the table is what the test holds of, row by row."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.problems import Invalid
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.lookups.conditions import Condition, Filed, every
from infra.kernel.lookups.reading_rights import may_be_read_by, of_his_own, visible
from infra.kernel.reading.filters import wanted
from infra.kernel.reading.paging import cursor_after
from infra.kernel.storage.tables import RECORD_CODES, RECORD_NAMES, RECORDS
from tests.unit.kernel.library.running import databases
from tests.unit.kernel.library.tables import LIFECYCLES

BOOK = Lifecycles(LIFECYCLES).by_collection["books"]
DATABASE, _KEYS = databases()
TIMES = [f"2026-03-0{day}T04:00:00.000000+00:00" for day in range(1, 6)]
DIVISIONS = ["", "62", "6207", "620723", "620723101", "620725"]
WHO = ["ana", "ben", "council", "office"]
CODES = ["digest-1", "digest-2"]
WORDS = st.text("aA%_/\\路é", max_size=3)

ROWS = st.builds(
    Filed,
    division=st.sampled_from(DIVISIONS),
    audience=st.sampled_from(["public", "tokens", "place"]),
    collection=st.sampled_from(["books", "cards"]),
    record_id=st.just(""),
    state=st.sampled_from(BOOK.states),
    organisation=st.sampled_from([None, *WHO]),
    topic=st.sampled_from([None, "topic-1", "topic-2"]),
    outcome=st.sampled_from([None, "outcome-1"]),
    parent=st.sampled_from([None, "meeting-1"]),
    search=WORDS,
    updated_at=st.sampled_from(TIMES),
    named=st.lists(st.sampled_from(WHO), unique=True, max_size=2).map(tuple),
    codes=st.lists(st.sampled_from(CODES), unique=True, max_size=2).map(tuple),
)
SHELVES = st.lists(ROWS, max_size=8).map(
    lambda rows: [row._replace(record_id=f"{number:03}") for number, row in enumerate(rows)]
)
ACTORS = st.builds(
    Actor,
    person=st.sampled_from([None, "ana", "ben"]),
    roles=st.sampled_from([(), ("REC",), ("AUD",), ("ADM",), ("SEC",), ("PUB",), ("MEM", "LIA")]),
    organisation=st.sampled_from([None, "council", "office"]),
    division=st.sampled_from([None, *DIVISIONS]),
    tracking=st.sampled_from([None, *CODES]),
    participant=st.sampled_from([None, *CODES]),
)
FILTERS: dict[str, st.SearchStrategy[Any]] = {
    "parent_id": st.just("meeting-1"),
    "state": st.lists(st.sampled_from(BOOK.states), min_size=1, max_size=2),
    "division": st.sampled_from(DIVISIONS[1:]),
    "organisation": st.sampled_from(WHO),
    "topic": st.just("topic-1"),
    "outcome": st.just("outcome-1"),
    "since": st.sampled_from(TIMES),
    "until": st.sampled_from(TIMES),
    "q": WORDS,
    "cursor": st.just(cursor_after("003")),
}


def filed(rows: list[Filed]) -> None:
    """Those rows and no others stand in the tables."""
    names = [{"collection": one.collection, "id": one.record_id, "who": who} for one in rows for who in one.named]
    codes = [{"collection": one.collection, "id": one.record_id, "digest": code} for one in rows for code in one.codes]
    records = [_record(one) for one in rows]
    with DATABASE.engine.begin() as connection:
        for table, values in ((RECORDS, records), (RECORD_NAMES, names), (RECORD_CODES, codes)):
            connection.execute(delete(table))
            if values:
                connection.execute(insert(table), values)


def _record(one: Filed) -> dict[str, Any]:
    said = one._asdict() | {"id": one.record_id, "created_at": TIMES[0], "shown": "{}", "stream": "s", "version": 1}
    return {column.name: said[column.name] for column in RECORDS.c}


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


@given(SHELVES, ACTORS)
def test_what_one_may_read_of_his_own_he_may_read(rows: list[Filed], actor: Actor) -> None:
    for row in rows:
        assert may_be_read_by(actor).holds(row) == (row.audience == "public" or of_his_own(actor).holds(row))


def test_an_unknown_state_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Invalid) as refused:
        wanted(BOOK, ListCall("books", Caller(), state=["on_shelf", "foo"]))
    assert list(refused.value.errors) == ["state"]
    assert all(state in refused.value.errors["state"][0] for state in BOOK.states)
