"""What is known of a commendation, folded from its events; what falls due."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from services.members.commendation import events as happened
from services.members.commendation.commands import EndCommendationNotice
from services.members.commendation.events import CommendationEvent, CommendationNominated, Date


class State(StrEnum):
    NOMINATED = "nominated"
    VERIFIED = "verified"
    NOTICED = "noticed"
    NOTICE_OVER = "notice_over"
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LABELS: dict[str, str] = {
    State.NOMINATED: "已推荐",
    State.VERIFIED: "已核实",
    State.NOTICED: "公示中",
    State.NOTICE_OVER: "公示期满",
    State.PUBLISHED: "已公布",
    State.DECLINED: "未通过核实",
    State.WITHDRAWN: "已撤回",
}


@dataclass(frozen=True)
class Commendation:
    """`reason` is why it was declined or withdrawn."""

    commendation_id: str
    state: State
    nominated: CommendationNominated
    evidence: str | None = None
    notice_until: Date | None = None
    notice_ends_at: datetime | None = None
    document_number: str | None = None
    reason: str | None = None


def evolve(commendation: Commendation | None, event: CommendationEvent) -> Commendation:
    if isinstance(event, CommendationNominated):
        return Commendation(event.commendation_id, State.NOMINATED, event)
    assert commendation is not None
    match event:
        case happened.CommendationVerified():
            return replace(commendation, state=State.VERIFIED, evidence=event.evidence)
        case happened.CommendationDeclined():
            return replace(commendation, state=State.DECLINED, reason=event.reason)
        case happened.CommendationNoticePosted():
            return replace(commendation, state=State.NOTICED, notice_until=event.until, notice_ends_at=event.ends_at)
        case happened.CommendationNoticeEnded():
            return replace(commendation, state=State.NOTICE_OVER)
        case happened.CommendationPublished():
            return replace(commendation, state=State.PUBLISHED, document_number=event.document_number)
        case happened.CommendationWithdrawn():
            return replace(commendation, state=State.WITHDRAWN, reason=event.reason)
        case _:
            assert_never(event)


def due(commendation: Commendation) -> list[tuple[datetime, EndCommendationNotice]]:
    if commendation.state is State.NOTICED and commendation.notice_ends_at is not None:
        return [(commendation.notice_ends_at, EndCommendationNotice(commendation.commendation_id))]
    return []
