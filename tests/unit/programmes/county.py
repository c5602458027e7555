"""A place that a report tells of, at work in one process: who holds which office there, and what they do, command by command.

Nothing is given but the divisions and the day: bodies, people, offices and everything after them come about by commands.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from gateway.records.lineage import found
from gateway.records.meeting_pack import proceedings
from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import stamp
from services.members.coverage import Coverage
from services.members.posting.lifecycle import POSTING
from tests.unit.kernel.library.running import SetClock
from tests.unit.whole_suite import WholeSuite

ADMINISTRATION, SECURITY, AUDITOR, ANYBODY = (
    Actor(roles=("ADM",)),
    Actor(roles=("SEC",)),
    Actor(roles=("AUD",)),
    Actor(),
)


class County:
    """The four services with their news, on the day on which the story begins; nobody acts in an office that he does not hold."""

    def __init__(self, divisions: Mapping[str, str], year: int, month: int, day: int) -> None:
        clock = SetClock(datetime(year, month, day, 1, tzinfo=UTC))
        self.suite = WholeSuite(clock, asks_for_offices=True, divisions=divisions, bodies={})
        self.people: dict[str, str] = {}
        self.bodies: dict[str, str] = self.suite.organisations
        self.divisions: dict[str, str] = {}
        services = self.suite.services.values()
        self.at = {one.collection: of.at_work for of in services for one in of.definition.lifecycles}
        self.kinds = {one.collection: one.name for of in services for one in of.definition.lifecycles}
        for one in services:
            one.at_work.expected_news.arrives = lambda: True

    # What is done

    def give(self, actor: Actor, command: str, of: str | None = None, within: str | None = None, **said: Any) -> Any:
        """`collection.command`, of the record; `within` is the meeting around it. News has moved when it answers."""
        collection, name = command.split(".")
        answer = self.at[collection].do(name, (collection, of), said, actor, parent=within)
        self.catch_up()
        return answer

    def made(self, actor: Actor, command: str, within: str | None = None, **said: Any) -> str:
        return str(self.give(actor, command, within=within, **said)["id"])

    def wait(self, days: float) -> None:
        """Whatever falls due meanwhile has been done on its day."""
        until = self.suite.clock.now + timedelta(days=days)
        while self.suite.clock.now < until:
            self.suite.clock.now = min(until, self.suite.clock.now + timedelta(days=1))
            self.catch_up()

    def catch_up(self) -> None:
        """All news has arrived, and nothing is due now that is not done."""
        self.suite.settle()
        while sum(
            one.at_work.due_times.run() for one in self.suite.services.values() if one.at_work.due_times.waiting()
        ):
            self.suite.settle()

    def day(self, ahead: int = 0) -> str:
        return (self.suite.clock.now + timedelta(days=ahead)).date().isoformat()

    def time(self, **ahead: float) -> str:
        return stamp(self.suite.clock.now + timedelta(**ahead))

    # Who is there

    def found(self, kind: str, division: str, *names: str, below: str | None = None) -> None:
        for name in names:
            parent = {"parent": self.bodies[below]} if below else {}
            body = {"name": name, "kind": kind, "division": division, **parent}
            self.bodies[name] = self.made(ADMINISTRATION, "organisations.create", **body)
            self.divisions[name] = division

    def person(self, name: str) -> str:
        if name not in self.people:
            self.people[name] = self.made(ADMINISTRATION, "people.create", name=name)
        return self.people[name]

    def appoint(self, name: str, role: str, body: str, **said: Any) -> Actor:
        """Who acts in that office from today on."""
        self.made(
            SECURITY, "offices.create", person=self.person(name), organisation=self.bodies[body], role=role, **said
        )
        return self.acting(name, role, body)

    def acting(self, name: str, role: str, body: str) -> Actor:
        return Actor(self.person(name), (role,), self.bodies[body], self.divisions[body])

    def admit(self, name: str, committee: str, sector: str) -> str:
        """The membership of a committee."""
        said = {"person": self.person(name), "committee_division": committee, "sector": sector, "term": "第十届"}
        return self.made(ADMINISTRATION, "members.create", **said)

    # What the record shows

    def shown(self, collection: str, record: str, actor: Actor = AUDITOR, within: str | None = None) -> dict[str, Any]:
        return self.at[collection].records.one(ReadCall(collection, Caller(), record, within), actor)

    def all(self, collection: str, **of: Any) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.call("", "listing", ListCall(collection, Caller(), limit=200, **of))["items"]
        return items

    def rounds(self, topic: str) -> list[dict[str, Any]]:
        """The meetings of a topic, in the order of their rounds."""
        return sorted(self.all("meetings", topic=topic), key=lambda one: int(one["round"]))

    def call(self, service: str, method: str, payload: Any, timeout: float = 0) -> dict[str, Any]:
        """As the gateway asks the services, which reads here as an auditor does."""
        records = self.at[payload.collection].records
        return (records.one if method == "read" else records.listing)(payload, AUDITOR)

    def lineage(self, collection: str, record: str) -> dict[str, Any]:
        return found(self, Caller(), collection, record)

    def proceedings(self, meeting: str) -> dict[str, Any]:
        return proceedings(self, Caller(), self.shown("meetings", meeting))

    def coverage(self) -> Coverage:
        of = self.suite.of(POSTING)
        return Coverage(of.records, of.own, AUDITOR, self.suite.clock.now.date())

    def history(self, collection: str, record: str) -> list[str]:
        """The names of all that has happened to it."""
        return self.at[collection].types(f"{self.kinds[collection]}-{record}")
