"""Between event classes and stored bytes: a stable name and version for each class, and upcasters for old versions.

A stored payload is never rewritten. What was written as version 1 is lifted, on reading, through every upcaster up
to the class of today.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias, get_args

import msgspec

from infra.kernel.contract.envelope import Envelope, PartialEnvelope, StreamlessEnvelope

Fields: TypeAlias = dict[str, Any]
Upcaster: TypeAlias = Callable[[Fields], Fields]
# From a payload as stored to the event; one for each version of each class.
Decode: TypeAlias = Callable[[str | msgspec.Raw], Any]


class UnknownEventType(LookupError):
    """The log holds an event that this version of the program does not know."""


@dataclass(frozen=True)
class EventType:
    """A frozen dataclass, its name in the log, its version, and for each older version how to lift it by one."""

    cls: type
    version: int = 1
    upcasters: tuple[tuple[int, Upcaster], ...] = ()

    @property
    def name(self) -> str:
        return self.cls.__name__


def events_of(union: Any, *changed: EventType) -> tuple[EventType, ...]:
    """The event classes of the union that the fold matches, so that they are listed once.

    `changed` are those of them that have older versions in the log.
    """
    known = {event_type.cls: event_type for event_type in changed}
    return tuple(known.get(cls) or EventType(cls) for cls in get_args(union) or (union,))


class Codec:
    """Encodes and decodes the events of one service.

    >>> codec.encode(TopicApproved(topic_id="…", document_number="沙党发〔2022〕9号"))
    ("TopicApproved", 1, '{"topic_id": …}')
    """

    def __init__(self, types: Iterable[EventType]) -> None:
        known = list(types)
        self._by_name = {event_type.name: event_type for event_type in known}
        if len(self._by_name) < len(known):
            raise ValueError("two event classes of one service have the same name")
        self._by_class = {event_type.cls: event_type for event_type in self._by_name.values()}
        self.decoders: dict[tuple[str, int], Decode] = {}
        for kind in known:
            lifted = {(kind.name, version): partial(_lifted, kind, version) for version in range(1, kind.version)}
            self.decoders.update(lifted)
            self.decoders[kind.name, kind.version] = msgspec.json.Decoder(kind.cls).decode
        self._encoder = msgspec.json.Encoder()

    def names(self) -> list[str]:
        return sorted(self._by_name)

    def type_of(self, name: str) -> EventType:
        if name not in self._by_name:
            raise UnknownEventType(f"event type {name} is not known here: is this program older than its data?")
        return self._by_name[name]

    def encode(self, event: object) -> tuple[str, int, str]:
        kind = self._by_class[type(event)]
        return kind.name, kind.version, self._encoder.encode(event).decode()

    def decode(self, envelope: Envelope | PartialEnvelope | StreamlessEnvelope) -> Any:
        """Raises UnknownEventType, or msgspec.ValidationError when the payload does not fit its class."""
        read = self.decoders.get((envelope.type, envelope.schema_version))
        if read is None:
            raise self.unknown(envelope.type, envelope.schema_version)
        return read(envelope.payload)

    def unknown(self, name: str, version: int) -> UnknownEventType:
        """Why there is no decoder for it. Raises the same when it is the name that is not known."""
        kind = self.type_of(name)
        age = "newer than this program" if version > kind.version else "no version"
        return UnknownEventType(f"{name} version {version} is {age}")


def _lifted(kind: EventType, version: int, payload: str | msgspec.Raw) -> Any:
    fields: Fields = msgspec.json.decode(payload)
    upcasters = dict(kind.upcasters)
    for older in range(version, kind.version):
        fields = upcasters[older](fields)
    return msgspec.convert(fields, kind.cls)
