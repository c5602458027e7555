"""What is known of the staff figures of a day, folded from their events."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.members.staff_figure.events import StaffCorrected, StaffEvent, StaffReported


class State(StrEnum):
    REPORTED = "reported"


LABELS: dict[str, str] = {
    State.REPORTED: "已填报",
}


@dataclass(frozen=True, slots=True)
class StaffFigure:
    staff_figure_id: str
    state: State
    organisation: str
    division: str
    on: date
    authorised: int
    in_post: int
    reason: str | None = None


def evolve(figure: StaffFigure | None, event: StaffEvent) -> StaffFigure:
    match event:
        case StaffReported():
            return StaffFigure(
                event.staff_figure_id,
                State.REPORTED,
                event.organisation,
                event.division,
                event.on,
                event.authorised,
                event.in_post,
            )
        case StaffCorrected():
            assert figure is not None
            return replace(figure, authorised=event.authorised, in_post=event.in_post, reason=event.reason)
        case _:
            assert_never(event)


@dataclass(frozen=True, slots=True)
class SeenStaff:
    """The figures of a day, as they are shown."""

    organisation: str
    on: date
    authorised: int
    in_post: int
