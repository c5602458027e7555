"""Read replica: what members keeps of others' news: which topics there are, since a visit may name some, which
meetings, since a venue may be booked for one. Where each record stands that may carry tags: `standing_copies.py`."""

from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TopicDrafted:
    topic_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic, as `topics` tells: that there is one, and where."""

    topic_id: str
    division: str


def on_topic_drafted(known: KnownTopic | None, event: TopicDrafted) -> KnownTopic:
    return KnownTopic(event.topic_id, event.division)


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    meeting_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """A meeting, as `meetings` tells: that there is one."""

    meeting_id: str


def on_meeting_planned(known: KnownMeeting | None, event: MeetingPlanned) -> KnownMeeting:
    return KnownMeeting(event.meeting_id)


# What became of the suggestions of experts: who was invited, what he suggested, whether it was adopted.

GUEST, ADVICE = "guest", "advice"
"""The latter is also the line along which they are followed: nobody asked what became of a suggestion before."""


@dataclass(frozen=True, slots=True)
class ParticipantInvited:
    participant_id: str
    person: str | None


@dataclass(frozen=True, slots=True)
class KnownGuest:
    """A person as a participant of one meeting."""

    participant_id: str
    person: str


@dataclass(frozen=True, slots=True)
class SuggestionMade:
    suggestion_id: str
    meeting_id: str
    participant: str


@dataclass(frozen=True, slots=True)
class SuggestionAdopted:
    suggestion_id: str
    item: str


@dataclass(frozen=True, slots=True)
class SuggestionNotAdopted:
    suggestion_id: str


OfAdvice: TypeAlias = SuggestionMade | SuggestionAdopted | SuggestionNotAdopted


@dataclass(frozen=True, slots=True)
class KnownAdvice:
    """A suggestion, and into which consensus item it was adopted."""

    suggestion: str
    meeting: str
    participant: str
    fate: str = "made"
    item: str | None = None


def on_participant_invited(known: KnownGuest | None, event: ParticipantInvited) -> KnownGuest | None:
    return KnownGuest(event.participant_id, event.person) if event.person else None


def on_suggestion_made(known: KnownAdvice | None, event: SuggestionMade) -> KnownAdvice:
    return KnownAdvice(event.suggestion_id, event.meeting_id, event.participant)


def on_suggestion_adopted(known: KnownAdvice | None, event: SuggestionAdopted) -> KnownAdvice | None:
    return replace(known, fate="adopted", item=event.item) if known else None


def on_suggestion_not_adopted(known: KnownAdvice | None, event: SuggestionNotAdopted) -> KnownAdvice | None:
    return replace(known, fate="not_adopted") if known else None
