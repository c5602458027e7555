"""What the gateway asks of a service over RPC, and what it gets: plain frozen dataclasses, JSON on the wire."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Caller:
    """The credentials as they came; every service checks them again for itself. `ground`: why he reads, in his own words."""

    token: str | None = None
    capacity: str | None = None
    tracking_code: str | None = None
    participant_code: str | None = None
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class CommandCall:
    """One command. `record_id` is None for a creating one; `parent_id` is the meeting's or venue's id for what is nested in it."""

    collection: str
    command: str
    body: dict[str, Any]
    key: str
    caller: Caller
    correlation_id: str
    record_id: str | None = None
    parent_id: str | None = None
    if_match: int | None = None


@dataclass(frozen=True, slots=True)
class ReadCall:
    """One record (`read`), its history (`history`), or the record behind a tracking code (`track`)."""

    collection: str
    caller: Caller
    record_id: str | None = None
    parent_id: str | None = None
    as_of: str | None = None


SORTS = ("updated_at", "-updated_at", "created_at", "-created_at", "due", "-due")
"""The orders of a list; `-` before one reverses it."""


@dataclass(frozen=True, slots=True)
class ListCall:
    """A page of a collection. `cursor` is opaque, from the page before. `offers`: a command that the caller may give.

    `awaited` narrows `mine` to what stands in a queue: not what he only might do in somebody's stead.
    """

    collection: str
    caller: Caller
    parent_id: str | None = None
    state: list[str] = field(default_factory=list)
    division: str | None = None
    organisation: str | None = None
    topic: str | None = None
    outcome: str | None = None
    names: str | None = None
    lead: str | None = None
    co_handler: str | None = None
    speciality: str | None = None
    overdue: bool | None = None
    due_before: str | None = None
    tag: str | None = None
    mine: bool = False
    awaited: bool = False
    offers: str | None = None
    since: str | None = None
    until: str | None = None
    q: str | None = None
    sort: str | None = None
    limit: int = 50
    cursor: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form offers to choose from; `parent` where a collection is nested."""

    collections: list[str]
    caller: Caller
    division: str | None = None
    parent_id: str | None = None


@dataclass(frozen=True, slots=True)
class MatterCall:
    """What a service has of a topic: the topic itself where it is there, and of these collections what belongs to it."""

    topic: str
    collections: list[str]
    caller: Caller


@dataclass(frozen=True, slots=True)
class Gathering:
    """Lists of one service, by what the page calls them, and a record with its history where one is named.

    `named_by`: the field of the record that says whom the lists are about; `also`: what else is to be named.
    """

    caller: Caller
    lists: dict[str, ListCall] = field(default_factory=dict)
    record: ReadCall | None = None
    named_by: str | None = None
    also: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadsCall:
    """Who read what is kept inside: a page, newest first. `since` and `before` are stored times, `cursor` an id."""

    caller: Caller
    record: str | None = None
    collection: str | None = None
    person: str | None = None
    since: str | None = None
    before: str | None = None
    limit: int = 50
    cursor: str | None = None
