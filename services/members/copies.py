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


# Those of these kinds could not carry tags before: they are followed along a line of their own, from the beginning.

LATER_KINDS = "standing_of_later_kinds"


@dataclass(frozen=True, slots=True)
class InstructionRecorded:
    instruction_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class EffectMeasured:
    measured_effect_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class ProgrammeCreated:
    programme_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class ContestCalled:
    contest_id: str
    division: str
    organisation: str


OfTopics: TypeAlias = TopicDrafted | PlanDrafted | BriefDrafted | ProposalDrafted
OfMeetings: TypeAlias = MeetingPlanned | SurveyRecorded | ActivityPlanned
OfOutcomes: TypeAlias = OutcomeDrafted | TaskAssigned | ProjectCreated | CovenantDrafted | CaseDrafted
OfLaterKinds: TypeAlias = InstructionRecorded | EffectMeasured | ProgrammeCreated | ContestCalled
Begun: TypeAlias = OfTopics | OfMeetings | OfOutcomes | OfLaterKinds


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
