"""Briefs and proposals at work: who may, what may be named, what is made of a submission, an outcome, a brief."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import SYSTEM, Actor, KnownOrganisation
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotFound, NotPermitted, RuleBroken, Unavailable
from services.topics.known_members import KnownMember
from services.topics.outcome_copies import KnownOutcome, OutcomeConverted
from services.topics.outcome_reactions import on_outcome_converted
from services.topics.service import REACTIONS, topic_of_outcome
from services.topics.tracking import where_it_went
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import (
    AUDITOR,
    CHAIR,
    COUNCIL,
    COUNTY,
    OFFICE,
    OFFICER,
    OTHER_COUNCIL,
    OTHER_COUNTY,
    OTHER_OFFICE,
    OTHER_TOWN,
    PARTY,
    STATION,
    STATION_HEAD,
    TOWN,
    UNKNOWN,
    approved,
    history,
    shown,
    tell_of,
    topic_in,
    topics,
)

CITY_OFFICE, POLICE, DISPATCH = (f"019a0000-0000-7000-8000-00000000001{number}" for number in range(3))
LIAISON = Actor(person="liaison", roles=("LIA",), organisation=COUNCIL, division=TOWN)
ANA = Actor(person="ana", roles=("MEM",), organisation=COUNCIL, division=TOWN)
CHEN = Actor(person="chen", roles=("MEM",), organisation=COUNCIL, division=TOWN)
STRANGER = Actor(person="stranger", roles=("MEM",), organisation=OTHER_COUNCIL, division=OTHER_TOWN)
OTHER_OFFICER = Actor(person="other", roles=("OFF",), organisation=OTHER_OFFICE, division=OTHER_COUNTY)
CITY_OFFICER = Actor(person="city", roles=("OFF",), organisation=CITY_OFFICE, division="6207")
SECRETARY = Actor(person="secretary", roles=("PARTY",), organisation=PARTY, division=TOWN)
HANDLER = Actor(person="handler", roles=("HND",), organisation=POLICE, division=COUNTY)
DISPATCHER = Actor(person="dispatcher", roles=("DISP",), organisation=DISPATCH, division=COUNTY)
BENS, ENDED = new_id(), new_id()
NEXT_YEAR = {"due": "2199-01-01"}


def at_work() -> Library:
    of = topics()
    for organisation in (
        KnownOrganisation(CITY_OFFICE, "市政协", "cppcc_office", "6207"),
        KnownOrganisation(POLICE, "公安局", "department", COUNTY),
        KnownOrganisation(DISPATCH, "督查室", "dispatch_office", COUNTY),
    ):
        tell_of(of, organisation)
    for member in (KnownMember(BENS, "ben"), KnownMember(ENDED, "dai", active=False)):
        of.know("member", member.member_id, msgspec.json.encode(member).decode())
    return of


def brief(of: Library, actor: Actor = OFFICER, division: str = TOWN, organisation: str = COUNCIL, **said: Any) -> str:
    body = {"title": "校门口 𠮷", "text": "拥堵", "division": division, "organisation": organisation, **said}
    return str(of.do("draft", ("briefs", None), body, actor)["id"])


def proposal(of: Library, actor: Actor = ANA, division: str = TOWN, organisation: str = COUNCIL, **said: Any) -> str:
    body = {"title": "错峰 𠮷", "text": "建议", "division": division, "organisation": organisation, **said}
    return str(of.do("draft", ("proposals", None), body, actor)["id"])


def give(of: Library, record: tuple[str, str], command: str, actor: Actor = OFFICER, /, **body: Any) -> dict[str, Any]:
    of.clock.forward(seconds=1)
    return of.do(command, record, body, actor)


def sent(of: Library, *to: str) -> tuple[str, str]:
    """A brief that was sent to these."""
    its = ("briefs", brief(of))
    give(of, its, "review")
    give(of, its, "issue", document_number="12号")
    for recipient in to:
        give(of, its, "send", organisation=recipient)
    return its


def submitted(of: Library, division: str = TOWN) -> str:
    said = {"text": "拥堵", "division": division, "channel": "web"}
    its = str(of.do("submit", ("submissions", None), said, Actor())["id"])
    of.due_times.run()
    return its


def outcome(of: Library, topic: str) -> str:
    its = new_id()
    known = msgspec.json.encode(KnownOutcome(its, topic, "错时放学", "drafted")).decode()
    of.know("outcome", its, known, parent=topic)
    return its


def refused(of: Library, named: str, **said: Any) -> None:
    for draft in (brief, proposal):
        with pytest.raises(Invalid) as refusal:
            draft(of, OFFICER, **said)
        assert set(refusal.value.errors) == {named}


@pytest.mark.parametrize("actor", [OFFICER, STATION_HEAD, ANA, LIAISON])
def test_a_brief_is_drafted_revised_resubmitted_and_withdrawn_by_office_station_member_and_liaison(
    actor: Actor,
) -> None:
    of = at_work()
    its = ("briefs", brief(of, actor))
    give(of, its, "revise", actor, text="拥堵，建议错峰")
    give(of, its, "return_for_revision", reason="缺数据")
    give(of, its, "resubmit", actor)
    assert give(of, its, "withdraw", actor, reason="已解决")["state"] == "withdrawn"
    assert history(of, f"brief-{its[1]}") == [
        "BriefDrafted", "BriefRevised", "BriefReturned", "BriefResubmitted", "BriefWithdrawn",
    ]  # fmt: skip


@pytest.mark.parametrize("actor", [CHAIR, SECRETARY, HANDLER, STRANGER, OTHER_OFFICER, CITY_OFFICER, AUDITOR])
def test_nobody_else_drafts_a_brief(actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        brief(at_work(), actor)


@pytest.mark.parametrize("actor", [STATION_HEAD, LIAISON, ANA, SECRETARY, OTHER_OFFICER, CITY_OFFICER])
def test_only_the_office_of_its_division_reviews_issues_sends_and_records(actor: Actor) -> None:
    of = at_work()
    its = ("briefs", brief(of))
    to: dict[str, Any] = {"organisation": CITY_OFFICE}
    steps: list[tuple[str, dict[str, Any]]] = [
        ("return_for_revision", {"reason": "r"}),
        ("resubmit", {}),
        ("review", {}),
        ("issue", {"document_number": "12号"}),
        ("send", to),
        ("mark_read", to),
        ("note", {**to, "body": "财政局", "form": "研究", "date": "2026-03-01"}),
        ("adopt", to),
        ("instruct", {**to, "who": "李明", "office": "市长", "date": "2026-03-01", "text": "办"}),
        ("convert", {}),
    ]
    for command, body in steps:
        if command != "resubmit":
            with pytest.raises(NotPermitted):
                give(of, its, command, actor, **body)
        give(of, its, command, **body)
    unused = sent(of, CITY_OFFICE)
    with pytest.raises(NotPermitted):
        give(of, unused, "mark_not_used", actor, **to, reason="r")
    assert give(of, unused, "mark_not_used", **to, reason="r")["state"] == "not_used"


def test_a_step_out_of_its_order_is_refused() -> None:
    of = at_work()
    its = ("briefs", brief(of))
    for command, body in (
        ("issue", {"document_number": "1"}),
        ("send", {"organisation": CITY_OFFICE}),
        ("convert", {}),
    ):
        with pytest.raises(NotAllowedInState):
            give(of, its, command, **body)
    issued = sent(of)
    with pytest.raises(NotAllowedInState):
        give(of, issued, "adopt", organisation=CITY_OFFICE)
    with pytest.raises(NotAllowedInState):
        give(of, issued, "withdraw", reason="r")


def test_a_brief_goes_to_none_but_an_organisation_in_force() -> None:
    of = at_work()
    its = sent(of)
    tell_of(of, KnownOrganisation(OTHER_OFFICE, "邻县政协", "cppcc_office", OTHER_COUNTY, ended=True))
    for named in (UNKNOWN, OTHER_OFFICE):
        with pytest.raises(Invalid) as refusal:
            give(of, its, "send", organisation=named)
        assert set(refusal.value.errors) == {"organisation"}
    give(of, its, "send", organisation=CITY_OFFICE)
    assert [(one["division"], one["state"]) for one in shown(of, *its)["recipients"]] == [("6207", "sent")]


def test_whoever_it_was_sent_to_reads_it_and_nobody_there_before() -> None:
    of = at_work()
    its, recipient = sent(of), Actor(person="x", roles=("PARTY",), organisation=CITY_OFFICE, division="62")
    elsewhere = Actor(person="x", roles=("CHAIR",), organisation=OTHER_COUNCIL, division=OTHER_TOWN)
    with pytest.raises(NotFound):
        of.records.one(ReadCall(*its[:1], Caller(), its[1]), elsewhere)
    with pytest.raises(Invalid, match="above or below"):
        give(of, its, "send", organisation=OTHER_OFFICE)
    give(of, its, "send", organisation=OTHER_COUNCIL)
    assert of.records.one(ReadCall(its[0], Caller(), its[1]), elsewhere)["title"] == "校门口 𠮷"
    assert recipient.division == "62"


def test_how_long_it_took_until_it_was_read_is_shown_also_of_what_is_entered_late() -> None:
    of = at_work()
    its = sent(of, CITY_OFFICE, PARTY)
    at = of.clock()
    of.clock.forward(days=9)
    later = stamp(at + timedelta(days=2))
    give(of, its, "mark_read", organisation=CITY_OFFICE, occurred_at=later)
    give(of, its, "adopt", organisation=PARTY, received_at=(at + timedelta(days=3)).date().isoformat())
    city, party = shown(of, *its)["recipients"]
    assert shown(of, *its)["read_at"] == city["read_at"] < party["read_at"] < stamp(of.clock() - timedelta(days=4))
    with pytest.raises(Invalid):  # before the step that made it possible
        give(of, sent(of, CITY_OFFICE), "mark_read", organisation=CITY_OFFICE, occurred_at=later)


def test_what_a_document_comes_of_is_there_for_whoever_drafts_it() -> None:
    of = at_work()
    here, elsewhere = topic_in(of, approved), topic_in(of, division=OTHER_TOWN, organisation=OTHER_COUNCIL)
    matter, theirs = submitted(of), submitted(of, OTHER_TOWN)
    agreed, at_the_others = outcome(of, here), outcome(of, elsewhere)
    its = shown(of, "briefs", brief(of, ANA, submissions=[matter], outcome=agreed))
    assert (its["submissions"], its["topic"], its["outcome"]) == ([matter], here, agreed)
    assert shown(of, "proposals", proposal(of, topic=here))["topic"] == here
    for said, named in (
        ({"topic": elsewhere}, "topic"),
        ({"topic": UNKNOWN}, "topic"),
        ({"outcome": at_the_others}, "outcome"),
    ):
        for draft in (brief, proposal):
            with pytest.raises(Invalid) as refusal:
                draft(of, ANA, **said)
            assert set(refusal.value.errors) == {named}
    with pytest.raises(Invalid) as refusal:
        brief(of, ANA, submissions=[matter, theirs])
    assert set(refusal.value.errors) == {"submissions"}
    refused(of, "outcome", outcome=UNKNOWN)
    refused(of, "topic", topic=topic_in(of), outcome=agreed)
    refused(of, "organisation", organisation=OTHER_COUNCIL)
    refused(of, "organisation", organisation=PARTY)
    refused(of, "division", division="620723199")


def test_news_of_an_outcome_or_a_member_is_waited_for() -> None:
    of = at_work()
    of.expected_news.arrives = lambda: False
    for draft, said in ((brief, {"outcome": UNKNOWN}), (proposal, {"co_signers": [UNKNOWN]})):
        with pytest.raises(Unavailable):
            draft(of, OFFICER, **said)


def test_a_submission_that_becomes_a_brief_shows_it_and_its_tracking_page_what_became_of_it() -> None:
    of = at_work()
    matter, follower = submitted(of), submitted(of)
    give(of, ("submissions", follower), "merge", into=matter, reason="same")
    give(of, ("submissions", matter), "accept")
    made = give(of, ("submissions", matter), "convert_to_brief", title="校门口", text="拥堵")
    its = ("briefs", made["brief"])
    assert shown(of, "submissions", matter)["brief"] == its[1]
    drafted = shown(of, *its)
    assert (drafted["submissions"], drafted["organisation"], drafted["state"]) == ([matter], OFFICE, "drafted")
    for command, body in (("review", {}), ("issue", {"document_number": "1"}), ("send", {"organisation": CITY_OFFICE})):
        give(of, its, command, **body)
    give(of, its, "adopt", organisation=CITY_OFFICE)
    for one in (matter, follower):
        found = where_it_went(of.lookups_at(of.clock()), one)
        assert found is not None
        assert found.brief_state == "已采用"
    assert shown(of, "submissions", matter)["state"] == "briefed"
    assert give(of, ("submissions", matter), "answer", text="已上报并被采用")["state"] == "answered"


@pytest.mark.parametrize(("into", "collection"), [("brief", "briefs"), ("proposal", "proposals")])
def test_an_outcome_that_is_converted_is_drafted_where_its_topic_stands(into: str, collection: str) -> None:
    of = at_work()
    topic, made = topic_in(of, approved), new_id()
    tell_of(of, KnownOrganisation(COUNCIL, "沙河镇协商议事会", "council", TOWN, ended=True))
    event = OutcomeConverted(new_id(), topic, "上报", into, "错时放学", "错时十五分钟", made)
    policy = next(one for one in REACTIONS if one.react is on_outcome_converted)
    assert (policy.producer, policy.event, policy.facts) == ("outcomes", OutcomeConverted, topic_of_outcome)
    (command,) = on_outcome_converted(event, topic_of_outcome(of.lookups_at(of.clock()), event))
    of.handler.give(command, SYSTEM, new_id(), "", new_id())
    its = shown(of, collection, made)
    assert (its["topic"], its["outcome"], its["division"], its["organisation"]) == (
        topic,
        event.outcome_id,
        TOWN,
        COUNCIL,
    )
    assert (its["title"], its["text"], its["state"]) == ("错时放学", "错时十五分钟", "drafted")


def test_what_an_earlier_version_converted_or_is_no_record_of_this_service_drafts_nothing() -> None:
    of = at_work()
    topic = topic_in(of)
    for event in (
        OutcomeConverted("o", topic, "r"),
        OutcomeConverted("o", topic, "r", "covenant", "公约", "条文", "c"),
    ):
        assert on_outcome_converted(event, topic_of_outcome(of.lookups_at(of.clock()), event)) == []


def test_a_brief_becomes_a_proposal_and_each_shows_the_other() -> None:
    of = at_work()
    its = sent(of, CITY_OFFICE)
    made = give(of, its, "convert", title="关于错峰放学的提案")["proposal"]
    assert (shown(of, *its)["proposal"], shown(of, *its)["state"]) == (made, "converted")
    its_proposal = shown(of, "proposals", made)
    assert (its_proposal["brief"], its_proposal["title"], its_proposal["text"]) == (
        its[1],
        "关于错峰放学的提案",
        "拥堵",
    )
    with pytest.raises(NotAllowedInState):
        give(of, its, "convert")


def test_a_proposal_goes_its_way_and_lists_find_it_by_lead_and_date() -> None:
    of = at_work()
    its = ("proposals", proposal(of, co_signers=[BENS]))
    give(of, its, "revise", ANA, title="错峰放学的提案")
    give(of, its, "submit", ANA)
    give(of, its, "file", number="第15号")
    with pytest.raises(Invalid, match="above or below"):
        give(of, its, "assign", DISPATCHER, lead=POLICE, co_handlers=[OTHER_OFFICE], **NEXT_YEAR)
    give(of, its, "assign", DISPATCHER, lead=POLICE, co_handlers=[OFFICE], **NEXT_YEAR)
    call = ListCall("proposals", Caller(), lead=POLICE, due_before="2199-01-02", mine=True)
    assert [one["id"] for one in of.records.listing(call, HANDLER)["items"]] == [its[1]]
    assert of.records.listing(ListCall("proposals", Caller(), lead=OFFICE), OFFICER)["items"] == []
    promise = {"class": "B", "text": "在办", "resolve_by": "2199-01-01"}
    with pytest.raises(NotPermitted):
        give(of, its, "reply", OFFICER, **promise)
    give(of, its, "reply", HANDLER, **promise)
    with pytest.raises(NotPermitted):
        give(of, its, "release_reply", HANDLER)
    give(of, its, "send_back_reply", DISPATCHER, reason="不具体")
    give(of, its, "reply", HANDLER, **{"class": "A", "text": "已办"})
    with pytest.raises(NotAllowedInState):
        give(of, its, "rate", ANA, rating="satisfied")
    give(of, its, "release_reply", DISPATCHER)
    with pytest.raises(RuleBroken) as refusal:
        give(of, its, "rate", CHEN, rating="satisfied")
    assert refusal.value.rule == "OnlyWhoSignedRates"
    give(of, its, "rate", ANA, rating="satisfied", comment="好")
    assert give(of, its, "close")["state"] == "closed"
    said = shown(of, *its)
    assert (said["class"], said["lead"], said["number"], said["due"]) == ("A", POLICE, "第15号", "2199-01-01")
    assert [one["person"] for one in said["co_signers"]] == ["ben"]


@pytest.mark.parametrize(
    "actor", [CHAIR, LIAISON, STATION_HEAD, SECRETARY, HANDLER, STRANGER, OTHER_OFFICER, CITY_OFFICER]
)
def test_nobody_but_member_and_office_proposes_or_withdraws(actor: Actor) -> None:
    of = at_work()
    with pytest.raises(NotPermitted):
        proposal(of, actor)
    with pytest.raises(NotPermitted):
        give(of, ("proposals", proposal(of)), "withdraw", actor, reason="r")


@pytest.mark.parametrize("actor", [ANA, SECRETARY, HANDLER, OTHER_OFFICER, CITY_OFFICER])
def test_only_the_office_files_merges_declines_and_closes(actor: Actor) -> None:
    of = at_work()
    its, other, third = (("proposals", proposal(of)) for _ in range(3))
    for one in (its, other, third):
        give(of, one, "submit", ANA)
    for command, body, record in (
        ("file", {"number": "1"}, other),
        ("decline_filing", {"reason": "r"}, third),
        ("merge", {"into": other[1], "reason": "r"}, its),
        ("assign", {"lead": POLICE, **NEXT_YEAR}, other),
    ):
        with pytest.raises(NotPermitted):
            give(of, record, command, actor, **body)
        give(of, record, command, **body)
    give(of, other, "reply", HANDLER, **{"class": "A", "text": "已办"})
    give(of, other, "release_reply")
    with pytest.raises(NotPermitted):
        give(of, other, "close", actor)
    assert (shown(of, *its)["into"], shown(of, *other)["merged_proposals"]) == (other[1], [its[1]])


def test_a_member_who_is_none_any_more_signs_nothing_and_an_ended_department_is_given_nothing() -> None:
    of = at_work()
    for member in (ENDED, UNKNOWN):
        with pytest.raises(Invalid) as refusal:
            proposal(of, co_signers=[member])
        assert set(refusal.value.errors) == {"co_signers"}
    its = ("proposals", proposal(of))
    give(of, its, "submit", ANA)
    give(of, its, "file", number="1")
    tell_of(of, KnownOrganisation(POLICE, "公安局", "department", COUNTY, ended=True))
    for named, body in (("lead", {"lead": POLICE}), ("co_handlers", {"lead": STATION, "co_handlers": [POLICE]})):
        with pytest.raises(Invalid) as refusal:
            give(of, its, "assign", **body, **NEXT_YEAR)
        assert set(refusal.value.errors) == {named}


def test_nothing_is_merged_into_what_is_replied_to_meanwhile() -> None:
    of = at_work()
    its, other = (("proposals", proposal(of)) for _ in range(2))
    for one in (its, other):
        give(of, one, "submit", ANA)
    give(of, other, "file", number="1")
    give(of, other, "assign", lead=POLICE, **NEXT_YEAR)
    commit = of.store.commit

    def after_its_reply(writes: Any) -> None:
        of.store.commit = commit  # type: ignore[method-assign]
        of.beside().do("reply", other, {"class": "A", "text": "已办"}, HANDLER)
        commit(writes)

    of.store.commit = after_its_reply  # type: ignore[method-assign]
    with pytest.raises(RuleBroken) as refusal:
        give(of, its, "merge", into=other[1], reason="same")
    assert refusal.value.rule == "MergeTargetMustAwaitItsReply"


def test_a_proposal_that_one_may_not_read_is_told_as_one_that_is_not_there() -> None:
    of = at_work()
    its, said = ("proposals", proposal(of)), []
    give(of, its, "submit", ANA)
    hidden = proposal(of, OTHER_OFFICER, OTHER_COUNTY, OTHER_OFFICE)
    for target in (hidden, UNKNOWN, its[1]):
        with pytest.raises(Invalid) as refusal:
            give(of, its, "merge", into=target, reason="same")
        said.append(refusal.value.detail)
    assert len(set(said)) == 1


def test_a_day_gone_by_is_no_date_to_reply_by_also_when_entered_late() -> None:
    of = at_work()
    its = ("proposals", proposal(of))
    give(of, its, "submit", ANA)
    give(of, its, "file", number="1")
    then = stamp(of.clock())
    of.clock.forward(days=30)
    with pytest.raises(RuleBroken) as refusal:
        give(of, its, "assign", lead=POLICE, due=(of.clock() - timedelta(days=5)).date().isoformat(), occurred_at=then)
    assert refusal.value.rule == "NamedDayMustLieAhead"
