"""Read replica: where each record of another service stands that may carry tags, and which body has it now."""

from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from services.members.copies import MeetingPlanned, TopicDrafted

STANDING = "standing"
SINCE_IT_FOLLOWS = "standing_with_successors"
"""The line along which they are followed, from the first event on: earlier ones passed by what took some kinds over."""


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
OfOthersBesides: TypeAlias = InstructionRecorded | EffectMeasured | ProgrammeCreated | ContestCalled
Begun: TypeAlias = OfTopics | OfMeetings | OfOutcomes | OfOthersBesides


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
    """What an earlier version has copied already may have been taken over since."""
    return known or KnownStanding(collection, event.division, event.organisation)


def on_taken_over(known: KnownStanding | None, event: TakenOver) -> KnownStanding | None:
    """Where it stands, another body has it; a record may name others besides, and what is told may be of these."""
    return replace(known, organisation=event.successor) if known and known.organisation == event.organisation else known


def on_submission_received(known: KnownStanding | None, event: SubmissionReceived) -> KnownStanding:
    """It belongs to no council."""
    return KnownStanding("submissions", event.division, organisation=None)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that is a body's: by which event it begins. `passes_on` where a successor takes the body's place."""

    producer: str
    lifecycle: str
    collection: str
    begun: type[Begun]
    passes_on: bool = True


KINDS = (
    Kind("topics", "topic", "topics", TopicDrafted),
    Kind("topics", "plan", "plans", PlanDrafted),
    Kind("topics", "brief", "briefs", BriefDrafted),
    Kind("topics", "proposal", "proposals", ProposalDrafted),
    Kind("meetings", "meeting", "meetings", MeetingPlanned),
    Kind("meetings", "survey", "surveys", SurveyRecorded),
    Kind("meetings", "activity", "activities", ActivityPlanned),
    Kind("outcomes", "outcome", "outcomes", OutcomeDrafted),
    # What is taken over of a task is its lead or a co-handler.
    Kind("outcomes", "task", "tasks", TaskAssigned, passes_on=False),
    Kind("outcomes", "project", "projects", ProjectCreated),
    Kind("outcomes", "covenant", "covenants", CovenantDrafted),
    Kind("outcomes", "case", "cases", CaseDrafted),
    Kind("outcomes", "instruction", "instructions", InstructionRecorded),
    Kind("outcomes", "measured_effect", "measured-effects", EffectMeasured),
    Kind("outcomes", "programme", "programmes", ProgrammeCreated),
    Kind("outcomes", "contest", "contests", ContestCalled),
)
