"""Read replica: what members keeps of others' news: which topics there are, since a visit may name some, which
meetings, since a venue may be booked for one, and where each record stands that may carry tags."""

from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias


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


# Where the records stand that may carry tags. A submission belongs to no council.

STANDING = "standing"
"""Also the line along which they are followed: these events were read before, when nobody asked where a record stands."""


@dataclass(frozen=True, slots=True)
class SubmissionReceived:
    submission_id: str
    division: str


@dataclass(frozen=True, slots=True)
class PlanDrafted:
    plan_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class BriefDrafted:
    brief_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class ProposalDrafted:
    proposal_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class OutcomeDrafted:
    outcome_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class TaskAssigned:
    task_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SurveyRecorded:
    survey_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class ActivityPlanned:
    activity_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class ProjectCreated:
    project_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class CovenantDrafted:
    covenant_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class CaseDrafted:
    case_id: str
    division: str
    organisation: str


OfTopics: TypeAlias = TopicDrafted | PlanDrafted | BriefDrafted | ProposalDrafted
OfMeetings: TypeAlias = MeetingPlanned | SurveyRecorded | ActivityPlanned
OfOutcomes: TypeAlias = OutcomeDrafted | TaskAssigned | ProjectCreated | CovenantDrafted | CaseDrafted
Begun: TypeAlias = OfTopics | OfMeetings | OfOutcomes


class TakenOver(Protocol):
    """A successor took the place of an organisation that has ended."""

    @property
    def organisation(self) -> str: ...
    @property
    def successor(self) -> str: ...


@dataclass(frozen=True, slots=True)
class KnownStanding:
    """Of which collection a record is, in which division, and of which body."""

    collection: str
    division: str
    organisation: str | None


def on_begun(collection: str, known: KnownStanding | None, event: Begun) -> KnownStanding:
    return KnownStanding(collection, event.division, event.organisation)


def on_taken_over(known: KnownStanding | None, event: TakenOver) -> KnownStanding | None:
    """Where it stands, another body has it; a record may name others besides, and what is told may be of these."""
    return replace(known, organisation=event.successor) if known and known.organisation == event.organisation else known


def on_submission_received(known: KnownStanding | None, event: SubmissionReceived) -> KnownStanding:
    return KnownStanding("submissions", event.division, organisation=None)
