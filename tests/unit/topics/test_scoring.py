"""The scoring of a topic at its selection: by the list in force there, each criterion once, by a body once."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotFound, NotPermitted, RuleBroken
from infra.kernel.lookups.labels import LIST, KnownEntry, KnownList
from infra.kernel.testing import given
from services.topics.reference_rules import (
    EachCriterionIsScoredOnce,
    OneScoringOfABodyAndRole,
    PointsAreAtMostTheCriterions,
    ThereMustBeCriteria,
    TopicIsScoredUntilItIsApproved,
)
from services.topics.rules import TopicMustExist
from services.topics.scoring.commands import PointsGiven, ScoreTopic, WithdrawScoring
from services.topics.scoring.domain import UNTIL_APPROVED, Criteria, Criterion, Facts, ScoredTopic
from services.topics.scoring.events import CriterionScore, ScoringWithdrawn, TopicScored
from services.topics.scoring.lifecycle import SCORING
from services.topics.topic.state import State as TopicState
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import (
    AUDITOR,
    CHAIR,
    COUNCIL,
    OFFICE,
    OFFICER,
    OTHER_COUNCIL,
    OTHER_TOWN,
    STATION_HEAD,
    TOWN,
    UNKNOWN,
    approved,
    shown,
    topic_in,
    topics,
)

SMALL, SOUND = Criterion("small", "切口小", 10), Criterion("close", "与群众切身利益密切相关 𠮷", 20)
CRITERIA = Criteria("list", 3, (SMALL, SOUND))
FACTS = Facts(ScoredTopic("shortlisted", TOWN, "council"), CRITERIA)
GIVEN = (PointsGiven("close", 20), PointsGiven("small", 7))
SCORE = ScoreTopic("one", "topic", GIVEN, "切口好", "CHAIR", "council")
IN_FULL = (CriterionScore("small", "切口小", 10, 7), CriterionScore("close", "与群众切身利益密切相关 𠮷", 20, 20))
SCORED = TopicScored("one", "topic", TOWN, "council", "council", "CHAIR", "list", 3, IN_FULL, "切口好")


def test_a_topic_is_scored_by_each_criterion_in_the_order_of_the_list() -> None:
    given(SCORING).when(SCORE, FACTS).then(SCORED)


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        GIVEN[:1],
        (*GIVEN, PointsGiven("small", 1)),
        (*GIVEN, PointsGiven("wide", 1)),
        (GIVEN[0], PointsGiven("Small", 7)),
    ],
)
def test_each_criterion_is_scored_once_and_nothing_else(wrong: tuple[PointsGiven, ...]) -> None:
    given(SCORING).when(replace(SCORE, scores=wrong), FACTS).refused(EachCriterionIsScoredOnce)


@pytest.mark.parametrize(
    ("command", "facts", "rule"),
    [
        (replace(SCORE, scores=(GIVEN[0], PointsGiven("small", 11))), FACTS, PointsAreAtMostTheCriterions),
        (SCORE, replace(FACTS, topic=None), TopicMustExist),
        (SCORE, replace(FACTS, criteria=None), ThereMustBeCriteria),
        (SCORE, replace(FACTS, scored_by=frozenset({("council", "CHAIR")})), OneScoringOfABodyAndRole),
    ],
)
def test_a_topic_is_scored_by_the_list_in_force_and_by_a_body_once(
    command: ScoreTopic, facts: Facts, rule: type[Exception]
) -> None:
    given(SCORING).when(command, facts).refused(rule)


@pytest.mark.parametrize("state", sorted(set(TopicState) - set(UNTIL_APPROVED)))
def test_a_topic_that_was_approved_or_has_ended_is_scored_no_more(state: str) -> None:
    gone = replace(FACTS, topic=ScoredTopic(state, TOWN, "council"))
    given(SCORING).when(SCORE, gone).refused(TopicIsScoredUntilItIsApproved)


def test_a_scoring_is_withdrawn() -> None:
    withdrawn = ScoringWithdrawn("one", "误评")
    given(SCORING, SCORED).when(WithdrawScoring("one", "误评"), FACTS).then(withdrawn)
    assert given(SCORING, SCORED, withdrawn).state.reason == "误评"


BODY = [{"code": "small", "given": 7}, {"code": "close", "given": 20}]


def at_work() -> Library:
    """The province's list is in force in the county, over the country's."""
    of = topics()
    items = (KnownEntry("small", "切口小", points=10), KnownEntry("close", "密切相关", points=20))
    for division, edition in (("", 1), ("62", 4), ("53", 1)):
        its = KnownList(
            f"019a0000-0000-7000-8000-0000000000{edition}{len(division)}", "scoring", division, edition, items
        )
        of.know(LIST, its.id, msgspec.json.encode(its).decode(), parent="scoring")
    return of


def score(of: Library, topic: object, actor: Actor = CHAIR, scores: object = BODY) -> str:
    return str(of.do("score", ("scorings", None), {"topic": topic, "scores": scores}, actor)["id"])


def test_sums_and_the_edition_of_the_list_are_shown_where_the_topic_is_read() -> None:
    of = at_work()
    topic = topic_in(of)
    score(of, topic)
    score(of, topic, OFFICER)
    found = of.records.listing(ListCall("scorings", Caller(), topic=topic, limit=20), CHAIR)["items"]
    assert {(one["role"], one["scored_by"]) for one in found} == {("CHAIR", COUNCIL), ("OFF", OFFICE)}
    assert {(one["total"], one["most"], one["edition"]) for one in found} == {(27, 30, 4)}
    assert shown(of, "scorings", found[0]["id"])["division"] == TOWN


def test_a_body_scores_again_after_it_withdrew() -> None:
    of = at_work()
    topic = topic_in(of)
    first = score(of, topic)
    of.clock.forward(seconds=1)
    with pytest.raises(RuleBroken) as refused:
        score(of, topic)
    assert refused.value.rule == "OneScoringOfABodyAndRole"
    of.do("withdraw", ("scorings", first), {"reason": "误评"}, CHAIR)
    with pytest.raises(NotAllowedInState):
        of.do("withdraw", ("scorings", first), {"reason": "误评"}, CHAIR)
    assert score(of, topic) != first


def test_only_office_and_chair_of_its_place_score_a_topic_and_only_before_its_approval() -> None:
    of = at_work()
    topic, elsewhere = topic_in(of), topic_in(of, division=OTHER_TOWN, organisation=OTHER_COUNCIL)
    for actor, its in ((STATION_HEAD, topic), (AUDITOR, topic), (CHAIR, elsewhere)):
        with pytest.raises(NotPermitted):
            score(of, its, actor)
    with pytest.raises(RuleBroken) as refused:
        score(of, topic_in(of, approved), OFFICER)
    assert refused.value.rule == "TopicIsScoredUntilItIsApproved"


@pytest.mark.parametrize(
    ("topic", "scores", "wrong"),
    [
        (UNKNOWN, BODY, "topic"),
        ("x", BODY, "topic"),
        (None, [], "scores"),
        (None, BODY[:1], "scores"),
        (None, [*BODY, BODY[0]], "scores"),
        (None, [BODY[0], {"code": "close", "given": 21}], "scores"),
        (None, [BODY[0], {"code": "close", "given": -1}], "scores"),
        (None, [BODY[0], {"code": "close\x00", "given": 1}], "scores"),
        (None, {"small": 7}, "scores"),
    ],
)
def test_what_is_scored_wrongly_is_an_invalid_field(topic: Any, scores: Any, wrong: str) -> None:
    of = at_work()
    with pytest.raises(Invalid) as refused:
        score(of, topic or topic_in(of), scores=scores)
    assert set(refused.value.errors) == {wrong}


def test_who_does_not_read_the_topic_does_not_read_how_it_was_scored() -> None:
    of = at_work()
    its = score(of, topic_in(of))
    with pytest.raises(NotFound):
        of.records.one(ReadCall("scorings", Caller(), its), Actor())
