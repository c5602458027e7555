"""What can have happened to the staff figures of an organisation (编制、在岗)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class StaffReported:
    """On that day the organisation had so many posts, and so many people in them."""

    staff_figure_id: str
    organisation: str
    division: str
    on: date
    authorised: int
    in_post: int


@dataclass(frozen=True, slots=True)
class StaffCorrected:
    """The figures of that day were others than reported."""

    staff_figure_id: str
    authorised: int
    in_post: int
    reason: str


StaffEvent: TypeAlias = StaffReported | StaffCorrected
