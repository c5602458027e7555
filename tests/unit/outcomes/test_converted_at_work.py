"""An outcome that is converted becomes a record, whatever it is converted into, and each of the two leads to the other."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import NotPermitted, RuleBroken
from services.outcomes.covenant.lifecycle import COVENANT
from services.outcomes.outcome.events import OutcomeDrafted, OutcomeSubmitted
from services.outcomes.outcome.lifecycle import OUTCOME
from services.topics.reactions import on_linked_topic_concluded, on_linked_topic_ended
from services.topics.topic.events import TopicApproved, TopicConcluded, TopicDiscontinued, TopicDrafted
from services.topics.topic.lifecycle import TOPIC
from services.topics.topic.seen import SeenTopic
from services.topics.topic.side_events import Origin
from tests.unit.whole_suite import BODIES, COUNTY, TOWN, WholeSuite

AUDITOR = Actor("auditor", ("AUD",))
LIFECYCLES = {"topics": TOPIC, "outcomes": OUTCOME, "covenants": COVENANT}


def suite(**more: tuple[str, str]) -> WholeSuite:
    return WholeSuite(bodies={**BODIES, **more})


def in_review(of: WholeSuite, body: str = "council") -> tuple[str, str]:
    """The topic, and its outcome under review."""
    topic, outcome, division = new_id(), new_id(), of.bodies[body][1]
    its = (division, of.organisations[body])
    of.told(
        "topics",
        TopicDrafted(topic, "路灯", "不亮", *its, "society", ("住户",), "照明"),
        TopicApproved(topic, "沙党发〔2026〕9号"),
        TopicConcluded(topic, "full", "装灯", ()),
    )
    of.settle()
    drafted = OutcomeDrafted(outcome, topic, new_id(), (), "路灯公约", "各户轮流管护", *its)
    of.told("outcomes", drafted, OutcomeSubmitted(outcome, topic))
    of.settle()
    return topic, outcome


def convert(of: WholeSuite, outcome: str, into: str, actor: Actor | None = None, **said: str) -> None:
    body = {"into": into, "reason": "宜另作处理", **said}
    of.of(OUTCOME).do("convert", ("outcomes", outcome), body, actor or of.actor("PARTY", "party"))
    of.settle()


def shown(of: WholeSuite, collection: str, record_id: str) -> dict[str, Any]:
    found: dict[str, Any] = of.of(LIFECYCLES[collection]).records.one(
        ReadCall(collection, Caller(), record_id), AUDITOR
    )
    return found


def test_a_covenant_is_drafted_where_its_outcome_stands_and_is_revised_and_adopted_there() -> None:
    of = suite()
    topic, outcome = in_review(of)
    convert(of, outcome, "covenant", title="公约")
    made = shown(of, "outcomes", outcome)["covenant"]
    its = shown(of, "covenants", made)
    assert (its["outcome"], its["topic"], its["division"], its["state"]) == (outcome, topic, TOWN, "drafted")
    assert (its["title"], its["clauses"]) == ("公约", [{"kind": "obligation", "text": "各户轮流管护"}])
    chair = of.actor("CHAIR", "council")
    clauses = [{"kind": "obligation", "text": "轮流管护"}, {"kind": "sanction", "text": "不管护者公示"}]
    of.of(COVENANT).do("revise", ("covenants", made), {"clauses": clauses}, chair)
    adopted = of.of(COVENANT).do("adopt", ("covenants", made), {"how": "meeting", "on": "2026-03-01"}, chair)
    assert adopted["state"] == "in_force"


def test_a_second_covenant_of_a_converted_outcome_is_refused_until_the_first_one_is_dropped() -> None:
    of = suite()
    _topic, outcome = in_review(of)
    convert(of, outcome, "covenant")
    said = {"outcome": outcome, "title": "公约", "clauses": [{"kind": "obligation", "text": "轮流管护"}]}
    chair = of.actor("CHAIR", "council")
    of.of(COVENANT).expected_news.arrives = lambda: True
    with pytest.raises(RuleBroken) as refusal:
        of.of(COVENANT).do("draft", ("covenants", None), said, chair)
    assert refusal.value.rule == "AConvertedOutcomeHasItsCovenant"
    made = shown(of, "outcomes", outcome)["covenant"]
    of.of(COVENANT).do("drop", ("covenants", made), {"reason": "未形成"}, chair)
    assert of.of(COVENANT).do("draft", ("covenants", None), said, chair)["state"] == "drafted"


def test_an_upper_topic_is_proposed_at_the_nearest_level_above_and_says_where_it_came_from() -> None:
    of = suite()
    topic, outcome = in_review(of)
    convert(of, outcome, "upper_topic", text="须县级统筹")
    made = shown(of, "outcomes", outcome)["upper_topic"]
    its = shown(of, "topics", made)
    assert (its["division"], its["organisation"], its["state"]) == (COUNTY, of.organisations["office"], "proposed")
    assert (its["title"], its["background"], its["stakeholder_groups"]) == ("路灯公约", "须县级统筹", ["住户"])
    below = of.organisations["council"]
    assert its["origin"] == {"topic": topic, "kind": "converted", "organisation": below}
    assert shown(of, "topics", topic)["state"] == "closed"
    chair = of.actor("CHAIR", "council")
    assert of.of(TOPIC).records.one(ReadCall("topics", Caller(), made), chair)["id"] == made  # whose it was reads it


def test_it_goes_to_a_council_before_an_office_of_that_level() -> None:
    of = suite(**{"county council": ("council", COUNTY)})
    _topic, outcome = in_review(of)
    convert(of, outcome, "upper_topic")
    its = shown(of, "topics", shown(of, "outcomes", outcome)["upper_topic"])
    assert its["organisation"] == of.organisations["county council"]


def test_nobody_waits_below_for_the_result_of_an_upper_topic() -> None:
    of = suite()
    topic, outcome = in_review(of)
    convert(of, outcome, "upper_topic")
    made = shown(of, "outcomes", outcome)["upper_topic"]
    before = shown(of, "topics", topic)
    ended, concluded = TopicDiscontinued(made, "另案处理", approved=True), TopicConcluded(made, "full", "装灯", ())
    of.told("topics", concluded, ended)
    of.settle()
    assert (shown(of, "topics", made)["state"], shown(of, "topics", topic)) == ("discontinued", before)
    seen = SeenTopic(made, "discontinued", "路灯", origin=Origin(topic, "converted", of.organisations["council"]))
    assert (on_linked_topic_ended(ended, [seen]), on_linked_topic_concluded(concluded, [seen])) == ([], [])


def test_where_no_body_is_above_nothing_is_converted_into_an_upper_topic() -> None:
    of = suite()
    _topic, outcome = in_review(of, "office")
    office = of.actor("OFF", "office")
    of.of(OUTCOME).expected_news.arrives = lambda: True
    with pytest.raises(RuleBroken) as refusal:
        convert(of, outcome, "upper_topic", office)
    assert refusal.value.rule == "NobodyAboveTakesItUp"
    assert shown(of, "outcomes", outcome)["state"] == "under_review"
    with pytest.raises(NotPermitted):
        convert(of, outcome, "covenant", of.actor("CHAIR", "council"))
