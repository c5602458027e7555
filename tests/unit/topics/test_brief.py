"""The rules of the public-opinion brief."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from marshmallow import ValidationError

from infra.kernel.testing import given
from services.topics import document_rules, rules
from services.topics.brief import commands as asked
from services.topics.brief import events as happened
from services.topics.brief.domain import Facts, Level, Origins
from services.topics.brief.lifecycle import BRIEF
from services.topics.brief.projections import BriefShown, row
from services.topics.brief.schemas import Draft, Instruct, Revise
from services.topics.proposal.events import ProposalDrafted

SENT_AT = datetime(2026, 3, 16, 2, tzinfo=UTC)
HEARD_AT = SENT_AT + timedelta(days=3)
TODAY = date(2026, 3, 19)
NOW = Facts(HEARD_AT, TODAY)
HEARD = Facts(HEARD_AT, TODAY, received_at=TODAY, read_by=HEARD_AT)
INSTRUCTION = asked.InstructOnBrief("brief", "city", "李明", "市长", date(2026, 3, 18), "请教育局研究")

DRAFTED = happened.BriefDrafted("brief", "校门口", "拥堵", "620723", "office", "brief", ("gate",), "topic", "outcome")
REVIEWED = happened.BriefReviewed("brief", None)
ISSUED = happened.BriefIssued("brief", "12号")
TO_THE_CITY = happened.BriefSent("brief", "city", "6207", "city", SENT_AT)
TO_THE_PROVINCE = happened.BriefSent("brief", "province", "62", "province", SENT_AT)

IN_DRAFTED = given(BRIEF, DRAFTED)
IN_RETURNED = given(BRIEF, DRAFTED, happened.BriefReturned("brief", "缺数据"))
IN_REVIEWED = given(BRIEF, DRAFTED, REVIEWED)
IN_ISSUED = given(BRIEF, DRAFTED, REVIEWED, ISSUED)
IN_SENT = given(BRIEF, *IN_ISSUED.past, TO_THE_CITY)
SENT_TWICE = given(BRIEF, *IN_SENT.past, TO_THE_PROVINCE)


def noted(by: str) -> happened.BriefNoted:
    return happened.BriefNoted("brief", by, "财政局", "研究", TODAY, TODAY, HEARD_AT)


def adopted(by: str) -> happened.BriefAdopted:
    return happened.BriefAdopted("brief", by, None, TODAY, HEARD_AT)


def instructed(by: str) -> happened.BriefInstructed:
    return happened.BriefInstructed("brief", by, "李明", "市长", TODAY, "办", TODAY, HEARD_AT)


def not_used(by: str) -> happened.BriefNotUsed:
    return happened.BriefNotUsed("brief", by, "已有部署", TODAY, HEARD_AT)


def shown(*past: Any) -> BriefShown:
    said = row(given(BRIEF, *past).state, "brief").shown
    assert isinstance(said, BriefShown)
    return said


def draft(**said: Any) -> asked.DraftBrief:
    return asked.DraftBrief("brief", "校门口", "拥堵", "620723", "office", **said)


def test_a_brief_is_drafted_of_what_is_there() -> None:
    command = draft(submissions=("gate", "gate"), topic="topic", outcome="outcome")
    known = Facts(HEARD_AT, TODAY, origins=Origins(frozenset(["gate"]), "topic", "outcome"))
    given(BRIEF).when(command, known).then(DRAFTED)
    for kind in ("micro_suggestion", "special_report"):
        of_a_kind = happened.BriefDrafted("brief", "校门口", "拥堵", "620723", "office", kind, (), None, None)
        given(BRIEF).when(draft(kind=kind), NOW).then(of_a_kind)


@pytest.mark.parametrize(
    ("said", "known", "rule", "named"),
    [
        ({}, Facts(HEARD_AT, TODAY, division_exists=False), rules.DivisionMustExist, "division"),
        ({"submissions": ("gate",)}, NOW, document_rules.SubmissionsMustExist, "submissions"),
        ({"topic": "topic"}, NOW, rules.TopicMustExist, "topic"),
        ({"outcome": "outcome"}, NOW, document_rules.OutcomeMustExist, "outcome"),
        (
            {"topic": "another", "outcome": "outcome"},
            Facts(HEARD_AT, TODAY, origins=Origins(topic="topic", outcome="outcome")),
            document_rules.OutcomeMustBeOfTheTopic,
            "topic",
        ),
    ],
)
def test_what_it_came_of_must_be_there(said: Any, known: Facts, rule: type[rules.TopicsRuleBroken], named: str) -> None:
    given(BRIEF).when(draft(**said), known).refused(rule)
    assert rule.names == named


def test_the_topic_of_its_outcome_is_its_topic() -> None:
    known = Facts(HEARD_AT, TODAY, origins=Origins(topic="topic", outcome="outcome"))
    of_it = happened.BriefDrafted("brief", "校门口", "拥堵", "620723", "office", "brief", (), "topic", "outcome")
    given(BRIEF).when(draft(outcome="outcome"), known).then(of_it)


def test_it_is_revised_until_its_review_and_what_is_not_named_stays() -> None:
    for scenario in (IN_DRAFTED, IN_RETURNED):
        state = scenario.state.state
        revise = asked.ReviseBrief("brief", text="拥堵，建议错峰")
        scenario.when(revise).then(happened.BriefRevised("brief", "校门口", "拥堵，建议错峰"))
        scenario.when(revise).then_state(state)
        scenario.when(asked.ReviseBrief("brief", text="拥堵")).refused(rules.NothingIsChanged)


def test_it_is_reviewed_returned_with_a_reason_and_submitted_again() -> None:
    IN_DRAFTED.when(asked.ReviewBrief("brief", "可报")).then(happened.BriefReviewed("brief", "可报"))
    for scenario in (IN_DRAFTED, IN_REVIEWED):
        scenario.when(asked.ReturnBrief("brief", "缺数据")).then_state("returned")
    IN_RETURNED.when(asked.ResubmitBrief("brief")).then_state("drafted")
    assert shown(*IN_RETURNED.past).reason == "缺数据"
    for scenario in (IN_DRAFTED, IN_RETURNED, IN_REVIEWED):
        scenario.when(asked.WithdrawBrief("brief", "已解决")).then_state("withdrawn")


def test_it_is_issued_after_its_review_and_sent_after_its_issue() -> None:
    IN_REVIEWED.when(asked.IssueBrief("brief", "12号")).then(ISSUED)
    known = Facts(SENT_AT, TODAY, recipient=Level("6207", "city"))
    IN_ISSUED.when(asked.SendBrief("brief", "city"), known).then(TO_THE_CITY)


def test_it_goes_to_several_levels_to_each_recipient_once() -> None:
    known = Facts(SENT_AT, TODAY, recipient=Level("62", "province"))
    IN_SENT.when(asked.SendBrief("brief", "province"), known).then(TO_THE_PROVINCE)
    IN_SENT.when(asked.SendBrief("brief", "city"), known).refused(document_rules.BriefGoesToARecipientOnce)
    unused = given(BRIEF, *IN_SENT.past, not_used("city"))
    unused.when(asked.SendBrief("brief", "province"), known).then_state("sent")
    for word in (noted, adopted, instructed):
        already = given(BRIEF, *IN_SENT.past, word("city"))
        already.when(asked.SendBrief("brief", "province"), known).then_state(already.state.state)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ([noted("city")], "noted"),
        ([noted("city"), adopted("province")], "adopted"),
        ([adopted("city"), noted("province")], "adopted"),
        ([instructed("province"), adopted("city"), noted("city")], "instructed"),
        ([not_used("city")], "sent"),
        ([not_used("city"), not_used("province")], "not_used"),
        ([not_used("city"), noted("province")], "noted"),
        ([not_used("city"), not_used("province"), instructed("city")], "instructed"),
    ],
)
def test_the_state_says_how_far_it_came_with_anybody(words: list[Any], state: str) -> None:
    assert given(BRIEF, *SENT_TWICE.past, *words).state.state == state


def test_what_a_recipient_did_is_kept_of_him() -> None:
    past = (*SENT_TWICE.past, noted("city"), adopted("city"), instructed("province"))
    said = shown(*past)
    assert [(one.organisation, one.state) for one in said.recipients] == [
        ("city", "adopted"),
        ("province", "instructed"),
    ]
    assert (said.noted_by[0].body, said.adopted_by[0].organisation, said.instructions[0].who) == (
        "财政局",
        "city",
        "李明",
    )
    assert (said.sent_at, said.read_at) == (SENT_AT, HEARD_AT)
    assert row(given(BRIEF, *past).state, "brief").named == ("city", "province", "gate")


@pytest.mark.parametrize(
    ("command", "event", "state"),
    [
        (
            asked.NoteBrief("brief", "city", "财政局", "研究", TODAY),
            happened.BriefNoted("brief", "city", "财政局", "研究", TODAY, TODAY, HEARD_AT),
            "noted",
        ),
        (
            asked.AdoptBrief("brief", "city", "第8期"),
            happened.BriefAdopted("brief", "city", "第8期", TODAY, HEARD_AT),
            "adopted",
        ),
        (
            INSTRUCTION,
            happened.BriefInstructed(
                "brief", "city", "李明", "市长", date(2026, 3, 18), "请教育局研究", TODAY, HEARD_AT
            ),
            "instructed",
        ),
        (asked.MarkNotUsed("brief", "city", "已有部署"), not_used("city"), "not_used"),
    ],
)
def test_the_office_records_what_a_recipient_did(command: Any, event: Any, state: str) -> None:
    IN_SENT.when(command, HEARD).then(event)
    IN_SENT.when(command, HEARD).then_state(state)
    to_come = Facts(HEARD_AT, TODAY, received_at=TODAY + timedelta(days=1), read_by=HEARD_AT)
    IN_SENT.when(command, to_come).refused(document_rules.NamedDayMustHaveCome)
    before = Facts(HEARD_AT, TODAY, received_at=date(2026, 3, 15), read_by=SENT_AT - timedelta(hours=10))
    IN_SENT.when(command, before).refused(document_rules.NotBeforeItWasSent)
    elsewhere = given(BRIEF, *IN_ISSUED.past, TO_THE_PROVINCE)
    elsewhere.when(command, HEARD).refused(document_rules.BriefMustHaveBeenSentThere)


def test_the_day_of_an_instruction_or_a_note_has_come() -> None:
    tomorrow = TODAY + timedelta(days=1)
    IN_SENT.when(asked.NoteBrief("brief", "city", "财政局", "研究", tomorrow), HEARD).refused(
        document_rules.NamedDayMustHaveCome
    )
    later = asked.InstructOnBrief("brief", "city", "李明", "市长", tomorrow, "办")
    IN_SENT.when(later, HEARD).refused(document_rules.NamedDayMustHaveCome)


def test_what_is_on_record_of_a_recipient_is_not_called_unused_afterwards() -> None:
    for word in (noted, adopted, instructed):
        used = given(BRIEF, *SENT_TWICE.past, word("city"))
        used.when(asked.MarkNotUsed("brief", "city", "r"), HEARD).refused(document_rules.RecipientHasSaidSo)
        used.when(asked.MarkNotUsed("brief", "province", "r"), HEARD).then_state(used.state.state)
    once = given(BRIEF, *SENT_TWICE.past, not_used("city"))
    once.when(asked.MarkNotUsed("brief", "city", "r"), HEARD).refused(document_rules.RecipientHasSaidSo)


def test_the_time_of_its_reading_is_recorded_once_for_each_recipient() -> None:
    IN_SENT.when(asked.MarkRead("brief", "city"), NOW).then(happened.BriefRead("brief", "city", HEARD_AT))
    read = given(BRIEF, *SENT_TWICE.past, happened.BriefRead("brief", "city", HEARD_AT))
    assert (read.state.state, read.state.recipients[0].read_at, read.state.recipients[1].read_at) == (
        "sent",
        HEARD_AT,
        None,
    )
    read.when(asked.MarkRead("brief", "city"), NOW).refused(document_rules.ReadAlready)
    read.when(asked.MarkRead("brief", "county"), NOW).refused(document_rules.BriefMustHaveBeenSentThere)
    IN_SENT.when(asked.MarkRead("brief", "city"), Facts(SENT_AT - timedelta(1), TODAY)).refused(
        document_rules.NotBeforeItWasSent
    )
    later = given(BRIEF, *read.past, happened.BriefAdopted("brief", "city", None, TODAY, HEARD_AT + timedelta(1)))
    assert later.state.recipients[0].read_at == HEARD_AT


def test_it_is_converted_into_a_proposal_that_names_it() -> None:
    drafted = ProposalDrafted("p", "校门口", "拥堵", "620723", "office", None, (), "topic", "outcome", "brief")
    for word in ((), (noted("city"),), (adopted("city"),), (instructed("city"),), (not_used("city"),)):
        scenario = given(BRIEF, *IN_SENT.past, *word)
        scenario.when(asked.ConvertBrief("brief", "p")).then(happened.BriefConverted("brief", "p"), drafted)
    converted = given(BRIEF, *IN_SENT.past, happened.BriefConverted("brief", "p"))
    assert (converted.state.state, shown(*converted.past).proposal) == ("converted", "p")
    named = ProposalDrafted("p", "提案", "案文", "620723", "office", None, (), "topic", "outcome", "brief")
    IN_SENT.when(asked.ConvertBrief("brief", "p", "提案", "案文")).then(happened.BriefConverted("brief", "p"), named)


ID = "019a0000-0000-7000-8000-000000000004"


@pytest.mark.parametrize(
    ("schema", "body", "named"),
    [
        (Draft(), {"kind": "opinion"}, "kind"),
        (Draft(), {"submissions": ID}, "submissions"),
        (Draft(), {"submissions": ["gate"]}, "submissions"),
        (Draft(), {"title": "\x00"}, "title"),
        (Draft(), {"text": " "}, "text"),
        (Draft(), {"division": "6207231"}, "division"),
        (Instruct(), {"date": "昨天"}, "date"),
        (Instruct(), {"received_at": "2026-02-30"}, "received_at"),
        (Instruct(), {"who": ""}, "who"),
    ],
)
def test_a_wrong_body_is_refused_by_its_field(schema: Any, body: dict[str, Any], named: str) -> None:
    good = {
        Draft: {"title": "𠮷", "text": "拥堵", "division": "620723", "organisation": ID},
        Instruct: {"organisation": ID, "who": "李明", "office": "市长", "date": "2026-03-18", "text": "办"},
    }[type(schema)]
    assert schema.load(good)
    with pytest.raises(ValidationError) as refusal:
        schema.load({**good, **body})
    assert set(refusal.value.messages_dict) == {named}


def test_a_revision_says_something() -> None:
    with pytest.raises(ValidationError):
        Revise().load({})
