"""A command that is about to be given, and by whom: whoever may give it, more or less."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from infra.kernel.access.places import Actor
from infra.kernel.base.clock import stamp
from tests.contract.published import PublishedRow
from tests.unit.by_chance.known import Known, Model
from tests.unit.by_chance.sites import CALLED, Site
from tests.unit.ordinary_year.year import ANYBODY, holder, participant
from tests.unit.whole_suite import TOWN

NOBODY = "019a0000-0000-7000-8000-0000000000ff"
OFFICE_OF = {
    "CHAIR": "chair", "LIA": "liaison", "REC": "recorder", "STN": "station", "PARTY": "party", "GOV": "government",
    "OFF": "office", "DISP": "dispatch", "SUP": "supervision", "MEM": "member",
}  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """A command that is about to be given: which row, to which record if there is one, in which meeting."""

    site: Site
    model: Model
    chance: Random
    row: PublishedRow
    record: Known | None
    parent: str | None

    @property
    def said(self) -> dict[str, Any]:
        return self.record.said if self.record else {}

    @property
    def place(self) -> str:
        """The division in which it is done."""
        where = self.record or self.model.one("meeting", self.parent)
        return self.model.division_of(where) if where else TOWN

    def some(self, those: Iterable[str | None]) -> str:
        found = [one for one in those if one]
        return self.chance.choice(found) if found else NOBODY

    def day(self, most: int = 30) -> str:
        return stamp(self.site.suite.clock() + timedelta(days=self.chance.randrange(1, most)))[:10]

    def checked_in(self) -> list[Known]:
        """Whoever was, also if he left since, as all do when the meeting ends."""
        return [
            one for one in self.model.within("attendance", self.parent or "") if one.state in ("checked_in", "left")
        ]


def actor_for(now: Moment) -> Actor:
    """Whoever may give it, more or less."""
    role = now.chance.choice([one for one in now.row.roles if one != "SYS"])
    match role:
        case "SELF":
            return _in_person(now, now.record)
        case "ATT":
            return _in_person(now, now.chance.choice(now.checked_in() or [None]))
        case "PUB":
            return _resident(now)
        case "HND":
            return _of_organisation(now, [now.said.get("lead")])
        case "CO":
            return _of_organisation(now, now.said.get("co_handlers", ()))
    called = OFFICE_OF[role]
    return now.site.staff.get(called + CALLED.get(now.place, ""), now.site.staff[called])


def stranger_for(now: Moment, colleague: Actor | None) -> Actor:
    """Somebody in the same office elsewhere, or anybody."""
    staff = [*now.site.staff.values()]
    same = [one for one in staff if colleague and one.roles == colleague.roles and one.person != colleague.person]
    return now.chance.choice(same or staff)


def _in_person(now: Moment, one: Known | None) -> Actor:
    if one is None:
        return ANYBODY
    person = one.said.get("person")
    own = next((actor for actor in now.site.staff.values() if actor.person == person), None) if person else None
    return own or participant(now.site.codes.get(one.id, "no code"))


def _resident(now: Moment) -> Actor:
    if now.record is None or now.record.lifecycle == "topic":
        return ANYBODY
    topic = now.said.get("topic_id")
    whose = now.record.id if now.record.lifecycle == "submission" else None
    linked = now.some(one.id for one in now.model.of("submission", topic_id=topic))
    return holder(now.site.codes.get(whose or linked, "no code"))


def _of_organisation(now: Moment, wanted: Iterable[str | None]) -> Actor:
    organisation = now.some(wanted)
    return next((one for one in now.site.staff.values() if one.organisation == organisation), now.site.staff["police"])
