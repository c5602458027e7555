"""The contact duty: who may do what, from which state; row for row as published."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.members.duty import commands as asked
from services.members.duty import domain, schemas
from services.members.duty import events as happened
from services.members.duty.circumstances import facts, id_of_new, place, place_of_new
from services.members.duty.events import DutyEvent
from services.members.duty.projections import row
from services.members.duty.state import LABELS, State, due, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("schedule", asked.ScheduleDuty, domain.schedule_duty, schemas.Schedule, ("SYS", "OFF")),
    Row("record_visit", asked.RecordVisit, domain.record_visit, schemas.RecordVisit, ("LEAD", "OFF"), (State.SCHEDULED,)),
    Row("miss", asked.MissDuty, Records(happened.DutyMissed), NOTHING, ("SYS",), (State.SCHEDULED,)),
    Row("record_late", asked.RecordVisitLate, domain.record_visit_late, schemas.RecordLate, ("LEAD", "OFF"), (State.MISSED,)),
    Row("send_back", asked.SendBackDuty, Records(happened.DutySentBack), REASON, ("OFF",), (State.DONE,)),
    Row("verify", asked.VerifyDuty, domain.verify_duty, NOTHING, ("OFF",), (State.DONE,)),
)
# fmt: on

DUTY = Lifecycle(
    name="duty",
    collection="duties",
    label="联系包抓（领导 × 乡镇 × 季度）",
    id_field="duty_id",
    events=events_of(DutyEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    id_of_new=id_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
    due=due,
)
