"""Every lifecycle by its table alone, at the real command handlers: whatever a command names is there and in force.

The model is plain dicts: each record's state, as the published rows say that its events lead to, and how many events it has.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from infra.kernel.access.places import SYSTEM, Actor, Place
from infra.kernel.base.calls import Caller, CommandCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Refusal
from infra.kernel.commands.command_handler import CommandHandler
from infra.kernel.commands.folding import Folded
from infra.kernel.commands.recording import record
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.lookups.named import ORGANISATION
from infra.kernel.storage.tables import EVENTS, RECORDS
from tests.contract.places_to_act import COUNTY, WHERE, holder, in_the_county, roles_there
from tests.contract.published import OURS, SERVICE_OF, PublishedRow
from tests.contract.test_who_may_do_what import in_company, published_answer, rows_of
from tests.contract.walk import THE_RECORD, golden
from tests.unit.by_chance.known import LIFECYCLE_OF, leads_to, payload_of
from tests.unit.naming.asking import Naming, body_for, ids_in, walk
from tests.unit.naming.cases import USUAL_CASE, Case
from tests.unit.naming.world import THERE, World
from tests.unit.over_http.suite import Around, InOneProcess, all_organisations, document_of

PLACES = ("own", "sibling", "parent", "child", "village")
HOME = "own"
THAT_FIT, AT_HOME, WHO_MAY = 0.85, 0.85, 0.85
ALL_OF = {
    "ATT": lambda place: (*place.attendees, *place.attendee_codes),
    "SELF": lambda place: (*place.persons, *place.participants),
}
PARENTS = {"meeting": "MeetingPlanned", "venue": "VenueCreated", "contest": "ContestCalled"}
"""What the nested ones are in, and how it begins."""
OF_NO_RECORD = "PersonForgotten"
"""Of whom nothing but a key was there."""
NOT_BY_COMMANDS = ("clock", "division_load")
"""There is one of it, or it comes many at once."""
NEEDS_COMPANY = ("pre_work",)
"""Its examples are of a participant who has to be there."""
BESIDE = {("term", "change_over"), ("proposal", "merge"), ("posting", "hand_over"), ("outcome", "dispatch")}
"""What they do to another record needs that one to be there in truth."""
COMMANDS = sorted(
    (name, command)
    for name in {*OURS} - {*NOT_BY_COMMANDS}
    for command in rows_of(name)
    if (name, command) not in BESIDE
)
NEW = (
    select(EVENTS.c.inserted, EVENTS.c.type, EVENTS.c.payload)
    .where(EVENTS.c.inserted > bindparam("after"))
    .order_by(EVENTS.c.inserted)
)


@dataclass
class AllThere(World):
    """As a decision asks a service's lookups; nothing of it changes meanwhile."""

    looked_up: list[str] = field(default_factory=list)
    pins: list[Any] = field(default_factory=list)

    def opens(self, code: str) -> bool:
        return True


@dataclass
class Record:
    lifecycle: str
    id: str
    parent: str | None
    state: str = ""
    events: int = 0


class Asked(NamedTuple):
    """A command that is given, and what the published table says to it."""

    call: CommandCall
    actor: Actor
    said: str
    place: Place
    case: Case
    told: str


@cache
def where_made(lifecycle: str) -> Place:
    """As its example says."""
    folded, _told = next(iter(walk(lifecycle).reached.values()))
    known = in_the_county(OURS[lifecycle].place(in_company(lifecycle, folded), THE_RECORD))
    return replace(known, open_to_anyone=lifecycle == "submission")


