"""A command that may only be early waits for other services' news: up to three seconds, then 503. No other one waits."""

from collections.abc import Callable

import pytest

from infra.kernel.access.places import SYSTEM
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted, RuleBroken, Unavailable
from infra.kernel.contract.lifecycle import NewsMissing
from tests.unit.kernel.library.book import SendToWorkshop
from tests.unit.kernel.library.running import ADMINISTRATOR, ANYONE, LIBRARIAN, STRANGER, Library, library

WORKSHOP_ID = "019a0000-0000-7000-8000-0000000000c1"
OPEN, CLOSED = (f'{{"workshop_id":"{WORKSHOP_ID}","town":"沙河镇","closed":{closed}}}' for closed in ("false", "true"))


def bringing(of: Library, document: str) -> Callable[[], bool]:
    def arrives() -> bool:
        of.know("workshop", WORKSHOP_ID, document)
        return True

    return arrives


def send(of: Library, book_id: str) -> str:
    return str(of.do("send", ("books", book_id), {"workshop": WORKSHOP_ID})["state"])


def test_what_only_lacks_news_is_decided_again_when_the_news_has_come() -> None:
    of = library()
    book = of.acquire()
    of.expected_news.arrives = bringing(of, OPEN)
    assert send(of, book) == "away"
    assert of.expected_news.waited == 1


def test_a_rule_that_news_may_lift_waits_for_it() -> None:
    of = library()
    book = of.acquire()
    of.know("workshop", WORKSHOP_ID, CLOSED)
    of.expected_news.arrives = bringing(of, OPEN)
    assert send(of, book) == "away"


def test_when_the_news_does_not_come_in_time_the_caller_is_asked_to_try_again() -> None:
    of = library()
    book = of.acquire()
    of.expected_news.arrives = lambda: False
    with pytest.raises(Unavailable) as refusal:
        send(of, book)
    assert refusal.value.retry_after == 3
    assert of.types(f"book-{book}") == ["BookAcquired"]


def test_when_all_news_has_come_and_the_record_is_still_unknown_the_refusal_is_final() -> None:
    of = library()
    book = of.acquire()
    with pytest.raises(Invalid) as refusal:
        send(of, book)
    assert set(refusal.value.errors) == {"workshop"}
    assert of.expected_news.waited == 1


def test_when_all_news_has_come_and_the_rule_is_still_broken_the_refusal_is_final() -> None:
    of = library()
    book = of.acquire()
    of.know("workshop", WORKSHOP_ID, CLOSED)
    with pytest.raises(RuleBroken) as refusal:
        send(of, book)
    assert refusal.value.rule == "TheWorkshopIsClosed"


def test_who_may_not_by_his_token_and_the_record_alone_is_told_at_once() -> None:
    of = library()
    book = of.acquire()
    for actor in (STRANGER, ADMINISTRATOR, ANYONE):
        with pytest.raises(NotPermitted):
            of.do("return", ("books", book), {}, actor)
    assert of.expected_news.waited == 0


def test_a_rule_that_rests_on_no_news_is_told_at_once() -> None:
    of = library()
    with pytest.raises(RuleBroken):
        of.lend(of.acquire(), days=61)
    assert of.expected_news.waited == 0


def test_a_wrong_state_is_told_at_once() -> None:
    of = library()
    book = of.acquire()
    with pytest.raises(NotAllowedInState):
        of.give_back(book)
    assert of.expected_news.waited == 0


def test_a_given_command_never_waits() -> None:
    of = library()
    book = of.acquire()
    with pytest.raises(NewsMissing):
        of.handler.give(SendToWorkshop(book, WORKSHOP_ID), LIBRARIAN, "key", "", None)
    with pytest.raises(NotPermitted):
        of.handler.give(SendToWorkshop(book, WORKSHOP_ID), SYSTEM, new_id(), "", None)
    assert of.expected_news.waited == 0
