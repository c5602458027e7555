"""A topic that is taken to a level above or below: drafted there by the system, its result adopted here, or handed back."""

from typing import Any

import pytest

from infra.kernel.access.places import SYSTEM, Actor, KnownOrganisation
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted
from services.topics.outcome_reactions import on_topic_concluded
from services.topics.reactions import (
    on_linked_topic_concluded,
    on_linked_topic_ended,
    on_topic_escalated,
)
from services.topics.topic import commands as asked
from services.topics.topic import events as happened
from services.topics.topic import side_events as beside
from services.topics.topic.lifecycle import TOPIC
from services.topics.topic.seen import PassedOn, SeenTopic
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import (
    CHAIR,
    CITY,
    COUNCIL,
    COUNTY,
    OFFICE,
    OFFICER,
    OTHER_COUNCIL,
    OTHER_OFFICE,
    PARTY,
    PROVINCE,
    STATION_HEAD,
    TOWN,
    UNKNOWN,
    approved,
    held,
    reacted,
    round_opened,
    screened,
    shown,
    tell_of,
    topic_in,
    topics,
)
from tests.unit.topics.test_topics_reactions import UNDER_REVIEW

PARTY_BRANCH = Actor(person="branch", roles=("PARTY",), organisation=PARTY, division=TOWN)
CITY_OFFICE, PROVINCE_COUNCIL = (f"019a0000-0000-7000-8000-00000000001{number}" for number in (1, 2))
ORIGIN = beside.Origin("gate", "escalated", COUNCIL)


def goes(of: Library, command: str, topic: str, organisation: str, actor: Actor = OFFICER) -> dict[str, Any]:
    return of.do(command, ("topics", topic), {"organisation": organisation, "reason": "超出本级权限"}, actor)


def escalated(of: Library) -> tuple[str, str]:
    """A topic of the town and the one that the county's office has of it now."""
    topic = topic_in(of, approved)
    goes(of, "escalate", topic, OFFICE, PARTY_BRANCH)
    assert reacted(of) == []
    return topic, shown(of, "topics", topic)["linked_topic"]


def concluded(topic: str) -> happened.TopicConcluded:
    return happened.TopicConcluded(topic, "full", "已达成一致")


def state(of: Library, topic: str) -> str:
    return str(shown(of, "topics", topic)["state"])


def test_ruling_16_what_is_escalated_is_drafted_and_proposed_there_and_both_show_the_other() -> None:
    of = topics()
    topic, linked = escalated(of)
    here, there = shown(of, "topics", topic), shown(of, "topics", linked)
    assert (here["state"], there["state"]) == ("escalated", "proposed")
    assert there["origin"] == {"topic": topic, "kind": "escalated", "organisation": COUNCIL}
    assert (there["division"], there["organisation"], there["source"]) == (COUNTY, OFFICE, "society")
    assert [there[name] for name in ("title", "background", "stakeholder_groups", "category")] == [
        here[name] for name in ("title", "background", "stakeholder_groups", "category")
    ]


def test_ruling_16_what_is_delegated_is_drafted_and_proposed_below() -> None:
    of = topics()
    topic = topic_in(of, approved, division=COUNTY, organisation=OFFICE)
    assert goes(of, "delegate", topic, OTHER_COUNCIL)["state"] == "delegated"
    reacted(of)
    there = shown(of, "topics", shown(of, "topics", topic)["linked_topic"])
    assert there["origin"] == {"topic": topic, "kind": "delegated", "organisation": OFFICE}
    assert (there["state"], there["organisation"]) == ("proposed", OTHER_COUNCIL)


@pytest.mark.parametrize(("organisation", "division"), [(CITY_OFFICE, CITY), (PROVINCE_COUNCIL, PROVINCE)])
def test_ruling_16_one_or_more_levels_up(organisation: str, division: str) -> None:
    of = topics()
    tell_of(of, KnownOrganisation(organisation, "上级", "council", division))
    assert goes(of, "escalate", topic_in(of, approved), organisation)["state"] == "escalated"


