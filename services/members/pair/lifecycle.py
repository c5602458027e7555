"""Who may do what with a pair. A register: it waits for nobody."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from services.members.pair import commands as asked
from services.members.pair import domain, schemas
from services.members.pair import events as happened
from services.members.pair.circumstances import facts, place, place_of_new, subject
from services.members.pair.events import PairEvent
from services.members.pair.projections import row
from services.members.pair.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("create", asked.MakePair, domain.make_pair, schemas.Create, ("OFF",),
        personal=("partner", "partner_place")),
    Row("hold_activity", asked.HoldPairActivity, domain.hold_activity, schemas.HoldActivity, ("OFF",),
        (State.ACTIVE,), leads_on=False),
    Row("place", asked.MakePlacement, domain.make_placement, schemas.MakeAPlacement, ("OFF",), (State.ACTIVE,), leads_on=False),
    Row("strike", asked.StrikePairEntry, domain.strike_entry, schemas.Strike, ("OFF",), (State.ACTIVE,), leads_on=False),
    Row("end", asked.EndPair, Records(happened.PairEnded), REASON, ("OFF",), (State.ACTIVE,), leads_on=False),
)
# fmt: on

PAIR = Lifecycle(
    name="pair",
    collection="pairs",
    label="结对关系",
    id_field="pair_id",
    events=events_of(PairEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
    subject=subject,
)
