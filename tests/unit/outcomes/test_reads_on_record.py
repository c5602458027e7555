"""Who reads what is kept inside is on record before he has the answer, and nobody takes it off."""

import sqlite3
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall, ReadsCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import NotFound, NotPermitted
from infra.kernel.running.read_table_rebuild import DERIVED
from infra.kernel.storage.tables import METADATA, READS
from tests.unit.outcomes.at_work import ANA, AUD, DISP, FAR_OFF, OFF, OFFICE, PUB, TOPIC, AtWork

SAID = {"office": "县委书记", "date": "2026-03-01", "text": "请公安局牵头 𠮷", "leader": ANA}
SEC, ADM = Actor(roles=("SEC",)), Actor(roles=("ADM",))
WHY = Caller(ground="督办核对 𠮷")


@pytest.fixture
def site() -> AtWork:
    return AtWork()


def entered(site: AtWork, secrecy: str) -> str:
    on = {"collection": "topics", "id": TOPIC}
    return str(site.do("instructions", "enter", None, OFF, written_on=on, secrecy=secrecy, **SAID)["id"])


def listed(site: AtWork, actor: Actor, **narrowed: Any) -> list[str]:
    page = site.of.records.listing(ListCall("instructions", Caller(), **narrowed), actor)
    return [one["id"] for one in page["items"]]


def reads(site: AtWork, actor: Actor = AUD, **narrowed: Any) -> list[dict[str, Any]]:
    return site.of.records.reads.page(ReadsCall(Caller(), **narrowed), actor)


def test_who_reads_an_internal_record_is_on_record_with_capacity_time_and_ground(site: AtWork) -> None:
    words = entered(site, "internal")
    reader = Actor(ANA, ("OFF",), OFFICE, "620723")
    site.of.records.one(ReadCall("instructions", WHY, words), reader)
    (line,) = reads(site)
    assert (line["person"], line["role"], line["organisation"], line["organisation_name"]) == (
        ANA,
        "OFF",
        OFFICE,
        OFFICE,
    )
    assert (line["manner"], line["collection"], line["records"]) == ("record", "instructions", [words])
    assert (line["at"], line["ground"], line["as_of"]) == (stamp(site.of.clock()), "督办核对 𠮷", None)


def test_its_history_its_past_and_a_page_are_read_too_and_the_public_ones_are_not(site: AtWork) -> None:
    words, open_words = entered(site, "internal"), entered(site, "public")
    then = stamp(site.of.clock())
    for record in (words, open_words):
        site.of.records.history(ReadCall("instructions", Caller(), record), OFF)
        site.of.records.one(ReadCall("instructions", Caller(), record, as_of=then), OFF)
        site.of.records.history(ReadCall("instructions", Caller(), record, as_of=then), OFF)
        for event in site.of.store.stream(f"instruction-{record}"):
            site.of.records.record_of(event.event_id, OFF)
    listed(site, OFF, as_of=then)
    assert [one["manner"] for one in reads(site)] == ["list", "receipt", "history", "record", "history"]
    assert all(one["records"] == [words] for one in reads(site))
    assert [one["as_of"] for one in reads(site)] == [then, None, then, then, None]


def test_a_page_of_two_hundred_is_one_line_that_names_them(site: AtWork) -> None:
    inside = [entered(site, "internal") for _ in range(3)]
    entered(site, "public")
    assert len(listed(site, OFF, limit=200)) == 4
    (line,) = reads(site)
    assert (line["manner"], line["records"]) == ("list", inside[::-1])


def test_who_finds_nothing_or_has_no_token_leaves_no_line(site: AtWork) -> None:
    words = entered(site, "internal")
    for actor in (FAR_OFF, PUB):
        assert listed(site, actor) == []
        with pytest.raises(NotFound):
            site.of.records.one(ReadCall("instructions", Caller(), words), actor)
    assert reads(site) == []


def test_what_cannot_be_put_on_record_is_not_shown(site: AtWork) -> None:
    words = entered(site, "internal")
    with site.of.own.transaction() as cursor:
        cursor.execute("DROP TABLE reads")
    for ask in (
        lambda: site.of.records.one(ReadCall("instructions", Caller(), words), OFF),
        lambda: site.of.records.history(ReadCall("instructions", Caller(), words), OFF),
        lambda: listed(site, OFF),
    ):
        with pytest.raises(sqlite3.OperationalError):
            ask()


def test_nobody_is_the_only_one_to_see_his_own_trail(site: AtWork) -> None:
    words = entered(site, "internal")
    site.of.records.one(ReadCall("instructions", Caller(), words), OFF)
    site.of.records.one(ReadCall("instructions", Caller(), words), AUD)
    assert [one["role"] for one in reads(site, AUD)] == ["AUD", "OFF"]
    assert [one["role"] for one in reads(site, SEC)] == ["AUD"]
    for actor in (ADM, OFF, DISP, PUB):
        with pytest.raises(NotPermitted):
            reads(site, actor)


def test_lines_are_found_by_record_by_person_and_by_time_and_come_in_pages(site: AtWork) -> None:
    first, second = entered(site, "internal"), entered(site, "internal")
    site.of.records.one(ReadCall("instructions", Caller(), first), Actor(ANA, ("OFF",), OFFICE, "620723"))
    site.of.clock.forward(days=1)
    noon = stamp(site.of.clock())
    site.of.records.one(ReadCall("instructions", Caller(), second), OFF)
    assert [one["records"] for one in reads(site)] == [[second], [first]]
    assert [one["records"] for one in reads(site, record=first)] == [[first]]
    assert [one["records"] for one in reads(site, person=ANA)] == [[first]]
    assert [one["records"] for one in reads(site, since=noon)] == [[second]]
    assert [one["records"] for one in reads(site, before=noon)] == [[first]]
    assert reads(site, collection="topics") == reads(site, record=first[:-1]) == []
    (newest,) = reads(site, limit=1)
    assert [one["records"] for one in reads(site, cursor=newest["id"])] == [[first]]


def test_a_rebuild_of_the_read_tables_leaves_the_lines_alone() -> None:
    assert READS in METADATA.sorted_tables
    assert READS not in DERIVED
