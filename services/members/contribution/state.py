"""What is known of a contribution, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.contribution import events as happened
from services.members.contribution.events import ContributionEvent, ContributionMade


class State(StrEnum):
    RECORDED = "recorded"
    WITHDRAWN = "withdrawn"


LABELS: dict[str, str] = {
    State.RECORDED: "已登记",
    State.WITHDRAWN: "已撤销",
}


@dataclass(frozen=True, slots=True)
class Contribution:
    """`reason` is why it was withdrawn."""

    contribution_id: str
    state: State
    told: ContributionMade
    reason: str | None = None


def evolve(one: Contribution | None, event: ContributionEvent) -> Contribution:
    if isinstance(event, ContributionMade):
        return Contribution(event.contribution_id, State.RECORDED, event)
    assert one is not None
    match event:
        case happened.ContributionWithdrawn():
            return replace(one, state=State.WITHDRAWN, reason=event.reason)
        case _:
            assert_never(event)
