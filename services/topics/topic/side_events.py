"""What can have happened to a topic beside its own way: reworded, a round left, merged, taken to a level above or below."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

Result: TypeAlias = Literal["full", "partial", "none", "eased"]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a topic says of itself."""

    title: str
    background: str
    stakeholder_groups: tuple[str, ...]
    category: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A slip of the pen that was mended, with both wordings."""

    before: Wording
    after: Wording
    reason: str


@dataclass(frozen=True, slots=True)
class TopicEdited:
    """Reworded before its approval; a reason is given once it was proposed."""

    topic_id: str
    before: Wording
    after: Wording
    reason: str | None


@dataclass(frozen=True, slots=True)
class TopicCorrected:
    """A slip of the pen was mended after its approval."""

    topic_id: str
    before: Wording
    after: Wording
    reason: str


@dataclass(frozen=True, slots=True)
class TopicRoundAbandoned:
    """The open round was left: it does not count, and its number is not used again."""

    topic_id: str
    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class TopicNoticeReckonedAgain:
    """The notice of a year came while the topic was posted: its working days end on another day, or no longer provisionally."""

    topic_id: str
    notice_until: date
    notice_ends_at: datetime
    policy: str
    provisional: bool
    former_until: date
    calendar: str


@dataclass(frozen=True, slots=True)
class TopicObjectionAnswered:
    """An objection was found to be wrong, with the reason: the topic stays where it is."""

    topic_id: str
    objection: str
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The topic that was escalated or delegated, or of which an outcome was converted into this one; and whose it is."""

    topic: str
    kind: Literal["escalated", "delegated", "converted"]
    organisation: str

    @property
    def waits(self) -> bool:
        """Whether its result is waited for there; one of which an outcome was converted has ended with that."""
        return self.kind != "converted"


@dataclass(frozen=True, slots=True)
class TopicMerged:
    topic_id: str
    into: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicTakenIn:
    """Another topic was merged into this one: its stakeholder groups came along."""

    topic_id: str
    topic: str
    stakeholder_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicEscalated:
    """Taken to a level above; `round` is the one that it left, None where none was open."""

    topic_id: str
    linked_topic: str
    organisation: str
    division: str
    reason: str
    round: int | None


@dataclass(frozen=True, slots=True)
class TopicDelegated:
    """Given to a level below."""

    topic_id: str
    linked_topic: str
    organisation: str
    division: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicLinkedResultAdopted:
    """`concluded_topic` is the linked one, or the one that it was merged into: whose meetings an outcome is drafted from."""

    topic_id: str
    linked_topic: str
    concluded_topic: str
    result: Result
    summary: str


@dataclass(frozen=True, slots=True)
class TopicHandedBack:
    topic_id: str
    linked_topic: str
    reason: str


SideEvent: TypeAlias = (
    TopicEdited
    | TopicCorrected
    | TopicRoundAbandoned
    | TopicNoticeReckonedAgain
    | TopicObjectionAnswered
    | TopicMerged
    | TopicTakenIn
    | TopicEscalated
    | TopicDelegated
    | TopicLinkedResultAdopted
    | TopicHandedBack
)
