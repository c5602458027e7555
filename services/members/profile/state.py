"""What is known of a profile, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.profile.events import ProfileAmended, ProfileCreated, ProfileEnded, ProfileEvent


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class Profile:
    profile_id: str
    state: State
    created: ProfileCreated
    residence: str | None
    workplace: str | None
    expertise: tuple[str, ...]
    reason: str | None = None


def evolve(profile: Profile | None, event: ProfileEvent) -> Profile:
    if isinstance(event, ProfileCreated):
        return Profile(event.profile_id, State.ACTIVE, event, event.residence, event.workplace, event.expertise)
    assert profile is not None
    match event:
        case ProfileAmended():
            return replace(profile, residence=event.residence, workplace=event.workplace, expertise=event.expertise)
        case ProfileEnded():
            return replace(profile, state=State.ENDED, reason=event.reason)
        case _:
            assert_never(event)


@dataclass(frozen=True, slots=True)
class SeenProfile:
    """A profile, as the next one of the same person or body sees it."""

    state: str
    person: str | None
    organisation: str | None
