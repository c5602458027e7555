"""What can have happened to a public submission (公众提交).

Personal words (`title`, `text`, `name`, `contact`, what the submitter adds later) are ciphertext here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

Rating: TypeAlias = Literal["satisfied", "basically_satisfied", "dissatisfied"]


@dataclass(frozen=True, slots=True)
class NewTopic:
    """A topic to be drafted from a submission; its division is that of its organisation."""

    title: str
    background: str
    organisation: str
    division: str


@dataclass(frozen=True, slots=True)
class SubmissionReceived:
    """Someone said something. `submitter` is the person whose key encrypts it, `tracking` the code's digest.

    `consent`: its title and text may be shown to anybody, without name and contact.
    """

    submission_id: str
    text: str
    division: str
    channel: str
    submitter: str
    tracking: str
    received_at: datetime
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
class SubmissionAcknowledged:
    submission_id: str


@dataclass(frozen=True, slots=True)
class SubmissionInfoRequested:
    """The submitter is asked; without an answer by `answer_until` the submission lapses."""

    submission_id: str
    question: str
    reason: str
    answer_until: datetime
    policy: str


@dataclass(frozen=True, slots=True)
class SubmissionInfoSupplied:
    """`received_at` is the day on which it came on paper."""

    submission_id: str
    text: str
    received_at: date | None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubmissionFilesCleared:
    """These are no longer for those alone who handle the submission: whoever may read it may read them."""

    submission_id: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubmissionLapsed:
    """No answer came; 30 days later the submission is closed."""

    submission_id: str
    close_at: datetime


@dataclass(frozen=True, slots=True)
class SubmissionRejected:
    """Not taken up, by a code of the screening list in force; an appeal is possible until `appeal_until`."""

    submission_id: str
    code: str
    reason: str
    screening_list: str | None
    screening_list_version: int | None
    appeal_until: datetime
    policy: str


@dataclass(frozen=True, slots=True)
class SubmissionMerged:
    submission_id: str
    into: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmissionUnmerged:
    submission_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmissionAccepted:
    submission_id: str


@dataclass(frozen=True, slots=True)
class SubmissionLinkedToTopic:
    """It became part of a topic: an existing one, or a new one that the system drafts from `new_topic`."""

    submission_id: str
    topic_id: str
    tracking: str
    submitter: str
    new_topic: NewTopic | None = None


@dataclass(frozen=True, slots=True)
class SubmissionUnlinked:
    submission_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmissionConvertedToBrief:
    """It goes up as a public-opinion brief (社情民意信息), which is drafted with it; version 1 made none."""

    submission_id: str
    title: str
    text: str
    brief: str | None


@dataclass(frozen=True, slots=True)
class SubmissionReferred:
    submission_id: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmissionAnswered:
    """The reply; it can be rated until `rate_until`."""

    submission_id: str
    text: str
    rate_until: datetime
    policy: str


@dataclass(frozen=True, slots=True)
class SubmissionRated:
    submission_id: str
    rating: Rating
    rated_at: datetime
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class SubmissionAppealed:
    """`received_at` is the day on which it came on paper, by which it is judged."""

    submission_id: str
    reason: str
    received_at: date | None


@dataclass(frozen=True, slots=True)
class SubmissionAppealUpheld:
    submission_id: str


@dataclass(frozen=True, slots=True)
class SubmissionAppealDismissed:
    submission_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmissionClosed:
    """`told` is the reply or notice on record: none closes without."""

    submission_id: str
    told: str


@dataclass(frozen=True, slots=True)
class SubmissionReopened:
    submission_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmissionWithdrawn:
    submission_id: str


@dataclass(frozen=True, slots=True)
class SubmissionCodeReissued:
    """The tracking code was lost: `tracking` is the new one's digest, and what held before opens nothing any more."""

    submission_id: str
    tracking: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmissionConsentGiven:
    """From now on its title and text may be shown to anybody, without name and contact."""

    submission_id: str


@dataclass(frozen=True, slots=True)
class SubmissionConsentWithdrawn:
    """From now on nobody is shown them who may not read the submission."""

    submission_id: str


SubmissionEvent: TypeAlias = (
    SubmissionReceived
    | SubmissionAcknowledged
    | SubmissionInfoRequested
    | SubmissionInfoSupplied
    | SubmissionFilesCleared
    | SubmissionLapsed
    | SubmissionAccepted
    | SubmissionWithdrawn
    | SubmissionMerged
    | SubmissionUnmerged
    | SubmissionLinkedToTopic
    | SubmissionUnlinked
    | SubmissionConvertedToBrief
    | SubmissionReferred
    | SubmissionRejected
    | SubmissionAnswered
    | SubmissionRated
    | SubmissionAppealed
    | SubmissionAppealUpheld
    | SubmissionAppealDismissed
    | SubmissionClosed
    | SubmissionReopened
    | SubmissionCodeReissued
    | SubmissionConsentGiven
    | SubmissionConsentWithdrawn
)
