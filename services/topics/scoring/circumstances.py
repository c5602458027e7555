"""The circumstances of a command: where the scored topic stands, by which criteria it is scored there."""

from dataclasses import dataclass

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.lookups.labels import list_in_force
from services.topics.scoring.commands import ScoreTopic
from services.topics.scoring.domain import Criteria, Criterion, Facts, ScoredTopic
from services.topics.scoring.state import Scoring


@dataclass(frozen=True, slots=True)
class SeenScoring:
    state: str
    scored_by: str | None
    role: str


def place(known: Scoring, scoring_id: str) -> Place:
    return Place(division=known.scored.division, council=known.scored.organisation)


def place_of_new(lookups: Lookups, known: None, command: ScoreTopic) -> Place:
    topic = lookups.one(ScoredTopic, "topics", command.topic)
    if topic is None:
        raise NewsMissing(f"topic {command.topic}", names="topic")
    return Place(division=topic.division, council=topic.organisation)


def facts(lookups: Lookups, known: Scoring | None, command: object) -> Facts:
    if not isinstance(command, ScoreTopic):
        return Facts()
    topic = lookups.pinned(ScoredTopic, "topics", command.topic)
    others = lookups.pinned_that_name(SeenScoring, "scorings", command.topic)
    by = frozenset((one.scored_by, one.role) for one in others if one.state == "scored")
    return Facts(topic, _criteria(lookups, topic.division if topic else ""), by)


def _criteria(lookups: Lookups, division: str) -> Criteria | None:
    found = list_in_force(lookups, "scoring", division)
    if found is None:
        return None
    items = tuple(Criterion(one.code, one.label, one.points or 0) for one in found.items)
    return Criteria(found.id, found.edition, items)
