"""What can have happened to work given to a participant before the meeting."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PreWorkAssigned:
    """A participant was asked to look into something or to hear people (布置会前调研)."""

    meeting_id: str
    pre_work_id: str
    topic_id: str
    participant_id: str
    task: str
    due: date | None


@dataclass(frozen=True, slots=True)
class PreWorkSubmitted:
    """What was found, encrypted, and how many people were heard (提交); a later one takes its place."""

    meeting_id: str
    pre_work_id: str
    text: str
    heard: int | None


@dataclass(frozen=True, slots=True)
class PreWorkAccepted:
    """It goes into the meeting (采用)."""

    meeting_id: str
    pre_work_id: str


@dataclass(frozen=True, slots=True)
class PreWorkWaived:
    """It is no longer asked for (免交)."""

    meeting_id: str
    pre_work_id: str
    reason: str


PreWorkEvent: TypeAlias = PreWorkAssigned | PreWorkSubmitted | PreWorkAccepted | PreWorkWaived
