"""Events to bytes and back: names, versions, upcasters, and what is not known here."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from infra.kernel.contract.codec import Codec, EventType, Fields, UnknownEventType
from infra.kernel.contract.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Stop:
    street: str
    minutes: int


@dataclass(frozen=True, slots=True)
class WalkPlanned:
    """Version 3. Version 1 had `street` and no stops; version 2 had `stops` as a list of streets."""

    walk_id: str
    day: date
    starts_at: datetime
    stops: tuple[Stop, ...]
    note: str | None = None


def streets_become_a_list(fields: Fields) -> Fields:
    return {**{name: value for name, value in fields.items() if name != "street"}, "stops": [fields["street"]]}


def stops_get_minutes(fields: Fields) -> Fields:
    return {**fields, "stops": [{"street": street, "minutes": 10} for street in fields["stops"]]}


CODEC = Codec([EventType(WalkPlanned, 3, ((1, streets_become_a_list), (2, stops_get_minutes)))])
WALK = WalkPlanned("walk", date(2026, 3, 2), datetime(2026, 3, 2, 1, 30, tzinfo=UTC), (Stop("校门口", 10),))


def stored(version: int, payload: str, kind: str = "WalkPlanned") -> Envelope:
    return Envelope(
        event_id="event",
        stream="walk-walk",
        version=1,
        type=kind,
        schema_version=version,
        occurred_at="2026-03-02T01:00:00.000000+00:00",
        recorded_at="2026-03-02T01:00:00.000000+00:00",
        actor=None,
        role="LIA",
        organisation=None,
        division="620723101",
        command_id="command",
        correlation_id="command",
        causation_id=None,
        payload=payload,
    )


def as_written(**stops: Any) -> str:
    fields = {"walk_id": "walk", "day": "2026-03-02", "starts_at": "2026-03-02T01:30:00Z", **stops}
    return msgspec.json.encode(fields).decode()


def test_an_event_is_written_under_its_class_name_and_version_and_reads_back_equal() -> None:
    kind, version, payload = CODEC.encode(WALK)
    assert (kind, version) == ("WalkPlanned", 3)
    assert CODEC.decode(stored(3, payload)) == WALK


def test_han_characters_are_written_as_themselves() -> None:
    assert "校门口" in CODEC.encode(WALK)[2]


@pytest.mark.parametrize(
    ("version", "payload"),
    [
        (1, as_written(street="校门口")),
        (2, as_written(stops=["校门口"])),
        (3, as_written(stops=[{"street": "校门口", "minutes": 10}])),
    ],
)
def test_every_older_version_is_lifted_step_by_step_to_todays(version: int, payload: str) -> None:
    assert CODEC.decode(stored(version, payload)) == WALK


def test_a_newer_version_than_this_program_knows_is_refused() -> None:
    with pytest.raises(UnknownEventType, match="version 4 is newer"):
        CODEC.decode(stored(4, as_written(stops=[])))


def test_a_type_that_this_program_does_not_know_is_refused() -> None:
    with pytest.raises(UnknownEventType, match="WalkCancelled is not known"):
        CODEC.decode(stored(1, "{}", "WalkCancelled"))


@pytest.mark.parametrize(
    ("version", "payload"),
    [(3, "{}"), (3, as_written(stops="校门口")), (2, as_written(stops=[5])), (3, "not JSON"), (1, "not JSON")],
)
def test_a_payload_that_does_not_fit_its_class_is_refused(version: int, payload: str) -> None:
    with pytest.raises((msgspec.ValidationError, msgspec.DecodeError)):
        CODEC.decode(stored(version, payload))


def test_fields_that_a_reader_does_not_use_are_passed_over() -> None:
    assert CODEC.decode(stored(3, as_written(stops=[{"street": "校门口", "minutes": 10}], weather="晴"))) == WALK


def test_the_names_known_are_listed_in_order() -> None:
    assert Codec([EventType(WalkPlanned), EventType(Stop)]).names() == ["Stop", "WalkPlanned"]
