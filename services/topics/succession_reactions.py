"""The policies of topics when an organisation has ended: its business follows, or is marked. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from services.topics.brief.succession_commands import NoteBriefLeftAlone, TakeOverBrief
from services.topics.plan.succession_commands import NotePlanLeftAlone, TakeOverPlan
from services.topics.proposal.succession_commands import NoteProposalLeftAlone, TakeOverProposal
from services.topics.topic import events as topic_events
from services.topics.topic.succession_commands import NoteTopicLeftAlone, TakeOverTopic

Succession: TypeAlias = (
    TakeOverTopic
    | NoteTopicLeftAlone
    | TakeOverPlan
    | NotePlanLeftAlone
    | TakeOverBrief
    | NoteBriefLeftAlone
    | TakeOverProposal
    | NoteProposalLeftAlone
)
InWorkAgain: TypeAlias = (
    topic_events.TopicDrafted
    | topic_events.TopicReopened
    | topic_events.TopicScreeningOverridden
    | topic_events.TopicOutcomeTakenUp
)


@dataclass(frozen=True, slots=True)
class OrganisationEnded:
    organisation_id: str


class LeftBehind(Protocol):
    """A record of an organisation that has ended; `heir` has its business now, if anybody has."""

    @property
    def collection(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def heir(self) -> str | None: ...


TAKE_OVER: dict[str, Callable[[str, str, str], Succession]] = {
    "topics": TakeOverTopic,
    "plans": TakeOverPlan,
    "briefs": TakeOverBrief,
    "proposals": TakeOverProposal,
}
NOTE_LEFT_ALONE: dict[str, Callable[[str, str], Succession]] = {
    "topics": NoteTopicLeftAlone,
    "plans": NotePlanLeftAlone,
    "briefs": NoteBriefLeftAlone,
    "proposals": NoteProposalLeftAlone,
}
HOLDING = tuple(TAKE_OVER)


def on_organisation_ended(event: OrganisationEnded, left: Iterable[LeftBehind]) -> Iterator[Succession]:
    """Records that are over are among those that it left: for them the command no longer fits."""
    return map(_succeeded, left)


def on_topic_in_work_again(event: InWorkAgain, left: Iterable[LeftBehind]) -> Iterator[Succession]:
    """Whose it is may have ended at that very time, or while the topic was over."""
    return map(_succeeded, left)


def _succeeded(left: LeftBehind) -> Succession:
    if left.heir is not None:
        return TAKE_OVER[left.collection](left.id, left.organisation, left.heir)
    return NOTE_LEFT_ALONE[left.collection](left.id, left.organisation)
