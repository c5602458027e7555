"""Ruling 7: of whatever kind a record is that may carry tags, members hears which body takes it over, as its own service tells it."""

from dataclasses import replace
from functools import cache
from typing import Any

import msgspec
import pytest

from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.reactions import Copying
from services.members.service import COPIES
from services.members.standing_copies import SINCE_IT_FOLLOWS, STANDING, KnownStanding
from services.members.tagging.commands import OF_OTHERS
from tests.contract.published import OURS, SERVICE_OF
from tests.contract.walk import THE_RECORD, Walk

HEIR = "019a0000-0000-7000-8000-0000000000cc"
OF_OTHERS_LIFECYCLES = [
    one for one in OURS.values() if one.collection in OF_OTHERS and SERVICE_OF[one.name] != "members"
]
every_kind = pytest.mark.parametrize("lifecycle", OF_OTHERS_LIFECYCLES, ids=lambda one: one.name)


@cache
def histories(name: str) -> tuple[tuple[Any, ...], ...]:
    return tuple(Walk(OURS[name]).told.values())


def body_of(lifecycle: Lifecycle, events: tuple[Any, ...]) -> str | None:
    """Which body the record is of, as its row has it."""
    state = None
    for event in events:
        state = lifecycle.evolve(state, event)
    return lifecycle.row(state, THE_RECORD).organisation


def taken_over(lifecycle: Lifecycle) -> tuple[Any, ...] | None:
    """A history in which a successor takes its body's place; None where no event of it ever does that."""
    for told in histories(lifecycle.name):
        if type(told[-1]).__name__.endswith("TakenOver"):
            instead = replace(told[-1], organisation=body_of(lifecycle, told[:-1]), successor=HEIR)
            if body_of(lifecycle, (*told[:-1], instead)) == HEIR:
                return (*told[:-1], instead)
    return None


def heard(lifecycle: Lifecycle, events: tuple[Any, ...], rows: list[Copying]) -> KnownStanding | None:
    of_it = [row for row in rows if row.producer == SERVICE_OF[lifecycle.name] and row.id_field == lifecycle.id_field]
    known = None
    for event in events:
        for row in of_it:
            if row.event.__name__ == type(event).__name__ and row.keep is not None:
                known = row.keep(known, msgspec.json.decode(msgspec.json.encode(event), type=row.event))
    return known


STANDING_ROWS = [row for row in COPIES if row.kind == STANDING]


@every_kind
def test_ruling_7_members_hears_where_a_record_stands_and_who_takes_it_over(lifecycle: Lifecycle) -> None:
    followed = taken_over(lifecycle)
    begun = histories(lifecycle.name)[0]
    known = heard(lifecycle, followed or begun, STANDING_ROWS)
    assert known is not None
    assert known.collection == lifecycle.collection
    assert known.organisation == (HEIR if followed else body_of(lifecycle, begun))


def test_ruling_7_only_of_submissions_and_tasks_does_no_event_pass_the_body_on() -> None:
    assert {one.name for one in OF_OTHERS_LIFECYCLES if taken_over(one) is None} == {"submission", "task"}


def test_all_of_it_is_followed_along_one_line_so_that_nobody_is_taken_over_before_he_is_there() -> None:
    assert {row.line for row in STANDING_ROWS} == {SINCE_IT_FOLLOWS}


def test_shown_red_a_kind_of_which_it_is_not_heard() -> None:
    effect = OURS["measured_effect"]
    rows = [row for row in STANDING_ROWS if row.event.__name__ != "MeasuredEffectTakenOver"]
    known = heard(effect, taken_over(effect) or (), rows)
    assert known is not None
    assert known.organisation != HEIR
