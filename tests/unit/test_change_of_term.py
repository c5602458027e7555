"""A change of term (换届) in mid-consultation: who stays, who goes, and nothing that is under way is stuck."""

from datetime import UTC, datetime
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted, RuleBroken
from services.meetings.meeting.lifecycle import MEETING
from services.members.member.lifecycle import MEMBER
from services.members.office.events import OfficeEnded, OfficeGranted
from services.members.posting.lifecycle import POSTING
from services.members.term.lifecycle import TERM
from services.outcomes.task.events import TaskAssigned
from services.outcomes.task.lifecycle import TASK
from services.topics.topic.events import TopicDrafted, TopicRoundOpened
from services.topics.topic.lifecycle import TOPIC
from tests.unit.whole_suite import BODIES, COUNTY, TOWN, WholeSuite

ADMINISTRATION, AUDITOR = Actor(roles=("ADM",)), Actor(roles=("AUD",))
OFFICES = (
    ("OFF", "office", "ning"), ("CHAIR", "council", "old chair"), ("LIA", "council", "li"), ("REC", "council", "sun"),
    ("STN", "station", "stn"), ("HND", "police", "wu"),
)  # fmt: skip


class AtWork:
    """The suite with people in office, a running ninth term of the county's committee, and a planned tenth."""

    def __init__(self) -> None:
        self.suite = WholeSuite(asks_for_offices=True)
        for one in self.suite.services.values():
            one.at_work.expected_news.arrives = lambda: True
        self.offices = {person: self.granted(role, body, person) for role, body, person in OFFICES}
        self.office = self.actor("OFF", "office", "ning")
        self.suite.settle()
        self.ninth = self.planned(9, "第九届", "2021-12-10", "2026-12-10")
        self.do("start", "terms", self.ninth, {}, self.office)
        self.tenth = self.planned(10, "第十届", "2026-12-10", "2031-12-10")

    def actor(self, role: str, body: str, person: str) -> Actor:
        return self.suite.actor(role, body, person)

    def granted(self, role: str, body: str, person: str) -> str:
        office, since = new_id(), self.suite.clock().date()
        organisation, division = self.suite.organisations[body], BODIES[body][1]
        self.suite.told("members", OfficeGranted(office, person, organisation, division, role, since, None, False))
        return office

    def do(self, command: str, collection: str, record: str | None, body: dict[str, Any], actor: Actor) -> str:
        found = {one.collection: one for one in (TERM, MEMBER, POSTING, TOPIC, MEETING, TASK)}[collection]
        return str(self.suite.of(found).do(command, (collection, record), body, actor)["id"])

    def planned(self, number: int, name: str, starts: str, ends: str, committee: str = COUNTY) -> str:
        body = {"committee_division": committee, "number": number, "name": name, "starts": starts, "ends": ends}
        return self.do("plan", "terms", None, body, self.office)

    def admitted(self, name: str, term: str) -> tuple[str, str]:
        """(the membership, the person)."""
        person = str(self.suite.of(MEMBER).do("create", ("people", None), {"name": name}, ADMINISTRATION)["id"])
        body = {"person": person, "committee_division": COUNTY, "sector": "教育界", "term": term}
        return self.do("create", "members", None, body, ADMINISTRATION), person

    def shown(self, collection: str, record: str) -> dict[str, Any]:
        return self.suite.of(MEMBER).records.one(ReadCall(collection, Caller(), record), AUDITOR)

    def types(self, stream: str) -> list[str]:
        return self.suite.of(MEMBER).types(stream)

    def change(self, *staying: str) -> None:
        body = {"next_term": self.tenth, "staying": list(staying), "reason": "届满不再提名"}
        self.do("change_over", "terms", self.ninth, body, self.office)
        self.suite.settle()


@pytest.fixture
def at() -> AtWork:
    return AtWork()


def test_a_change_of_term_says_of_every_member_whether_he_stays_and_of_postings_that_they_end(at: AtWork) -> None:
    (stays, _person), (goes, ben), (by_name, _other) = (
        at.admitted("甲", at.ninth), at.admitted("乙", "第九届"), at.admitted("丙", "第九届"),
    )  # fmt: skip
    station = {"organisation": at.suite.organisations["station"], "kind": "members", "principle": "residence"}
    postings = [
        at.do("propose", "postings", None, {"member": member, **station}, at.office) for member in (stays, goes)
    ]
    for posting in postings:
        at.do("confirm", "postings", posting, {}, at.actor("STN", "station", "stn"))
    at.change(stays, by_name)
    assert [at.shown("terms", one)["state"] for one in (at.ninth, at.tenth)] == ["ended", "running"]
    for member in (stays, by_name):
        assert at.shown("members", member)["term"] == "第十届"
        assert at.shown("members", member)["term_id"] == at.tenth
        assert at.types(f"member-{member}") == ["MemberAdmitted", "MemberCarriedOn"]
    assert (at.shown("members", goes)["state"], at.types(f"member-{goes}")[-1]) == ("ended", "MemberEnded")
    assert [at.shown("postings", one)["state"] for one in postings] == ["confirmed", "ended"]
    assert at.types(f"posting-{postings[1]}")[-1] == "PostingLapsed"
    settled = at.shown("terms", at.ninth)
    assert (settled["stayed"], settled["gone"], settled["left"]) == (2, 1, 0)
    with pytest.raises(NotPermitted):
        at.suite.services["topics"].at_work.do(
            "draft", ("topics", None), draft(at), Actor(ben, ("MEM",), at.suite.organisations["station"], TOWN)
        )


