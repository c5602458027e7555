"""A topic is merged into one that can still be held, whoever writes at once; all that hangs on it follows."""

from typing import Any

import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted, RuleBroken
from services.topics.reactions import MergedTopic, on_topic_merged
from services.topics.submission.commands import RelinkSubmission
from services.topics.topic.commands import TakeInTopic
from services.topics.topic.events import TopicDiscontinued, TopicRuledOut
from services.topics.topic.side_events import TopicMerged
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import (
    CHAIR,
    COUNTY,
    OFFICE,
    OFFICER,
    OTHER_COUNCIL,
    OTHER_COUNTY,
    OTHER_OFFICE,
    OTHER_TOWN,
    PARTY,
    STATION_HEAD,
    TOWN,
    UNKNOWN,
    approved,
    history,
    reacted,
    screened,
    shown,
    topic_in,
    topics,
)
from tests.unit.topics.test_merged_for_good import give, page, racing, submitted

PARTY_BRANCH = Actor(person="branch", roles=("PARTY",), organisation=PARTY, division=TOWN)
NEIGHBOUR = Actor(person="neighbour", roles=("OFF",), organisation=OTHER_OFFICE, division=OTHER_COUNTY)


def merge(of: Library, one: str, into: str, actor: Actor = OFFICER) -> dict[str, Any]:
    return of.do("merge", ("topics", one), {"into": into, "reason": "同一件事"}, actor)


def linked(of: Library, topic: str) -> str:
    submission = submitted(of)
    give(of, "accept", submission)
    give(of, "link_to_topic", submission, topic=topic)
    return submission


def test_ruling_16_a_merged_topic_takes_its_submissions_and_its_groups_along() -> None:
    of = topics()
    one, into = topic_in(of, screened), topic_in(of, approved)
    submission, before = linked(of, one), linked(of, into)
    assert merge(of, one, into)["state"] == "merged"
    assert reacted(of) == []
    assert shown(of, "topics", one)["into"] == into
    target = shown(of, "topics", into)
    assert (target["state"], target["merged_topics"], target["stakeholder_groups"]) == ("approved", [one], ["住户"])
    assert [shown(of, "submissions", each)["topic"] for each in (submission, before)] == [into, into]
    assert history(of, f"submission-{submission}")[-1] == "SubmissionLinkedToTopic"
    assert history(of, f"topic-{into}")[-1] == "TopicTakenIn"


def test_what_followed_is_answered_when_the_target_ends() -> None:
    of = topics()
    one, into = topic_in(of, screened), topic_in(of, approved)
    submission = linked(of, one)
    merge(of, one, into)
    reacted(of)
    of.do("discontinue", ("topics", into), {"reason": "不再需要"}, PARTY_BRANCH)
    reacted(of)
    assert shown(of, "submissions", submission)["answer"] == "不再需要"


def test_a_target_that_ends_before_its_new_submissions_have_followed_answers_them_too() -> None:
    of = topics()
    one, into = topic_in(of, screened), topic_in(of, approved)
    submission = linked(of, one)
    reacted(of)
    merge(of, one, into)
    of.do("discontinue", ("topics", into), {"reason": "不再需要"}, PARTY_BRANCH)
    assert "TakeInTopic" in reacted(of)
    assert shown(of, "submissions", submission)["answer"] == "不再需要"


def test_what_was_merged_twice_follows_to_the_last_one_whatever_comes_first() -> None:
    of = topics()
    one, two, three = topic_in(of, screened), topic_in(of, screened), topic_in(of, approved)
    submission = linked(of, one)
    merge(of, one, two)
    merge(of, two, three)
    reacted(of)
    assert shown(of, "submissions", submission)["topic"] == three
    assert set(shown(of, "topics", three)["merged_topics"]) == {one, two}


def test_the_page_shows_the_target_also_to_who_was_answered_before() -> None:
    of = topics()
    one, into = topic_in(of, screened), topic_in(of, approved)
    follows, answered = linked(of, one), linked(of, one)
    give(of, "answer", answered, text="已转")
    merge(of, one, into)
    reacted(of)
    for submission in (follows, answered):
        found = page(of, submission).linked_topic
        assert found is not None
        assert (found.id, found.state) == (into, "approved")


