"""What is known of one speech: a part of the meeting's state."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from services.meetings.speech import events as happened
from services.meetings.speech.events import SpeakerListed, SpeechEvent


class State(StrEnum):
    LISTED = "listed"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    STRUCK = "struck"


LABELS: dict[str, str] = {
    State.LISTED: "待发言",
    State.SPEAKING: "发言中",
    State.SPOKEN: "已发言",
    State.STRUCK: "已取消",
}


@dataclass(frozen=True)
class Speech:
    speech_id: str
    state: State
    participant: str
    group: str | None
    number: int
    planned: int | None
    begun_at: datetime | None = None
    minutes: int | None = None
    reason: str | None = None


def evolve_speech(one: Speech | None, event: SpeechEvent) -> Speech:
    if isinstance(event, SpeakerListed):
        return Speech(event.speech_id, State.LISTED, event.participant, event.group, event.number, event.planned)
    assert one is not None
    match event:
        case happened.SpeakerMoved():
            return replace(one, number=event.number)
        case happened.SpeechBegun():
            return replace(one, state=State.SPEAKING, begun_at=event.begun_at)
        case happened.SpeechEnded():
            return replace(one, state=State.SPOKEN, minutes=event.minutes)
        case happened.SpeakerStruck():
            return replace(one, state=State.STRUCK, reason=event.reason)
        case _:
            assert_never(event)
