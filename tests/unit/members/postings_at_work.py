"""Members, their bodies and postings at work on databases in memory, in a county of which the service has heard."""

from typing import Any

import msgspec

from infra.kernel.access.places import SYSTEM, Actor, KnownOrganisation
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.lookups.named import ORGANISATION
from services.members.division.events import Division, DivisionsLoaded
from services.members.first_start import national_posting_kinds
from services.members.service import MembersService
from tests.unit.kernel.library.running import Library, databases

CITY, COUNTY, TOWN, OTHER_TOWN = "6207", "620723", "620723101", "620723102"
OTHER_COUNTY = "620722"
CODES = (CITY, COUNTY, TOWN, OTHER_TOWN, OTHER_COUNTY)
ADMINISTRATION = Actor(person="019a0000-0000-7000-8000-00000000000d", roles=("ADM",))
AUDITOR = Actor(roles=("AUD",))


class Postings:
    """One county: its office, two towns with a station each, and a member who is ana."""

    def __init__(self) -> None:
        self.of = Library(*databases(), Lifecycles(MembersService.lifecycles))
        divisions = tuple(Division(code, code, "county", None, True) for code in CODES)
        begun = [DivisionsLoaded(new_id(), "test", divisions), national_posting_kinds(new_id())]
        record(self.of.lifecycles, self.of.store, "begin", begun, self.of.clock(), SYSTEM, "SYS")
        self.office, self.city_office = self.body("cppcc_office", COUNTY), self.body("cppcc_office", CITY)
        self.station, self.other = self.body("station", TOWN), self.body("station", OTHER_TOWN)
        self.party = self.body("party", TOWN)
        self.ana = str(self.made("create", "people", name="王安"))
        self.member = self.admitted(self.ana, COUNTY)
        self.off = Actor(person="off", roles=("OFF",), organisation=self.office, division=COUNTY)
        self.stn = Actor(person="stn", roles=("STN",), organisation=self.station, division=TOWN)
        self.mem = Actor(person=self.ana, roles=("MEM",), organisation=self.office, division=COUNTY)

    def made(self, command: str, collection: str, actor: Actor = ADMINISTRATION, **body: Any) -> str:
        return str(self.of.do(command, (collection, None), body, actor)["id"])

    def body(self, kind: str, division: str) -> str:
        made = self.made("create", "organisations", name=kind, kind=kind, division=division)
        known = msgspec.json.encode(KnownOrganisation(made, kind, kind, division)).decode()
        self.of.know(ORGANISATION, made, known, parent=division)
        return made

    def admitted(self, person: str, division: str) -> str:
        return self.made("create", "members", person=person, committee_division=division, sector="教育", term="第十届")

    def wanted(self, **changed: Any) -> dict[str, Any]:
        said = {"member": self.member, "organisation": self.station, "kind": "members", "principle": "residence"}
        return {**said, **changed}

    def propose(self, actor: Actor | None = None, **changed: Any) -> str:
        return self.made("propose", "postings", actor or self.off, **self.wanted(**changed))

    def give(self, command: str, record_id: str, actor: Actor | None = None, **body: Any) -> dict[str, Any]:
        return self.of.do(command, ("postings", record_id), body, actor or self.off)

    def active(self, **changed: Any) -> str:
        posting = self.propose(**changed)
        self.give("confirm", posting, self.mem)
        self.of.due_times.run()
        assert self.shown(posting)["state"] == "active"
        return posting

    def shown(self, posting: str, actor: Actor = AUDITOR) -> dict[str, Any]:
        return self.of.records.one(ReadCall("postings", Caller(), posting), actor)

    def ago(self, **by: float) -> str:
        before = self.of.clock.now
        self.of.clock.forward(**{name: -value for name, value in by.items()})
        said, self.of.clock.now = stamp(self.of.clock.now), before
        return said
