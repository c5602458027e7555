"""Who may do what with an option that a meeting compares."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from services.meetings.meeting.state import SITTING, evolve
from services.meetings.option import commands as asked
from services.meetings.option import domain, schemas
from services.meetings.option import events as happened
from services.meetings.option.circumstances import facts, part, place, place_of_new
from services.meetings.option.events import OptionEvent
from services.meetings.option.projections import row
from services.meetings.option.state import LABELS, State
from services.meetings.rules import MeetingsRuleBroken

# fmt: off
TABLE = (
    Row("propose_option", asked.ProposeOption, domain.propose_option, schemas.ProposeOption, ("CHAIR", "LIA", "REC")),
    Row("weigh_option", asked.WeighOption, domain.weigh_option, schemas.WeighOption, ("CHAIR", "REC"), (State.PROPOSED, State.WEIGHED),
        within=SITTING),
    Row("choose_option", asked.ChooseOption, domain.choose_option, schemas.ChooseOption, ("CHAIR",), (State.WEIGHED,), within=SITTING),
    Row("drop_option", asked.DropOption, Records(happened.OptionDropped), REASON, ("CHAIR",), (State.PROPOSED, State.WEIGHED)),
)
# fmt: on

OPTION = Lifecycle(
    name="option",
    collection="options",
    label="备选方案",
    id_field="option_id",
    events=events_of(OptionEvent),
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
