"""What can be asked about speeches."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListSpeaker:
    speech_id: str
    meeting_id: str
    participant: str
    planned: int | None = None


@dataclass(frozen=True, slots=True)
class MoveSpeaker:
    speech_id: str
    meeting_id: str
    number: int


@dataclass(frozen=True, slots=True)
class BeginSpeech:
    speech_id: str
    meeting_id: str


@dataclass(frozen=True, slots=True)
class EndSpeech:
    """`minutes` where the clock does not say how long he spoke."""

    speech_id: str
    meeting_id: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class StrikeSpeaker:
    speech_id: str
    meeting_id: str
    reason: str
