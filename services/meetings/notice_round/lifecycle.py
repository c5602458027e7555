"""Who may do what with a round of notices to some categories."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.meetings.meeting.state import evolve
from services.meetings.notice_round import commands as asked
from services.meetings.notice_round import domain, schemas
from services.meetings.notice_round.circumstances import facts, part, place, place_of_new
from services.meetings.notice_round.events import NoticeRoundEvent
from services.meetings.notice_round.projections import row
from services.meetings.notice_round.state import LABELS
from services.meetings.rules import MeetingsRuleBroken

# fmt: off
TABLE = (
    Row("notify", asked.NotifyCategories, domain.notify_categories, schemas.NotifyCategories, ("LIA", "CHAIR")),
)
# fmt: on

NOTICE_ROUND = Lifecycle(
    name="notice_round",
    collection="notices",
    label="分类通知",
    id_field="notice_round_id",
    events=events_of(NoticeRoundEvent),
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
