"""How our other lifecycles see a topic, as its read row has it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.topics.topic.events import Source
from services.topics.topic.side_events import Origin


@dataclass(frozen=True, slots=True)
class OpenNotice:
    """A topic that is posted, as the notice of a year sees it."""

    id: str
    notice_until: date


@dataclass(frozen=True)
class SeenTopic:
    id: str
    state: str
    title: str
    summary: str | None = None
    notice_until: date | None = None
    division: str = ""
    organisation: str = ""
    stakeholder_groups: tuple[str, ...] = ()
    into: str | None = None
    origin: Origin | None = None


def leading_topic(seen: Callable[[str], SeenTopic | None], topic_id: str) -> str:
    """The topic itself, or the one that it was merged into, and that one into another: there are no rings."""
    topic = seen(topic_id)
    return leading_topic(seen, topic.into) if topic and topic.into else topic_id


@dataclass(frozen=True)
class PassedOn:
    """A topic as it is drafted anew at another level, or as what became of it is drafted beside it."""

    id: str
    title: str
    background: str
    organisation: str
    source: Source
    stakeholder_groups: tuple[str, ...] = ()
    category: str | None = None
    division: str = ""
