"""What can be asked about the reason of an invitation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExplainInvitation:
    invitation_id: str
    meeting_id: str
    participant: str
    category: str
    reason: str
    trade: str | None = None
    levels: tuple[str, ...] = ()
    language: str | None = None
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class TranslateNotice:
    invitation_id: str
    meeting_id: str
    text: str
