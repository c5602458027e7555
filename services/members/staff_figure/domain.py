"""What is allowed with staff figures, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.body_rules import StaffIsReportedAlready, StaffIsReportedOfADayThatHasCome
from services.members.membership.domain import SeenBody
from services.members.rules import OrganisationMustBeActive
from services.members.staff_figure.commands import ReportStaff
from services.members.staff_figure.events import StaffEvent, StaffReported


@dataclass(frozen=True, slots=True)
class Facts:
    """`reported` are the days of which the organisation's figures are on record."""

    entered_on: date
    body: SeenBody | None = None
    reported: tuple[date, ...] = ()


def report_staff(_: None, command: ReportStaff, facts: Facts) -> list[StaffEvent]:
    if facts.body is None or facts.body.state != "active":
        raise OrganisationMustBeActive
    if command.on > facts.entered_on:
        raise StaffIsReportedOfADayThatHasCome
    if command.on in facts.reported:
        raise StaffIsReportedAlready(command.on.isoformat())
    return [
        StaffReported(
            command.staff_figure_id,
            command.organisation,
            facts.body.division,
            command.on,
            command.authorised,
            command.in_post,
        )
    ]
