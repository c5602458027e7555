"""What is known of a submission, folded from its events; what falls due; how our other lifecycles see it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from services.topics.submission import commands as asked
from services.topics.submission import events as happened
from services.topics.submission.events import Rating, SubmissionEvent, SubmissionFilesCleared, SubmissionReceived


class State(StrEnum):
    RECEIVED = "received"
    TRIAGING = "triaging"
    NEEDS_INFO = "needs_info"
    ACCEPTED = "accepted"
    LINKED_TOPIC = "linked_topic"
    BRIEFED = "briefed"
    REFERRED = "referred"
    MERGED = "merged"
    REJECTED = "rejected"
    APPEALED = "appealed"
    ANSWERED = "answered"
    RATED = "rated"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


LABELS: dict[str, str] = {
    State.RECEIVED: "已接收",
    State.TRIAGING: "待受理",
    State.NEEDS_INFO: "待补充",
    State.ACCEPTED: "已受理",
    State.LINKED_TOPIC: "已转为议题",
    State.BRIEFED: "已转社情民意",
    State.REFERRED: "已转部门",
    State.MERGED: "已并入",
    State.REJECTED: "不予受理",
    State.APPEALED: "已申请复核",
    State.ANSWERED: "已答复",
    State.RATED: "已评价",
    State.LAPSED: "逾期未补充",
    State.WITHDRAWN: "已撤回",
    State.CLOSED: "已办结",
}


# Whoever is merged into it hears what is answered then. A state that is added is none of these until somebody says so.
CAN_STILL_BE_ANSWERED = (
    State.RECEIVED,
    State.TRIAGING,
    State.NEEDS_INFO,
    State.ACCEPTED,
    State.LINKED_TOPIC,
    State.BRIEFED,
    State.REFERRED,
    State.APPEALED,
)


@dataclass(frozen=True)
class Submission:
    """`waits_until` is when SYS moves it on from its present state; `told` the reply or notice that holds now.

    `tracking` is the digest of the code that holds; `appeal_until` stays after a rejection until it is appealed.
    """

    submission_id: str
    state: State
    received: SubmissionReceived
    tracking: str
    waits_until: datetime | None
    told: str | None = None
    supplied: tuple[str, ...] = ()
    question: str | None = None
    rejection_code: str | None = None
    into: str | None = None
    topic: str | None = None
    brief_title: str | None = None
    brief: str | None = None
    referred_to: str | None = None
    answer: str | None = None
    rating: Rating | None = None
    comment: str | None = None
    appeal: str | None = None
    screening_list: str | None = None
    screening_list_version: int | None = None
    appeal_until: datetime | None = None
    files: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    consent: bool = False

    @property
    def internal(self) -> tuple[str, ...]:
        """Files that are not cleared yet."""
        return tuple(digest for digest in self.files if digest not in self.cleared)

    def with_files(self, named: tuple[str, ...]) -> tuple[str, ...]:
        """All that it names, with these."""
        return tuple(dict.fromkeys((*self.files, *named)))


def evolve(submission: Submission | None, event: SubmissionEvent) -> Submission:
    if isinstance(event, SubmissionReceived):
        submission = Submission(event.submission_id, State.RECEIVED, event, event.tracking, event.received_at)
        return replace(submission, files=event.files, consent=event.consent)
    assert submission is not None
    if isinstance(event, happened.SubmissionCodeReissued):
        return replace(submission, tracking=event.tracking)
    if isinstance(event, SubmissionFilesCleared):
        # It moves nothing: what the submission waits for it still waits for.
        return replace(submission, cleared=(*submission.cleared, *event.files))
    if isinstance(event, happened.SubmissionConsentGiven | happened.SubmissionConsentWithdrawn):
        return replace(submission, consent=isinstance(event, happened.SubmissionConsentGiven))
    submission = replace(submission, waits_until=None)
    match event:
        case happened.SubmissionAcknowledged():
            return replace(submission, state=State.TRIAGING)
        case happened.SubmissionInfoRequested(question=question):
            return replace(
                submission, state=State.NEEDS_INFO, question=question, told=question, waits_until=event.answer_until
            )
        case happened.SubmissionInfoSupplied():
            supplied, files = (*submission.supplied, event.text), submission.with_files(event.files)
            return replace(submission, state=State.TRIAGING, supplied=supplied, files=files, told=None)
        case happened.SubmissionLapsed():
            return replace(submission, state=State.LAPSED, waits_until=event.close_at)
        case happened.SubmissionAccepted():
            return replace(submission, state=State.ACCEPTED)
        case happened.SubmissionWithdrawn():
            return replace(submission, state=State.WITHDRAWN)
        case happened.SubmissionMerged():
            return replace(submission, state=State.MERGED, into=event.into)
        case happened.SubmissionUnmerged():
            return replace(submission, state=State.TRIAGING, into=None)
        case happened.SubmissionLinkedToTopic():
            return replace(submission, state=State.LINKED_TOPIC, topic=event.topic_id)
        case happened.SubmissionUnlinked():
            return replace(submission, state=State.ACCEPTED, topic=None)
        case happened.SubmissionConvertedToBrief():
            return replace(submission, state=State.BRIEFED, brief_title=event.title, brief=event.brief)
        case happened.SubmissionReferred():
            return replace(submission, state=State.REFERRED, referred_to=event.to)
        case happened.SubmissionRejected():
            return _rejected(submission, event)
        case happened.SubmissionAnswered(text=text, rate_until=until):
            return replace(submission, state=State.ANSWERED, answer=text, told=text, waits_until=until)
        case happened.SubmissionRated(rating=rating, comment=comment, rated_at=at):
            return replace(submission, state=State.RATED, rating=rating, comment=comment, waits_until=at)
        case happened.SubmissionAppealed():
            return replace(submission, state=State.APPEALED, appeal=event.reason, appeal_until=None)
        case happened.SubmissionAppealUpheld():
            return replace(submission, state=State.ACCEPTED, told=None)
        case happened.SubmissionAppealDismissed():
            return replace(submission, state=State.CLOSED, told=event.reason)
        case happened.SubmissionClosed():
            return replace(submission, state=State.CLOSED)
        case happened.SubmissionReopened():
            return _reopened(submission)
        case _:
            assert_never(event)


def _reopened(submission: Submission) -> Submission:
    """What was said of it before is in its history; nothing of it holds now."""
    return replace(
        submission,
        state=State.TRIAGING,
        into=None,
        topic=None,
        rating=None,
        comment=None,
        told=None,
        answer=None,
        appeal_until=None,
    )


def _rejected(submission: Submission, event: happened.SubmissionRejected) -> Submission:
    return replace(
        submission,
        state=State.REJECTED,
        rejection_code=event.code,
        told=event.reason,
        waits_until=event.appeal_until,
        appeal_until=event.appeal_until,
        screening_list=event.screening_list,
        screening_list_version=event.screening_list_version,
    )


def due(submission: Submission) -> list[tuple[datetime, asked.SystemCommand]]:
    """Time moves a submission on from every state in which it waits."""
    if submission.waits_until is None:
        return []
    match submission.state:
        case State.RECEIVED:
            return [(submission.waits_until, asked.AcknowledgeSubmission(submission.submission_id))]
        case State.NEEDS_INFO:
            return [(submission.waits_until, asked.LapseSubmission(submission.submission_id))]
        case State.REJECTED | State.LAPSED | State.ANSWERED | State.RATED:
            return [(submission.waits_until, asked.CloseSubmission(submission.submission_id))]
        case _:
            return []


@dataclass(frozen=True)
class SeenSubmission:
    id: str
    state: str
    into: str | None = None
    topic: str | None = None
    brief: str | None = None
