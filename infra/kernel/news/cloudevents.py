"""How events travel: CloudEvents 1.0 in JSON, up to a hundred in one message; payloads byte for byte as recorded."""

import msgspec

from infra.kernel.contract.envelope import Recorded

CONTENT_TYPE = "application/cloudevents-batch+json"
# What is larger is not looked into: the log has it as well.
MOST_BYTES = 4 * 1024 * 1024


class CloudEvent(msgspec.Struct, frozen=True, omit_defaults=True):
    """One recorded event on the wire; extension attributes are lower-case letters only, as the specification wants."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: str
    datacontenttype: str
    data: msgspec.Raw
    position: int
    streamversion: int
    schemaversion: int
    occurredat: str
    role: str
    division: str
    commandid: str
    correlationid: str
    actor: str | None = None
    organisation: str | None = None
    causationid: str | None = None


_decoder = msgspec.json.Decoder(list[CloudEvent])


class NoBatchOfEvents(ValueError):
    """A message that is no batch of CloudEvents of ours."""


def pack(events: list[Recorded]) -> bytes:
    return msgspec.json.encode([_outward(event) for event in events])


def unpack(body: bytes) -> list[Recorded]:
    """At least one event. Raises NoBatchOfEvents."""
    if len(body) > MOST_BYTES:
        raise NoBatchOfEvents(f"{len(body)} bytes are more than {MOST_BYTES}")
    try:
        events = [_inward(event) for event in _decoder.decode(body)]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NoBatchOfEvents(str(error)) from error
    if not events:
        raise NoBatchOfEvents("a batch of no events")
    return events


def _outward(event: Recorded) -> CloudEvent:
    return CloudEvent(
        specversion="1.0",
        id=event.event_id,
        source=f"/shangliang/{event.service}",
        type=event.type,
        subject=event.stream,
        time=event.recorded_at,
        datacontenttype="application/json",
        data=msgspec.Raw(event.payload.encode()),
        position=event.position,
        streamversion=event.version,
        schemaversion=event.schema_version,
        occurredat=event.occurred_at,
        role=event.role,
        division=event.division,
        commandid=event.command_id,
        correlationid=event.correlation_id,
        actor=event.actor,
        organisation=event.organisation,
        causationid=event.causation_id,
    )


def _inward(event: CloudEvent) -> Recorded:
    return Recorded(
        event_id=event.id,
        stream=event.subject,
        version=event.streamversion,
        type=event.type,
        schema_version=event.schemaversion,
        occurred_at=event.occurredat,
        recorded_at=event.time,
        actor=event.actor,
        role=event.role,
        organisation=event.organisation,
        division=event.division,
        command_id=event.commandid,
        correlation_id=event.correlationid,
        causation_id=event.causationid,
        payload=bytes(event.data).decode(),
        service=event.source.rpartition("/")[2],
        position=event.position,
    )
