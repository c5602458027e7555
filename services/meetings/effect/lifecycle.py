"""Who may do what with an effect of a meeting that is no decision."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from services.meetings.effect import commands as asked
from services.meetings.effect import domain, schemas
from services.meetings.effect import events as happened
from services.meetings.effect.circumstances import facts, part, place, place_of_new
from services.meetings.effect.events import EffectEvent
from services.meetings.effect.projections import row
from services.meetings.effect.state import LABELS, State
from services.meetings.meeting.state import AFTER_THE_OPENING, evolve
from services.meetings.rules import MeetingsRuleBroken

# fmt: off
TABLE = (
    Row("record_effect", asked.RecordMeetingEffect, domain.record_effect, schemas.RecordMeetingEffect, ("CHAIR", "REC"),
        within=AFTER_THE_OPENING),
    Row("withdraw_effect", asked.WithdrawMeetingEffect, Records(happened.MeetingEffectWithdrawn), REASON, ("CHAIR", "REC"),
        (State.RECORDED,)),
)
# fmt: on

EFFECT = Lifecycle(
    name="effect",
    collection="effects",
    label="非决策成效",
    id_field="effect_id",
    events=events_of(EffectEvent),
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
