"""One county through its year: people in office, commands as they are given over HTTP, and what can be read afterwards.

Everything is done by a command of somebody who may give it; news moves after each, and the clock when a test says so.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any, cast

from gateway.http.services import Services
from gateway.records.tracking import page
from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, CommandCall, ListCall, ReadCall
from infra.kernel.base.clock import CHINA, Clock
from infra.kernel.base.ids import digest, new_id
from infra.kernel.base.problems import NotFound
from infra.kernel.running.runtime import Runtime
from operations.suite.first_start import load_divisions
from services.outcomes.service import OutcomesService
from services.topics.service import TopicsService
from tests.unit.kernel.library.running import Library
from tests.unit.whole_suite import BODIES, TOWN, WholeSuite

ADMINISTRATION, SECURITY, AUDITOR = Actor(roles=("ADM",)), Actor(roles=("SEC",)), Actor(roles=("AUD",))
ANYBODY = Actor()
STAFF = {
    "chair": ("CHAIR", "council"),
    "liaison": ("LIA", "council"),
    "recorder": ("REC", "council"),
    "station": ("STN", "station"),
    "party": ("PARTY", "party"),
    "office": ("OFF", "office"),
    "dispatch": ("DISP", "dispatch"),
    "supervision": ("SUP", "supervision"),
    "police": ("HND", "police"),
    "builders": ("HND", "builders"),
}
"""Who is in office when the year begins: what a test calls him, his role and his body."""


class InProcess:
    """How the tracking page asks the services."""

    def __init__(self, suite: WholeSuite) -> None:
        self.asked = {"topics": TopicsService(), "outcomes": OutcomesService()}
        for name, service in self.asked.items():
            of = suite.services[name].at_work
            at_work = SimpleNamespace(
                records=of.records, lookups_at=of.lookups_at, clock=SimpleNamespace(now=of.clock), store=of.store,
                lifecycles=of.lifecycles, personal=of.personal,
            )  # fmt: skip
            service.runtime = cast("Runtime", at_work)

    def call(self, service: str, method: str, payload: object) -> dict[str, Any]:
        told: dict[str, Any] = getattr(self.asked[service], method)(payload)
        if "answer" not in told:
            raise NotFound(str(told["refused"]["detail"]))
        return cast("dict[str, Any]", told["answer"])


@dataclass
class OrdinaryYear:
    """A place is written as its path: `topics`, `topics/{id}`, `meetings/{id}/participants/{id}`."""

    suite: WholeSuite = field(default_factory=lambda: WholeSuite(asks_for_offices=True))
    staff: dict[str, Actor] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.divisions = {name: division for name, (_kind, division) in BODIES.items()}
        self.organisations = self.suite.organisations
        for replica in self.suite.services.values():  # news has always arrived: it moves after every command
            replica.at_work.expected_news.arrives = lambda: True
        self.home = {
            one.collection: replica.at_work
            for replica in self.suite.services.values()
            for one in replica.definition.lifecycles
        }
        for name, (role, body) in STAFF.items():
            self._granted(name, role, body, self.person(name))
        self.suite.settle()

    # Who there is

    def person(self, name: str) -> str:
        said: dict[str, Any] = {"name": name}
        return str(self.home["people"].do("create", ("people", None), said, ADMINISTRATION)["id"])

    def appoint(self, name: str, role: str, body: str, person: str | None = None, **said: Any) -> Actor:
        """Into an office, by the administrator for security; somebody new unless the person is named."""
        actor = self._granted(name, role, body, person or self.person(name), **said)
        self.suite.settle()
        return actor

    def _granted(self, name: str, role: str, body: str, person: str, **said: Any) -> Actor:
        office = {"person": person, "role": role, "organisation": self.organisations[body], **said}
        self.offices[name] = str(self.home["offices"].do("create", ("offices", None), office, SECURITY)["id"])
        self.staff[name] = Actor(person, (role,), self.organisations[body], self.divisions[body])
        return self.staff[name]

    def found(self, name: str, kind: str, division: str) -> str:
        """A body that there was not."""
        said = {"name": name, "kind": kind, "division": division}
        self.organisations[name] = str(self.do(ADMINISTRATION, "organisations", "create", **said)["id"])
        self.divisions[name] = division
        return self.organisations[name]

    def admit(self, name: str, term: str = "第十届") -> tuple[str, str]:
        """A member of the county's committee: (membership, person)."""
        person = self.person(name)
        said = {"person": person, "committee_division": "620723", "sector": "教育界", "term": term}
        member = str(self.do(ADMINISTRATION, "members", "create", **said)["id"])
        self.staff[name] = Actor(person, ("MEM",), self.organisations["council"], TOWN)
        return member, person

    def load_divisions(self, *lines: str) -> None:
        """What the operator loads from a file with these lines."""
        of, store = self.suite.services["members"].at_work, self.suite.logs["members"]
        clock = cast("Clock", SimpleNamespace(now=self.suite.clock))
        content = "\n".join(("code,name,level,parent,valid_from,valid_until,successor", *lines, "")).encode()
        load_divisions(of.lifecycles, store, content, "民政部", new_id(), clock)
        self.suite.settle()

    # What is done

    def do(self, who: str | Actor, where: str, command: str, **said: Any) -> dict[str, Any]:
        """A command, and all that follows from it."""
        answer = self.give(who, where, command, **said)
        self.suite.settle()
        return answer

    def give(self, who: str | Actor, where: str, command: str, **said: Any) -> dict[str, Any]:
        """A command, while what follows from it is still to come: for hundreds of them one after another."""
        parent, collection, record = parts(where)
        actor = self.staff[who] if isinstance(who, str) else who
        call = CommandCall(collection, command, said, new_id(), Caller(), "", record, parent)
        return self.home[collection].handler.handle(call, actor)

    def pass_days(self, days: float) -> None:
        self.suite.clock.forward(days=days)
        self._what_is_due()

    def until(self, day: str, hour: int = 12) -> None:
        """The hour of a day, by the clock of China."""
        self.suite.clock.now = moment_of(day, hour)
        self._what_is_due()

    def _what_is_due(self) -> None:
        for _ in range(3):
            for replica in self.suite.services.values():
                replica.at_work.due_times.run()
            self.suite.settle()

    # What can be read

    def shown(self, where: str, who: str | Actor = AUDITOR) -> dict[str, Any]:
        parent, collection, record = parts(where)
        actor = self.staff[who] if isinstance(who, str) else who
        return self._of(collection).records.one(ReadCall(collection, Caller(), record, parent), actor)

    def state(self, where: str) -> str:
        return str(self.shown(where)["state"])

    def may(self, who: str | Actor, where: str) -> set[str]:
        """What he may do there next."""
        return {*self.shown(where, who)["allowed_commands"]}

    def listed(self, where: str, who: str | Actor = AUDITOR, **narrowed: Any) -> list[dict[str, Any]]:
        parent, collection, _record = parts(where)
        actor = self.staff[who] if isinstance(who, str) else who
        call = ListCall(collection, Caller(), parent, limit=200, **narrowed)
        items: list[dict[str, Any]] = self._of(collection).records.listing(call, actor)["items"]
        return items

    def history(self, where: str, who: str | Actor = AUDITOR) -> list[dict[str, Any]]:
        parent, collection, record = parts(where)
        actor = self.staff[who] if isinstance(who, str) else who
        call = ReadCall(collection, Caller(), record, parent)
        items: list[dict[str, Any]] = self._of(collection).records.history(call, actor)["items"]
        return items

    def past(self, where: str) -> list[str]:
        """The names of what has happened to it."""
        return [str(one["type"]) for one in self.history(where)]

    def page(self, code: str) -> dict[str, Any]:
        """What the tracking page says to whoever has the code."""
        said: dict[str, Any] = json.loads(json.dumps(page(cast("Services", InProcess(self.suite)), code)))
        return said

    def today(self) -> date:
        return self.suite.clock.now.astimezone(CHINA).date()

    def _of(self, collection: str) -> Library:
        return self.home[collection]


def parts(where: str) -> tuple[str | None, str, str | None]:
    """(the record around it, the collection, the record) of a path."""
    names = where.split("/")
    parent = names[1] if len(names) > 2 else None
    collection, record = (names[2:], names)[parent is None][0], (names[3:], names[1:])[parent is None]
    return parent, collection, record[0] if record else None


def moment_of(day: str, hour: int) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour), CHINA).astimezone()


def holder(code: str) -> Actor:
    """Whoever has a tracking code."""
    return Actor(tracking=digest(code))


def participant(code: str) -> Actor:
    """Whoever has the code of an invitation."""
    return Actor(participant=digest(code))
