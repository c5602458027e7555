"""Who may do what with work before the meeting, row for row as published."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.meetings.meeting.state import evolve
from services.meetings.pre_work import commands as asked
from services.meetings.pre_work import domain, schemas
from services.meetings.pre_work import events as happened
from services.meetings.pre_work.circumstances import facts, part, place, place_of_new, subject
from services.meetings.pre_work.events import PreWorkEvent
from services.meetings.pre_work.projections import row
from services.meetings.pre_work.state import LABELS, State
from services.meetings.rules import MeetingsRuleBroken

# fmt: off
TABLE = (
    Row("assign_pre_work", asked.AssignPreWork, domain.assign_pre_work, schemas.Assign, ("CHAIR", "LIA")),
    Row("submit_pre_work", asked.SubmitPreWork, Records(happened.PreWorkSubmitted), schemas.Submit, ("SELF", "LIA"),
        (State.ASSIGNED, State.SUBMITTED), personal=("text",)),
    Row("accept_pre_work", asked.AcceptPreWork, Records(happened.PreWorkAccepted), NOTHING, ("CHAIR", "LIA"), (State.SUBMITTED,)),
    Row("waive_pre_work", asked.WaivePreWork, Records(happened.PreWorkWaived), REASON, ("CHAIR",), (State.ASSIGNED, State.SUBMITTED)),
)
# fmt: on

PRE_WORK = Lifecycle(
    name="pre_work",
    collection="pre-work",
    label="会前调研／听取意见（分散协商）",
    id_field="pre_work_id",
    events=events_of(PreWorkEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MeetingsRuleBroken,
    subject=subject,
    stream="meeting",
    parent_field="meeting_id",
    part=part,
)
