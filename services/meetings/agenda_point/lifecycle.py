"""Who may do what with a point of the agenda that was begun."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.meetings.agenda_point import commands as asked
from services.meetings.agenda_point import domain, schemas
from services.meetings.agenda_point.circumstances import facts, part, place, place_of_new
from services.meetings.agenda_point.events import AgendaPointEvent
from services.meetings.agenda_point.projections import row
from services.meetings.agenda_point.state import LABELS, State
from services.meetings.meeting.state import SITTING, evolve
from services.meetings.rules import MeetingsRuleBroken

# fmt: off
TABLE = (
    Row("begin_point", asked.BeginAgendaPoint, domain.begin_agenda_point, schemas.BeginPoint, ("CHAIR", "REC"), within=SITTING),
    Row("finish_point", asked.FinishAgendaPoint, domain.finish_agenda_point, schemas.FinishPoint, ("CHAIR", "REC"), (State.BEGUN,)),
)
# fmt: on

AGENDA_POINT = Lifecycle(
    name="agenda_point",
    collection="agenda",
    label="议程进行",
    id_field="agenda_point_id",
    events=events_of(AgendaPointEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MeetingsRuleBroken,
    stream="meeting",
    parent_field="meeting_id",
    part=part,
)
