"""A request that is wrong in two ways gets the earlier refusal of the contract's order, and writes nothing."""

import pytest

from tests.system.api import refused
from tests.system.refusals.faults import FAULTS, PAIRS, Fault, spoiled
from tests.system.refusals.scene import Scene, new_topic
from tests.system.written import everything

FIRST_OF_EACH = {fault.rank: fault for fault in reversed(FAULTS)}


def is_refused_and_writes_nothing(scene: Scene, expected: Fault, *also: Fault) -> dict[str, object]:
    before = everything(scene.suite.folder), scene.version()
    problem = refused(scene.send(spoiled(scene, expected, *also)), expected.status, expected.problem)
    assert (everything(scene.suite.folder), scene.version()) == before
    return problem


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_one_fault_gets_its_own_refusal(scene: Scene, fault: Fault) -> None:
    is_refused_and_writes_nothing(scene, fault)


@pytest.mark.parametrize(("earlier", "later"), PAIRS, ids=[f"{one} before {other}" for one, other in PAIRS])
def test_of_two_faults_the_earlier_is_told(scene: Scene, earlier: Fault, later: Fault) -> None:
    is_refused_and_writes_nothing(scene, earlier, later)


def test_every_two_neighbours_of_the_order_are_tried_together() -> None:
    tried = {(earlier.rank, later.rank) for earlier, later in PAIRS}
    ranks = range(1, 12)
    apart = {(one, other) for one in ranks for other in ranks if one < other} - tried
    # No JSON has no fields; a record that is not there has neither a state nor a rule.
    assert apart == {(4, 6), (4, 11), (5, 9), (5, 11)}


def test_without_a_fault_the_same_request_succeeds(scene: Scene) -> None:
    request = scene.request()
    request.topic = new_topic(scene)
    before = everything(scene.suite.folder)
    answer = scene.send(request)
    assert (answer.status_code, answer.json()["state"]) == (200, "shortlisted")
    moved = [service for service, picture in everything(scene.suite.folder).items() if picture != before[service]]
    assert moved == ["topics"]


def test_a_wrong_state_tells_the_state_and_what_may_be_done_from_there(scene: Scene) -> None:
    problem = is_refused_and_writes_nothing(scene, FIRST_OF_EACH[9])
    shown = scene.api.shown(f"/v1/topics/{scene.reviewing}", scene.capacities["station"])
    assert (problem["state"], problem["allowed_commands"]) == (shown["state"], shown["allowed_commands"])
    assert shown["state"] == "reviewing"


def test_a_broken_rule_is_named(scene: Scene) -> None:
    problem = is_refused_and_writes_nothing(scene, FIRST_OF_EACH[11])
    assert problem["rule"] == "EveryListItemNeedsOneVerdict"


def test_who_may_not_is_told_the_rule_of_place(scene: Scene) -> None:
    for fault in FAULTS:
        if fault.rank == 8:
            problem = is_refused_and_writes_nothing(scene, fault)
            assert "STN acts for a station or council whose division the record has or lies in" in str(problem["rule"])


def test_wrong_fields_are_named_one_by_one(scene: Scene) -> None:
    unknown, missing = (next(one for one in FAULTS if one.name == name) for name in ("unknown field", "missing field"))
    request = spoiled(scene, unknown, missing)
    problem = refused(scene.send(request), 422, "invalid")
    assert sorted(problem["errors"]) == ["nobody", "verdicts"]
