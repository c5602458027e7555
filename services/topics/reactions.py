"""The policies of topics, what the system does when something has happened to a submission or a topic. Pure.

Of outcomes: `outcome_reactions.py`; of organisations that ended: `succession_reactions.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.topics.outcome_copies import KnownOutcome
from services.topics.submission import events as submission_events
from services.topics.submission.commands import (
    AnswerSubmission,
    RelinkSubmission,
    UnlinkSubmission,
    UnmergeSubmission,
)
from services.topics.topic import commands as topic_commands
from services.topics.topic import events as topic_events
from services.topics.topic import side_events
from services.topics.topic.seen import PassedOn, SeenTopic
from services.topics.topic.side_events import Origin

Drafting: TypeAlias = topic_commands.DraftTopic | topic_commands.ProposeTopic
EndedWithoutResult: TypeAlias = (
    topic_events.TopicRuledOut
    | topic_events.TopicReferred
    | topic_events.TopicDisapproved
    | topic_events.TopicDiscontinued
)
EndedWithReason: TypeAlias = (
    topic_events.TopicDisapproved | topic_events.TopicClosedWithoutOutcome | topic_events.TopicClosedNotAdopted
)

TARGET_GONE = "所并入的提交已撤回或逾期，恢复单独受理 The submission it was merged into was withdrawn or lapsed"
CLOSED = "议题已办结 The topic has been carried out and closed"


@dataclass(frozen=True, slots=True)
class ProblemTopicOpened:
    """A problem that was found on a visit is to be consulted on, as `members` tells."""

    topic: str
    title: str
    background: str
    division: str
    organisation: str


@dataclass(frozen=True)
class EndedTopic:
    """A topic that has ended: the submissions still linked to it, its summary, its outcomes."""

    submissions: tuple[str, ...]
    summary: str | None = None
    outcomes: tuple[KnownOutcome, ...] = ()


@dataclass(frozen=True)
class MergedTopic:
    """What goes along with a topic that was merged, and into which: the one at the end of the chain by now."""

    into: str
    stakeholder_groups: tuple[str, ...]
    submissions: tuple[str, ...]


# Submissions: a new topic is drafted; who was merged hears what the target hears


def on_submission_linked_to_topic(event: submission_events.SubmissionLinkedToTopic, facts: None) -> list[Drafting]:
    if event.new_topic is None:
        return []
    wanted = event.new_topic
    draft = topic_commands.DraftTopic(
        topic_id=event.topic_id,
        title=wanted.title,
        background=wanted.background,
        division=wanted.division,
        organisation=wanted.organisation,
        source="society",
    )
    return [draft, topic_commands.ProposeTopic(event.topic_id)]


def on_problem_topic_opened(event: ProblemTopicOpened, facts: None) -> list[topic_commands.DraftTopic]:
    """A draft: its council proposes it. What is found among people on a visit is raised by society."""
    return [
        topic_commands.DraftTopic(
            topic_id=event.topic,
            title=event.title,
            background=event.background,
            division=event.division,
            organisation=event.organisation,
            source="society",
        )
    ]


def on_submission_answered(
    event: submission_events.SubmissionAnswered, followers: Sequence[str]
) -> list[AnswerSubmission]:
    return [AnswerSubmission(follower, event.text) for follower in followers]


def on_submission_refused(
    event: submission_events.SubmissionRejected | submission_events.SubmissionAppealDismissed, followers: Sequence[str]
) -> list[AnswerSubmission]:
    return [AnswerSubmission(follower, event.reason) for follower in followers]


def on_submission_closed(event: submission_events.SubmissionClosed, followers: Sequence[str]) -> list[AnswerSubmission]:
    return [AnswerSubmission(follower, event.told) for follower in followers]


def on_submission_gone(
    event: submission_events.SubmissionWithdrawn | submission_events.SubmissionLapsed, followers: Sequence[str]
) -> list[UnmergeSubmission]:
    return [UnmergeSubmission(follower, TARGET_GONE) for follower in followers]


# Topics that end: everyone who raised it is told, or gets the submission back


def on_topic_closed(event: topic_events.TopicClosed, topic: EndedTopic) -> list[AnswerSubmission]:
    return _answers(topic, (topic.summary, *(outcome.feedback for outcome in topic.outcomes)))


def on_topic_closed_converted(event: topic_events.TopicClosedConverted, topic: EndedTopic) -> list[AnswerSubmission]:
    return _answers(topic, (topic.summary, *(outcome.reason for outcome in topic.outcomes)))


def on_topic_ended_with_reason(event: EndedWithReason, topic: EndedTopic) -> list[AnswerSubmission]:
    return _answers(topic, (event.reason,))


def on_topic_discontinued(
    event: topic_events.TopicDiscontinued, topic: EndedTopic
) -> list[AnswerSubmission] | list[UnlinkSubmission]:
    if event.approved:
        return _answers(topic, (event.reason,))
    return [UnlinkSubmission(submission_id, event.reason) for submission_id in topic.submissions]


def on_topic_turned_away(
    event: topic_events.TopicRuledOut | topic_events.TopicReferred, topic: EndedTopic
) -> list[UnlinkSubmission]:
    return [UnlinkSubmission(submission_id, event.reason) for submission_id in topic.submissions]


# Topics that were merged, or taken to another level


def on_topic_merged(
    event: side_events.TopicMerged, merged: MergedTopic
) -> list[topic_commands.TakeInTopic | RelinkSubmission]:
    along = topic_commands.TakeInTopic(merged.into, event.topic_id, merged.stakeholder_groups)
    return [along, *(RelinkSubmission(submission_id, merged.into) for submission_id in merged.submissions)]


def on_topic_escalated(event: side_events.TopicEscalated, topic: PassedOn) -> list[Drafting]:
    return _drafted_there(event, Origin(topic.id, "escalated", topic.organisation), topic)


def on_topic_delegated(event: side_events.TopicDelegated, topic: PassedOn) -> list[Drafting]:
    return _drafted_there(event, Origin(topic.id, "delegated", topic.organisation), topic)


def _drafted_there(
    event: side_events.TopicEscalated | side_events.TopicDelegated, origin: Origin, topic: PassedOn
) -> list[Drafting]:
    draft = topic_commands.DraftTopic(
        topic_id=event.linked_topic,
        title=topic.title,
        background=topic.background,
        division=event.division,
        organisation=event.organisation,
        source=topic.source,
        stakeholder_groups=topic.stakeholder_groups,
        category=topic.category,
        origin=origin,
    )
    return [draft, topic_commands.ProposeTopic(event.linked_topic)]


def on_linked_topic_concluded(
    event: topic_events.TopicConcluded | side_events.TopicLinkedResultAdopted, concluded: Sequence[SeenTopic]
) -> list[topic_commands.AdoptLinkedResult]:
    """`concluded` are the topic itself and those merged into it: of each another level may wait for the result."""
    return [
        topic_commands.AdoptLinkedResult(one.origin.topic, one.id, event.topic_id, event.result, event.summary)
        for one in concluded
        if one.origin and one.origin.waits
    ]


def on_linked_topic_ended(event: EndedWithoutResult, ended: Sequence[SeenTopic]) -> list[topic_commands.HandBackTopic]:
    return [
        topic_commands.HandBackTopic(one.origin.topic, event.reason, one.id)
        for one in ended
        if one.origin and one.origin.waits
    ]


def _answers(topic: EndedTopic, words: Sequence[str | None]) -> list[AnswerSubmission]:
    text = "\n".join(word for word in words if word) or CLOSED
    return [AnswerSubmission(submission_id, text) for submission_id in topic.submissions]