class EveryLifecycle:
    """The services at work, and the model beside them."""

    def __init__(self) -> None:
        self.around, self.case = Around(), USUAL_CASE
        self.names: tuple[str, ...] = ()
        self.libraries = InOneProcess(self.around).libraries
        self.records: dict[tuple[str, str], Record] = {}
        self.read: Counter[str] = Counter()
        self.handlers: dict[str, CommandHandler] = {}
        self.new = {service: of.own.prepare(NEW) for service, of in self.libraries.items()}
        for service, of in self.libraries.items():
            for name, document, division in all_organisations():
                of.know(ORGANISATION, name, document, parent=division)
            self.begin_again(service)
        self.parents = {name: self._parent(OURS[name], event) for name, event in PARENTS.items()}
        self.follow()

    def begin_again(self, service: str) -> None:
        """As after a restart: nothing is in memory."""
        of = self.libraries[service]
        self.handlers[service] = CommandHandler(
            of.lifecycles, of.store, of.personal, of.directory, self._world,
            of.log_clock.now, of.expected_news, lambda: None, of.files,
        )  # fmt: skip

    def _world(self, now: datetime, recorded_at: datetime, actor: Actor) -> Any:
        return AllThere("nobody's", THERE, self.names, self.case.says, self.case.lists, now, recorded_at, actor)

    def _parent(self, lifecycle: Lifecycle, begins: str) -> str:
        of, parent = self.libraries[SERVICE_OF[lifecycle.name]], new_id()
        event = replace(golden(lifecycle, begins), **{lifecycle.id_field: parent})
        record(of.lifecycles, of.store, new_id(), [event], of.clock(), SYSTEM, "SYS")
        return parent

    def _example(self, lifecycle: Lifecycle, state: str) -> Record | None:
        """One more record, as its examples say that it came to that state."""
        if lifecycle.name in NEEDS_COMPANY:
            return None
        of, its_id, parent = self.libraries[SERVICE_OF[lifecycle.name]], new_id(), self._parent_of(lifecycle)
        ids = {lifecycle.id_field: its_id, **({lifecycle.parent_field: parent} if lifecycle.parent_field else {})}
        _folded, told = walk(lifecycle.name).reached[state]
        for event in told:
            record(of.lifecycles, of.store, new_id(), [replace(event, **ids)], of.clock(), SYSTEM, "SYS")
        self.follow()
        return self.records[lifecycle.collection, its_id]

    # What is asked

    def command(self, chance: Random) -> Asked | None:
        """Some command to a record of its lifecycle, more or less in a state that it may be given in, by somebody who more or less may."""
        name, command = chance.choice(COMMANDS)
        lifecycle, rows = OURS[name], rows_of(name)[command]
        if not rows[0].came_from:
            return self._asked(lifecycle, Record(name, "", self._parent_of(lifecycle)), rows, chance)
        fits = chance.random() < THAT_FIT
        states = sorted({state for row in rows for state in row.came_from} if fits else walk(name).reached)
        there = [one for one in self.records.values() if one.lifecycle == name and one.state in states]
        of = chance.choice(there) if there else self._example(lifecycle, chance.choice(states))
        return self._asked(lifecycle, of, rows, chance) if of else None

    def _asked(self, lifecycle: Lifecycle, of: Record, rows: list[PublishedRow], chance: Random) -> Asked | None:
        place, ours = self._place(lifecycle, of), lifecycle.rows[rows[0].command][0]
        naming = Naming(lifecycle, ours, next(iter(ours.schema().fields), ""), by_code=False)
        may = sorted({role for row in rows for role in row.roles} - {"SYS"})
        role = chance.choice(may if may and chance.random() < WHO_MAY else sorted({*WHERE} - {"SYS"}))
        where = HOME if chance.random() < AT_HOME else chance.choice(PLACES)
        if role in ("ATT", "SELF") and not any(ALL_OF[role](place)):
            return None  # nobody of that name is there yet
        mine = roles_there(role, where, lifecycle.name, of.state, place)
        said = body_for(naming) if naming.path else {}
        body = {name: value for name, value in said.items() if name != "files"}
        if ours.schema().validate(body):
            return None
        call = CommandCall(
            lifecycle.collection, rows[0].command, body, new_id(), Caller(), "", of.id or None, of.parent
        )  # fmt: skip
        told = f"{lifecycle.name} {of.state} {rows[0].command} by {role} at {where}"
        published = published_answer(rows, of.state, mine)
        return Asked(call, holder(role, where, place), published, place, naming.case, told)

    def _parent_of(self, lifecycle: Lifecycle) -> str | None:
        return self.parents[lifecycle.stream] if lifecycle.stream else None

    def _place(self, lifecycle: Lifecycle, of: Record) -> Place:
        """Where it stands, if that were in the county."""
        if not of.id:
            return where_made(lifecycle.name)
        service = self.libraries[SERVICE_OF[lifecycle.name]]
        stream = lifecycle.stream_of(of.id, of.parent)
        folded = service.lifecycles.replay(Folded(stream), service.store.stream(stream))
        return in_the_county(lifecycle.place(folded.state, of.id))

    # What is answered

    def give(self, asked: Asked) -> dict[str, Any] | str:
        """The answer, or the name of the refusal. Anything else that is raised is a fault."""
        self.around.place, self.case = asked.place, asked.case
        self.names = tuple(ids_in(asked.call.body))
        for one in (asked.place.council, *asked.place.leads, *asked.place.co_handlers):
            self._is_known(one, "council" if one == asked.place.council else "department")
        try:
            return self.handlers[self.service_of(asked)].handle(asked.call, asked.actor)
        except Refusal as refused:
            return type(refused).__name__

    def service_of(self, asked: Asked) -> str:
        return next(name for name, of in self.libraries.items() if asked.call.collection in of.lifecycles.by_collection)

    def _is_known(self, organisation: str | None, kind: str) -> None:
        if organisation is None or " of " in organisation:
            return
        document = document_of(organisation, kind, COUNTY)
        for of in self.libraries.values():
            of.know(ORGANISATION, organisation, document, parent=COUNTY)

    def heads(self) -> list[int]:
        return [sum(of.store.head()) for of in self.libraries.values()]

    def follow(self) -> list[Record]:
        """What the new events lead to, each where a published row leads. Answers the records that they are about."""
        may: dict[tuple[str, str], set[str]] = {}
        for service, of in self.libraries.items():
            for inserted, event, payload in of.own.rows(self.new[service], {"after": self.read[service]}):
                self.read[service] = inserted
                if event == OF_NO_RECORD and payload_of(payload)["person_id"] not in self._people():
                    continue
                known = self._told(event, payload_of(payload))
                key = (OURS[known.lifecycle].collection, known.id)
                states, known.events = may.get(key, {known.state}), known.events + 1
                begins = leads_to(event, {""}) if OURS[known.lifecycle].id_of_new else set()
                may[key] = leads_to(event, states) | begins
                assert may[key], f"{event} of a {known.lifecycle} that is {states} was not published"
        for key, states in may.items():
            known = self.records[key]
            known.state = self._state(known)
            assert known.state in states, f"a {known.lifecycle} is {known.state}, published {states}"
        return [self.records[key] for key in may]

    def _people(self) -> set[str]:
        return {one.id for one in self.records.values() if one.lifecycle == "person"}

    def _told(self, event: str, said: dict[str, Any]) -> Record:
        lifecycle = LIFECYCLE_OF[event]
        parent = said[lifecycle.parent_field] if lifecycle.parent_field else None
        key = (lifecycle.collection, said[lifecycle.id_field])
        return self.records.setdefault(key, Record(lifecycle.name, key[1], parent))

    def _state(self, known: Record) -> str:
        """As its row has it."""
        of, collection = self.libraries[SERVICE_OF[known.lifecycle]], OURS[known.lifecycle].collection
        wanted = select(RECORDS.c.state).where(RECORDS.c.collection == collection, RECORDS.c.id == known.id)
        ((state,),) = of.own.query(wanted)
        return str(state)

    def begun_anew(self, known: Record) -> tuple[str, int]:
        """Its state and its events, folded from the log alone."""
        lifecycle, of = OURS[known.lifecycle], self.libraries[SERVICE_OF[known.lifecycle]]
        stream = lifecycle.stream_of(known.id, known.parent)
        folded = of.lifecycles.replay(Folded(stream), of.store.stream(stream))
        state = str(lifecycle.record_state(folded.state, known.id).state)
        return state, folded.version_of(lifecycle, known.id)
