"""What can be asked of a topic whose organisation has ended."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakeOverTopic:
    topic_id: str
    organisation: str
    successor: str


@dataclass(frozen=True, slots=True)
class NoteTopicLeftAlone:
    topic_id: str
    organisation: str


@dataclass(frozen=True, slots=True)
class HandOverTopic:
    topic_id: str
    organisation: str
    reason: str
