"""What is known of a round of notices: a part of the meeting's state."""

from dataclasses import dataclass
from enum import StrEnum

from services.meetings.notice_round.events import NoticeRoundEvent


class State(StrEnum):
    SENT = "sent"


LABELS: dict[str, str] = {State.SENT: "已发出"}


@dataclass(frozen=True)
class NoticeRound:
    notice_round_id: str
    state: State
    told: NoticeRoundEvent


def evolve_notice_round(one: NoticeRound | None, event: NoticeRoundEvent) -> NoticeRound:
    return NoticeRound(event.notice_round_id, State.SENT, event)
