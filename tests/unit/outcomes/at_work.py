"""`outcomes` at work on databases in memory, with those that stand around an outcome."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.contract.policy import PolicyInForce
from infra.kernel.lookups.sql_lookups import POLICY
from infra.kernel.news.effects import Effects
from infra.kernel.news.subscription import Subscription
from services.outcomes.service import OutcomesService
from tests.unit.kernel.library.running import Library, databases

OFFICE, OTHER, COUNCIL, PARTY, POLICE, ROADS, DISPATCH, CLOSED, COMMITTEE = (
    f"019a0000-0000-7000-8000-00000000005{number}" for number in range(9)
)
TOPIC, OUTCOME, BRIEF = (f"019a0000-0000-7000-8000-00000000001{number}" for number in (1, 2, 3))
ANA = "019a0000-0000-7000-8000-00000000000a"
TOWN, COUNTY = "620723101", "620723"
OFF = Actor(roles=("OFF",), organisation=OFFICE, division=COUNTY)
FAR_OFF = Actor(roles=("OFF",), organisation=OTHER, division="620724")
DISP = Actor(roles=("DISP",), organisation=DISPATCH, division=COUNTY)
CHAIR = Actor(roles=("CHAIR",), organisation=COUNCIL, division=TOWN)
MEM = Actor(person="mem", roles=("MEM",), organisation=COUNCIL, division=TOWN)
HND = Actor(roles=("HND",), organisation=POLICE, division=COUNTY)
PUB, AUD = Actor(), Actor(roles=("AUD",))
BODIES = (
    (OFFICE, "cppcc_office", COUNTY, False), (OTHER, "cppcc_office", "620724", False), (COUNCIL, "council", TOWN, False),
    (PARTY, "party", TOWN, False), (POLICE, "department", COUNTY, False), (ROADS, "department", COUNTY, False),
    (DISPATCH, "dispatch_office", COUNTY, False), (CLOSED, "department", COUNTY, True), (COMMITTEE, "committee", COUNTY, False),
)  # fmt: skip


@dataclass
class AtWork:
    of: Library = field(
        default_factory=lambda: Library(*databases(), lifecycles=Lifecycles(OutcomesService.lifecycles))
    )

    def __post_init__(self) -> None:
        for body, kind, division, ended in BODIES:
            self.know("organisation", body, division, id=body, name=body, kind=kind, division=division, ended=ended)
        for code, days in (("task_reply", 90), ("task_return", 5), ("rating", 15)):
            self.of.know(POLICY, code, msgspec.json.encode(PolicyInForce(code, days, 1, "workdays")).decode())
        for place in (TOWN, COUNTY):
            self.know("place", place, None, code=place)
        self.know("topic", TOPIC, None, topic_id=TOPIC, division=TOWN, organisation=COUNCIL)
        self.know("person_name", ANA, None, person=ANA, name="enc1:…")
        brief = {
            "document_id": BRIEF,
            "collection": "briefs",
            "division": COUNTY,
            "organisation": OFFICE,
            "topic": None,
        }
        self.know("document", BRIEF, None, **brief)

    def know(self, what: str, copy_id: str, parent: str | None, **said: Any) -> None:
        self.of.know(what, copy_id, msgspec.json.encode(said).decode(), parent)

    def happened(self, *events: object) -> None:
        record(self.of.lifecycles, self.of.store, new_id(), events, self.of.clock(), SYSTEM, "SYS")

    def work(self) -> None:
        """Its own news is taken."""
        self.of.store.number(5000)
        while True:
            of, effects = (
                self.of,
                Effects("outcomes", OutcomesService.copies, OutcomesService.reactions, self.of.news.copy),
            )
            log = of.store.log
            Subscription("outcomes", effects, of.news, of.handler, of.lookups_at, of.clock, log, lambda: None).catch_up(
                look=True
            )
            if not of.store.number(5000):
                return

    def do(self, collection: str, command: str, of: str | None, actor: Actor, **said: Any) -> dict[str, Any]:
        return self.of.do(command, (collection, of), said, actor)

    def shown(self, collection: str, record_id: str, actor: Actor = AUD) -> dict[str, Any]:
        return self.of.records.one(ReadCall(collection, Caller(), record_id), actor)
