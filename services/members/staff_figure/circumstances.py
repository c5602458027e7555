"""The circumstances of a command: where staff figures stand, what else matters; and which are the newest."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.membership.domain import SeenBody
from services.members.organisation.circumstances import division_of
from services.members.staff_figure.commands import CorrectStaff, ReportStaff
from services.members.staff_figure.domain import Facts
from services.members.staff_figure.state import SeenStaff, StaffFigure


def place(figure: StaffFigure, staff_figure_id: str) -> Place:
    return Place(division=figure.division, council=figure.organisation)


def place_of_new(lookups: Lookups, figure: None, command: ReportStaff) -> Place:
    return Place(division=division_of(lookups, command.organisation), council=command.organisation)


def facts(lookups: Lookups, figure: StaffFigure | None, command: ReportStaff | CorrectStaff) -> Facts:
    entered_on = day_in_china(lookups.recorded_at)
    if isinstance(command, CorrectStaff):
        return Facts(entered_on)
    return Facts(
        entered_on,
        lookups.pinned(SeenBody, "organisations", command.organisation),
        # Pinned: of two that report one day at once, the second is refused.
        tuple(one.on for one in lookups.pinned_that_name(SeenStaff, "staff-figures", command.organisation)),
    )


def newest_staff(lookups: Lookups, organisation: str) -> SeenStaff | None:
    known = lookups.shown(SeenStaff, "staff-figures", naming=organisation)
    return max(known, key=lambda one: one.on, default=None)
