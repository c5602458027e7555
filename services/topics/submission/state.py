"""What a submission is: its state, folded from its events."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from services.topics.submission.events import (
    IntakeEvent,
    Rating,
    ReplyEvent,
    RoutingEvent,
    SubmissionAccepted,
    SubmissionAcknowledged,
    SubmissionAnswered,
    SubmissionAppealDismissed,
    SubmissionAppealed,
    SubmissionAppealUpheld,
    SubmissionClosed,
    SubmissionConvertedToBrief,
    SubmissionEvent,
    SubmissionInfoRequested,
    SubmissionInfoSupplied,
    SubmissionLapsed,
    SubmissionLinkedToTopic,
    SubmissionMerged,
    SubmissionRated,
    SubmissionReceived,
    SubmissionReferred,
    SubmissionRejected,
    SubmissionReopened,
    SubmissionUnlinked,
    SubmissionUnmerged,
    SubmissionWithdrawn,
)


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


@dataclass(frozen=True)
class Submission:
    """`waits_until` is when SYS moves it on from its present state; `told` the last reply or notice on record."""

    submission_id: str
    state: State
    received: SubmissionReceived
    waits_until: datetime | None
    told: str | None = None
    supplied: tuple[str, ...] = ()
    question: str | None = None
    rejection_code: str | None = None
    into: str | None = None
    topic: str | None = None
    brief_title: str | None = None
    referred_to: str | None = None
    answer: str | None = None
    rating: Rating | None = None
    comment: str | None = None
    appeal: str | None = None


def evolve(submission: Submission | None, event: SubmissionEvent) -> Submission:
    if isinstance(event, SubmissionReceived):
        return Submission(event.submission_id, State.RECEIVED, event, waits_until=event.received_at)
    assert submission is not None
    submission = replace(submission, waits_until=None)
    if isinstance(event, IntakeEvent):
        return _taken_in(submission, event)
    if isinstance(event, RoutingEvent):
        return _routed(submission, event)
    return _replied(submission, event)


def _taken_in(submission: Submission, event: IntakeEvent) -> Submission:
    match event:
        case SubmissionAcknowledged():
            return replace(submission, state=State.TRIAGING)
        case SubmissionInfoRequested(question=question):
            return replace(
                submission, state=State.NEEDS_INFO, question=question, told=question, waits_until=event.answer_until
            )
        case SubmissionInfoSupplied():
            return replace(submission, state=State.TRIAGING, supplied=(*submission.supplied, event.text))
        case SubmissionLapsed():
            return replace(submission, state=State.LAPSED, waits_until=event.close_at)
        case SubmissionAccepted():
            return replace(submission, state=State.ACCEPTED)
        case SubmissionWithdrawn():
            return replace(submission, state=State.WITHDRAWN)
        case _:
            assert_never(event)


def _routed(submission: Submission, event: RoutingEvent) -> Submission:
    match event:
        case SubmissionMerged():
            return replace(submission, state=State.MERGED, into=event.into)
        case SubmissionUnmerged():
            return replace(submission, state=State.TRIAGING, into=None)
        case SubmissionLinkedToTopic():
            return replace(submission, state=State.LINKED_TOPIC, topic=event.topic_id)
        case SubmissionUnlinked():
            return replace(submission, state=State.ACCEPTED, topic=None)
        case SubmissionConvertedToBrief():
            return replace(submission, state=State.BRIEFED, brief_title=event.title)
        case SubmissionReferred():
            return replace(submission, state=State.REFERRED, referred_to=event.to)
        case _:
            assert_never(event)


def _replied(submission: Submission, event: ReplyEvent) -> Submission:
    match event:
        case SubmissionRejected(code=code, reason=reason, appeal_until=until):
            return replace(submission, state=State.REJECTED, rejection_code=code, told=reason, waits_until=until)
        case SubmissionAnswered(text=text, rate_until=until):
            return replace(submission, state=State.ANSWERED, answer=text, told=text, waits_until=until)
        case SubmissionRated(rating=rating, comment=comment, rated_at=at):
            return replace(submission, state=State.RATED, rating=rating, comment=comment, waits_until=at)
        case SubmissionAppealed():
            return replace(submission, state=State.APPEALED, appeal=event.reason)
        case SubmissionAppealUpheld():
            return replace(submission, state=State.ACCEPTED)
        case SubmissionAppealDismissed():
            return replace(submission, state=State.CLOSED, told=event.reason)
        case SubmissionClosed():
            return replace(submission, state=State.CLOSED)
        case SubmissionReopened():
            return replace(submission, state=State.TRIAGING, into=None, topic=None, rating=None, comment=None)
        case _:
            assert_never(event)
