"""Ruling 7: what an ended organisation holds follows to its successor by visible events, or is marked and handed over."""

from datetime import date
from typing import Any

import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotPermitted, RuleBroken
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.testing import given
from services.meetings.meeting.lifecycle import MEETING
from services.members.member.events import MemberAdmitted
from services.members.organisation.lifecycle import ORGANISATION
from services.members.posting.events import PostingConfirmed, PostingProposed, PostingStarted
from services.members.posting.lifecycle import POSTING
from services.members.standing_copies import STANDING, KnownStanding
from services.members.tagging.lifecycle import TAGGING
from services.outcomes.outcome.events import OutcomeDrafted
from services.outcomes.outcome.lifecycle import OUTCOME
from services.topics.brief.lifecycle import BRIEF
from services.topics.plan.lifecycle import PLAN
from services.topics.proposal.events import ProposalAssigned, ProposalFiled, ProposalSubmitted
from services.topics.proposal.lifecycle import PROPOSAL
from services.topics.topic.events import TopicClosed, TopicDisapproved, TopicDrafted, TopicReopened, TopicRoundOpened
from services.topics.topic.lifecycle import TOPIC
from tests.contract.walk import golden
from tests.unit.whole_suite import TOWN, WholeSuite

ADMINISTRATION, AUDITOR = Actor(roles=("ADM",)), Actor(roles=("AUD",))
HELD = (TOPIC, PLAN, BRIEF, PROPOSAL)


class AtWork:
    def __init__(self) -> None:
        self.suite = WholeSuite()
        for one in self.suite.services.values():
            one.at_work.expected_news.arrives = lambda: True
        self.council, self.heir = self.suite.organisations["council"], self.suite.organisations["council elsewhere"]
        self.chair, self.office = (
            self.suite.actor("CHAIR", "council", "zhao"),
            self.suite.actor("OFF", "office", "ning"),
        )

    def do(self, lifecycle: Lifecycle, command: str, record: str | None, body: dict[str, Any], actor: Actor) -> str:
        return str(self.suite.of(lifecycle).do(command, (lifecycle.collection, record), body, actor)["id"])

    def ends(self, successor: str | None, one: str | None = None) -> None:
        how = {"successor": successor} if successor else {"no_successor": True}
        self.do(ORGANISATION, "end", one or self.council, {"reason": "撤并", **how}, ADMINISTRATION)
        self.suite.settle()

    def drafted(self, lifecycle: Lifecycle) -> str:
        body = {"title": "校门口", "division": TOWN, "organisation": self.council}
        more = {
            "topic": {"background": "拥堵", "source": "society"},
            "plan": {"period": "2026"},
            "brief": {"text": "建议错峰"},
            "proposal": {"text": "建议错峰"},
        }[lifecycle.name]
        actor = self.chair if lifecycle in (TOPIC, PLAN) else self.office
        return self.do(lifecycle, "draft", None, {**body, **more}, actor)

    def consulting(self) -> str:
        topic = new_id()
        drafted = TopicDrafted(topic, "校门口", "拥堵", TOWN, self.council, "society")
        self.suite.told("topics", drafted, TopicRoundOpened(topic, 1))
        self.suite.settle()
        return topic

    def shown(self, lifecycle: Lifecycle, record: str) -> dict[str, Any]:
        call = ReadCall(lifecycle.collection, Caller(), record)
        return self.suite.of(lifecycle).records.one(call, AUDITOR)

    def types(self, lifecycle: Lifecycle, record: str) -> list[str]:
        return self.suite.of(lifecycle).types(f"{lifecycle.name}-{record}")


@pytest.fixture
def at() -> AtWork:
    return AtWork()


def test_ruling_7_topics_plans_briefs_and_proposals_belong_to_the_successor(at: AtWork) -> None:
    made = {lifecycle.name: at.drafted(lifecycle) for lifecycle in HELD}
    at.ends(at.heir)
    for lifecycle in HELD:
        record = made[lifecycle.name]
        assert at.types(lifecycle, record)[-1] == f"{lifecycle.name.capitalize()}TakenOver"
        assert at.shown(lifecycle, record)["organisation"] == at.heir
        assert not at.shown(lifecycle, record)["organisation_ended"]
    successor = at.suite.actor("CHAIR", "council elsewhere", "qian")
    at.do(TOPIC, "propose", made["topic"], {}, successor)
    with pytest.raises(NotPermitted):
        at.do(TOPIC, "edit", made["topic"], {"title": "x", "reason": "y"}, at.chair)
    assert at.suite.services["topics"].rebuilt() == at.suite.services["topics"].dump()


