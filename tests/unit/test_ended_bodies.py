"""Ruling 7: whatever is open and names an organisation that has ended follows to its successor, or says so and is handed over."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotPermitted, RuleBroken
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.testing import given
from operations.suite.services import SERVICES
from services.members.organisation.events import OrganisationCreated
from services.members.organisation.lifecycle import ORGANISATION
from services.members.quota.lifecycle import QUOTA
from services.members.venue.lifecycle import VENUE
from tests.contract.walk import ITS_PARENT, Walk, golden
from tests.unit.whole_suite import BODIES, COUNTY, TOWN, WholeSuite

ADMINISTRATION, AUDITOR = Actor(roles=("ADM",)), Actor(roles=("AUD",))
FOLLOWING = [lifecycle for service in SERVICES.values() for lifecycle in service.lifecycles if lifecycle.following]
every_kind = pytest.mark.parametrize("lifecycle", FOLLOWING, ids=lambda one: one.name)


class AtWork:
    """An open record in every state from which it follows, as the golden events tell of one; whom they name is there."""

    def __init__(self) -> None:
        self.suite = WholeSuite(bodies={**BODIES, "province": ("cppcc_office", "62")})
        for one in self.suite.services.values():
            one.at_work.expected_news.arrives = lambda: True
        self.heir = self.suite.organisations["station"]
        self.made: dict[str, dict[str, str]] = {}
        self.named: dict[str, str] = {}
        self.suite.told("members", replace(golden(VENUE, "VenueCreated"), venue_id=ITS_PARENT))
        for lifecycle in FOLLOWING:
            self.made[lifecycle.name] = {state: self.make(lifecycle, state) for state in states_of(lifecycle)}
        self.suite.settle()

    def make(self, lifecycle: Lifecycle, state: str) -> str:
        record = new_id()
        told = [replace(one, **{lifecycle.id_field: record}) for one in way_to(lifecycle, state)]
        if lifecycle is QUOTA:  # the golden one is of a division
            told[0] = replace(told[0], organisation=new_id())
        reached = lifecycle.record_state(given(lifecycle, *ground(lifecycle), *told).state, record)
        assert lifecycle.following
        for one in lifecycle.following.named_by(reached):
            if one not in self.named:
                self.named[one] = "council"
                self.suite.told("members", OrganisationCreated(one, "原机构", "council", TOWN, None))
        service = next(name for name, of in SERVICES.items() if lifecycle in of.lifecycles)
        self.suite.told(service, *told)
        return record

    def end_all(self, successor: str | None) -> None:
        how = {"successor": successor} if successor else {"no_successor": True}
        for one in self.named:
            body = {"reason": "机构改革", **how}
            self.suite.of(ORGANISATION).do("end", ("organisations", one), body, ADMINISTRATION)
        self.suite.settle()

    def shown(self, lifecycle: Lifecycle, record: str) -> dict[str, Any]:
        parent = ITS_PARENT if lifecycle.stream else None
        call = ReadCall(lifecycle.collection, Caller(), record, parent_id=parent)
        return self.suite.of(lifecycle).records.one(call, AUDITOR)

    def names(self, lifecycle: Lifecycle, record: str) -> set[str]:
        assert lifecycle.following
        return set(lifecycle.following.in_what_is_shown(self.shown(lifecycle, record)))

    def hand_over(self, lifecycle: Lifecycle, record: str, to: str, actor: Actor) -> None:
        parent = ITS_PARENT if lifecycle.stream else None
        body = {"organisation": to, "reason": "原机构撤销"}
        self.suite.of(lifecycle).do("hand_over", (lifecycle.collection, record), body, actor, parent=parent)

    def types(self, lifecycle: Lifecycle, record: str) -> list[str]:
        return self.suite.of(lifecycle).types(lifecycle.stream_of(record, ITS_PARENT))


def states_of(lifecycle: Lifecycle) -> Iterator[str]:
    assert lifecycle.following
    return map(str, lifecycle.following.open_in)


def ground(lifecycle: Lifecycle) -> list[Any]:
    return [replace(golden(VENUE, "VenueCreated"), venue_id=ITS_PARENT)] if lifecycle.stream else []


def way_to(lifecycle: Lifecycle, state: str) -> tuple[Any, ...]:
    walk = Walk(lifecycle)
    ways = [walk.told[step] for step, landed in walk.landed.items() if landed == state]
    return min(ways, key=len)


@pytest.fixture(scope="module")
def succeeded() -> AtWork:
    at = AtWork()
    at.end_all(at.heir)
    return at


@pytest.fixture(scope="module")
def left() -> AtWork:
    at = AtWork()
    at.end_all(None)
    return at


@every_kind
def test_ruling_7_what_is_open_names_the_successor_from_then_on(succeeded: AtWork, lifecycle: Lifecycle) -> None:
    assert lifecycle.following
    for record in succeeded.made[lifecycle.name].values():
        assert lifecycle.following.taken_over.__name__ in succeeded.types(lifecycle, record)
        names = succeeded.names(lifecycle, record)
        assert succeeded.heir in names
        assert not names & set(succeeded.named)
        assert not succeeded.shown(lifecycle, record)["organisation_ended"]


def test_ruling_7_rebuilt_from_the_logs_it_is_the_same(succeeded: AtWork) -> None:
    for service in succeeded.suite.services.values():
        live = service.dump()
        assert service.rebuilt() == live


@every_kind
def test_ruling_7_without_a_successor_it_says_so_and_the_office_hands_it_over(
    left: AtWork, lifecycle: Lifecycle
) -> None:
    other = left.suite.actor("CHAIR", "station", "qian")
    for record in left.made[lifecycle.name].values():
        below = left.shown(lifecycle, record)["division"].startswith(COUNTY)
        office = left.suite.actor("OFF", "office" if below else "province", "ning")
        assert left.shown(lifecycle, record)["organisation_ended"]
        with pytest.raises(NotPermitted):
            left.hand_over(lifecycle, record, left.heir, other)
        for wrong in (next(iter(left.named)), new_id()):
            with pytest.raises(Invalid) as refused:
                left.hand_over(lifecycle, record, wrong, office)
            assert list(refused.value.errors) == ["organisation"]
        left.hand_over(lifecycle, record, left.heir, office)
        assert not left.names(lifecycle, record) & set(left.named)
        assert not left.shown(lifecycle, record)["organisation_ended"]
        with pytest.raises(RuleBroken) as broken:
            left.hand_over(lifecycle, record, left.heir, office)
        assert broken.value.rule == "OrganisationHasNotEnded"


@every_kind
def test_ruling_7_what_is_over_keeps_the_names_that_it_had(lifecycle: Lifecycle) -> None:
    assert lifecycle.following
    rows = [one for one in lifecycle.table if one.command in ("take_over", "hand_over")]
    final = {
        state for state in lifecycle.states if not any(state in map(str, one.from_states) for one in lifecycle.table)
    }
    assert not final & {str(state) for one in rows for state in one.from_states}


@every_kind
def test_ruling_7_nobody_takes_over_from_whom_it_does_not_name(lifecycle: Lifecycle) -> None:
    assert lifecycle.following
    state = str(lifecycle.following.open_in[0])
    told = way_to(lifecycle, state)
    ids = {lifecycle.id_field: getattr(told[0], lifecycle.id_field)}
    ids |= {lifecycle.parent_field: ITS_PARENT} if lifecycle.parent_field else {}
    command = lifecycle.following.take_over(**ids, organisation="another", successor="x")
    given(lifecycle, *ground(lifecycle), *told).when(command).refused(lifecycle.rule_broken)
