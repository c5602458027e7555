"""In which order a command is refused, that a refusal writes nothing, and that none comes from a stale cache."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from infra.kernel.access.places import Actor
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import (
    Invalid,
    KeyReused,
    NotAllowedInState,
    NotFound,
    NotPermitted,
    Refusal,
    RuleBroken,
    VersionMismatch,
)
from infra.kernel.storage.personal import PERSON_KEYS
from infra.kernel.storage.tables import COMMANDS
from tests.unit.kernel.library.running import (
    ADMINISTRATOR,
    ANA,
    ANYONE,
    LIBRARIAN,
    OTHER_LIBRARY,
    STRANGER,
    TOWN_LIBRARY,
    Library,
    ends,
    library,
)

NOBODY_KNOWS = "019a0000-0000-7000-8000-0000000000ff"


def everything(of: Library) -> tuple[Any, ...]:
    """What a refused command must leave as it was."""
    return of.store.head(), of.dump(), of.own.query(select(COMMANDS.c.key)), of.keys.query(select(PERSON_KEYS.c.person))


def refused(of: Library, book_id: str, actor: Actor, body: dict[str, Any], key: str, version: int) -> Refusal:
    before = everything(of)
    with pytest.raises(Refusal) as refusal:
        of.do("lend", ("books", book_id), body, actor, key, if_match=version)
    assert everything(of) == before
    return refusal.value


def test_ruling_10_a_command_with_every_fault_is_told_them_one_by_one_in_the_stated_order() -> None:
    of, used = library(), new_id()
    book = of.acquire()
    of.lend(book)
    own = {"library": OTHER_LIBRARY, "division": "620723102", "title": "朝花夕拾"}
    of.do("acquire", ("books", None), own, STRANGER, key=used)
    bad = {"borrower": "", "until": "soon", "colour": "red"}
    good = {"reader": ANA, "borrower": "王安", "until": ends(of, 61)}
    fresh = new_id()
    assert type(refused(of, NOBODY_KNOWS, STRANGER, bad, used, 7)) is NotFound
    assert type(refused(of, book, STRANGER, bad, used, 7)) is Invalid
    assert type(refused(of, book, STRANGER, good, used, 7)) is KeyReused
    assert type(refused(of, book, STRANGER, good, fresh, 7)) is NotPermitted
    assert type(refused(of, book, LIBRARIAN, good, fresh, 7)) is NotAllowedInState
    of.give_back(book)
    assert type(refused(of, book, LIBRARIAN, good, fresh, 7)) is VersionMismatch
    assert type(refused(of, book, LIBRARIAN, good, fresh, 3)) is RuleBroken


def test_every_wrong_field_is_named_and_so_is_one_that_is_not_known() -> None:
    of = library()
    bad = {"borrower": "", "until": "soon", "colour": "\ud800"}
    refusal = refused(of, of.acquire(), LIBRARIAN, bad, new_id(), 1)
    assert set(refusal.errors) == {"reader", "borrower", "until", "colour"}


def test_a_wrong_state_says_which_it_is_and_what_the_caller_may_do() -> None:
    of = library()
    book = of.acquire()
    of.lend(book)
    with pytest.raises(NotAllowedInState) as refusal:
        of.lend(book)
    assert (refusal.value.state, refusal.value.allowed_commands) == ("lent", ["return"])


def test_a_broken_rule_is_told_by_its_class_and_its_sentence() -> None:
    of = library()
    with pytest.raises(RuleBroken, match="A loan lasts at most sixty days") as refusal:
        of.lend(of.acquire(), days=61)
    assert refusal.value.rule == "ALoanLastsAtMostSixtyDays"


@pytest.mark.parametrize(
    ("command", "collection", "record_id"),
    [
        ("burn", "books", NOBODY_KNOWS),
        ("acquire", "books", NOBODY_KNOWS),
        ("lend", "books", None),
        ("lend", "shelves", NOBODY_KNOWS),
        ("open", "loans", None),
    ],
)
def test_a_command_that_is_not_in_the_table_is_not_found(command: str, collection: str, record_id: str | None) -> None:
    with pytest.raises(NotFound):
        library().do(command, (collection, record_id), {})


@pytest.mark.parametrize("actor", [LIBRARIAN, STRANGER, ADMINISTRATOR, ANYONE])
def test_what_only_the_system_does_nobody_else_may_ask_for(actor: Actor) -> None:
    of = library()
    book = of.acquire()
    of.lend(book)
    with pytest.raises(NotPermitted):
        of.do("recall", ("books", book), {}, actor)
    with pytest.raises(NotPermitted):
        of.do("stamp", ("books", book), {"mark": "mine"}, actor)
    assert of.types(f"book-{book}") == ["BookAcquired", "BookLent"]


@pytest.mark.parametrize("key", ["again", "x" * 36, "019a0000-0000-7000-8000-0000000000aa\n"])
def test_who_has_no_credentials_must_bring_a_uuid_as_the_key(key: str) -> None:
    of = library()
    with pytest.raises(Invalid) as refusal:
        of.issue_card(key=key)
    assert set(refusal.value.errors) == {"Idempotency-Key"}


@pytest.mark.parametrize("key", ["x" * 256, "a\x00b", "a\nb", "\x7f", "\u200b"])
def test_a_key_is_one_to_255_printable_characters_for_whoever_has_credentials_too(key: str) -> None:
    of = library()
    book = of.acquire()
    good = {"reader": ANA, "borrower": "王安", "until": ends(of, 30)}
    refusal = refused(of, book, LIBRARIAN, good, key, 1)
    assert type(refusal) is Invalid
    assert set(refusal.errors) == {"Idempotency-Key"}
    assert of.lend(book, key="借 " + "x" * 253)["state"] == "lent"


def test_who_may_not_is_told_neither_of_what_he_never_had_nor_of_what_nobody_can_hold() -> None:
    of = library()
    book = of.acquire()
    with pytest.raises(NotPermitted) as refusal:
        of.lend(book, actor=STRANGER)
    assert not re.search("SELF|ATT|SYS|PUB", refusal.value.detail)
    assert "REC 记录员 recorder" in refusal.value.detail


def test_someone_of_another_place_may_not_create_there() -> None:
    body = {"library": TOWN_LIBRARY, "division": "620723101", "title": "边城"}
    with pytest.raises(NotPermitted):
        library().do("acquire", ("books", None), body, STRANGER)


def test_a_state_that_another_replica_has_left_meanwhile_refuses_nothing() -> None:
    here = library()
    there = here.beside()
    book = here.acquire()
    here.lend(book)
    there.give_back(book)
    assert here.lend(book)["version"] == 4


def test_a_version_that_another_replica_has_moved_on_refuses_nothing() -> None:
    here = library()
    there = here.beside()
    book = here.acquire()
    there.lend(book)
    assert here.give_back(book, if_match=2)["version"] == 3


def test_a_record_that_another_replica_has_made_is_found() -> None:
    here = library()
    there = here.beside()
    book = here.acquire()
    assert there.lend(book)["state"] == "lent"


def test_a_remark_that_another_replica_has_written_is_found() -> None:
    here = library()
    there = here.beside()
    book = here.acquire()
    remark = there.do("write", ("remarks", None), {"text": "好书"}, parent=book)["id"]
    struck = here.do("strike", ("remarks", remark), {"reason": "污损"}, parent=book)
    assert struck["state"] == "struck"


def test_a_state_that_has_become_wrong_meanwhile_is_refused_although_the_cache_says_otherwise() -> None:
    here = library()
    there = here.beside()
    book = here.acquire()
    there.lend(book)
    with pytest.raises(NotAllowedInState):
        here.lend(book)
    assert here.types(f"book-{book}") == ["BookAcquired", "BookLent"]


def test_a_key_is_looked_up_before_anything_is_refused() -> None:
    of, key = library(), new_id()
    book = of.acquire()
    first = of.lend(book, key=key, days=30)
    assert of.lend(book, key=key, days=30) == first


def test_the_keys_of_one_caller_are_not_those_of_another() -> None:
    of, key = library(), new_id()
    one, two = of.acquire("边城", key=key), of.issue_card(key=key)["id"]
    assert one != two
