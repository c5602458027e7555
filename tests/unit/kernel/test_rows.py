"""A table that contradicts itself is refused when it is made; where nothing is decided the event tells what the command says."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

import pytest

from infra.kernel.access.places import Place
from infra.kernel.contract.codec import EventType, events_of
from infra.kernel.contract.lifecycle import Lifecycle, ReadRow
from infra.kernel.contract.row import DoesNotFit, Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from infra.kernel.testing import given

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


class State(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class OtherState(StrEnum):
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class GateBuilt:
    gate_id: str
    school: str


@dataclass(frozen=True, slots=True)
class GateShut:
    gate_id: str
    school: str
    shut_at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class GatePainted:
    gate_id: str
    colour: int


@dataclass(frozen=True, slots=True)
class WallBuilt:
    wall_id: str


@dataclass(frozen=True, slots=True)
class BuildGate:
    gate_id: str
    school: str


@dataclass(frozen=True, slots=True)
class ShutGate:
    gate_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PaintGate:
    gate_id: str
    colour: str


@dataclass(frozen=True, slots=True)
class BuildWall:
    wall_id: str


@dataclass(frozen=True)
class Gate:
    gate_id: str
    state: State
    school: str


@dataclass(frozen=True)
class Facts:
    now: datetime


def evolve(gate: Gate | None, event: GateBuilt | GateShut | GatePainted) -> Gate:
    if isinstance(event, GateBuilt):
        return Gate(event.gate_id, State.OPEN, event.school)
    assert gate is not None
    return replace(gate, state=State.SHUT) if isinstance(event, GateShut) else gate


BUILD = Row("build", BuildGate, Records(GateBuilt), NOTHING, ("CHAIR",))
SHUT = Row("shut", ShutGate, Records(GateShut, at="shut_at"), REASON, ("CHAIR",), (State.OPEN,))
GATE = Lifecycle(
    name="gate",
    collection="gates",
    label="门",
    id_field="gate_id",
    events=events_of(GateBuilt | GateShut | GatePainted),
    evolve=evolve,
    table=(BUILD, SHUT),
    place=lambda gate, record_id: Place(""),
    place_of_new=lambda lookups, gate, command: Place(""),
    facts=lambda lookups, gate, command: None,
    row=lambda gate, record_id: ReadRow("", None),
    rule_broken=AssertionError,
)


def test_the_event_tells_what_the_command_says() -> None:
    given(GATE).when(BuildGate("east", "school-1")).then(GateBuilt("east", "school-1"))


def test_the_event_tells_what_only_the_record_knows_and_when_it_happened() -> None:
    shut = given(GATE, GateBuilt("east", "school-1")).when(ShutGate("east", "snow"), Facts(NOON))
    shut.then(GateShut("east", "school-1", NOON, "snow"))
    shut.then_state("shut")


def test_no_test_gives_a_command_from_a_state_that_its_row_does_not_name() -> None:
    past = (GateBuilt("east", "school-1"), GateShut("east", "school-1", NOON))
    with pytest.raises(AssertionError, match="gate: no row takes ShutGate from shut"):
        given(GATE, *past).when(ShutGate("east", "snow"), Facts(NOON)).then()
    with pytest.raises(AssertionError, match="gate: no row takes ShutGate from before there is a record"):
        given(GATE).when(ShutGate("east", "snow"), Facts(NOON)).refused(LookupError)
    with pytest.raises(AssertionError, match="gate: no row takes BuildGate from open"):
        given(GATE, past[0]).when(BuildGate("east", "school-1")).then()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            Row("shut", ShutGate, Records(GateBuilt), REASON, ("CHAIR",), (State.OPEN,)),
            "gate: shut: GateBuilt has no field reason: what is said would be lost",
        ),
        (
            Row("shut", ShutGate, Records(GateShut), REASON, ("CHAIR",), (State.OPEN,)),
            "gate: shut: GateShut needs shut_at, which neither ShutGate says nor the record knows",
        ),
        (
            Row("shut", ShutGate, Records(GateShut, at="when"), REASON, ("CHAIR",), (State.OPEN,)),
            "gate: shut: GateShut needs shut_at, which neither ShutGate says nor the record knows",
        ),
        (
            Row("paint", PaintGate, Records(GatePainted), NOTHING, ("CHAIR",), (State.OPEN,)),
            "gate: paint: colour is <class 'str'> and in GatePainted <class 'int'>",
        ),
        (
            Row("build", BuildWall, Records(WallBuilt), NOTHING, ("CHAIR",)),
            "gate: BuildWall does not name its record by gate_id",
        ),
        (
            Row("build", BuildGate, Records(WallBuilt), NOTHING, ("CHAIR",)),
            "gate: build records WallBuilt, which is none of its events",
        ),
        (
            Row("build", BuildGate, Records(GateBuilt), NOTHING, ("CHAIR",), personal=("name",)),
            "gate: build: BuildGate has no field name to encrypt",
        ),
        (
            Row("build", BuildGate, Records(GateBuilt), NOTHING, ("CHAIR",), hashed="password"),
            "gate: build: BuildGate has no field password to keep a hash of",
        ),
        (
            Row("shut", ShutGate, Records(GateShut, at="shut_at"), REASON, ("CHAIR",), (OtherState.OPEN, State.SHUT)),
            "gate: its rows name states of several lifecycles",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_row_whose_parts_do_not_fit_is_refused_and_says_why(row: Row[object, object, object], said: str) -> None:
    with pytest.raises(DoesNotFit) as refused:
        replace(GATE, table=(BUILD, row))
    assert str(refused.value) == said


def test_an_event_that_names_another_record_is_refused() -> None:
    with pytest.raises(DoesNotFit, match="gate: WallBuilt does not name its record by gate_id"):
        replace(GATE, events=(*GATE.events, EventType(WallBuilt)))


def test_the_events_are_those_of_the_union_and_an_older_one_keeps_its_versions() -> None:
    older = EventType(GateShut, version=2, upcasters=((1, lambda fields: fields),))
    assert events_of(GateBuilt | GateShut, older) == (EventType(GateBuilt), older)
    assert events_of(WallBuilt) == (EventType(WallBuilt),)
