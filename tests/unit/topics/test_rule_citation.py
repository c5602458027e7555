"""Under which edition of a rule text a record ran: it was in force there on the day, and is cited once."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted, RuleBroken
from infra.kernel.testing import given
from services.topics import copies
from services.topics.copies import KnownMeeting, KnownRuleEdition, KnownRuleText
from services.topics.document_rules import NamedDayMustHaveCome
from services.topics.reference_rules import (
    EditionIsCitedOnce,
    EditionMustExist,
    EditionMustHaveBeenInForce,
    RuleTextMustHoldThere,
)
from services.topics.rule_citation.commands import CiteRule, WithdrawRuleCitation
from services.topics.rule_citation.domain import CitingRecord, Facts, edition_of
from services.topics.rule_citation.events import RuleCitationWithdrawn, RuleCited
from services.topics.rule_citation.lifecycle import RULE_CITATION
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import (
    AUDITOR,
    CHAIR,
    COUNCIL,
    COUNTY,
    OFFICE,
    OFFICER,
    OTHER_COUNTY,
    OTHER_OFFICE,
    STATION_HEAD,
    TOWN,
    UNKNOWN,
    shown,
    topic_in,
    topics,
)

JANUARY, JULY, TODAY = date(2026, 1, 1), date(2026, 7, 1), date(2026, 8, 12)
FIRST = KnownRuleEdition(1, "实施意见 𠮷", "3号", JANUARY, date(2026, 12, 31))
SECOND = KnownRuleEdition(2, "实施意见（修订）", None, JULY, None)
TEXT = KnownRuleText("text", COUNTY, (FIRST, SECOND))
FACTS = Facts(TODAY, TODAY, CitingRecord(TOWN, "council", "topic"), TEXT)
CITE = CiteRule("one", "topics", "topic", "text")
CITED = RuleCited("one", "topics", "topic", TOWN, "council", "topic", "text", 2, "实施意见（修订）", None, TODAY)


def test_the_edition_that_was_in_force_on_the_day_is_cited_when_none_is_named() -> None:
    given(RULE_CITATION).when(CITE, FACTS).then(CITED)
    before = replace(CITED, edition=1, title="实施意见 𠮷", document_number="3号", on=date(2026, 6, 30))
    given(RULE_CITATION).when(replace(CITE, on=date(2026, 6, 30)), FACTS).then(before)


def test_an_old_edition_may_be_named_while_its_own_days_last() -> None:
    assert edition_of(TEXT, 1, TODAY) is FIRST
    with pytest.raises(EditionMustHaveBeenInForce):
        edition_of(TEXT, 1, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("command", "facts", "rule"),
    [
        (replace(CITE, on=date(2026, 8, 13)), FACTS, NamedDayMustHaveCome),
        (replace(CITE, on=date(2025, 12, 31)), FACTS, EditionMustHaveBeenInForce),
        (replace(CITE, edition=3), FACTS, EditionMustExist),
        (CITE, replace(FACTS, text=replace(TEXT, repealed_on=TODAY)), EditionMustHaveBeenInForce),
        (CITE, replace(FACTS, text=replace(TEXT, division=OTHER_COUNTY)), RuleTextMustHoldThere),
        (CITE, replace(FACTS, cited=(("text", 2),)), EditionIsCitedOnce),
    ],
)
def test_an_edition_is_cited_where_and_while_it_holds_and_once(
    command: CiteRule, facts: Facts, rule: type[Exception]
) -> None:
    given(RULE_CITATION).when(command, facts).refused(rule)


def test_what_was_cited_by_mistake_is_withdrawn() -> None:
    withdrawn = RuleCitationWithdrawn("one", "误写")
    given(RULE_CITATION, CITED).when(WithdrawRuleCitation("one", "误写"), FACTS).then(withdrawn)
    assert given(RULE_CITATION, CITED, withdrawn).state.reason == "误写"


def test_what_members_tells_of_a_rule_text_is_kept_edition_by_edition() -> None:
    issued = copies.RuleTextIssued("text", COUNTY, "实施意见 𠮷", "3号", JANUARY, date(2026, 12, 31))
    revised = copies.RuleTextRevised("text", 2, "实施意见（修订）", None, JULY, None)
    known = copies.on_rule_text_revised(copies.on_rule_text_issued(None, issued), revised)
    assert known == TEXT
    repealed = copies.on_rule_text_repealed(known, copies.RuleTextRepealed("text", TODAY))
    assert repealed.repealed_on == TODAY


HELD_LONG = replace(
    TEXT, rule_text_id="019a0000-0000-7000-8000-0000000000aa", editions=(replace(FIRST, valid_until=None),)
)
LIAISON = Actor(person="liaison", roles=("LIA",), organisation=COUNCIL, division=TOWN)


def at_work() -> Library:
    of = topics()
    text = replace(HELD_LONG, editions=(replace(FIRST, valid_from=date(2000, 1, 1), valid_until=None),))
    of.know("rule_text", text.rule_text_id, msgspec.json.encode(text).decode())
    return of


def cite(of: Library, record: str, actor: Actor = LIAISON, collection: str = "topics", **said: Any) -> str:
    body = {"collection": collection, "record": record, "rule_text": HELD_LONG.rule_text_id, **said}
    return str(of.do("cite", ("rule-citations", None), body, actor)["id"])


def test_a_topic_and_what_belongs_to_it_name_the_edition_that_they_ran_under() -> None:
    of = at_work()
    topic, meeting = topic_in(of), "019a0000-0000-7000-8000-0000000000bb"
    of.know("meeting", meeting, msgspec.json.encode(KnownMeeting(meeting, topic, 1)).decode(), parent=topic)
    first = cite(of, topic)
    cite(of, meeting, CHAIR, "meetings")
    found = of.records.listing(ListCall("rule-citations", Caller(), topic=topic, limit=20), AUDITOR)["items"]
    assert {(one["collection"], one["edition"]) for one in found} == {("topics", 1), ("meetings", 1)}
    assert (shown(of, "rule-citations", first)["title"], shown(of, "rule-citations", first)["organisation"]) == (
        "实施意见 𠮷",
        COUNCIL,
    )


def test_an_edition_is_cited_again_only_after_it_was_withdrawn() -> None:
    of = at_work()
    topic = topic_in(of)
    first = cite(of, topic)
    of.clock.forward(seconds=1)
    with pytest.raises(RuleBroken) as refused:
        cite(of, topic, OFFICER)
    assert refused.value.rule == "EditionIsCitedOnce"
    of.do("withdraw", ("rule-citations", first), {"reason": "误写"}, CHAIR)
    with pytest.raises(NotAllowedInState):
        of.do("withdraw", ("rule-citations", first), {"reason": "误写"}, CHAIR)
    assert cite(of, topic) != first


def test_a_plan_cites_rules_too() -> None:
    of = at_work()
    body = {"title": "协商计划", "division": COUNTY, "organisation": OFFICE, "period": "2026"}
    plan = str(of.do("draft", ("plans", None), body, OFFICER)["id"])
    assert shown(of, "rule-citations", cite(of, plan, OFFICER, "plans"))["topic"] is None


def test_only_office_chair_and_liaison_of_the_records_place_cite_and_only_what_is_there() -> None:
    of = at_work()
    topic = topic_in(of)
    for actor in (STATION_HEAD, AUDITOR, replace(OFFICER, organisation=OTHER_OFFICE, division=OTHER_COUNTY)):
        with pytest.raises(NotPermitted):
            cite(of, topic, actor)
    for said, wrong in (
        ({"record": UNKNOWN}, "record"),
        ({"record": topic, "collection": "meetings"}, "record"),
        ({"record": topic, "rule_text": UNKNOWN}, "rule_text"),
        ({"record": topic, "edition": 2}, "edition"),
        ({"record": topic, "edition": 0}, "edition"),
        ({"record": topic, "edition": True}, "edition"),
        ({"record": topic, "collection": "people"}, "collection"),
    ):
        with pytest.raises(Invalid) as refused:
            cite(of, **said)
        assert set(refused.value.errors) == {wrong}
