"""A record that is marked internal, with a reason and by whom: kept from the public now and as it was, and read on record."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall, ReadsCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotFound, NotPermitted, Unavailable
from infra.kernel.testing import given
from services.members.internal_marking.commands import LiftMark, MarkInternal
from services.members.internal_marking.domain import Facts, mark_internal
from services.members.internal_marking.events import RecordMarkedInternal, RecordMarkLifted
from services.members.internal_marking.lifecycle import INTERNAL_MARKING
from services.members.list_rules import RecordIsInternalAlready
from services.members.organisation.events import OrganisationCreated
from services.topics.residents_words import residents_words
from services.topics.submission.lifecycle import SUBMISSION
from services.topics.topic.lifecycle import TOPIC
from tests.unit.kernel.library.running import NOON
from tests.unit.topics.test_topics_privacy import BEFORE, COUNCIL, GATE, NOTICED
from tests.unit.whole_suite import TOWN, WholeSuite

ANYONE, AUDITOR = Actor(), Actor(roles=("AUD",))
REASON = "涉及当事人隐私 𠮷"


class Site:
    """A topic whose notice is up."""

    def __init__(self) -> None:
        self.suite = WholeSuite()
        self.office = self.suite.actor("OFF", "office")
        self.chair = Actor("chair", ("CHAIR",), COUNCIL, TOWN)
        self.suite.told("members", OrganisationCreated(COUNCIL, "沙河镇协商议事会", "council", TOWN, None))
        self.suite.told("topics", *BEFORE, NOTICED)
        self.suite.settle()

    def mark(self, actor: Actor, collection: str = "topics", of: str = GATE, **said: Any) -> str:
        body = {"collection": collection, "record": of, "kind": "not_public", "reason": REASON} | said
        made = self.suite.of(INTERNAL_MARKING).do("mark", ("internal-markings", None), body, actor)
        self.suite.settle()
        return str(made["id"])

    def lift(self, marking: str, actor: Actor) -> None:
        self.suite.of(INTERNAL_MARKING).do("lift", ("internal-markings", marking), {"reason": "已了结"}, actor)
        self.suite.settle()

    def read(self, actor: Actor, as_of: str | None = None) -> dict[str, Any]:
        return self.suite.of(TOPIC).records.one(ReadCall("topics", Caller(), GATE, as_of=as_of), actor)

    def listed(self, actor: Actor, **how: Any) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.suite.of(TOPIC).records.listing(ListCall("topics", Caller(), **how), actor)[
            "items"
        ]
        return items

    def words(self, topic: str) -> list[dict[str, Any]]:
        of = self.suite.of(TOPIC)
        call = ReadCall("topics", Caller(), topic)
        found: list[dict[str, Any]] = residents_words(of.records, of.lookups_at(of.clock()), of.personal, call, ANYONE)[
            "items"
        ]
        return found

    def reads(self) -> list[dict[str, Any]]:
        return self.suite.of(TOPIC).records.reads.page(ReadsCall(Caller()), AUDITOR)


@pytest.fixture
def site() -> Site:
    return Site()


def test_what_is_marked_internal_the_public_reads_no_more_neither_now_nor_as_it_was(site: Site) -> None:
    then = stamp(site.suite.clock())
    title = site.read(ANYONE)["title"]
    assert [one["id"] for one in site.listed(ANYONE, as_of=then)] == [GATE]
    marking = site.mark(site.office)
    for as_of in (None, then):
        with pytest.raises(NotFound):
            site.read(ANYONE, as_of)
        with pytest.raises(NotFound):
            site.suite.of(TOPIC).records.history(ReadCall("topics", Caller(), GATE, as_of=as_of), ANYONE)
        for q in (None, title[:2]):
            assert site.listed(ANYONE, as_of=as_of, q=q) == []
    event = site.suite.of(TOPIC).store.stream(f"topic-{GATE}")
    newest = list(event)[-1]
    with pytest.raises(NotFound):
        site.suite.of(TOPIC).records.record_of(newest.event_id, ANYONE)
    told = site.suite.of(TOPIC).records.who_may_read(newest)
    assert told is not None
    assert told[2] == "internal"
    site.lift(marking, site.office)
    assert site.read(ANYONE)["title"] == title


def test_who_may_read_it_reads_why_by_whom_and_since_when(site: Site) -> None:
    assert site.read(site.office)["internal"] is None
    site.mark(site.office, kind="classified")
    why = {
        "kind": "classified", "reason": REASON, "marked_by": site.office.organisation, "since": stamp(site.suite.clock()),
    }  # fmt: skip
    for actor in (site.office, site.chair, AUDITOR):
        assert site.read(actor)["internal"] == why
        assert [one["internal"] for one in site.listed(actor)] == [why]


def test_the_reading_of_what_is_marked_is_on_record_and_before_and_after_it_is_not(site: Site) -> None:
    site.read(site.office)
    marking = site.mark(site.office)
    then = stamp(site.suite.clock())
    site.read(site.office)
    site.listed(site.office)
    site.suite.of(TOPIC).records.history(ReadCall("topics", Caller(), GATE), site.office)
    site.read(site.office, then)
    site.listed(site.office, as_of=then)
    assert [one["manner"] for one in site.reads()] == ["list", "record", "history", "list", "record"]
    site.lift(marking, site.office)
    site.read(site.office)
    assert len(site.reads()) == 5


def test_a_reason_is_given_when_a_record_is_made_internal_and_when_that_ends(site: Site) -> None:
    for wrong in ({"reason": " "}, {"kind": "secret"}, {"collection": "organisations"}, {"record": "x"}):
        with pytest.raises(Invalid) as refused:
            site.mark(site.office, **wrong)
        assert list(refused.value.errors or {}) == list(wrong)
    marking = site.mark(site.office)
    with pytest.raises(Invalid):
        site.suite.of(INTERNAL_MARKING).do("lift", ("internal-markings", marking), {}, site.office)


def test_the_office_the_party_and_the_council_of_its_place_mark_it_and_nobody_else(site: Site) -> None:
    elsewhere = site.suite.actor("CHAIR", "council elsewhere")
    for actor in (
        elsewhere,
        site.suite.actor("REC", "council"),
        site.suite.actor("GOV", "government"),
        Actor(roles=("SEC",)),
    ):
        with pytest.raises(NotPermitted):
            site.mark(actor)
    marking = site.mark(site.chair)
    with pytest.raises(NotPermitted):
        site.lift(marking, site.chair)
    site.lift(marking, site.suite.actor("PARTY", "party"))
    assert site.mark(site.suite.actor("PARTY", "party")) == marking


def test_what_is_marked_already_is_not_marked_again_until_that_is_lifted() -> None:
    marked = RecordMarkedInternal("m", "topics", GATE, TOWN, COUNCIL, "not_public", REASON, COUNCIL, NOON)
    again = MarkInternal("m", "topics", GATE, "classified", "另一理由", COUNCIL)
    facts = Facts(NOON, TOWN, COUNCIL)
    with pytest.raises(RecordIsInternalAlready):
        mark_internal(given(INTERNAL_MARKING, marked).state, again, facts)
    lifted = RecordMarkLifted("m", "topics", GATE, "已了结", NOON)
    given(INTERNAL_MARKING, marked).when(LiftMark("m", "已了结"), facts).then(lifted)
    (event,) = mark_internal(given(INTERNAL_MARKING, marked, lifted).state, again, facts)
    assert given(INTERNAL_MARKING, marked, lifted, event).state.reason == "另一理由"


def test_what_is_not_there_is_never_marked(site: Site) -> None:
    with pytest.raises((Invalid, Unavailable)):
        site.mark(site.office, "topics", new_id())


def test_a_mark_is_known_again_after_a_rebuild_of_the_read_tables(site: Site) -> None:
    site.mark(site.office)
    replica = site.suite.services["topics"]
    before = replica.dump()
    assert replica.rebuilt() == before
    with pytest.raises(NotFound):
        site.read(ANYONE)


def test_the_words_of_a_submission_that_is_marked_are_shown_to_nobody_outside(site: Site) -> None:
    submissions = site.suite.of(SUBMISSION)
    body = {"text": "校门口车多", "division": TOWN, "channel": "qr", "consent": True}
    submission = str(submissions.do("submit", ("submissions", None), body, ANYONE)["id"])
    submissions.due_times.run()
    station = site.suite.actor("STN", "station")
    submissions.do("accept", ("submissions", submission), {}, station)
    submissions.do("link_to_topic", ("submissions", submission), {"topic": GATE}, station)
    site.suite.settle()
    assert site.words(GATE) == [{"title": None, "text": "校门口车多"}]
    site.mark(site.office, "submissions", submission)
    assert site.words(GATE) == []
