"""What can be asked about the staff figures of an organisation. Another day is another record."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportStaff:
    staff_figure_id: str
    organisation: str
    on: date
    authorised: int
    in_post: int


@dataclass(frozen=True, slots=True)
class CorrectStaff:
    staff_figure_id: str
    authorised: int
    in_post: int
    reason: str
