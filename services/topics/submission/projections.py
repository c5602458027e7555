"""What can be read of a submission, and what its tracking code shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.topics.brief.state import LABELS as BRIEF_LABELS
from services.topics.brief.state import SeenBrief
from services.topics.copies import KnownOutcome, KnownTask
from services.topics.submission.events import Rating
from services.topics.submission.state import Submission
from services.topics.topic.state import SeenTopic


@dataclass(frozen=True)
class SubmissionShown:
    """`submitter` is a person, or the submission itself for whoever has no account or stays unnamed."""

    text: str
    channel: str
    submitter: str
    anonymous: bool
    title: str | None = None
    name: str | None = None
    contact: str | None = None
    venue: str | None = None
    meeting: str | None = None
    member: str | None = None
    supplied: tuple[str, ...] = ()
    question: str | None = None
    rejection_code: str | None = None
    into: str | None = None
    topic: str | None = None
    brief_title: str | None = None
    referred_to: str | None = None
    told: str | None = None
    appeal: str | None = None
    answer: str | None = None
    rating: Rating | None = None
    comment: str | None = None
    brief: str | None = None


def row(submission: Submission, record_id: str) -> ReadRow:
    received = submission.received
    has_person = received.submitter != submission.submission_id
    return ReadRow(
        division=received.division,
        shown=_shown(submission),
        topic=submission.topic,
        named=(received.submitter,) if has_person else (),
        search=submission.brief_title or "",
        codes=(received.tracking,),
    )


def _shown(submission: Submission) -> SubmissionShown:
    received = submission.received
    return SubmissionShown(
        text=received.text,
        channel=received.channel,
        submitter=received.submitter,
        anonymous=received.anonymous,
        title=received.title,
        name=received.name,
        contact=received.contact,
        venue=received.venue,
        meeting=received.meeting,
        member=received.member,
        supplied=submission.supplied,
        question=submission.question,
        rejection_code=submission.rejection_code,
        into=submission.into,
        topic=submission.topic,
        brief_title=submission.brief_title,
        referred_to=submission.referred_to,
        told=submission.told,
        appeal=submission.appeal,
        answer=submission.answer,
        rating=submission.rating,
        comment=submission.comment,
        brief=submission.brief,
    )


@dataclass(frozen=True)
class TrackedSubmission:
    """One's own submission as its tracking code shows it: its row without name and contact."""

    id: str
    state: str
    version: int
    division: str
    text: str
    channel: str
    title: str | None = None
    supplied: tuple[str, ...] = ()
    question: str | None = None
    told: str | None = None
    into: str | None = None
    topic: str | None = None
    referred_to: str | None = None
    answer: str | None = None
    rating: Rating | None = None
    comment: str | None = None


@dataclass(frozen=True)
class TrackedTopic:
    id: str
    title: str
    state: str


@dataclass(frozen=True)
class TrackedOutcome:
    id: str
    title: str
    state: str
    feedback: str | None


@dataclass(frozen=True)
class TrackedTask:
    id: str
    title: str
    state: str


@dataclass(frozen=True)
class Tracked:
    """Where it went: the submission, its topic, what was agreed to be done, who is doing it; of its brief the label alone."""

    submission: TrackedSubmission
    linked_topic: TrackedTopic | None
    outcomes: tuple[TrackedOutcome, ...]
    tasks: tuple[TrackedTask, ...]
    brief_state: str | None = None


def tracked(
    submission: TrackedSubmission,
    topic: SeenTopic | None,
    outcomes: Sequence[KnownOutcome],
    tasks: Sequence[KnownTask],
    brief: SeenBrief | None = None,
) -> Tracked:
    return Tracked(
        submission=submission,
        linked_topic=TrackedTopic(topic.id, topic.title, topic.state) if topic else None,
        outcomes=tuple(
            TrackedOutcome(known.outcome_id, known.title, known.state, known.feedback) for known in outcomes
        ),
        tasks=tuple(TrackedTask(known.task_id, known.title, known.state) for known in tasks),
        brief_state=BRIEF_LABELS[brief.state] if brief else None,
    )
