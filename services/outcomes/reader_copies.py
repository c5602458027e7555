"""Read replica: whom the words of an outcome must reach: who was at a topic's meetings, and whose submission followed which.

Each is followed along a line of its own: a site that has read these news already reads them again from the first event.
"""

from dataclasses import dataclass, replace

PARTICIPATIONS = "participations"
RAISED = "raised"


@dataclass(frozen=True, slots=True)
class ParticipantInvited:
    participant_id: str
    topic_id: str
    kind: str
    person: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class ParticipantCheckedIn:
    participant_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class AttendanceRecordedLate:
    participant_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class CheckInWithdrawn:
    participant_id: str
    back_to: str


@dataclass(frozen=True, slots=True)
class SubmissionReceived:
    submission_id: str
    tracking: str


@dataclass(frozen=True, slots=True)
class SubmissionMerged:
    submission_id: str
    into: str


@dataclass(frozen=True, slots=True)
class SubmissionUnmerged:
    submission_id: str


@dataclass(frozen=True, slots=True)
class SubmissionReopened:
    submission_id: str


@dataclass(frozen=True, slots=True)
class SubmissionCodeReissued:
    submission_id: str
    tracking: str


@dataclass(frozen=True)
class KnownParticipation:
    """Somebody who was invited to a meeting of the topic, and whether he was there."""

    participant_id: str
    topic_id: str
    kind: str
    person: str | None
    code: str | None
    attended: bool = False


@dataclass(frozen=True)
class KnownRaised:
    """A submission, the code (its digest) that opens it, and the one that it was merged into."""

    submission_id: str
    tracking: str
    into: str | None = None


def on_participant_invited(known: KnownParticipation | None, event: ParticipantInvited) -> KnownParticipation:
    return KnownParticipation(event.participant_id, event.topic_id, event.kind, event.person, event.code)


def on_attended(known: KnownParticipation, event: ParticipantCheckedIn | AttendanceRecordedLate) -> KnownParticipation:
    return replace(known, attended=True)


def on_check_in_withdrawn(known: KnownParticipation, event: CheckInWithdrawn) -> KnownParticipation:
    """Who had left before he was wrongly checked in again was there."""
    return replace(known, attended=event.back_to == "left")


def on_submission_received(known: KnownRaised | None, event: SubmissionReceived) -> KnownRaised:
    return KnownRaised(event.submission_id, event.tracking)


def on_submission_merged(known: KnownRaised, event: SubmissionMerged) -> KnownRaised:
    return replace(known, into=event.into)


def on_submission_alone_again(known: KnownRaised, event: SubmissionUnmerged | SubmissionReopened) -> KnownRaised:
    return replace(known, into=None)


def on_code_reissued(known: KnownRaised, event: SubmissionCodeReissued) -> KnownRaised:
    return replace(known, tracking=event.tracking)
