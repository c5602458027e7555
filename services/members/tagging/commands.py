"""What can be asked of the tags of a record."""

from collections.abc import Sequence
from dataclasses import dataclass

# What may carry tags: other services' records, of which it is known where each stands, and some of our own.
OF_TOPICS = ("submissions", "topics", "plans", "briefs", "proposals")
OF_MEETINGS = ("meetings", "surveys", "activities")
OF_OUTCOMES = (
    *("outcomes", "tasks", "projects", "covenants", "cases"),
    *("instructions", "measured-effects", "programmes", "contests"),
)
OF_OTHERS = (*OF_TOPICS, *OF_MEETINGS, *OF_OUTCOMES)
OF_OURS = (
    *("organisations", "venues", "postings", "charges", "duties"),
    *("brands", "rollouts", "pairs", "agreements", "contributions"),
    *("contact-relations", "problems", "targets", "grid-assignments", "demonstration-sites"),
    *("rule-texts", "staff-figures", "self-assessments", "commendations"),
)
COLLECTIONS = (*OF_OTHERS, *OF_OURS)


@dataclass(frozen=True, slots=True)
class PutTags:
    tagging_id: str
    collection: str
    record: str
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class TakeOffTags:
    tagging_id: str
    tags: Sequence[str]
    reason: str
