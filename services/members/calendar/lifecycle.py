"""Who may do what with the calendar of a year. Years of which the package knows the notice need none."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.members.calendar import commands as asked
from services.members.calendar import domain, schemas
from services.members.calendar.circumstances import facts, id_of_new, place, place_of_new
from services.members.calendar.events import CalendarEvent
from services.members.calendar.projections import row
from services.members.calendar.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("create", asked.CreateCalendar, domain.create_calendar, schemas.Create, ("ADM",)),
    Row("amend", asked.AmendCalendar, domain.amend_calendar, schemas.Amend, ("ADM",), (State.IN_FORCE,)),
)
# fmt: on

CALENDAR = Lifecycle(
    name="calendar",
    collection="calendars",
    label="工作日历",
    id_field="calendar_id",
    events=events_of(CalendarEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    id_of_new=id_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
