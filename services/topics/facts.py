"""What reactions must know besides the event: gathered from our own records and the copies of others' news."""

from typing import TypeAlias

from infra.kernel.lifecycle import Reader
from services.topics.known.outcomes import (
    KnownOutcome,
    OutcomeClosed,
    OutcomeConverted,
    OutcomeDeclined,
)
from services.topics.known.own import MergedSubmission, SeenSubmission, SeenTopic
from services.topics.reactions import EndedTopic, EndedWithReason
from services.topics.submission.events import SubmissionEvent
from services.topics.topic.events import (
    TopicClosed,
    TopicClosedConverted,
    TopicConcluded,
    TopicDiscontinued,
    TopicReferred,
    TopicRuledOut,
)

Ended: TypeAlias = (
    EndedWithReason | TopicClosed | TopicClosedConverted | TopicDiscontinued | TopicReferred | TopicRuledOut
)


def followers(reader: Reader, event: SubmissionEvent) -> tuple[str, ...]:
    """The submissions that are merged into this one now: an unmerged one keeps its copy, so its own record decides."""
    once = reader.copies(MergedSubmission, "merged", event.submission_id)
    now = (reader.one(SeenSubmission, "submissions", merged.submission_id) for merged in once)
    return tuple(seen.id for seen in now if seen and seen.state == "merged" and seen.into == event.submission_id)


def ended_topic(reader: Reader, event: Ended) -> EndedTopic:
    linked = reader.shown(SeenSubmission, "submissions", topic=event.topic_id)
    topic = reader.one(SeenTopic, "topics", event.topic_id)
    return EndedTopic(
        submissions=tuple(submission.id for submission in linked if submission.state == "linked_topic"),
        summary=topic.summary if topic else None,
        outcomes=tuple(reader.copies(KnownOutcome, "outcome", event.topic_id)),
    )


def outcomes_of_topic(
    reader: Reader, event: TopicConcluded | OutcomeDeclined | OutcomeConverted | OutcomeClosed
) -> list[KnownOutcome]:
    return reader.copies(KnownOutcome, "outcome", event.topic_id)
