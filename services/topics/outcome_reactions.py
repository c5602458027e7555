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
from services.topics.topic.seen import SeenTopic


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


def on_outcome_converted(event: OutcomeConverted, topic: SeenTopic | None) -> list[DraftBrief | DraftProposal]:
    """What it became is drafted where its topic stands. Version 1 of the event made no record."""
    if event.made is None or event.title is None or event.text is None or topic is None:
        return []
    draft = DraftBrief if event.into == "brief" else DraftProposal
    return [
        draft(
            event.made,
            event.title,
            event.text,
            topic.division,
            topic.organisation,
            topic=event.topic_id,
            outcome=event.outcome_id,
        )
    ]


OVER = {"drafted", "converted", "not_adopted", "closed"}


def _fed_back(outcomes: Sequence[KnownOutcome]) -> bool:
    return all(outcome.feedback for outcome in outcomes if outcome.state == "closed")
