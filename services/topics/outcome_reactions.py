"""The policies of topics upon outcomes: what follows for a topic comes from all of its outcomes together. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.topics.brief.commands import DraftBrief
from services.topics.outcome_copies import KnownOutcome, OutcomeConverted, OutcomeDeclined
from services.topics.proposal.commands import DraftProposal
from services.topics.topic import commands as topic_commands
from services.topics.topic import events as topic_events
from services.topics.topic import side_events
from services.topics.topic.seen import PassedOn
from services.topics.topic.side_events import Origin


@dataclass(frozen=True, slots=True)
class OutcomeSubmitted:
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeResubmitted:
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeApproved:
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeClosed:
    outcome_id: str
    topic_id: str


TopicCommand: TypeAlias = (
    topic_commands.SubmitOutcome
    | topic_commands.StartImplementation
    | topic_commands.CloseNotAdopted
    | topic_commands.CloseConverted
    | topic_commands.CloseTopic
    | topic_commands.TakeUpOutcome
)


Drafting: TypeAlias = DraftBrief | DraftProposal | topic_commands.DraftTopic | topic_commands.ProposeTopic


def on_topic_concluded(
    event: topic_events.TopicConcluded | side_events.TopicLinkedResultAdopted, outcomes: Sequence[KnownOutcome]
) -> list[TopicCommand]:
    """An outcome that was under review or approved already when the topic was concluded (again)."""
    if any(outcome.approved for outcome in outcomes):
        return [topic_commands.SubmitOutcome(event.topic_id), topic_commands.StartImplementation(event.topic_id)]
    if any(outcome.state == "under_review" for outcome in outcomes):
        return [topic_commands.SubmitOutcome(event.topic_id)]
    return []


def on_outcome_submitted(event: OutcomeSubmitted, facts: None) -> list[TopicCommand]:
    return [topic_commands.SubmitOutcome(event.topic_id)]


def on_outcome_resubmitted(event: OutcomeResubmitted, facts: None) -> list[TopicCommand]:
    """From a topic that is concluded or closed; the one that does not fit its state does nothing."""
    return [topic_commands.SubmitOutcome(event.topic_id), topic_commands.TakeUpOutcome(event.topic_id)]


def on_outcome_approved(event: OutcomeApproved, facts: None) -> list[TopicCommand]:
    return [topic_commands.StartImplementation(event.topic_id)]


def on_outcome_ended(
    event: OutcomeDeclined | OutcomeConverted | OutcomeClosed,
    outcomes: Sequence[KnownOutcome],
) -> list[TopicCommand]:
    """The topic ends with the last of its outcomes; a draft that was never submitted does not hold a closing up."""
    states = {outcome.state for outcome in outcomes}
    if states == {"converted"}:
        return [topic_commands.CloseConverted(event.topic_id)]
    if states <= {"converted", "not_adopted"}:
        reasons = [o.reason for o in outcomes if o.state == "not_adopted" and o.reason]
        return [topic_commands.CloseNotAdopted(event.topic_id, "\n".join(reasons))]
    if "closed" in states and states <= OVER and _fed_back(outcomes):
        return [topic_commands.CloseTopic(event.topic_id)]
    return []


def on_outcome_converted(event: OutcomeConverted, topic: PassedOn | None) -> list[Drafting]:
    """What it became is drafted where its topic stands, a topic at the level above; a covenant is there already."""
    if event.made is None or event.title is None or event.text is None or topic is None or event.into == "covenant":
        return []
    if event.division is not None and event.organisation is not None:
        origin = Origin(topic.id, "converted", topic.organisation)
        draft_above = topic_commands.DraftTopic(
            topic_id=event.made,
            title=event.title,
            background=event.text,
            division=event.division,
            organisation=event.organisation,
            source=topic.source,
            stakeholder_groups=topic.stakeholder_groups,
            category=topic.category,
            origin=origin,
        )
        return [draft_above, topic_commands.ProposeTopic(event.made)]
    draft = DraftBrief if event.into == "brief" else DraftProposal
    place = (topic.division, topic.organisation)
    return [draft(event.made, event.title, event.text, *place, topic=event.topic_id, outcome=event.outcome_id)]


OVER = {"drafted", "converted", "not_adopted", "closed"}


def _fed_back(outcomes: Sequence[KnownOutcome]) -> bool:
    return all(outcome.feedback for outcome in outcomes if outcome.state == "closed")
