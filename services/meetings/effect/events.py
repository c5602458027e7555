"""What a meeting has done besides deciding."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class MeetingEffectRecorded:
    """Doubts were cleared, feelings eased, a conflict resolved, minds brought together (解疑释惑、理顺情绪、化解矛盾、凝聚共识)."""

    meeting_id: str
    effect_id: str
    topic_id: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class MeetingEffectWithdrawn:
    """It was not so after all (撤回)."""

    meeting_id: str
    effect_id: str
    reason: str


EffectEvent: TypeAlias = MeetingEffectRecorded | MeetingEffectWithdrawn
