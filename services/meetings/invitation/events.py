"""What can have happened to the reason of an invitation."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class InvitationExplained:
    """By which category and why a participant is invited (邀请类别与事由); of a member, of which levels he is one.

    `language` is his, where it is not Chinese; `identity`, encrypted, who he is and who vouches for him: no passport is asked
    for. `person` and `code` are the participant's: he reads this.
    """

    meeting_id: str
    invitation_id: str
    topic_id: str
    participant: str
    category: str
    reason: str
    trade: str | None
    levels: tuple[str, ...]
    language: str | None
    identity: str | None
    person: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class NoticeTranslated:
    """He was given the notice in his language (译文通知); a later text takes its place."""

    meeting_id: str
    invitation_id: str
    text: str
    given_at: datetime


InvitationEvent: TypeAlias = InvitationExplained | NoticeTranslated
