"""Who may do what with a screening list."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.topics.rules import TopicsRuleBroken
from services.topics.screening_list import commands as asked
from services.topics.screening_list import domain, schemas
from services.topics.screening_list.circumstances import facts, place, place_of_new
from services.topics.screening_list.events import ScreeningListEvent
from services.topics.screening_list.projections import row
from services.topics.screening_list.state import LABELS, State, evolve

# fmt: off
TABLE = (
    Row("create", asked.CreateScreeningList, domain.create_screening_list, schemas.Create, ("ADM",)),
    Row("amend", asked.AmendScreeningList, domain.amend_screening_list, schemas.Amend, ("ADM",), (State.IN_FORCE,)),
)
# fmt: on

SCREENING_LIST = Lifecycle(
    name="screening_list",
    collection="screening-lists",
    label="四议四不议清单",
    id_field="screening_list_id",
    events=events_of(ScreeningListEvent),
    evolve=evolve,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=TopicsRuleBroken,
    state_labels=LABELS,
)
