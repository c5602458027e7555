"""What is known of an agreement, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.agreement import events as happened
from services.members.agreement.events import AgreementEvent, AgreementFollowed, AgreementSigned


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """`reason` is why it ended."""

    agreement_id: str
    state: State
    told: AgreementSigned
    follow_ups: tuple[AgreementFollowed, ...] = ()
    reason: str | None = None


def evolve(one: Agreement | None, event: AgreementEvent) -> Agreement:
    if isinstance(event, AgreementSigned):
        return Agreement(event.agreement_id, State.ACTIVE, event)
    assert one is not None
    match event:
        case AgreementFollowed():
            return replace(one, follow_ups=(*one.follow_ups, event))
        case happened.AgreementEnded():
            return replace(one, state=State.ENDED, reason=event.reason)
        case _:
            assert_never(event)
