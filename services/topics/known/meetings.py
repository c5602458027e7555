"""What a topic must know of its meetings: whether they are over, who was there, what was agreed."""

from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """`heard` are the groups of which somebody with a voice checked in; `agreed` the items that stand as agreed."""

    meeting_id: str
    topic_id: str
    round: int
    state: Literal["open", "ended", "cancelled"] = "open"
    groups: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    meeting_id: str
    topic_id: str
    round: int
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingEnded:
    meeting_id: str


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    meeting_id: str


@dataclass(frozen=True, slots=True)
class ParticipantCheckedIn:
    meeting_id: str
    kind: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreed:
    meeting_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreedWithReservation:
    meeting_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class ConsensusItemSuperseded:
    meeting_id: str
    item_id: str


def on_meeting_planned(known: KnownMeeting | None, event: MeetingPlanned) -> KnownMeeting:
    return KnownMeeting(event.meeting_id, event.topic_id, event.round, groups=event.groups)


def on_meeting_ended(known: KnownMeeting, event: MeetingEnded) -> KnownMeeting:
    return replace(known, state="ended")


def on_meeting_cancelled(known: KnownMeeting, event: MeetingCancelled) -> KnownMeeting:
    return replace(known, state="cancelled")


def on_participant_checked_in(known: KnownMeeting, event: ParticipantCheckedIn) -> KnownMeeting:
    """An observer has no voice, so that a group of which only an observer came was not heard."""
    if event.group is None or event.kind == "observer" or event.group in known.heard:
        return known
    return replace(known, heard=(*known.heard, event.group))


def on_consensus_item_agreed(
    known: KnownMeeting, event: ConsensusItemAgreed | ConsensusItemAgreedWithReservation
) -> KnownMeeting:
    return replace(known, agreed=(*known.agreed, event.item_id))


def on_consensus_item_superseded(known: KnownMeeting, event: ConsensusItemSuperseded) -> KnownMeeting:
    return replace(known, agreed=tuple(item for item in known.agreed if item != event.item_id))
