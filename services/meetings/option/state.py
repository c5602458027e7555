"""What is known of one option: a part of the meeting's state."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.meetings.option import events as happened
from services.meetings.option.events import OptionEvent, OptionProposed


class State(StrEnum):
    PROPOSED = "proposed"
    WEIGHED = "weighed"
    CHOSEN = "chosen"
    DROPPED = "dropped"


LABELS: dict[str, str] = {
    State.PROPOSED: "已提出",
    State.WEIGHED: "已比选",
    State.CHOSEN: "已选定",
    State.DROPPED: "已放弃",
}


@dataclass(frozen=True)
class Option:
    option_id: str
    state: State
    number: int
    title: str
    text: str | None
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    supporters: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    item: str | None = None
    explanation: str | None = None
    reason: str | None = None


def evolve_option(one: Option | None, event: OptionEvent) -> Option:
    if isinstance(event, OptionProposed):
        return Option(event.option_id, State.PROPOSED, event.number, event.title, event.text, event.pros, event.cons)
    assert one is not None
    match event:
        case happened.OptionWeighed():
            weighed = replace(one, state=State.WEIGHED, pros=event.pros, cons=event.cons)
            return replace(weighed, supporters=event.supporters, groups=event.groups)
        case happened.OptionChosen():
            return replace(one, state=State.CHOSEN, item=event.item, explanation=event.explanation)
        case happened.OptionDropped():
            return replace(one, state=State.DROPPED, reason=event.reason)
        case _:
            assert_never(event)
