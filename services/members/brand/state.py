"""What is known of a brand, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.brand import events as happened
from services.members.brand.events import BrandEvent, BrandMeetingLinked, BrandRegistered


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class RegisteredBrand:
    """`reason` is why it ended."""

    brand_id: str
    state: State
    told: BrandRegistered
    linked: tuple[BrandMeetingLinked, ...] = ()
    reason: str | None = None


def evolve(one: RegisteredBrand | None, event: BrandEvent) -> RegisteredBrand:
    if isinstance(event, BrandRegistered):
        return RegisteredBrand(event.brand_id, State.ACTIVE, event)
    assert one is not None
    match event:
        case happened.BrandStoryTold():
            return replace(one, told=replace(one.told, story=event.story))
        case BrandMeetingLinked():
            return replace(one, linked=(*one.linked, event))
        case happened.BrandMeetingUnlinked():
            return replace(one, linked=tuple(it for it in one.linked if it.meeting != event.meeting))
        case happened.BrandEnded():
            return replace(one, state=State.ENDED, reason=event.reason)
        case _:
            assert_never(event)


@dataclass(frozen=True, slots=True)
class SeenBrand:
    """A brand, as the next one of the same owner sees it."""

    state: str
    name: str