@pytest.mark.parametrize("organisation", [COUNCIL, OTHER_COUNCIL, OTHER_OFFICE, PARTY])
def test_it_goes_up_to_nobody_of_its_own_level_or_elsewhere(organisation: str) -> None:
    of = topics()
    with pytest.raises(Invalid) as refused:
        goes(of, "escalate", topic_in(of, approved), organisation)
    assert refused.value.rule == "EscalationGoesToALevelAbove"
    assert set(refused.value.errors) == {"organisation"}


@pytest.mark.parametrize("organisation", [OFFICE, OTHER_OFFICE, PARTY])
def test_it_goes_down_to_no_body_but_of_a_division_below(organisation: str) -> None:
    of = topics()
    with pytest.raises(Invalid) as refused:
        goes(of, "delegate", topic_in(of, approved, division=COUNTY, organisation=OFFICE), organisation)
    assert refused.value.rule == "DelegationGoesToALevelBelow"


def test_it_goes_to_nobody_who_has_ended_or_is_not_known() -> None:
    of = topics()
    tell_of(of, KnownOrganisation(CITY_OFFICE, "市政协", "cppcc_office", CITY, ended=True))
    for organisation in (CITY_OFFICE, UNKNOWN):
        with pytest.raises(Invalid) as refused:
            goes(of, "escalate", topic_in(of, approved), organisation)
        assert set(refused.value.errors) == {"organisation"}


@pytest.mark.parametrize(("command", "actor"), [("escalate", CHAIR), ("escalate", STATION_HEAD), ("delegate", CHAIR)])
def test_only_party_and_office_escalate_and_only_the_office_delegates(command: str, actor: Actor) -> None:
    of = topics()
    with pytest.raises(NotPermitted):
        goes(of, command, topic_in(of, approved), OFFICE, actor)


def test_only_from_the_states_of_the_row() -> None:
    of = topics()
    with pytest.raises(NotAllowedInState):
        goes(of, "escalate", topic_in(of, screened), OFFICE)
    with pytest.raises(NotAllowedInState):
        goes(of, "delegate", topic_in(of, approved, round_opened), OTHER_COUNCIL)


def test_the_open_round_is_left() -> None:
    of = topics()
    consulted = topic_in(of, approved, round_opened)
    goes(of, "escalate", consulted, OFFICE)
    assert shown(of, "topics", consulted)["left_rounds"] == [1]
    of.do("hand_back", ("topics", consulted), {"reason": "本级可办"}, PARTY_BRANCH)
    of.do("open_round", ("topics", consulted), {}, CHAIR)
    assert shown(of, "topics", consulted)["round"] == 2


def test_the_linked_topics_result_is_adopted() -> None:
    of = topics()
    topic, linked = escalated(of)
    held(of, concluded(linked))
    assert reacted(of) == []
    adopted = shown(of, "topics", topic)
    assert (adopted["state"], adopted["result"], adopted["summary"]) == ("concluded", "full", "已达成一致")


def test_a_result_comes_back_through_every_level() -> None:
    of = topics()
    tell_of(of, KnownOrganisation(CITY_OFFICE, "市政协", "cppcc_office", CITY))
    topic, linked = escalated(of)
    held(of, approved(linked))
    of.do("escalate", ("topics", linked), {"organisation": CITY_OFFICE, "reason": "须市里定"}, OFFICER)
    reacted(of)
    held(of, concluded(shown(of, "topics", linked)["linked_topic"]))
    reacted(of)
    assert [state(of, one) for one in (linked, topic)] == ["concluded", "concluded"]


def test_the_result_of_what_the_linked_topic_was_merged_into_is_adopted() -> None:
    of = topics()
    topic, linked = escalated(of)
    other = topic_in(of, approved, division=COUNTY, organisation=OFFICE)
    held(of, beside.TopicMerged(linked, other, "同一件事"))
    reacted(of)
    assert state(of, topic) == "escalated"
    held(of, concluded(other))
    reacted(of)
    assert state(of, topic) == "concluded"


