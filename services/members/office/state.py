"""What is known of an office, folded from its events."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.members.office.events import OfficeAmended, OfficeEnded, OfficeEvent, OfficeGranted


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class Office:
    office_id: str
    state: State
    person: str
    organisation: str | None
    division: str
    role: str
    starts: date
    ends: date | None
    deputy: bool


def evolve(office: Office | None, event: OfficeEvent) -> Office:
    match event:
        case OfficeGranted():
            return Office(
                event.office_id,
                State.ACTIVE,
                event.person,
                event.organisation,
                event.division,
                event.role,
                event.starts,
                event.ends,
                event.deputy,
            )
        case OfficeAmended():
            assert office is not None
            return replace(office, starts=event.starts, ends=event.ends, deputy=event.deputy)
        case OfficeEnded():
            assert office is not None
            return replace(office, state=State.ENDED)
        case _:
            assert_never(event)
