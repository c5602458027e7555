"""What is known of one effect: a part of the meeting's state."""

from dataclasses import dataclass, replace
from enum import StrEnum

from services.meetings.effect.events import EffectEvent, MeetingEffectRecorded


class State(StrEnum):
    RECORDED = "recorded"
    WITHDRAWN = "withdrawn"


LABELS: dict[str, str] = {State.RECORDED: "已记录", State.WITHDRAWN: "已撤回"}


@dataclass(frozen=True)
class MeetingEffect:
    effect_id: str
    state: State
    kind: str
    note: str
    reason: str | None = None


def evolve_effect(one: MeetingEffect | None, event: EffectEvent) -> MeetingEffect:
    if isinstance(event, MeetingEffectRecorded):
        return MeetingEffect(event.effect_id, State.RECORDED, event.kind, event.note)
    assert one is not None
    return replace(one, state=State.WITHDRAWN, reason=event.reason)
