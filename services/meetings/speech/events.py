"""What can have happened to a speech, from the speaking order to its end."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class SpeakerListed:
    """Somebody is to speak as the `number`th (列入发言顺序); `group` is for whom he is there, `planned` his minutes."""

    meeting_id: str
    speech_id: str
    topic_id: str
    participant: str
    group: str | None
    number: int
    planned: int | None


@dataclass(frozen=True, slots=True)
class SpeakerMoved:
    """His turn is another (调整顺序)."""

    meeting_id: str
    speech_id: str
    number: int


@dataclass(frozen=True, slots=True)
class SpeechBegun:
    """He has the floor (开始发言)."""

    meeting_id: str
    speech_id: str
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """He has spoken, so many minutes (发言完毕)."""

    meeting_id: str
    speech_id: str
    ended_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class SpeakerStruck:
    """He will not speak (取消发言)."""

    meeting_id: str
    speech_id: str
    reason: str


SpeechEvent: TypeAlias = SpeakerListed | SpeakerMoved | SpeechBegun | SpeechEnded | SpeakerStruck
