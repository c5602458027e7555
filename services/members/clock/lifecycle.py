"""Who may move the site's clock. A first start makes the one clock; nobody creates or ends one."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.members.clock import commands as asked
from services.members.clock import domain, schemas
from services.members.clock.circumstances import facts, place, place_of_new
from services.members.clock.commands import AdvanceClock
from services.members.clock.events import ClockAdvanced, ClockEvent
from services.members.clock.projections import row
from services.members.clock.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken


def offset_of(events: list[ClockAdvanced], command: AdvanceClock) -> dict[str, int]:
    return {"offset_days": events[-1].offset_days}


# fmt: off
TABLE = (
    Row("advance", asked.AdvanceClock, domain.advance_clock, schemas.Advance, ("ADM",), (State.RUNNING,), extras=offset_of),
)
# fmt: on

CLOCK = Lifecycle(
    name="clock",
    collection="clock",
    label="时钟",
    id_field="clock_id",
    events=events_of(ClockEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
