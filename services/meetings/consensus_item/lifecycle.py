"""Who may do what with a consensus item, row for row as published."""

from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import Place
from infra.kernel.wire import CommandSchema
from services.meetings.consensus_item import schemas
from services.meetings.consensus_item.commands import DraftItem, RaiseItem, RedraftItem, SettleItem, SupersedeItem
from services.meetings.consensus_item.domain import (
    EarlierItem,
    Facts,
    draft_item,
    raise_item,
    redraft_item,
    settle_item,
    supersede_item,
)
from services.meetings.consensus_item.events import (
    ConsensusItemAgreed,
    ConsensusItemAgreedWithReservation,
    ConsensusItemDrafted,
    ConsensusItemNotAgreed,
    ConsensusItemRaised,
    ConsensusItemRedrafted,
    ConsensusItemSuperseded,
)
from services.meetings.consensus_item.projections import row
from services.meetings.consensus_item.state import LABELS, ConsensusItem
from services.meetings.meeting.evolve import evolve
from services.meetings.meeting.state import Meeting
from services.meetings.rules import RuleBroken


def place(meeting: Meeting, item_id: str) -> Place:
    return Place(division=meeting.division, council=meeting.organisation, attendees=meeting.attendees)


def place_of_new(reader: Reader, meeting: Meeting, command: RaiseItem) -> Place:
    return place(meeting, command.item_id)


def facts(reader: Reader, meeting: Meeting, command: object) -> Facts:
    if isinstance(command, SettleItem) and command.supersedes:
        return Facts(meeting, reader.one(EarlierItem, "items", command.supersedes))
    return Facts(meeting)


def part(meeting: Meeting, item_id: str) -> ConsensusItem | None:
    return meeting.items.get(item_id)


CONSENSUS_ITEM = Lifecycle(
    name="consensus_item",
    collection="items",
    label="共识事项",
    id_field="item_id",
    events=(
        EventType(ConsensusItemRaised),
        EventType(ConsensusItemDrafted),
        EventType(ConsensusItemRedrafted),
        EventType(ConsensusItemAgreed),
        EventType(ConsensusItemAgreedWithReservation),
        EventType(ConsensusItemNotAgreed),
        EventType(ConsensusItemSuperseded),
    ),
    evolve=evolve,
    state_labels=LABELS,
    creation=Transition("raise_item", RaiseItem, raise_item, schemas.Raise, by=("CHAIR", "REC", "ATT", "MEM")),
    transitions=(
        Transition("draft_item", DraftItem, draft_item, schemas.Draft, by=("REC",), from_states=("raised",)),
        Transition("redraft_item", RedraftItem, redraft_item, schemas.Redraft, by=("REC",), from_states=("drafted",)),
        # The three published rows of settle_item differ in the event alone, which the result decides.
        Transition("settle_item", SettleItem, settle_item, schemas.Settle, by=("CHAIR",), from_states=("drafted",)),
        Transition(
            "supersede_item",
            SupersedeItem,
            supersede_item,
            CommandSchema,
            by=("SYS",),
            from_states=("agreed", "agreed_with_reservation", "not_agreed"),
        ),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
    stream="meeting",
    parent_field="meeting_id",
    part=part,
)
