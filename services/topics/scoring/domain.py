"""What is allowed with the scoring of a topic, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.topics.reference_rules import (
    EachCriterionIsScoredOnce,
    OneScoringOfABodyAndRole,
    PointsAreAtMostTheCriterions,
    ThereMustBeCriteria,
    TopicIsScoredUntilItIsApproved,
)
from services.topics.rules import TopicMustExist
from services.topics.scoring.commands import PointsGiven, ScoreTopic
from services.topics.scoring.events import CriterionScore, ScoringEvent, TopicScored
from services.topics.topic.state import State as TopicState

UNTIL_APPROVED = (
    TopicState.DRAFT,
    TopicState.PROPOSED,
    TopicState.SCREENING,
    TopicState.DEFERRED,
    TopicState.SHORTLISTED,
    TopicState.REVIEWING,
    TopicState.PENDING_APPROVAL,
)


@dataclass(frozen=True, slots=True)
class ScoredTopic:
    state: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Criterion:
    code: str
    label: str
    points: int


@dataclass(frozen=True, slots=True)
class Criteria:
    """The list of criteria in force where the topic stands, in its edition."""

    label_list: str
    edition: int
    items: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """`scored_by` are who scored the topic already: the body, and as what."""

    topic: ScoredTopic | None = None
    criteria: Criteria | None = None
    scored_by: frozenset[tuple[str | None, str]] = frozenset()


def score_topic(_: None, command: ScoreTopic, facts: Facts) -> list[ScoringEvent]:
    topic, criteria = facts.topic, facts.criteria
    if topic is None:
        raise TopicMustExist(command.topic)
    if topic.state not in UNTIL_APPROVED:
        raise TopicIsScoredUntilItIsApproved
    if criteria is None:
        raise ThereMustBeCriteria(topic.division)
    if (command.actor_organisation, command.actor_role) in facts.scored_by:
        raise OneScoringOfABodyAndRole
    where = (command.topic, topic.division, topic.organisation, command.actor_organisation, command.actor_role)
    told = (criteria.label_list, criteria.edition, scores(criteria.items, command.scores), command.comment)
    return [TopicScored(command.scoring_id, *where, *told)]


def scores(criteria: Sequence[Criterion], given: Sequence[PointsGiven]) -> tuple[CriterionScore, ...]:
    if sorted(one.code for one in given) != sorted(one.code for one in criteria):
        raise EachCriterionIsScoredOnce(" ".join(one.code for one in criteria))
    points = {one.code: one.given for one in given}
    for one in criteria:
        if points[one.code] > one.points:
            raise PointsAreAtMostTheCriterions(f"{one.code} {one.points}")
    return tuple(CriterionScore(one.code, one.label, one.points, points[one.code]) for one in criteria)
