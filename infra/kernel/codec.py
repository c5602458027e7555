"""Between event classes and stored bytes: a stable name and version for each class, and upcasters for old versions.

A stored payload is never rewritten. What was written as version 1 is lifted, on reading, through every upcaster up
to the class of today.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

from infra.kernel.envelope import Envelope, Told

Fields: TypeAlias = dict[str, Any]
Upcaster: TypeAlias = Callable[[Fields], Fields]


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
        self._decoders: dict[str, msgspec.json.Decoder[Any]] = {
            name: msgspec.json.Decoder(kind.cls) for name, kind in self._by_name.items()
        }
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

    def decode(self, envelope: Envelope | Told) -> Any:
        """Raises UnknownEventType, or msgspec.ValidationError when the payload does not fit its class."""
        kind = self.type_of(envelope.type)
        if envelope.schema_version == kind.version:
            return self._decoders[envelope.type].decode(envelope.payload)
        if envelope.schema_version > kind.version:
            raise UnknownEventType(f"{envelope.type} version {envelope.schema_version} is newer than this program")
        return msgspec.convert(self._lifted(kind, envelope), kind.cls)

    def _lifted(self, kind: EventType, envelope: Envelope | Told) -> Fields:
        fields: Fields = msgspec.json.decode(envelope.payload)
        upcasters = dict(kind.upcasters)
        for version in range(envelope.schema_version, kind.version):
            fields = upcasters[version](fields)
        return fields
