"""Who may do what with a consensus item, row for row as published."""

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING
from services.meetings.consensus_item import commands as asked
from services.meetings.consensus_item import domain, schemas
from services.meetings.consensus_item import events as happened
from services.meetings.consensus_item.circumstances import facts, part, place, place_of_new
from services.meetings.consensus_item.events import ConsensusItemEvent
from services.meetings.consensus_item.projections import row
from services.meetings.consensus_item.state import LABELS, State
from services.meetings.meeting.state import SITTING, evolve
from services.meetings.rules import MeetingsRuleBroken


def with_an_account(told: Fields) -> Fields:
    """Version 1 did not say as which participant somebody raised it."""
    return {**told, "participant": None}


RAISED = EventType(happened.ConsensusItemRaised, version=2, upcasters=((1, with_an_account),))


def worded(told: Fields) -> Fields:
    """Version 1 knew no item that was settled before it was put into words."""
    return told


NOT_AGREED = EventType(happened.ConsensusItemNotAgreed, version=2, upcasters=((1, worded),))

# fmt: off
TABLE = (
    Row("raise_item", asked.RaiseItem, domain.raise_item, schemas.Raise, ("CHAIR", "REC", "ATT", "MEM"), within=SITTING),
    Row("draft_item", asked.DraftItem, domain.draft_item, schemas.Draft, ("REC",), (State.RAISED,)),
    Row("redraft_item", asked.RedraftItem, domain.redraft_item, schemas.Redraft, ("REC",), (State.DRAFTED,)),
    # The three published rows of settle_item differ in the event alone, which the result decides.
    Row("settle_item", asked.SettleItem, domain.settle_item, schemas.Settle, ("CHAIR",), (State.DRAFTED,)),
    Row("settle_item", asked.SettleItem, domain.settle_raised_item, schemas.Settle, ("CHAIR",), (State.RAISED,)),
    Row("carry_over", asked.CarryOverItem, domain.carry_over_item, NOTHING, ("CHAIR",), (State.RAISED, State.DRAFTED)),
    Row("supersede_item", asked.SupersedeItem, Records(happened.ConsensusItemSuperseded), NOTHING, ("SYS",),
        (State.AGREED, State.AGREED_WITH_RESERVATION, State.NOT_AGREED)),
    Row("supersede_item", asked.SupersedeItem, Records(happened.ConsensusItemSuperseded), NOTHING, ("SYS",), (State.CARRIED_OVER,)),
)
# fmt: on

CONSENSUS_ITEM = Lifecycle(
    name="consensus_item",
    collection="items",
    label="共识事项",
    id_field="item_id",
    events=events_of(ConsensusItemEvent, RAISED, NOT_AGREED),
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
