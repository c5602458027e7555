"""What is known of why somebody was invited: a part of the meeting's state."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.meetings.invitation.events import InvitationEvent, InvitationExplained


class State(StrEnum):
    EXPLAINED = "explained"
    TRANSLATED = "translated"


LABELS: dict[str, str] = {State.EXPLAINED: "已说明", State.TRANSLATED: "已送达译文"}


@dataclass(frozen=True)
class Invitation:
    invitation_id: str
    state: State
    told: InvitationExplained
    text: str | None = None
    given_at: datetime | None = None


def evolve_invitation(one: Invitation | None, event: InvitationEvent) -> Invitation:
    if isinstance(event, InvitationExplained):
        return Invitation(event.invitation_id, State.EXPLAINED, event)
    assert one is not None
    return replace(one, state=State.TRANSLATED, text=event.text, given_at=event.given_at)
