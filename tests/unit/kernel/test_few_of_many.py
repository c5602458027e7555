"""Whoever reads few of very many is shown exactly what he would be if all records were walked through."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import SORTS, Caller, ListCall
from infra.kernel.lookups.conditions import ALWAYS, Filed, every
from infra.kernel.lookups.reading_rights import may_be_read_by, ways_of_reading
from infra.kernel.lookups.sought import Sought
from infra.kernel.reading import few_of_many, pages
from infra.kernel.reading.filters import found_by, wanted
from infra.kernel.reading.pages import PageAskedFor, Pages
from infra.kernel.reading.sorting import sorting_of
from tests.unit.kernel.test_conditions import ACTORS, BOOK, DATABASE, DIVISIONS, ROWS, WORDS, filed, shelf

# Those without an index of their own: for the others nobody's few are looked up.
FILTERS: dict[str, st.SearchStrategy[Any]] = {
    "state": st.lists(st.sampled_from(BOOK.states), min_size=1, max_size=2),
    "division": st.sampled_from(DIVISIONS[1:]),
    "overdue": st.booleans(),
    "q": WORDS.filter(bool),
    "sort": st.sampled_from(SORTS),
}
CALLS = st.builds(dict[str, Any]) | st.sampled_from(sorted(FILTERS)).flatmap(
    lambda name: st.fixed_dictionaries({name: FILTERS[name]})
)


@given(st.lists(ROWS, min_size=6, max_size=12).map(shelf), ACTORS, CALLS, st.integers(1, 3), st.integers(0, 12))
def test_page_by_page_he_is_shown_what_a_walk_through_all_finds(
    rows: list[Filed], actor: Actor, filters: dict[str, Any], limit: int, few: int
) -> None:
    filed(rows)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pages, "NEWEST", 2)
        patched.setattr(pages, "WORTH_WALKING", 1)
        patched.setattr(few_of_many, "FEW", few)
        told, cursor = list[str](), None
        for _page in range(len(rows) + 1):
            call = ListCall("books", Caller(), limit=limit, cursor=cursor, **filters)
            page, cursor = Pages(DATABASE).asked_for(PageAskedFor(BOOK, call, actor, wanted(BOOK, call), ALWAYS))
            told += [kept.record_id for kept in page]
            if cursor is None:
                break
    assert told == walked(rows, actor, ListCall("books", Caller(), **filters))


def walked(rows: list[Filed], actor: Actor, call: ListCall) -> list[str]:
    sorting = sorting_of(call)
    words = found_by(BOOK, Sought("books", call.q), actor) if call.q else ALWAYS
    readable = every(wanted(BOOK, call), may_be_read_by(actor), words)
    found = [row for row in rows if readable.holds(row)]
    return [one.record_id for one in sorted(found, key=sorting.place, reverse=sorting.descending)]


@given(ACTORS, st.lists(ROWS, max_size=8).map(shelf))
def test_what_he_may_read_he_comes_to_in_one_of_his_ways(actor: Actor, rows: list[Filed]) -> None:
    ways = ways_of_reading(actor)
    for row in rows:
        assert any(way.holds(row) for way in ways) or not may_be_read_by(actor).holds(row)