ENDS = (
    lambda topic: happened.TopicRuledOut(topic, (), "不宜协商"),
    lambda topic: happened.TopicReferred(topic, "12345", "不宜协商"),
    lambda topic: happened.TopicDisapproved(topic, "不宜协商"),
    lambda topic: happened.TopicDiscontinued(topic, "不宜协商", approved=True),
)


@pytest.mark.parametrize("end", ENDS)
def test_a_linked_topic_that_ends_without_a_result_is_handed_back(end: Any) -> None:
    of = topics()
    topic, linked = escalated(of)
    held(of, end(linked))
    assert reacted(of) == []
    handed = shown(of, "topics", topic)
    assert (handed["state"], handed["reason"]) == ("preparing", "不宜协商")


def test_only_the_party_of_its_own_level_hands_back() -> None:
    of = topics()
    topic, _ = escalated(of)
    for actor in (CHAIR, OFFICER):
        with pytest.raises(NotPermitted):
            of.do("hand_back", ("topics", topic), {"reason": "本级可办"}, actor)
    assert of.do("hand_back", ("topics", topic), {"reason": "本级可办"}, PARTY_BRANCH)["state"] == "preparing"


@pytest.mark.parametrize("late", [concluded, ENDS[0]])
def test_what_becomes_of_a_topic_that_was_handed_back_and_taken_elsewhere_since_counts_no_more(late: Any) -> None:
    of = topics()
    topic, first = escalated(of)
    of.do("hand_back", ("topics", topic), {"reason": "本级可办"}, PARTY_BRANCH)
    held(of, round_opened(topic))
    goes(of, "escalate", topic, OFFICE)
    reacted(of)
    held(of, late(first))
    assert len(reacted(of)) == 1
    assert state(of, topic) == "escalated"


def test_a_reaction_that_comes_twice_adopts_once() -> None:
    of = topics()
    topic, linked = escalated(of)
    adopt = asked.AdoptLinkedResult(topic, linked, linked, "full", "已达成一致")
    key = new_id()
    assert len({of.handler.give(adopt, SYSTEM, key, "", None)["version"] for _twice in range(2)}) == 1


def test_an_outcome_that_waits_is_taken_up_with_the_adopted_result() -> None:
    adopted = beside.TopicLinkedResultAdopted("gate", "there", "there", "full", "…")
    assert on_topic_concluded(adopted, [UNDER_REVIEW]) == [asked.SubmitOutcome("gate")]


def test_nobody_waits_for_a_topic_that_came_of_no_other() -> None:
    own = SeenTopic("there", "concluded", "路灯")
    waited_for = SeenTopic("merged", "merged", "路灯", into="there", origin=ORIGIN)
    assert on_linked_topic_concluded(concluded("there"), [own, waited_for]) == [
        asked.AdoptLinkedResult("gate", "merged", "there", "full", "已达成一致")
    ]
    assert on_linked_topic_ended(happened.TopicDisapproved("there", "…"), [own]) == []


def test_the_linked_topic_says_in_the_systems_draft_where_it_came_from() -> None:
    gone = beside.TopicEscalated("gate", "there", OFFICE, COUNTY, "…", None)
    there = PassedOn("gate", "路灯", "不亮", COUNCIL, "party", ("住户",), "照明")
    draft = asked.DraftTopic("there", "路灯", "不亮", COUNTY, OFFICE, "party", ("住户",), "照明", ORIGIN)
    assert on_topic_escalated(gone, there) == [draft, asked.ProposeTopic("there")]


def test_both_levels_are_named_to_the_other() -> None:
    drafted = happened.TopicDrafted("there", "路灯", "不亮", COUNTY, OFFICE, "society", origin=ORIGIN)
    assert TOPIC.row(TOPIC.evolve(None, drafted), "there").named == (COUNCIL,)
    own = TOPIC.evolve(None, happened.TopicDrafted("gate", "路灯", "不亮", COUNTY, OFFICE, "society"))
    gone = TOPIC.evolve(own, beside.TopicDelegated("gate", "there", COUNCIL, TOWN, "…"))
    assert TOPIC.row(gone, "gate").named == (COUNCIL,)
