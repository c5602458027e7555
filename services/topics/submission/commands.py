"""What can be asked of a submission."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.topics.submission.events import Rating


@dataclass(frozen=True, slots=True)
class Submit:
    """`code` is the fresh tracking code."""

    submission_id: str
    text: str
    division: str
    channel: str
    actor_person: str | None
    actor_role: str
    code: str
    title: str | None = None
    contact: str | None = None
    name: str | None = None
    venue: str | None = None
    meeting: str | None = None
    member: str | None = None
    anonymous: bool = False
    files: tuple[str, ...] = ()
    consent: bool = False


@dataclass(frozen=True, slots=True)
class AcknowledgeSubmission:
    submission_id: str


@dataclass(frozen=True, slots=True)
class AskForInfo:
    submission_id: str
    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class SupplyInfo:
    """`received_at` is the day on which it came on paper."""

    submission_id: str
    text: str
    actor_role: str
    received_at: date | None = None
    actor_person: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClearFiles:
    """Without `files` all that are not cleared yet."""

    submission_id: str
    files: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class LapseSubmission:
    submission_id: str


@dataclass(frozen=True, slots=True)
class RejectSubmission:
    """`code` is the screening list's, wire name `code`; no secret code is made for it."""

    submission_id: str
    rule_code: str
    reason: str


@dataclass(frozen=True, slots=True)
class MergeSubmission:
    submission_id: str
    into: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnmergeSubmission:
    submission_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class AcceptSubmission:
    submission_id: str


@dataclass(frozen=True, slots=True)
class TopicWanted:
    """The new topic that a submission is to become."""

    title: str
    background: str
    organisation: str


@dataclass(frozen=True, slots=True)
class LinkToTopic:
    """`topic` is an existing topic's id, or a fresh one when `new_topic` says what to draft."""

    submission_id: str
    topic: str
    new_topic: TopicWanted | None = None


@dataclass(frozen=True, slots=True)
class RelinkSubmission:
    """Its topic was merged into this one."""

    submission_id: str
    topic: str


@dataclass(frozen=True, slots=True)
class UnlinkSubmission:
    submission_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConvertToBrief:
    """`brief` is the fresh id of what it becomes."""

    submission_id: str
    title: str
    text: str
    brief: str
    actor_organisation: str | None = None


@dataclass(frozen=True, slots=True)
class ReferSubmission:
    submission_id: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerSubmission:
    submission_id: str
    text: str


@dataclass(frozen=True, slots=True)
class RateSubmission:
    submission_id: str
    rating: Rating
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class AppealRejection:
    """`received_at` is the day on which it came on paper; it is judged by that day."""

    submission_id: str
    reason: str
    actor_role: str
    received_at: date | None = None


@dataclass(frozen=True, slots=True)
class UpholdAppeal:
    submission_id: str


@dataclass(frozen=True, slots=True)
class DismissAppeal:
    submission_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReissueCode:
    """`code` is the fresh tracking code; `reason` says how it was made sure who asks."""

    submission_id: str
    reason: str
    code: str


@dataclass(frozen=True, slots=True)
class CloseSubmission:
    submission_id: str


@dataclass(frozen=True, slots=True)
class ReopenSubmission:
    submission_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawSubmission:
    submission_id: str


@dataclass(frozen=True, slots=True)
class GiveConsent:
    submission_id: str


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    submission_id: str


SystemCommand: TypeAlias = AcknowledgeSubmission | LapseSubmission | CloseSubmission
