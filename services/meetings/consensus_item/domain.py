"""Consensus items: raised, worded and settled while the meeting is in session; superseded in later rounds."""

from dataclasses import dataclass

from services.meetings.consensus_item.commands import CarryOverItem, DraftItem, RaiseItem, RedraftItem, SettleItem
from services.meetings.consensus_item.events import (
    ConsensusItemAgreed,
    ConsensusItemAgreedWithReservation,
    ConsensusItemCarriedOver,
    ConsensusItemDrafted,
    ConsensusItemEvent,
    ConsensusItemNotAgreed,
    ConsensusItemRaised,
    ConsensusItemRedrafted,
    Position,
)
from services.meetings.consensus_item.state import State
from services.meetings.meeting.state import BEFORE_THE_CIRCULATION, Meeting
from services.meetings.meeting.state import State as MeetingState
from services.meetings.rules import (
    ItemHasNoWording,
    MeetingIsNotInSession,
    MinutesHaveCirculated,
    ObserverHasNoVoice,
    OnePositionEach,
    PositionOfSomeoneElse,
    PositionsContradictResult,
    SupersededItemIsNotOfAnEarlierRound,
    SupersededItemIsNotSettled,
)

SUPERSEDABLE = (State.AGREED, State.AGREED_WITH_RESERVATION, State.NOT_AGREED, State.CARRIED_OVER)


@dataclass(frozen=True)
class EarlierItem:
    """What a decision must know of the item that it supersedes; it is in another meeting's stream."""

    meeting: str
    topic: str
    round: int
    state: str


@dataclass(frozen=True)
class Facts:
    """The meeting, and the item that `supersedes` names, if there is such an item."""

    meeting: Meeting
    earlier: EarlierItem | None = None


def raise_item(meeting: Meeting, command: RaiseItem, facts: Facts) -> list[ConsensusItemEvent]:
    """Chair and recorder act for the council; whoever else is there only as an observer has no voice."""
    _must_be_in_session(meeting)
    own = meeting.attendee(command.actor_person, command.actor_participant) if command.actor_role == "ATT" else None
    person = own.person if own else command.actor_person
    if command.actor_role in ("ATT", "MEM") and (meeting.only_observes(person) or (own and not own.has_voice)):
        raise ObserverHasNoVoice
    number, participant = len(meeting.items) + 1, own.participant_id if own else None
    return [
        ConsensusItemRaised(
            command.meeting_id, command.item_id, meeting.topic_id, number, command.title, person, participant
        )
    ]


def draft_item(meeting: Meeting, command: DraftItem, facts: Facts) -> list[ConsensusItemEvent]:
    _must_be_in_session(meeting)
    return [ConsensusItemDrafted(command.meeting_id, command.item_id, command.wording)]


def redraft_item(meeting: Meeting, command: RedraftItem, facts: Facts) -> list[ConsensusItemEvent]:
    _must_be_in_session(meeting)
    return [ConsensusItemRedrafted(command.meeting_id, command.item_id, command.wording)]


def settle_item(meeting: Meeting, command: SettleItem, facts: Facts) -> list[ConsensusItemEvent]:
    """That nothing was agreed may be found later; what was agreed was so in session."""
    if command.result == "not_agreed":
        _minutes_must_not_have_circulated(meeting)
    else:
        _must_be_in_session(meeting)
    _positions_must_fit_the_result(command)
    _what_it_names_must_fit(meeting, command, facts)
    if command.result == "agreed":
        return [_agreed(ConsensusItemAgreed, meeting, command, facts)]
    if command.result == "agreed_with_reservation":
        return [_agreed(ConsensusItemAgreedWithReservation, meeting, command, facts)]
    return [_not_agreed(meeting, command, facts)]


def settle_raised_item(meeting: Meeting, command: SettleItem, facts: Facts) -> list[ConsensusItemEvent]:
    if command.result != "not_agreed":
        raise ItemHasNoWording
    _minutes_must_not_have_circulated(meeting)
    _what_it_names_must_fit(meeting, command, facts)
    return [_not_agreed(meeting, command, facts)]


def carry_over_item(meeting: Meeting, command: CarryOverItem, facts: Facts) -> list[ConsensusItemEvent]:
    _minutes_must_not_have_circulated(meeting)
    return [ConsensusItemCarriedOver(command.meeting_id, command.item_id, meeting.topic_id)]


def _minutes_must_not_have_circulated(meeting: Meeting) -> None:
    if meeting.state not in BEFORE_THE_CIRCULATION:
        raise MinutesHaveCirculated


def _must_be_in_session(meeting: Meeting) -> None:
    if meeting.state is not MeetingState.IN_SESSION:
        raise MeetingIsNotInSession


def _what_it_names_must_fit(meeting: Meeting, command: SettleItem, facts: Facts) -> None:
    _positions_must_be_of_voices(meeting, command.positions)
    if command.supersedes:
        _must_supersede_an_earlier_round(meeting, facts.earlier)
        _must_be_the_first_to_supersede(meeting, command.supersedes)


def _positions_must_be_of_voices(meeting: Meeting, positions: tuple[Position, ...]) -> None:
    named = [position.participant for position in positions]
    attended = {one.participant_id: one for one in meeting.attended}
    if not set(named) <= attended.keys():
        raise PositionOfSomeoneElse
    if not all(attended[one].has_voice for one in named if one):
        raise ObserverHasNoVoice
    if len(set(named)) < len(named):
        raise OnePositionEach


def _positions_must_fit_the_result(command: SettleItem) -> None:
    taken = {position.position for position in command.positions}
    if command.result == "agreed" and taken & {"against", "reserved"}:
        raise PositionsContradictResult
    if command.result == "agreed_with_reservation" and ("against" in taken or "reserved" not in taken):
        raise PositionsContradictResult


def _must_supersede_an_earlier_round(meeting: Meeting, earlier: EarlierItem | None) -> None:
    if earlier is None or earlier.topic != meeting.topic_id or earlier.round >= meeting.round:
        raise SupersededItemIsNotOfAnEarlierRound
    if earlier.state not in SUPERSEDABLE:
        raise SupersededItemIsNotSettled


def _must_be_the_first_to_supersede(meeting: Meeting, earlier: str) -> None:
    """The earlier item hears of the first one only after that was settled."""
    if any(item.supersedes == earlier for item in meeting.items.values()):
        raise SupersededItemIsNotSettled


def _agreed(
    kind: type[ConsensusItemAgreed] | type[ConsensusItemAgreedWithReservation],
    meeting: Meeting,
    command: SettleItem,
    facts: Facts,
) -> ConsensusItemAgreed | ConsensusItemAgreedWithReservation:
    item = meeting.items[command.item_id]
    return kind(
        command.meeting_id,
        command.item_id,
        meeting.topic_id,
        item.number,
        item.title,
        item.wordings[-1],
        command.positions,
        command.supersedes,
        facts.earlier.meeting if facts.earlier else None,
    )


def _not_agreed(meeting: Meeting, command: SettleItem, facts: Facts) -> ConsensusItemNotAgreed:
    assert command.reason is not None
    item = meeting.items[command.item_id]
    return ConsensusItemNotAgreed(
        command.meeting_id,
        command.item_id,
        meeting.topic_id,
        item.number,
        item.title,
        item.wording,
        command.positions,
        command.supersedes,
        facts.earlier.meeting if facts.earlier else None,
        command.reason,
    )
