"""Read replica: what members keeps of others' news: which topics there are, since a visit may name some, and
which meetings, since a venue may be booked for one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TopicDrafted:
    topic_id: str
    division: str


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


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """A meeting, as `meetings` tells: that there is one."""

    meeting_id: str


def on_meeting_planned(known: KnownMeeting | None, event: MeetingPlanned) -> KnownMeeting:
    return KnownMeeting(event.meeting_id)
