"""Who may move the site's clock. A first start makes the one clock; nobody creates or ends one."""

from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import Place
from services.members.clock.commands import AdvanceClock
from services.members.clock.domain import LABELS, SiteClock, advance_clock, evolve
from services.members.clock.events import ClockAdvanced, ClockStarted
from services.members.clock.projections import row
from services.members.clock.schemas import Advance
from services.members.rules import RuleBroken


def place(clock: SiteClock, clock_id: str) -> Place:
    return Place(division="")


def place_of_new(reader: Reader, clock: None, command: object) -> Place:
    return Place(division="")


def offset_of(events: list[ClockAdvanced], command: AdvanceClock) -> dict[str, int]:
    return {"offset_days": events[-1].offset_days}


def facts(reader: Reader, clock: SiteClock | None, command: AdvanceClock) -> None:
    return None


CLOCK = Lifecycle(
    name="clock",
    collection="clock",
    label="时钟",
    id_field="clock_id",
    events=(EventType(ClockStarted), EventType(ClockAdvanced)),
    evolve=evolve,
    state_labels=LABELS,
    creation=None,
    transitions=(
        Transition(
            "advance",
            AdvanceClock,
            advance_clock,
            Advance,
            by=("ADM",),
            from_states=("running",),
            extras=offset_of,
        ),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
)
