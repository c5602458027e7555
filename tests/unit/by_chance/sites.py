"""Where the machine begins: a site on which nothing has happened yet, and sites that are in the middle of something."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from infra.kernel.access.places import Actor
from tests.unit.ordinary_year import path
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.whole_suite import BODIES, COUNTY, OTHER_TOWN, TOWN, WholeSuite

COUNTY_CALLED, ELSEWHERE = " of the county", " elsewhere"
CALLED = {TOWN: "", COUNTY: COUNTY_CALLED, OTHER_TOWN: ELSEWHERE}
"""How the staff of a place is called, after its office."""
MORE_BODIES = {
    f"council{COUNTY_CALLED}": ("council", COUNTY),
    f"party{COUNTY_CALLED}": ("party", COUNTY),
    f"party{ELSEWHERE}": ("party", OTHER_TOWN),
}
MORE_STAFF = {
    "government": ("GOV", "government"),
    **{
        f"{office}{at}": (role, f"{body}{at}")
        for at in (COUNTY_CALLED, ELSEWHERE)
        for office, role, body in (
            ("chair", "CHAIR", "council"),
            ("liaison", "LIA", "council"),
            ("recorder", "REC", "council"),
            ("party", "PARTY", "party"),
        )
    },
    f"station{ELSEWHERE}": ("STN", f"station{ELSEWHERE}"),
}


@dataclass
class Site:
    """A suite, who is in office there, and the codes of those who are not: by submission and by participant."""

    suite: WholeSuite
    staff: dict[str, Actor]
    codes: dict[str, str]

    def copied(self, arrives: Callable[[], bool]) -> "Site":
        return Site(self.suite.copied(arrives), self.staff, dict(self.codes))


@cache
def site_where(stage: str) -> Site:
    """Told once, copied for each that begins there."""
    year = OrdinaryYear(WholeSuite(asks_for_offices=True, bodies={**BODIES, **MORE_BODIES}))
    year.divisions |= {name: division for name, (_kind, division) in MORE_BODIES.items()}
    for name, (role, body) in MORE_STAFF.items():
        year.appoint(name, role, body)
    year.admit("member")
    site = Site(year.suite, year.staff, {})
    STAGES[stage](year, site)
    year.suite.settle()
    return site


def _raised(year: OrdinaryYear, site: Site, to: str) -> str:
    """A topic that came of a resident's submission, brought that far."""
    where, code = path.submitted(year, name="王安", contact="13900000000")
    site.codes[where.removeprefix("submissions/")] = code
    return path.brought(year, path.taken_up(year, where), to)


def _meeting(year: OrdinaryYear, site: Site, topic: str) -> path.Meeting:
    meeting = path.opened(year, path.planned(year, topic))
    for where, code in meeting.guests.values():
        site.codes[where.rsplit("/", maxsplit=1)[1]] = code
    return meeting


def posted(year: OrdinaryYear, site: Site) -> None:
    _raised(year, site, "noticed")
    path.brought(year, path.drafted(year), "approved")


def in_session(year: OrdinaryYear, site: Site) -> None:
    meeting = _meeting(year, site, _raised(year, site, "consulting"))
    year.do("recorder", f"{meeting.where}/items", "raise_item", title="设减速带")


def signed(year: OrdinaryYear, site: Site) -> None:
    meeting = _meeting(year, site, topic := _raised(year, site, "consulting"))
    path.settled(year, meeting)
    path.signed(year, meeting)
    path.brought(year, path.drafted(year), "preparing")
    year.do("chair", topic, "conclude", result="full", summary="设减速带")


def dispatched(year: OrdinaryYear, site: Site) -> None:
    topic = _raised(year, site, "consulting")
    meeting = _meeting(year, site, topic)
    item = path.settled(year, meeting)
    outcome = path.approved_outcome(year, topic, path.signed(year, meeting), item)
    path.dispatched(year, outcome, co_handlers=[year.organisations["builders"]])


STAGES: dict[str, Callable[[OrdinaryYear, Site], None]] = {
    "nothing yet": lambda year, site: None,
    "a topic is posted": posted,
    "a meeting is in session": in_session,
    "minutes are signed": signed,
    "a task is dispatched": dispatched,
}
