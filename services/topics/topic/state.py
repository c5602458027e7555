"""What is known of a topic, folded from its events; what falls due."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from services.topics.topic import commands as asked
from services.topics.topic import events as happened
from services.topics.topic import side_events as beside
from services.topics.topic.events import Absence, TopicDrafted, TopicEvent, Verdict
from services.topics.topic.side_events import Correction, Result, Wording
from services.topics.topic.succession_events import TopicLeftAlone, TopicTakenOver


class State(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    SCREENING = "screening"
    SHORTLISTED = "shortlisted"
    REVIEWING = "reviewing"
    PENDING_APPROVAL = "pending_approval"
    APPROVED = "approved"
    NOTICED = "noticed"
    PREPARING = "preparing"
    CONSULTING = "consulting"
    CONCLUDED = "concluded"
    OUTCOME_REVIEW = "outcome_review"
    IMPLEMENTING = "implementing"
    CLOSED = "closed"
    DEFERRED = "deferred"
    NOT_CONSULTABLE = "not_consultable"
    DISAPPROVED = "disapproved"
    REFERRED = "referred"
    MERGED = "merged"
    DISCONTINUED = "discontinued"
    ESCALATED = "escalated"
    DELEGATED = "delegated"


LABELS: dict[str, str] = {
    State.DRAFT: "草拟",
    State.PROPOSED: "已提出（征题）",
    State.SCREENING: "初审（清单比对）",
    State.SHORTLISTED: "已选题",
    State.REVIEWING: "审题",
    State.PENDING_APPROVAL: "待同级党组织批准",
    State.APPROVED: "已定题（列入计划）",
    State.NOTICED: "已公示",
    State.PREPARING: "会前调研（分散协商）",
    State.CONSULTING: "协商中",
    State.CONCLUDED: "协商结束",
    State.OUTCOME_REVIEW: "成果报审",
    State.IMPLEMENTING: "成果落实中",
    State.CLOSED: "办结归档",
    State.DEFERRED: "缓议",
    State.NOT_CONSULTABLE: "不予协商",
    State.DISAPPROVED: "不予批准",
    State.REFERRED: "转办",
    State.MERGED: "并案",
    State.DISCONTINUED: "终止",
    State.ESCALATED: "上报上级协商",
    State.DELEGATED: "交由下级协商",
}

# What a plan may take in. A state that is added is none of these until somebody says so.
APPROVED_AND_NOT_ENDED = (
    State.APPROVED,
    State.NOTICED,
    State.PREPARING,
    State.CONSULTING,
    State.CONCLUDED,
    State.OUTCOME_REVIEW,
    State.IMPLEMENTING,
)

# What is linked to it is answered when it ends. A state that is added is none of these until somebody says so.
TAKES_SUBMISSIONS = (
    State.DRAFT,
    State.PROPOSED,
    State.SCREENING,
    State.SHORTLISTED,
    State.REVIEWING,
    State.PENDING_APPROVAL,
    *APPROVED_AND_NOT_ENDED,
    State.DEFERRED,
    State.ESCALATED,
    State.DELEGATED,
)


@dataclass(frozen=True)
class Topic:
    """`waits_until` is when SYS moves it on; `public` stays true from the first notice; `round` counts for ever.

    `drafted` is as it was at first, `wording` as it is; rounds up to `settled` were concluded once already.
    """

    topic_id: str
    state: State
    drafted: TopicDrafted
    wording: Wording
    waits_until: datetime | None = None
    public: bool = False
    screening_list: str | None = None
    screening_list_version: int | None = None
    items: tuple[str, ...] = ()
    excluded: tuple[str, ...] | None = None
    verdicts: tuple[Verdict, ...] = ()
    opinion: str | None = None
    document_number: str | None = None
    deferred_until: date | None = None
    referred_to: str | None = None
    notice_until: date | None = None
    notice_provisional: bool = False
    notice_policy: str | None = None
    notice_by_hand: bool | None = None
    notice_files: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    objections: int = 0
    open_objections: tuple[str, ...] = ()
    round: int = 0
    result: Result | None = None
    summary: str | None = None
    absences: tuple[Absence, ...] = ()
    reason: str | None = None
    corrections: tuple[Correction, ...] = ()
    settled: int = 0
    into: str | None = None
    merged_topics: tuple[str, ...] = ()
    linked_topic: str | None = None
    linked_organisation: str | None = None
    left_rounds: tuple[int, ...] = ()
    taken_over_by: str | None = None
    organisation_ended: bool = False

    @property
    def organisation(self) -> str:
        return self.taken_over_by or self.drafted.organisation


def evolve(topic: Topic | None, event: TopicEvent) -> Topic:
    if isinstance(event, happened.TopicDrafted):
        wording = Wording(event.title, event.background, event.stakeholder_groups, event.category)
        return Topic(event.topic_id, State.DRAFT, event, wording)
    assert topic is not None
    match event:
        case happened.TopicProposed():
            return replace(topic, state=State.PROPOSED, waits_until=event.proposed_at)
        case happened.TopicScreeningStarted():
            return _screening(topic, event)
        case happened.TopicShortlisted():
            return replace(topic, state=State.SHORTLISTED, verdicts=event.verdicts)
        case happened.TopicRuledOut(verdicts=verdicts, reason=reason):
            return replace(topic, state=State.NOT_CONSULTABLE, verdicts=verdicts, reason=reason)
        case happened.TopicReferred(to=to, reason=reason):
            return replace(topic, state=State.REFERRED, referred_to=to, reason=reason)
        case happened.TopicDeferred(until=until, resumes_at=at, reason=reason):
            return replace(topic, state=State.DEFERRED, deferred_until=until, waits_until=at, reason=reason)
        case happened.TopicResumed():
            return replace(topic, state=State.SCREENING)
        case happened.TopicScreeningOverridden(document_number=number, reason=reason):
            return replace(topic, state=State.SHORTLISTED, document_number=number, reason=reason)
        case happened.TopicSelected():
            return replace(topic, state=State.REVIEWING)
        case happened.TopicEndorsed():
            return replace(topic, state=State.PENDING_APPROVAL, opinion=event.opinion)
        case happened.TopicReturnedToSelection():
            return replace(topic, state=State.SHORTLISTED, reason=event.reason)
        case happened.TopicApproved():
            return replace(topic, state=State.APPROVED, document_number=event.document_number)
        case happened.TopicReturnedForReview():
            return replace(topic, state=State.REVIEWING, reason=event.reason)
        case happened.TopicDisapproved():
            return replace(topic, state=State.DISAPPROVED, reason=event.reason)
        case happened.TopicNoticed():
            return _noticed(topic, event)
        case happened.TopicObjectionLodged():
            lodged = (*topic.open_objections, event.objection_id)
            return replace(topic, objections=topic.objections + 1, open_objections=lodged)
        case beside.TopicObjectionAnswered(objection=answered):
            return replace(topic, open_objections=tuple(one for one in topic.open_objections if one != answered))
        case happened.TopicObjectionUpheld():
            return replace(topic, state=State.REVIEWING, reason=event.reason, open_objections=())
        case happened.TopicNoticeEnded():
            return replace(topic, state=State.PREPARING)
        case happened.TopicRoundOpened():
            return replace(topic, state=State.CONSULTING, round=event.round)
        case happened.TopicConcluded(result=result, summary=summary, absences=absences):
            return replace(_settled(topic), result=result, summary=summary, absences=absences)
        case happened.TopicDiscontinued():
            return replace(topic, state=State.DISCONTINUED, reason=event.reason)
        case happened.TopicOutcomeSubmitted():
            return replace(topic, state=State.OUTCOME_REVIEW)
        case happened.TopicConsultationReopened():
            return replace(topic, state=State.CONSULTING, reason=event.reason)
        case happened.TopicImplementationStarted():
            return replace(topic, state=State.IMPLEMENTING)
        case happened.TopicClosed() | happened.TopicClosedConverted():
            return replace(topic, state=State.CLOSED)
        case happened.TopicClosedWithoutOutcome() | happened.TopicClosedNotAdopted():
            return replace(topic, state=State.CLOSED, reason=event.reason)
        case happened.TopicReopened():
            return replace(topic, state=State.REVIEWING, reason=event.reason)
        case happened.TopicOutcomeTakenUp():
            return replace(topic, state=State.OUTCOME_REVIEW)
        case beside.TopicEdited():
            return replace(topic, wording=event.after)
        case beside.TopicCorrected(before=before, after=after, reason=reason):
            correction = Correction(before, after, reason)
            return replace(topic, wording=after, corrections=(*topic.corrections, correction))
        case beside.TopicRoundAbandoned():
            return replace(topic, state=State.PREPARING, left_rounds=(*topic.left_rounds, event.round))
        case beside.TopicNoticeReckonedAgain(notice_until=until, notice_ends_at=ends_at, provisional=provisional):
            return replace(topic, notice_until=until, waits_until=ends_at, notice_provisional=provisional)
        case beside.TopicMerged():
            return replace(topic, state=State.MERGED, into=event.into, reason=event.reason)
        case beside.TopicTakenIn():
            return _taken_in(topic, event)
        case beside.TopicEscalated():
            left = () if event.round is None else (event.round,)
            return _elsewhere(replace(topic, left_rounds=(*topic.left_rounds, *left)), event, State.ESCALATED)
        case beside.TopicDelegated():
            return _elsewhere(topic, event, State.DELEGATED)
        case beside.TopicLinkedResultAdopted(result=result, summary=summary):
            return replace(_settled(topic), result=result, summary=summary)
        case beside.TopicHandedBack():
            return replace(topic, state=State.PREPARING, reason=event.reason)
        case TopicTakenOver(successor=successor):
            return replace(topic, taken_over_by=successor, organisation_ended=False)
        case TopicLeftAlone():
            return replace(topic, organisation_ended=True)
        case _:
            assert_never(event)


def _screening(topic: Topic, event: happened.TopicScreeningStarted) -> Topic:
    return replace(
        topic,
        state=State.SCREENING,
        screening_list=event.screening_list,
        screening_list_version=event.screening_list_version,
        items=event.items,
        excluded=event.excluded,
    )


def _noticed(topic: Topic, event: happened.TopicNoticed) -> Topic:
    return replace(
        topic,
        state=State.NOTICED,
        public=True,
        notice_until=event.notice_until,
        notice_provisional=event.provisional,
        notice_policy=event.policy,
        notice_by_hand=event.by_hand,
        notice_files=event.files,
        files=tuple(dict.fromkeys((*topic.files, *event.files))),
        waits_until=event.notice_ends_at,
    )


def _settled(topic: Topic) -> Topic:
    """A conclusion settles every round that was opened before it."""
    return replace(topic, state=State.CONCLUDED, settled=topic.round)


def _taken_in(topic: Topic, event: beside.TopicTakenIn) -> Topic:
    groups = tuple(dict.fromkeys((*topic.wording.stakeholder_groups, *event.stakeholder_groups)))
    wording = replace(topic.wording, stakeholder_groups=groups)
    return replace(topic, wording=wording, merged_topics=(*topic.merged_topics, event.topic))


def _elsewhere(topic: Topic, event: beside.TopicEscalated | beside.TopicDelegated, state: State) -> Topic:
    return replace(
        topic,
        state=state,
        linked_topic=event.linked_topic,
        linked_organisation=event.organisation,
        reason=event.reason,
    )


def due(topic: Topic) -> list[tuple[datetime, asked.DueCommand]]:
    """Screening starts as soon as it is proposed; what was deferred comes back; a notice runs out."""
    if topic.waits_until is None:
        return []
    match topic.state:
        case State.PROPOSED:
            return [(topic.waits_until, asked.StartScreening(topic.topic_id))]
        case State.DEFERRED:
            return [(topic.waits_until, asked.ResumeTopic(topic.topic_id))]
        case State.NOTICED:
            return [(topic.waits_until, asked.EndNotice(topic.topic_id))]
        case _:
            return []
