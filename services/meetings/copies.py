"""Read replica: what meetings keeps of others' news: the topics that are consulted on."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic as meetings knows it: its phase (preparing, consulting, other) and the last round opened, 0 before."""

    id: str
    title: str
    division: str
    organisation: str
    stakeholder_groups: tuple[str, ...]
    phase: str = "other"
    round: int = 0

    @property
    def round_to_plan(self) -> int | None:
        """The round for which a meeting may be planned now."""
        return {"preparing": self.round + 1, "consulting": self.round}.get(self.phase)


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


def on_topic_drafted(known: KnownTopic | None, event: TopicDrafted) -> KnownTopic:
    return KnownTopic(event.topic_id, event.title, event.division, event.organisation, event.stakeholder_groups)


# What is neither prepared nor consulted on is all the same to us.
TOPIC_PHASES = {
    "TopicNoticeEnded": "preparing",
    "TopicConsultationReopened": "consulting",
    "TopicConcluded": "other",
    "TopicEscalated": "other",
    "TopicHandedBack": "preparing",
    "TopicDiscontinued": "other",
}


def on_topic_round_opened(known: KnownTopic | None, event: TopicRoundOpened) -> KnownTopic:
    assert known is not None
    return replace(known, phase="consulting", round=event.round)
