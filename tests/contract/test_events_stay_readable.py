"""Every event type and version, as it was first written, loads for ever. Deleting a golden file needs an ADR."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from infra.kernel.contract.attached import OF_ANY_RECORD
from infra.kernel.contract.codec import Codec, EventType
from infra.kernel.contract.envelope import Envelope
from operations.suite.services import SERVICES

GOLDEN = Path(__file__).parent / "events"
TYPES = {
    event_type.name: event_type
    for service in SERVICES.values()
    for lifecycle in service.lifecycles
    for event_type in (*OF_ANY_RECORD, *lifecycle.events)
}
FILES = sorted(GOLDEN.glob("*.json"))


def recorded(golden: dict[str, Any]) -> Envelope:
    payload = msgspec.json.encode(golden["payload"]).decode()
    return Envelope(
        event_id="e",
        stream="s",
        version=1,
        type=golden["type"],
        schema_version=golden["version"],
        occurred_at="t",
        recorded_at="t",
        actor=None,
        role="SYS",
        organisation=None,
        division="62",
        command_id="c",
        correlation_id="c",
        causation_id=None,
        payload=payload,
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_was_written_then_is_read_now(file: Path) -> None:
    golden = msgspec.json.decode(file.read_bytes())
    event_type = TYPES[golden["type"]]
    event = Codec([event_type]).decode(recorded(golden))
    assert type(event) is event_type.cls


@pytest.mark.parametrize("event_type", TYPES.values(), ids=list(TYPES))
def test_the_newest_version_is_written_as_its_file_says(event_type: EventType) -> None:
    file = GOLDEN / f"{event_type.name}.v{event_type.version}.json"
    golden = msgspec.json.decode(file.read_bytes())
    codec = Codec([event_type])
    name, version, payload = codec.encode(codec.decode(recorded(golden)))
    assert {"type": name, "version": version, "payload": msgspec.json.decode(payload)} == golden
