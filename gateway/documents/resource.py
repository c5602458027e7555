"""What a collection of the HTTP interface is: one literal `Resource` in each module of `gateway/records/`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from marshmallow import Schema


@dataclass(frozen=True, eq=False)
class Resource:
    """One collection and its commands.

    collection     "topics": its name in addresses
    service        the service that owns it
    label          what it is called in the documents, Chinese first
    creating       the command of `POST /v1/{collection}`
    commands       command → its schema, the service's own table
    shown          the record as it is read
    words          command → what it does, Chinese first; covers the whole published lifecycle
    parent         "meetings" for what is nested in a meeting, "venues" in a venue
    open_reading   True where published records are read without a token
    read_by_code   True where the Tracking-Code opens reading
    by_tracking    commands that the Tracking-Code opens
    by_participant commands that the Participant-Code opens
    open_creation  True where anyone may create
    extras         command → further fields of its answer
    named_by_code  True where a record's id is a division's code
    """

    collection: str
    service: str
    label: str
    creating: str | None
    commands: Mapping[str, type[Schema]]
    shown: type[Schema]
    words: Mapping[str, str]
    parent: str | None = None
    open_reading: bool = False
    read_by_code: bool = False
    by_tracking: tuple[str, ...] = ()
    by_participant: tuple[str, ...] = ()
    open_creation: bool = False
    extras: Mapping[str, type[Schema]] = field(default_factory=dict)
    named_by_code: bool = False

    @property
    def path(self) -> str:
        """Where the collection is found, as a route."""
        if self.parent:
            return f"/v1/{self.parent}/<parent>/{self.collection}"
        return f"/v1/{self.collection}"