def draft(at: AtWork) -> dict[str, Any]:
    council = at.suite.organisations["council"]
    return {"title": "校门口", "background": "拥堵", "division": TOWN, "organisation": council, "source": "society"}


def test_a_change_of_term_happens_once_and_members_by_the_hundred_are_all_settled(at: AtWork) -> None:
    members = [at.admitted(f"委员{number}", at.ninth)[0] for number in range(120)]
    at.change(*members[:60])
    assert at.shown("terms", at.ninth)["left"] == 0
    assert at.types(f"term-{at.ninth}").count("TermMembersSettled") == 2
    told = (
        {at.shown("members", one)["state"] for one in members[:60]},
        {at.shown("members", one)["state"] for one in members[60:]},
    )
    assert told == ({"active"}, {"ended"})
    with pytest.raises(NotAllowedInState):
        at.change()


def test_nobody_is_admitted_to_a_term_that_has_ended_or_is_not_there(at: AtWork) -> None:
    at.change()
    for said in (at.ninth, "第九届", new_id()):
        with pytest.raises(Invalid) as refused:
            at.admitted("丁", said)
        assert list(refused.value.errors) == ["term"]
    assert at.shown("members", at.admitted("戊", "第十一届（拟）")[0])["term_id"] is None


NO_SENSE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"staying": [new_id()]}, "staying"),
    ({"staying": "all"}, "staying"),
    ({"staying": [7]}, "staying"),
    ({"next_term": new_id()}, "next_term"),
    ({"next_term": "第十届"}, "next_term"),
    ({"reason": "\x00"}, "reason"),
    ({"reason": ""}, "reason"),
    ({"starts": "2026-12-10"}, "starts"),
)


def test_what_makes_no_sense_says_which_field_and_changes_nothing(at: AtWork) -> None:
    city = {"committee_division": "6207", "number": 10, "name": "第十届", "starts": "2026-12-10", "ends": "2031-12-10"}
    of_another_committee = at.do("plan", "terms", None, city, ADMINISTRATION)
    for changed, field in (*NO_SENSE, ({"next_term": of_another_committee}, "next_term")):
        body = {"next_term": at.tenth, "staying": [], "reason": "届满 𠮷", **changed}
        with pytest.raises(Invalid) as refused:
            at.do("change_over", "terms", at.ninth, body, at.office)
        assert list(refused.value.errors) == [field]
    assert at.shown("terms", at.tenth)["state"] == "planned"


def test_an_office_plans_the_terms_of_its_own_committee_alone(at: AtWork) -> None:
    for committee, actor in (("6207", at.office), (COUNTY, at.actor("CHAIR", "council", "old chair"))):
        body = {"committee_division": committee, "number": 3, "name": "x", "starts": "2040-01-01", "ends": "2041-01-01"}
        with pytest.raises(NotPermitted):
            at.do("plan", "terms", None, body, actor)
    with pytest.raises(RuleBroken):
        at.planned(11, "第十一届", "2031-12-01", "2036-12-01")


def test_a_change_of_term_in_mid_consultation_leaves_topic_meeting_and_task_to_go_on_under_the_new_chair(
    at: AtWork,
) -> None:
    topic, task, now = new_id(), new_id(), datetime(2026, 3, 9, tzinfo=UTC)
    council, police = at.suite.organisations["council"], at.suite.organisations["police"]
    at.suite.told("topics", TopicDrafted(topic, "校门口", "拥堵", TOWN, council, "society"), TopicRoundOpened(topic, 1))
    at.suite.told(
        "outcomes",
        TaskAssigned(
            task, new_id(), topic, "设减速带", police, (), now.date(), None, None, None, None, TOWN, council,
            now, "task_return@1", False, None,
        ),
    )  # fmt: skip
    chair, liaison = at.actor("CHAIR", "council", "old chair"), at.actor("LIA", "council", "li")
    at.suite.settle()
    planned = {"topic": topic, "round": 1, "form": "council", "mode": "onsite", "place": "议事室"}
    meeting = at.do("plan", "meetings", None, planned, chair)
    member, person = at.admitted("甲", at.ninth)
    guest = {"kind": "fixed", "duty": "speaker", "person": person}
    at.suite.settle()
    at.suite.of(MEETING).do("invite", ("participants", None), guest, liaison, parent=meeting)
    at.change()
    at.suite.told("members", OfficeEnded(at.offices["old chair"], "换届"))
    at.granted("CHAIR", "council", "new chair")
    at.suite.settle()
    successor = at.actor("CHAIR", "council", "new chair")
    with pytest.raises(NotPermitted):
        at.do("cancel", "meetings", meeting, {"reason": "换届"}, chair)
    times = {"starts_at": "2026-03-20T09:00:00+08:00", "ends_at": "2026-03-20T11:00:00+08:00", "place": "议事室"}
    at.do("schedule", "meetings", meeting, times, liaison)
    at.do("cancel", "meetings", meeting, {"reason": "改期"}, successor)
    at.do("plan", "meetings", None, planned, successor)
    at.do("abandon_round", "topics", topic, {"reason": "另行协商"}, successor)
    at.do("open_round", "topics", topic, {}, successor)
    at.do("sign_for", "tasks", task, {}, at.actor("HND", "police", "wu"))
    assert at.shown("members", member)["state"] == "ended"
