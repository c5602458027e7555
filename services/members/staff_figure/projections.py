"""What can be read of the staff figures of a day."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.staff_figure.state import StaffFigure


@dataclass(frozen=True, slots=True)
class StaffFigureShown:
    organisation: str
    on: date
    authorised: int
    in_post: int
    reason: str | None


def row(figure: StaffFigure, staff_figure_id: str) -> ReadRow:
    return ReadRow(
        division=figure.division,
        shown=StaffFigureShown(figure.organisation, figure.on, figure.authorised, figure.in_post, figure.reason),
        organisation=figure.organisation,
        named=(figure.organisation,),
        audience="tokens",
    )
