"""Who may do what with an entry of a contest."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.outcomes.contest.state import evolve
from services.outcomes.contest_entry import commands as asked
from services.outcomes.contest_entry import domain, schemas
from services.outcomes.contest_entry.circumstances import facts, part, place, place_of_new
from services.outcomes.contest_entry.events import ContestEntryEvent
from services.outcomes.contest_entry.projections import row
from services.outcomes.contest_entry.state import LABELS, State
from services.outcomes.rules import OutcomesRuleBroken

# fmt: off
TABLE = (
    Row("submit", asked.SubmitEntry, domain.submit_entry, schemas.Submit, ("OFF",)),
    Row("select", asked.SelectEntry, domain.select_entry, schemas.Select, ("OFF",), (State.SUBMITTED,)),
    Row("shortlist", asked.ShortlistEntry, domain.shortlist_entry, NOTHING, ("OFF",), (State.SELECTED,)),
    Row("turn_down", asked.TurnDownEntry, domain.turn_down_entry, REASON, ("OFF",),
        (State.SUBMITTED, State.SELECTED, State.SHORTLISTED)),
)
# fmt: on

CONTEST_ENTRY = Lifecycle(
    name="contest_entry",
    collection="entries",
    label="参评案例",
    id_field="entry_id",
    events=events_of(ContestEntryEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=OutcomesRuleBroken,
    stream="contest",
    parent_field="contest_id",
    part=part,
)