def test_ruling_7_meetings_with_what_is_nested_in_them_and_outcomes_follow_their_topic(at: AtWork) -> None:
    topic = at.consulting()
    body = {"topic": topic, "round": 1, "form": "council", "mode": "onsite", "place": "议事室"}
    meeting = at.do(MEETING, "plan", None, body, at.chair)
    guest = {"kind": "fixed", "duty": "speaker", "name": "王安"}
    liaison = at.suite.actor("LIA", "council", "li")
    at.suite.of(MEETING).do("invite", ("participants", None), guest, liaison, parent=meeting)
    outcome = new_id()
    at.suite.told("outcomes", OutcomeDrafted(outcome, topic, meeting, (), "错时", "错时放学", TOWN, at.council))
    at.suite.settle()
    at.ends(at.heir)
    assert at.types(MEETING, meeting)[-1] == "MeetingTakenOver"
    assert at.types(OUTCOME, outcome)[-1] == "OutcomeTakenOver"
    assert {at.shown(MEETING, meeting)["organisation"], at.shown(OUTCOME, outcome)["organisation"]} == {at.heir}
    successor = at.suite.actor("CHAIR", "council elsewhere", "qian")
    at.do(MEETING, "cancel", meeting, {"reason": "改期"}, successor)
    at.do(MEETING, "plan", None, body, successor)
    for service in ("meetings", "outcomes"):
        live = at.suite.services[service].dump()
        assert at.suite.services[service].rebuilt() == live


def test_ruling_7_without_a_successor_they_are_marked_and_the_office_hands_them_over(at: AtWork) -> None:
    made = {lifecycle.name: at.drafted(lifecycle) for lifecycle in HELD}
    body = {"organisation": at.suite.organisations["station"], "reason": "原议事会撤销"}
    with pytest.raises(RuleBroken) as refused:
        at.do(TOPIC, "hand_over", made["topic"], body, at.office)
    assert refused.value.rule == "OrganisationHasNotEnded"
    at.ends(None)
    for lifecycle in HELD:
        record = made[lifecycle.name]
        assert at.types(lifecycle, record)[-1] == f"{lifecycle.name.capitalize()}LeftAlone"
        assert at.shown(lifecycle, record)["organisation_ended"]
        for wrong in (at.council, at.suite.organisations["police"], at.heir, new_id()):
            with pytest.raises(Invalid) as invalid:
                at.do(lifecycle, "hand_over", record, {**body, "organisation": wrong}, at.office)
            assert list(invalid.value.errors) == ["organisation"]
        with pytest.raises(NotPermitted):
            at.do(lifecycle, "hand_over", record, body, at.suite.actor("CHAIR", "council elsewhere", "qian"))
        at.do(lifecycle, "hand_over", record, body, at.office)
        assert at.shown(lifecycle, record)["organisation"] == body["organisation"]
        assert not at.shown(lifecycle, record)["organisation_ended"]


def assigned_proposal(at: AtWork) -> str:
    """A proposal that the police handle, with the builders."""
    proposal, orgs = at.drafted(PROPOSAL), at.suite.organisations
    assigned = ProposalAssigned(
        proposal, orgs["police"], (orgs["builders"],), date(2099, 1, 1), None, None, None, False
    )
    at.suite.told("topics", ProposalSubmitted(proposal), ProposalFiled(proposal, "2026-1"), assigned)
    at.suite.settle()
    return proposal


def test_ruling_7_a_proposal_goes_on_with_the_successor_of_a_department(at: AtWork) -> None:
    proposal, builders = assigned_proposal(at), at.suite.organisations["builders"]
    at.ends(builders, at.suite.organisations["police"])
    shown = at.shown(PROPOSAL, proposal)
    assert (shown["lead"], shown["co_handlers"]) == (builders, [])
    at.do(PROPOSAL, "reply", proposal, {"class": "A", "text": "已办"}, at.suite.actor("HND", "builders", "wu"))
    assert at.suite.services["topics"].rebuilt() == at.suite.services["topics"].dump()


def test_ruling_7_a_proposal_whose_lead_ended_without_a_successor_is_assigned_again(at: AtWork) -> None:
    proposal, orgs = assigned_proposal(at), at.suite.organisations
    body = {"lead": orgs["builders"], "co_handlers": [], "due": "2099-02-01"}
    with pytest.raises(RuleBroken) as refused:
        at.do(PROPOSAL, "assign", proposal, body, at.office)
    assert refused.value.rule == "LeadHasNotEnded"
    at.ends(None, orgs["police"])
    at.do(PROPOSAL, "assign", proposal, body, at.office)
    assert at.shown(PROPOSAL, proposal)["lead"] == orgs["builders"]


def test_ruling_7_the_successor_tags_what_it_took_over(at: AtWork) -> None:
    topic = at.consulting()
    at.ends(at.heir)
    of = at.suite.of(TAGGING)
    standing = of.lookups_at(of.clock()).copy(KnownStanding, STANDING, topic)
    assert standing is not None
    assert standing.organisation == at.heir


