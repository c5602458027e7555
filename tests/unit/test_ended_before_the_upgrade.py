"""Ruling 7 on a site of before: what ended when its holdings did not follow yet is followed at the next start, once."""

from contextlib import suppress
from typing import Any

from sqlalchemy import delete

from infra.kernel.base.ids import new_id
from infra.kernel.storage.database import run
from infra.kernel.storage.tables import CURSORS
from services.members.booking.lifecycle import BOOKING
from services.members.organisation.lifecycle import ORGANISATION
from services.members.venue.lifecycle import VENUE
from services.outcomes.covenant.lifecycle import COVENANT
from services.outcomes.project.lifecycle import PROJECT
from services.topics.topic.events import TopicDrafted
from services.topics.topic.lifecycle import TOPIC
from tests.unit.test_ended_bodies import ADMINISTRATION, FOLLOWING, AtWork
from tests.unit.whole_suite import TOWN

HOLDINGS = "members/holdings"


class OfBefore(AtWork):
    """Whoever is named has ended, and no service has read the news along the line by which what it held follows."""

    def __init__(self) -> None:
        super().__init__()
        self.topic, council = new_id(), self.suite.organisations["council"]
        self.suite.told("topics", TopicDrafted(self.topic, "题", "背景", TOWN, council, "society"))
        self.named[council] = "council"
        self.suite.settle()
        for one in self.suite.services.values():
            del one.lines[HOLDINGS]
        self.end(self.heir)
        for one in self.suite.services.values():
            forgotten = one.own.prepare(delete(CURSORS).where(CURSORS.c.producer == HOLDINGS))
            with one.own.transaction() as cursor:
                run(cursor, forgotten, {})

    def end(self, successor: str) -> None:
        for one in self.named:
            body = {"reason": "机构改革", "successor": successor}
            self.suite.of(ORGANISATION).do("end", ("organisations", one), body, ADMINISTRATION)
        for _ in range(4):
            for name in self.suite.services:
                self.suite.number(name)
            for of in self.suite.services.values():
                for line in of.lines.values():
                    line.catch_up(look=True)

    def starts(self) -> None:
        for one in self.suite.services.values():
            one.begin_again()
            one.at_work.expected_news.arrives = lambda: True

    def taken_over(self) -> dict[str, int]:
        """How often each open record of before was taken over."""
        counted = {}
        for lifecycle in FOLLOWING:
            assert lifecycle.following
            for record in self.made[lifecycle.name].values():
                types = self.types(lifecycle, record)
                counted[record] = types.count(lifecycle.following.taken_over.__name__)
        counted[self.topic] = self.types(TOPIC, self.topic).count("TopicTakenOver")
        return counted


def names_of(at: AtWork, lifecycle: Any) -> set[str]:
    return set().union(*(at.names(lifecycle, record) for record in at.made[lifecycle.name].values()))


def test_ruling_7_what_ended_before_the_upgrade_is_followed_at_the_next_start() -> None:
    at = OfBefore()
    assert set(at.taken_over().values()) == {0}
    at.starts()
    at.suite.settle()
    assert min(at.taken_over().values()) == 1
    for lifecycle in (VENUE, BOOKING, COVENANT, PROJECT):
        assert not names_of(at, lifecycle) & set(at.named)
    before = at.taken_over()
    at.starts()
    at.suite.settle()
    assert at.taken_over() == before


def test_ruling_7_a_start_that_is_broken_off_in_the_middle_does_the_rest_at_the_next() -> None:
    at, given = OfBefore(), 0
    at.starts()
    for one in at.suite.services.values():
        handler, give = one.at_work.handler, one.at_work.handler.give

        def until_it_breaks(*said: Any, give: Any = give, **more: Any) -> Any:
            nonlocal given
            given += 1
            if given > 5:
                raise KeyboardInterrupt
            return give(*said, **more)

        handler.give = until_it_breaks  # type: ignore[method-assign]
    with suppress(KeyboardInterrupt):
        at.suite.settle()
    assert 0 < sum(at.taken_over().values()) < len(at.taken_over())
    at.starts()
    at.suite.settle()
    whole = OfBefore()
    whole.starts()
    whole.suite.settle()
    assert sorted(at.taken_over().values()) == sorted(whole.taken_over().values())
