"""What can have happened: notices went out to some categories of participants at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class NoticeRoundSent:
    """Whoever fits all that is named and had no notice was sent this text (分类通知); nothing named is everybody."""

    meeting_id: str
    notice_round_id: str
    topic_id: str
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    categories: tuple[str, ...]
    text: str | None
    recipients: int
    sent_at: datetime


NoticeRoundEvent: TypeAlias = NoticeRoundSent
