"""The telling: who may do what, from which state; row for row as in the table of our own."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING
from services.outcomes.rules import OutcomesRuleBroken
from services.outcomes.telling import commands as asked
from services.outcomes.telling import events as happened
from services.outcomes.telling.circumstances import facts, place, place_of_new, tracking
from services.outcomes.telling.events import TellingEvent
from services.outcomes.telling.projections import row
from services.outcomes.telling.state import LABELS, State, evolve

# fmt: off
TABLE = (
    Row("tell", asked.MakeTelling, Records(happened.TellingMade), NOTHING, ("SYS",)),
    Row("acknowledge", asked.AcknowledgeTelling, Records(happened.TellingAcknowledged), NOTHING, ("SELF", "PUB"), (State.TOLD,)),
)
# fmt: on

TELLING = Lifecycle(
    name="telling",
    collection="tellings",
    label="告知",
    id_field="telling_id",
    events=events_of(TellingEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=OutcomesRuleBroken,
    tracking=tracking,
)
