"""Ruling 9: who reads a record with a token reads the names of organisations and of those who acted in office."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from infra.kernel.access.offices import PERSON_NAME, KnownName
from infra.kernel.access.places import Actor, KnownOrganisation
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.commands.recording import record
from infra.kernel.lookups.named import ORGANISATION
from infra.kernel.reading.names import MACHINE, OPERATOR
from infra.kernel.storage.personal import ERASED
from tests.unit.kernel.library.book import BookReturned
from tests.unit.kernel.library.running import ANYONE, AUDITOR, LIBRARIAN, TOWN_LIBRARY, Library, library

ELSEWHERE = Actor(person="sun", roles=("MEM",), organisation="another", division="620725")


def named(of: Library, person: str, name: str) -> None:
    """News of a person; 𠮷 takes four bytes."""
    encryption = of.personal.encryption_for(person)
    encryption.keep()
    known = KnownName(person, encryption.encrypt(name, f"person-{person}", "person.name"))
    of.know(PERSON_NAME, person, msgspec.json.encode(known).decode())


def library_named(of: Library, name: str) -> None:
    known = KnownOrganisation(TOWN_LIBRARY, name, "council", "620723101")
    of.know(ORGANISATION, TOWN_LIBRARY, msgspec.json.encode(known).decode(), parent="620723101")


def told(of: Library, book: str, reader: Actor, as_of: str | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = of.records.history(ReadCall("books", Caller(), book, as_of=as_of), reader)["items"]
    return found


def names(event: dict[str, Any]) -> tuple[Any, ...]:
    return (event["actor"], event["actor_name"], event["role"], event["capacity"], event["organisation_name"])


@pytest.fixture
def of() -> Library:
    of = library()
    named(of, "lin", "林𠮷")
    library_named(of, "沙河镇图书馆")
    return of


@pytest.mark.parametrize("reader", [LIBRARIAN, AUDITOR, ELSEWHERE])
def test_ruling_9_who_reads_with_a_token_reads_the_names_of_those_who_acted_in_office(
    of: Library, reader: Actor
) -> None:
    (event,) = told(of, of.acquire(), reader)
    assert names(event) == ("lin", "林𠮷", "REC", "记录员 recorder", "沙河镇图书馆")


def test_ruling_9_without_a_token_organisation_and_capacity_only(of: Library) -> None:
    (event,) = told(of, of.acquire(), ANYONE)
    assert names(event) == (None, None, "REC", "记录员 recorder", "沙河镇图书馆")


def test_names_are_those_that_hold_when_it_is_read_also_as_of_then(of: Library) -> None:
    book = of.acquire()
    then = stamp(of.clock.now)
    of.clock.forward(days=1)
    named(of, "lin", "林改名")
    library_named(of, "沙河镇第一图书馆")
    for as_of in (None, then):
        (event,) = told(of, book, AUDITOR, as_of)
        assert (event["actor_name"], event["organisation_name"]) == ("林改名", "沙河镇第一图书馆")


def test_a_forgotten_persons_name_is_gone_and_the_capacity_stays(of: Library) -> None:
    book = of.acquire()
    of.personal.destroy("lin", stamp(of.clock.now))
    (event,) = told(of, book, AUDITOR)
    assert names(event) == ("lin", ERASED, "REC", "记录员 recorder", "沙河镇图书馆")


def test_whose_name_no_news_has_brought_is_shown_by_the_id_alone() -> None:
    of = library()
    (event,) = told(of, of.acquire(), AUDITOR)
    assert names(event) == ("lin", None, "REC", "记录员 recorder", None)


@pytest.mark.parametrize("role", ["PUB", "SELF", "ATT"])
def test_who_acted_as_resident_or_participant_is_not_named(of: Library, role: str) -> None:
    book = of.acquire()
    record(of.lifecycles, of.store, new_id(), [BookReturned(book)], of.clock.now, Actor(person="lin"), role)
    assert told(of, book, AUDITOR)[-1]["actor_name"] is None


@pytest.mark.parametrize(
    ("role", "organisation", "expected"),
    [
        ("ADM", None, OPERATOR),
        ("OFF", TOWN_LIBRARY, MACHINE),
        ("OFF", None, None),
        ("CHAIR", TOWN_LIBRARY, None),
        ("SYS", None, None),
    ],
)
def test_a_machine_is_called_what_it_is(of: Library, role: str, organisation: str | None, expected: str | None) -> None:
    book = of.acquire()
    machine = replace(LIBRARIAN, person=None, organisation=organisation)
    record(of.lifecycles, of.store, new_id(), [BookReturned(book)], of.clock.now, machine, role)
    assert told(of, book, AUDITOR)[-1]["actor_name"] == expected


def test_each_name_is_looked_up_once_a_history(of: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    book, asked = of.acquire(), list[str]()
    of.lend(book)
    of.give_back(book)
    look_up = of.news.copy

    def noted(kind: str, copy_id: str) -> str | None:
        asked.append(kind)
        return look_up(kind, copy_id)

    monkeypatch.setattr(of.news, "copy", noted)
    assert len(told(of, book, AUDITOR)) == 3
    assert sorted(asked) == sorted([ORGANISATION, PERSON_NAME])