def test_ruling_7_thousands_follow_page_by_page_and_what_is_over_stays(at: AtWork) -> None:
    topics = [new_id() for _ in range(450)]
    for topic in topics:
        at.suite.told("topics", TopicDrafted(topic, "题", "背景", TOWN, at.council, "society"))
    over = new_id()
    at.suite.told("topics", TopicDrafted(over, "题", "背景", TOWN, at.council, "society"), TopicClosed(over))
    at.suite.settle()
    at.ends(at.heir)
    assert {at.shown(TOPIC, topic)["organisation"] for topic in topics} == {at.heir}
    assert at.shown(TOPIC, over)["organisation"] == at.council
    at.suite.told("topics", TopicReopened(over, "仍有异议"))
    at.suite.settle()
    assert at.shown(TOPIC, over)["organisation"] == at.heir


def test_ruling_7_a_topic_that_came_to_the_organisation_as_it_ended_is_followed_too(at: AtWork) -> None:
    at.ends(at.heir)
    topic = new_id()
    at.suite.told("topics", TopicDrafted(topic, "题", "背景", TOWN, at.council, "society"))
    turned_down = new_id()
    at.suite.told(
        "topics", TopicDrafted(turned_down, "题", "背景", TOWN, at.heir, "society"), TopicDisapproved(turned_down, "否")
    )
    at.suite.settle()
    assert at.shown(TOPIC, topic)["organisation"] == at.heir
    assert at.types(TOPIC, turned_down) == ["TopicDrafted", "TopicDisapproved"]


def test_ruling_7_a_successor_that_ends_passes_on_what_it_took_over(at: AtWork) -> None:
    topic, newest = at.drafted(TOPIC), at.suite.organisations["station"]
    at.ends(at.heir)
    at.ends(newest, at.heir)
    assert at.shown(TOPIC, topic)["organisation"] == newest


def posted(at: AtWork, body: str, person: str, member: str) -> str:
    posting, now = new_id(), at.suite.clock()
    organisation = at.suite.organisations[body]
    at.suite.told(
        "members",
        PostingProposed(
            posting, member, person, organisation, TOWN, "members", "委员下沉", "", "residence", None, None
        ),
        PostingConfirmed(posting, now.date(), now, None),
        PostingStarted(posting),
    )
    return posting


def test_ruling_7_a_posting_goes_on_at_the_successor_and_nobody_is_posted_there_twice(at: AtWork) -> None:
    ana, ben = new_id(), new_id()
    members = {person: new_id() for person in (ana, ben)}
    for person, member in members.items():
        at.suite.told("members", MemberAdmitted(member, person, "620723", "教育", "第十届"))
    goes_on, twice = posted(at, "council", ana, members[ana]), posted(at, "council", ben, members[ben])
    posted(at, "council elsewhere", ben, members[ben])
    at.suite.settle()
    at.ends(at.heir)
    assert at.shown(POSTING, goes_on)["organisation"] == at.heir
    assert at.types(POSTING, goes_on)[-1] == "PostingSucceeded"
    assert at.shown(POSTING, twice)["state"] == "ended"
    draft = {
        "title": "x", "background": "y", "division": "620723103", "organisation": at.heir, "source": "society",
    }  # fmt: skip
    at.do(TOPIC, "draft", None, draft, Actor(ana, ("MEM",), at.suite.organisations["office"], "620723"))


def test_ruling_7_a_posting_to_a_body_that_nobody_succeeds_is_marked(at: AtWork) -> None:
    member = new_id()
    at.suite.told("members", MemberAdmitted(member, "ana", "620723", "教育", "第十届"))
    posting = posted(at, "council", "ana", member)
    at.ends(None)
    assert at.shown(POSTING, posting)["organisation_ended"]
    at.do(POSTING, "end", posting, {"reason": "另行安排"}, at.office)


@pytest.mark.parametrize("lifecycle", HELD, ids=lambda one: one.name)
def test_ruling_7_nobody_takes_over_from_whom_does_not_hold_it(lifecycle: Lifecycle) -> None:
    begun = golden(lifecycle, f"{lifecycle.name.capitalize()}Drafted")
    state = given(lifecycle, begun)
    for command in ("take_over", "note_left_alone"):
        row = next(one for one in lifecycle.table if one.command == command)
        told = {"organisation": "another", **({"successor": "x"} if command == "take_over" else {})}
        state.when(row.takes(**{lifecycle.id_field: getattr(begun, lifecycle.id_field)}, **told)).refused(
            lifecycle.rule_broken
        )


def test_nobody_asks_for_a_succession_himself(at: AtWork) -> None:
    topic = at.drafted(TOPIC)
    for actor in (at.office, ADMINISTRATION):
        with pytest.raises((NotPermitted, Invalid)):
            at.do(TOPIC, "take_over", topic, {}, actor)
    assert SYSTEM.roles == ("SYS",)
