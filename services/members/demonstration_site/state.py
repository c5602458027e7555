"""What is known of a demonstration site, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.demonstration_site import events as happened
from services.members.demonstration_site.events import DemonstrationSiteEvent, DemonstrationSiteNamed


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class DemonstrationSite:
    """`reason` is why it ended."""

    demonstration_site_id: str
    state: State
    told: DemonstrationSiteNamed
    reason: str | None = None


def evolve(one: DemonstrationSite | None, event: DemonstrationSiteEvent) -> DemonstrationSite:
    if isinstance(event, DemonstrationSiteNamed):
        return DemonstrationSite(event.demonstration_site_id, State.ACTIVE, event)
    assert one is not None
    match event:
        case happened.DemonstrationSiteEnded():
            return replace(one, state=State.ENDED, reason=event.reason)
        case _:
            assert_never(event)
