"""Who may do what with the staff figures of an organisation."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from services.members.rules import MembersRuleBroken
from services.members.staff_figure import commands as asked
from services.members.staff_figure import domain, schemas
from services.members.staff_figure import events as happened
from services.members.staff_figure.circumstances import facts, place, place_of_new
from services.members.staff_figure.events import StaffEvent
from services.members.staff_figure.projections import row
from services.members.staff_figure.state import LABELS, State, evolve

# fmt: off
TABLE = (
    Row("report", asked.ReportStaff, domain.report_staff, schemas.Report, ("ADM", "OFF")),
    Row("correct", asked.CorrectStaff, Records(happened.StaffCorrected), schemas.Correct, ("ADM", "OFF"), (State.REPORTED,)),
)
# fmt: on

STAFF_FIGURE = Lifecycle(
    name="staff_figure",
    collection="staff-figures",
    label="编制与在岗",
    id_field="staff_figure_id",
    events=events_of(StaffEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
