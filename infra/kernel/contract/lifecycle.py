"""What a lifecycle is: its commands, who may give them from which state, and the functions that decide and fold.

The literature calls this a decider: decide (a function for each command), evolve (the fold), and an initial state,
which is None here: there is no record yet. What carries commands out is `commands/command_handler.py`. Every lifecycle is
one `Lifecycle` value, a literal table in its own `lifecycle.py`; the kernel does the rest: checks, transactions, rows, due times.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import cache
from typing import Any, Literal, Protocol, TypeAlias, TypeVar, get_type_hints

import msgspec

from infra.kernel.access.places import Actor, Place
from infra.kernel.contract.clearing import CLEAR_FILES, clearing_row
from infra.kernel.contract.codec import EventType
from infra.kernel.contract.counted import Counted
from infra.kernel.contract.following import PassingOn
from infra.kernel.contract.handling import Handling
from infra.kernel.contract.kept_inside import KeptInside
from infra.kernel.contract.named_file import NamedFile
from infra.kernel.contract.policy import Period
from infra.kernel.contract.row import DoesNotFit, Records, Role, Row, misfits
from infra.kernel.contract.wire import WithFiles

Audience: TypeAlias = Literal["public", "tokens", "security", "place", "internal", "recorders", "offices", "inside"]
# A row of any table, whatever its command takes.
Transition: TypeAlias = Row[Any, Any, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class ReadRow:
    """What can be read of one record (the read model, a projection): a pure function of its folded state.

    `audience` says who may read it: anybody, whoever has a token, or only who stands at its place ("internal": the same,
    with every reading on record, as of all that follow here but the security administrator's); of what the security
    administrator grants, he as well; of a recorder's working notes, recorder and chair alone; of what is said of people
    (evaluations, nominations), besides these the CPPCC office and the Party organisation at or above; of what offices
    tell one another (an instruction that is not public, its task), those that give out and supervise at or above as well.
    `shown` is a frozen dataclass: the record's own fields on the wire. `named` are organisations and persons who may
    read it because it names them. All that is shown is searched but personal fields; `search` adds words that are not
    shown, and must hold none of these either. `codes` are digests of tracking or participant codes that open it. `handling` is
    what lists of tasks may be narrowed to and sorted by. `files` are all that the record ever named:
    whoever may read it may read them. `attached` came with commands, `cleared` were so; no lifecycle adds these.
    """

    division: str
    shown: object
    organisation: str | None = None
    topic: str | None = None
    outcome: str | None = None
    named: tuple[str, ...] = ()
    audience: Audience = "place"
    search: str = ""
    codes: tuple[str, ...] = ()
    handling: Handling | None = None
    files: tuple[NamedFile, ...] = ()
    attached: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()


class Lookups(Protocol):
    """What a decision's facts may be gathered from: own read rows and local copies of other services' news."""

    @property
    def now(self) -> datetime:
        """When it happened: domain time, in UTC; earlier than the entry for what is entered late."""

    @property
    def recorded_at(self) -> datetime:
        """When it is entered. Days that people are given begin here: nobody's may be over before he could hear of it."""

    def copy(self, into: type[T], kind: str, copy_id: str) -> T | None:
        """The local copy of another service's record, or None."""

    def needed_copy(self, into: type[T], kind: str, copy_id: str) -> T:
        """The same; raises NewsMissing when it has not arrived (the command waits for it, up to 3 s)."""

    def copies(self, into: type[T], kind: str, parent: str) -> list[T]:
        """Every local copy of a kind under one parent (a topic's meetings, an outcome's…)."""

    def shown(
        self,
        into: type[T],
        collection: str,
        *,
        topic: str | None = None,
        outcome: str | None = None,
        naming: str | None = None,
    ) -> list[T]:
        """Own records: all, of a topic or outcome, or naming somebody; `into` has their fields, `id state version division nested_in`."""

    def one(self, into: type[T], collection: str, record_id: str) -> T | None:
        """One own record, in the same way."""

    def readable(self, into: type[T], collection: str, record_id: str) -> T | None:
        """The same, but None also when whoever gives the command may not read it: for what a command refers to."""

    def pinned(self, into: type[T], collection: str, record_id: str, *, unread: bool = False) -> T | None:
        """The same, and what is decided on it is written only if it has not changed by then: nobody ends it meanwhile.

        `unread`: also one that whoever gives the command may not read.
        """

    def pinned_that_name(self, into: type[T], collection: str, naming: str) -> list[T]:
        """`shown(…, naming=…)`, and what is decided on them is written only if none has changed and none been added."""

    def held_by(self, into: type[T], collection: str, organisation: str, after: str = "") -> list[T]:
        """A page of an organisation's own records, by their ids, those after this one."""

    def of_division(self, into: type[T], collection: str, division: str, after: str = "") -> list[T]:
        """A page of the own records of exactly that division, by their ids, those after this one."""

    def counted(self, collection: str, division: str, wanted: Counted) -> Mapping[str, int]:
        """How many of them there are in each division, this one and those below it; counted where they are kept."""

    def first_time(self, event: type, stream: str) -> datetime | None:
        """When an event of this class first happened in an own stream; None when it never did."""

    def opened_by(self, collection: str, code: str) -> str | None:
        """The id of the own record that a code (its digest) opens."""

    def type_of_new_file(self, digest: str) -> str | None:
        """The media type of an upload that no record names yet; None when there is none of that digest."""

    def has_words(self, person: str) -> bool:
        """Whether anything was said under a key of this person that can still be opened, in whichever service."""

    def happened_last(self, stream: str, event: str) -> datetime | None:
        """When an event of that name last happened in an own stream."""

    def acting_for(self, division: str) -> str:
        """The division itself; of one that has ended, the one whose bodies act for its records."""

    def may(self, by: tuple[str, ...], place: Place) -> bool:
        """Whether who gives the command holds one of these roles there; the system always does."""

    def ends(self, code: str, start: datetime) -> Period:
        """When the days are over that this policy gives from `start`; raises NewsMissing before the first policies have arrived."""

    def ends_by(self, cited: str, start: datetime) -> Period | None:
        """The same by the version that an event cites; None where that version is not known here any more."""

    def entered(self, stream: str, event: type) -> dict[datetime, datetime]:
        """When the events of this class in an own stream happened, and when each was entered."""

    def in_state(self, into: type[T], collection: str, state: str) -> list[T]:
        """The own records of a collection that are in this state."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A code in an answer, told once in plain text and kept only under a person's key."""

    text: str


@cache
def field_names(takes: type) -> frozenset[str]:
    """What a command class wants to be told."""
    return frozenset(field.name for field in fields(takes))


class NewsMissing(Exception):
    """A decision needs news of another service that has not arrived here yet. `names`: the field that names it."""

    def __init__(self, what: str, names: str) -> None:
        super().__init__(what)
        self.names = names


@dataclass(frozen=True)
class Lifecycle:
    """One kind of record: its decider, with who may give which command and what can be read.

    name          "topic": also the start of its stream name, unless `stream` says otherwise
    collection    "topics": its name in the HTTP interface
    id_field      "topic_id": the field of its commands and events that holds the record's id
    events        its event classes
    evolve        folds the stream's state by one event; has no rules
    table         its rows as published, that of the creating command among them
    place         (stream state, record id) -> Place: who stands where to this record
    place_of_new  (lookups, stream state or None, creating command) -> Place; rights are judged from it before anything is looked up
    id_of_new     creating command -> the record's id, where there is one record for what it says, whoever writes at once
    facts         (lookups, stream state or None, command) -> what the decision needs to know besides
    row           (stream state, record id) -> ReadRow, what can be read
    rule_broken   the exception class from which this service's rules derive
    due           stream state -> [(time, command)], what SYS must do when; only on the lifecycle that owns the stream
    subject       (stream state or None, command) -> the person whose key encrypts the personal fields
    stream        the owning lifecycle's name when the record is nested in another one's stream
    parent_field  nested: the field of commands and events that holds the parent's id ("meeting_id")
    tracking      (lookups, stream state, digest) -> whether this tracking code opens it by way of another record
    tracked_person (lookups, stream state, digest) -> the person behind that code, whose key encrypts what he says
    bulk_rows     event -> [(record id, ReadRow)] for records that come many at once; written instead of `row`
    state_labels  what each state is called in Chinese
    internal_files_for  the roles, there, that read its files before these are cleared; so does the person of `subject`
    of_one_member whether a record is about one member, whom its row names: to MEM it is there for him alone
    names_its_lead whether what its rows name is who leads it: to HND it is there by that, without a day to handle it by
    names_topics  whether its rows name topics, several of them, and lists of a topic find them by that
    kept_inside   what those do not read of it who read it only because it was published
    unnamed       (stream state after it, event, role) -> whether the event names nobody; another record's code never does
    moves_all     events that say whose the nested records are, too: all rows of the stream are written anew
    beside        (lookups, records as shown) -> for each what is computed of it at reading, and stands in no row
    alone         (stream state, record id) -> what is shown of a record read alone, too long for every command to write
    following     what of it follows when an organisation that it names has ended (lookups/following.py)
    part          nested: (stream state, record id) -> the record's own state object, or None
    """

    name: str
    collection: str
    label: str
    id_field: str
    events: tuple[EventType, ...]
    evolve: Callable[[Any, Any], Any]
    table: tuple[Transition, ...]
    place: Callable[[Any, str], Place]
    place_of_new: Callable[[Lookups, Any, Any], Place]
    facts: Callable[[Lookups, Any, Any], Any]
    row: Callable[[Any, str], ReadRow]
    rule_broken: type[Exception]
    due: Callable[[Any], list[tuple[datetime, Any]]] | None = None
    subject: Callable[[Any, Any], str | None] | None = None
    stream: str | None = None
    id_of_new: Callable[[Any], str] | None = None
    parent_field: str | None = None
    part: Callable[[Any, str], Any] | None = None
    tracking: Callable[[Lookups, Any, str], bool] | None = None
    tracked_person: Callable[[Lookups, Any, str], str | None] | None = None
    bulk_rows: Callable[[Any], list[tuple[str, ReadRow]]] | None = None
    kept_inside: KeptInside | None = None
    unnamed: Callable[[Any, Any, str], bool] | None = None
    beside: Callable[[Lookups, Sequence[Mapping[str, Any]]], Sequence[Mapping[str, Any]]] | None = None
    alone: Callable[[Any, str], Mapping[str, object]] | None = None
    internal_files_for: tuple[Role, ...] = ()
    names_topics: bool = False
    of_one_member: bool = False
    moves_all: tuple[type, ...] = ()
    names_its_lead: bool = False
    following: PassingOn | None = None
    state_labels: dict[str, str] = field(default_factory=dict)
    rows: dict[str, tuple[Transition, ...]] = field(init=False)
    takes_files: bool = field(init=False)

    def __post_init__(self) -> None:
        rows: dict[str, tuple[Transition, ...]] = {}
        for row in self.table:
            rows[row.command] = (*rows.get(row.command, ()), row)
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "takes_files", any(issubclass(row.schema, WithFiles) for row in self.table))
        if self.takes_files:
            rows[CLEAR_FILES] = (clearing_row(self.name, (self.id_field, self.parent_field), self.states),)
        for said in self._misfits():
            raise DoesNotFit(f"{self.name}: {said}")

    @property
    def creation(self) -> Transition | None:
        """The row of the creating command; a record that only another one's decision makes has none."""
        return next((row for row in self.table if not row.from_states), None)

    def _misfits(self) -> Iterator[str]:
        own = {event_type.cls for event_type in self.events}
        ids = {self.id_field} | ({self.parent_field} if self.parent_field else set())
        for told in [*own, *(row.takes for row in self.table)]:
            if not ids <= {one.name for one in fields(told)}:
                yield f"{told.__name__} does not name its record by {' and '.join(sorted(ids))}"
        state = get_type_hints(self.evolve)["return"]
        for row in self.table:
            if isinstance(row.decide, Records) and row.decide.event not in own:
                yield f"{row.command} records {row.decide.event.__name__}, which is none of its events"
            yield from (f"{row.command}: {said}" for said in misfits(row, state))
        if len({type(state) for row in self.table for state in row.from_states}) > 1:
            yield "its rows name states of several lifecycles"

    def shown_alone(self, state: Any, record_id: str) -> dict[str, Any]:
        return dict(msgspec.to_builtins(self.alone(state, record_id))) if self.alone else {}

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that a record can be in."""
        left = (str(state) for rows in self.rows.values() for row in rows for state in row.from_states)
        return tuple(dict.fromkeys([*map(str, self.state_labels), *left]))

    def stream_of(self, record_id: str, parent_id: str | None) -> str:
        """The stream that holds the record: its own, or its parent's."""
        return f"{self.stream}-{parent_id}" if self.stream else f"{self.name}-{record_id}"

    def place_for(self, actor: Actor, lookups: Lookups, state: Any, record_id: str) -> Place:
        """Where the record stands, with the caller's tracking code when that opens it by way of another record."""
        place = self.place(state, record_id)
        if actor.tracking and self.tracking and self.tracking(lookups, state, actor.tracking):
            return replace(place, tracking=(*place.tracking, actor.tracking))
        return place

    def record_state(self, state: Any, record_id: str) -> Any:
        """The record's own state object inside the stream's, or None when there is no such record."""
        return self.part(state, record_id) if self.part and state is not None else state