@pytest.mark.parametrize("itself", [True, False])
def test_the_target_is_another_topic_that_exists(itself: bool) -> None:
    of = topics()
    one = topic_in(of, screened)
    with pytest.raises(Invalid) as refused:
        merge(of, one, one if itself else UNKNOWN)
    assert set(refused.value.errors) == {"into"}


def test_the_target_is_one_that_who_merges_may_read() -> None:
    of = topics()
    one, hidden = topic_in(of, screened), topic_in(of, screened, division=OTHER_COUNTY, organisation=OTHER_OFFICE)
    with pytest.raises(Invalid) as refused:
        merge(of, one, hidden)
    assert refused.value.rule == "MergeTargetMustBeAnotherTopic"


def test_the_target_is_of_the_same_division_or_of_one_where_he_acts() -> None:
    of = topics()
    neighbours = topic_in(of, screened, division=OTHER_TOWN, organisation=OTHER_COUNCIL)
    assert merge(of, topic_in(of, screened), neighbours)["state"] == "merged"


def test_the_target_has_not_ended_and_is_not_merged_itself() -> None:
    of = topics()
    one, other = topic_in(of, screened), topic_in(of, approved)
    ends = (
        lambda topic: TopicRuledOut(topic, (), "私事"),
        lambda topic: TopicDiscontinued(topic, "不再需要", approved=True),
        lambda topic: TopicMerged(topic, other, "同一件事"),
    )
    for end in ends:
        with pytest.raises(RuleBroken) as refused:
            merge(of, one, topic_in(of, screened, end))
        assert refused.value.rule == "MergeTargetMustNotBeEnded"


def test_of_two_that_are_merged_into_each_other_at_once_one_stays() -> None:
    of, quicker, store = racing()
    one, two = topic_in(quicker, screened), topic_in(quicker, screened)
    store.then = lambda: merge(quicker, two, one)
    with pytest.raises(RuleBroken) as refused:
        merge(of, one, two)
    assert refused.value.rule == "MergeTargetMustNotBeEnded"
    assert [shown(of, "topics", topic)["state"] for topic in (one, two)] == ["screening", "merged"]


def test_nobody_is_linked_to_a_topic_that_is_merged_meanwhile() -> None:
    of, quicker, store = racing()
    submission, one, into = submitted(quicker), topic_in(quicker, screened), topic_in(quicker, approved)
    give(quicker, "accept", submission)
    store.then = lambda: merge(quicker, one, into)
    with pytest.raises(Invalid) as refused:
        give(of, "link_to_topic", submission, topic=one)
    assert refused.value.rule == "TopicMustNotBeEnded"


@pytest.mark.parametrize("actor", [STATION_HEAD, CHAIR, PARTY_BRANCH, NEIGHBOUR])
def test_only_the_office_of_the_place_merges(actor: Actor) -> None:
    of = topics()
    with pytest.raises(NotPermitted):
        merge(of, topic_in(of, screened), topic_in(of, screened), actor)


def test_only_what_is_being_screened_is_merged() -> None:
    of = topics()
    with pytest.raises(NotAllowedInState):
        merge(of, topic_in(of, approved), topic_in(of, screened))


def test_a_reaction_that_comes_twice_changes_nothing_more() -> None:
    of = topics()
    one, into = topic_in(of, screened), topic_in(of, approved)
    for command in (TakeInTopic(into, one, ("住户",)), RelinkSubmission(linked(of, one), into)):
        key = new_id()
        assert len({of.handler.give(command, SYSTEM, key, "", None)["version"] for _twice in range(2)}) == 1
    assert shown(of, "topics", into)["merged_topics"] == [one]


def test_all_that_goes_along_is_named_to_the_target() -> None:
    merged = MergedTopic("last", ("住户", "商户"), ("s1", "s2"))
    assert on_topic_merged(TopicMerged("one", "next", "…"), merged) == [
        TakeInTopic("last", "one", ("住户", "商户")),
        RelinkSubmission("s1", "last"),
        RelinkSubmission("s2", "last"),
    ]


def test_county_and_town_may_be_merged_by_the_county() -> None:
    of = topics()
    of_county = topic_in(of, screened, division=COUNTY, organisation=OFFICE)
    assert merge(of, topic_in(of, screened), of_county)["state"] == "merged"
