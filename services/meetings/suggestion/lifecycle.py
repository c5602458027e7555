"""Who may do what with a suggestion made at a meeting."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from services.meetings.meeting.state import SITTING, evolve
from services.meetings.rules import MeetingsRuleBroken
from services.meetings.suggestion import commands as asked
from services.meetings.suggestion import domain, schemas
from services.meetings.suggestion import events as happened
from services.meetings.suggestion.circumstances import facts, part, place, place_of_new, subject
from services.meetings.suggestion.events import SuggestionEvent
from services.meetings.suggestion.projections import row
from services.meetings.suggestion.state import LABELS, State

# fmt: off
TABLE = (
    Row("suggest", asked.MakeSuggestion, domain.make_suggestion, schemas.Suggest, ("CHAIR", "REC", "ATT"), personal=("words",),
        within=SITTING),
    Row("adopt_suggestion", asked.AdoptSuggestion, domain.adopt_suggestion, schemas.AdoptInto, ("CHAIR", "REC"), (State.MADE,)),
    Row("turn_down_suggestion", asked.TurnDownSuggestion, Records(happened.SuggestionNotAdopted), REASON, ("CHAIR",), (State.MADE,)),
)
# fmt: on

SUGGESTION = Lifecycle(
    name="suggestion",
    collection="suggestions",
    label="逐条建议",
    id_field="suggestion_id",
    events=events_of(SuggestionEvent),
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
