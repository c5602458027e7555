"""A province with its offices, cases and a contest of them, at work on databases in memory."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from infra.kernel.access.offices import OFFICE, KnownOffice
from infra.kernel.access.places import Actor, KnownOrganisation
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.lookups.named import ORGANISATION, PLACE, KnownPlace
from services.outcomes.service import OutcomesService
from tests.unit.kernel.library.running import Library, SetClock, databases

PROVINCE, CITY, COUNTY, TOWN, OTHER_COUNTY = "53", "5301", "530102", "530102001", "530103"
OF_PROVINCE, OF_CITY, OF_COUNTY, OF_OTHER, COUNCIL = (f"019a0000-0000-7000-8000-00000000000{one}" for one in "12345")
ORGANISATIONS = (
    KnownOrganisation(OF_PROVINCE, "省政协", "cppcc_office", PROVINCE),
    KnownOrganisation(OF_CITY, "市政协", "cppcc_office", CITY),
    KnownOrganisation(OF_COUNTY, "县政协", "cppcc_office", COUNTY),
    KnownOrganisation(OF_OTHER, "邻县政协", "cppcc_office", OTHER_COUNTY),
    KnownOrganisation(COUNCIL, "镇议事会", "council", TOWN),
)
VOTERS = ("ana", "ben", "chen")
AUDITOR = Actor("wen", roles=("AUD",))


def acting(role: str, organisation: str, person: str | None = None) -> Actor:
    division = next(one.division for one in ORGANISATIONS if one.id == organisation)
    return Actor(person or f"{role} of {organisation}", (role,), organisation, division)


PROVINCIAL, MUNICIPAL, OFFICER, NEIGHBOUR = (acting("OFF", one) for one in (OF_PROVINCE, OF_CITY, OF_COUNTY, OF_OTHER))
CHAIR = acting("CHAIR", COUNCIL)


def voter(person: str) -> Actor:
    return Actor(person, ("MEM",), None, COUNTY)


@dataclass
class Contests:
    of: Library = field(init=False)

    def __post_init__(self) -> None:
        clock = SetClock(datetime(2026, 3, 2, 4, tzinfo=UTC))
        self.of = Library(*databases(), lifecycles=Lifecycles(OutcomesService.lifecycles), clock=clock)
        for one in ORGANISATIONS:
            self.of.know(ORGANISATION, one.id, msgspec.json.encode(one).decode(), one.division)
        for place in {one.division for one in ORGANISATIONS}:
            self.of.know(PLACE, place, msgspec.json.encode(KnownPlace(place)).decode())
        for person in VOTERS:
            self.holds(KnownOffice(f"membership of {person}", person, "MEM"))

    def holds(self, office: KnownOffice) -> None:
        self.of.know(OFFICE, office.id, msgspec.json.encode(office).decode(), office.person)

    def made(self, command: str, collection: str, actor: Actor, parent: str | None = None, **body: Any) -> str:
        self.of.clock.forward(seconds=1)
        return str(self.of.do(command, (collection, None), body, actor, parent=parent)["id"])

    def case(self, actor: Actor = OFFICER, division: str = COUNTY, title: str = "案例", published: bool = True) -> str:
        said = {"title": title, "text": "正文 𠮷", "division": division, "organisation": actor.organisation}
        case = self.made("draft", "cases", actor, **said)
        self.does("submit", ("cases", case), actor)
        if published:
            self.does("publish", ("cases", case), actor)
        return case

    def call(self, **said: Any) -> str:
        days = {"submit_until": "2026-03-10", "vote_from": "2026-03-20", "vote_until": "2026-03-25"}
        body = {"title": "创新案例评选", "text": "一人一票", "division": PROVINCE, "organisation": OF_PROVINCE}
        return self.made("call", "contests", PROVINCIAL, **{**body, **days, **said})

    def enter(self, contest: str, case: str, actor: Actor = OFFICER, **said: Any) -> str:
        body = {"case": case, "organisation": actor.organisation, **said}
        return self.made("submit", "entries", actor, contest, **body)

    def does(
        self, command: str, record: tuple[str, str], actor: Actor, parent: str | None = None, /, **body: Any
    ) -> dict[str, Any]:
        self.of.clock.forward(seconds=1)
        return self.of.do(command, record, body, actor, parent=parent)

    def of_entry(self, command: str, contest: str, entry: str, actor: Actor, **body: Any) -> dict[str, Any]:
        return self.does(command, ("entries", entry), actor, contest, **body)

    def until(self, month: int, day: int) -> None:
        """Noon of that day in China; whatever was due by then is done."""
        self.of.clock.now = datetime(2026, month, day, 4, tzinfo=UTC)
        while self.of.due_times.run():
            pass

    def voting(self, *titles: str, **said: Any) -> tuple[str, list[str]]:
        """A contest whose vote is open, and its shortlist."""
        contest = self.call(**said)
        entries = [self.enter(contest, self.case(title=title)) for title in titles]
        self.until(3, 11)
        for entry in entries:
            self.of_entry("select", contest, entry, MUNICIPAL)
            self.of_entry("shortlist", contest, entry, PROVINCIAL)
        self.does("post_notice", ("contests", contest), PROVINCIAL)
        self.until(3, 20)
        return contest, entries

    def vote(self, contest: str, person: str, *entries: str) -> str:
        return self.made("cast", "votes", voter(person), contest=contest, entries=list(entries))

    def shown(
        self, collection: str, record_id: str, actor: Actor = AUDITOR, parent: str | None = None
    ) -> dict[str, Any]:
        return self.of.records.one(ReadCall(collection, Caller(), record_id, parent), actor)

    def listed(self, collection: str, actor: Actor = AUDITOR, **filters: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.of.records.listing(ListCall(collection, Caller(), **filters), actor)["items"]
        return found
