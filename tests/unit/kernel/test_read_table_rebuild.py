"""Read tables made anew from the log are those that live work has made: row for row, whatever was done."""

import pytest
from hypothesis import given

from infra.kernel.commands.undecodable import Undecodable
from infra.kernel.running.read_table_rebuild import empty
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.tables import EVENTS
from tests.unit.kernel.library.doing import DEEDS, Deed, Doing
from tests.unit.kernel.library.following import Following, empty_log
from tests.unit.kernel.library.running import library
from tests.unit.kernel.library.workshop import WorkshopMoved, WorkshopOpened


def logs(of: Following) -> dict[str, SqlStore]:
    return {"members": empty_log("members"), "workshop": of.workshop.store}


def log_of(of: Following) -> list[object]:
    return list(of.library.own.query(EVENTS.select().order_by(EVENTS.c.inserted)))


@given(DEEDS)
def test_whatever_was_done_a_rebuild_gives_the_tables_that_live_work_has_made(deeds: list[Deed]) -> None:
    of = Following(library())
    Doing(of).all(deeds)
    live, events = of.library.dump(), log_of(of)
    empty(of.library.own)
    assert of.library.dump() == []
    assert of.library.rebuild(logs(of)) == len(events)
    assert of.library.dump() == live
    assert log_of(of) == events


def test_a_rebuild_over_tables_that_are_already_there_changes_nothing() -> None:
    of = Following(library())
    Doing(of).all([Deed("acquire", 0, 1), Deed("lend", 0, 5), Deed("write", 0, 2), Deed("issue", 0, 3)])
    live = of.library.dump()
    of.library.rebuild(logs(of))
    assert of.library.dump() == live


def test_a_rebuild_puts_right_what_somebody_has_spoilt() -> None:
    of = Following(library())
    Doing(of).all([Deed("acquire", 0, 1), Deed("lend", 0, 5)])
    live = of.library.dump()
    with of.library.own.transaction() as cursor:
        cursor.execute("UPDATE records SET state = 'gone'")
        cursor.execute(
            "INSERT INTO records SELECT 'books', 'ghost', stream, parent, state, version, division,"
            " organisation, topic, outcome, audience, search, created_at, updated_at, shown FROM records LIMIT 1"
        )
    assert of.library.dump() != live
    of.library.rebuild(logs(of))
    assert of.library.dump() == live


def test_a_rebuild_gives_no_commands_and_forgets_no_cursor() -> None:
    of = Following(library())
    Doing(of).all([Deed("acquire", 0, 1), Deed("bind", 0, 1)])
    events, cursor = log_of(of), of.cursor
    of.library.rebuild(logs(of))
    of.catch_up()
    assert (log_of(of), of.cursor) == (events, cursor)


def test_copies_are_made_anew_only_up_to_where_the_service_has_read() -> None:
    of = Following(library())
    of.workshop.tell(WorkshopOpened("a", "沙河镇"))
    of.catch_up()
    of.workshop.tell(WorkshopMoved("a", "倪家营镇"))
    live = of.library.dump()
    of.library.rebuild(logs(of))
    assert of.library.dump() == live


def test_what_is_parked_is_not_copied_by_a_rebuild_either() -> None:
    of = Following(library())
    of.workshop.tell(WorkshopOpened("a", "沙河镇"))
    of.workshop.write("WorkshopMoved", 1, '{"workshop_id": 5}', "workshop-a")
    of.workshop.tell(WorkshopMoved("a", "倪家营镇"))
    of.workshop.store.number(10)
    for _ in range(6):
        of.catch_up()
    live = of.library.dump()
    of.library.rebuild(logs(of))
    assert of.library.dump() == live


def test_a_rebuild_that_fails_on_the_way_leaves_everything_as_it_was() -> None:
    of = Following(library())
    Doing(of).all([Deed("acquire", 0, 1), Deed("acquire", 0, 2)])
    live = of.library.dump()
    with of.library.own.transaction() as cursor:
        cursor.execute("UPDATE events SET type = 'NobodyKnows' WHERE inserted = 2")
    with pytest.raises(Undecodable, match="NobodyKnows"):
        of.library.rebuild(logs(of))
    assert of.library.dump() == live


def test_a_dump_tells_a_single_changed_value() -> None:
    of = Following(library())
    Doing(of).all([Deed("acquire", 0, 1)])
    live = of.library.dump()
    with of.library.own.transaction() as cursor:
        cursor.execute("UPDATE records SET search = search || '.'")
    assert of.library.dump() != live
