"""Read replica: what meetings keeps of others' news: the topics that are consulted on."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic as meetings knows it: its phase (preparing, consulting, other), the last round opened and the last one left, 0 before."""

    id: str
    title: str
    division: str
    organisation: str
    stakeholder_groups: tuple[str, ...]
    phase: str = "other"
    round: int = 0
    left: int = 0

    @property
    def open_round(self) -> int | None:
        """None where the last one was left."""
        return self.round if self.phase == "consulting" and self.round > self.left else None

    @property
    def rounds_to_plan(self) -> tuple[int, ...]:
        """The rounds for which a meeting may be planned now: the open one and the next."""
        if self.phase not in ("preparing", "consulting"):
            return ()
        return tuple(one for one in (self.open_round, self.round + 1) if one is not None)


@dataclass(frozen=True, slots=True)
class TopicDrafted:
    topic_id: str
    title: str
    division: str
    organisation: str
    stakeholder_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicRoundOpened:
    topic_id: str
    round: int


@dataclass(frozen=True, slots=True)
class TopicRoundAbandoned:
    topic_id: str
    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class TopicEscalated:
    topic_id: str
    round: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Wording:
    title: str


@dataclass(frozen=True, slots=True)
class TopicEdited:
    topic_id: str
    after: Wording


@dataclass(frozen=True, slots=True)
class TopicCorrected:
    topic_id: str
    after: Wording


def on_topic_drafted(known: KnownTopic | None, event: TopicDrafted) -> KnownTopic:
    return KnownTopic(event.topic_id, event.title, event.division, event.organisation, event.stakeholder_groups)


# What is neither prepared nor consulted on is all the same to us.
TOPIC_PHASES = {
    "TopicNoticeEnded": "preparing",
    "TopicObjectionUpheld": "other",
    "TopicConsultationReopened": "consulting",
    "TopicConcluded": "other",
    "TopicHandedBack": "preparing",
    "TopicDiscontinued": "other",
}


def on_topic_round_opened(known: KnownTopic | None, event: TopicRoundOpened) -> KnownTopic:
    assert known is not None
    return replace(known, phase="consulting", round=event.round)


def on_topic_round_abandoned(known: KnownTopic, event: TopicRoundAbandoned) -> KnownTopic:
    return replace(known, phase="preparing", left=event.round)


def on_topic_escalated(known: KnownTopic, event: TopicEscalated) -> KnownTopic:
    return replace(known, phase="other", left=known.left if event.round is None else event.round)


@dataclass(frozen=True, slots=True)
class TopicTakenOver:
    topic_id: str
    organisation: str
    successor: str


def on_topic_taken_over(known: KnownTopic, event: TopicTakenOver) -> KnownTopic:
    return replace(known, organisation=event.successor)


def on_topic_reworded(known: KnownTopic, event: TopicEdited | TopicCorrected) -> KnownTopic:
    return replace(known, title=event.after.title)
