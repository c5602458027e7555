"""What can be read of a topic, and what the public does not read of it: the topic is public from its notice on.

No word of an objector is shown to anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from infra.kernel.contract.kept_inside import KeptInside
from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.contract.named_file import NamedFile
from services.topics.topic import events as happened
from services.topics.topic import side_events as beside
from services.topics.topic.events import Absence, Source, Verdict
from services.topics.topic.side_events import Correction, Origin, Result
from services.topics.topic.state import State, Topic


@dataclass(frozen=True)
class TopicShown:
    """`screening_list` is the list that was fixed when screening started, `screening_items` its codes."""

    title: str
    background: str
    organisation: str
    source: Source
    stakeholder_groups: tuple[str, ...]
    round: int
    objections: int
    category: str | None = None
    screening_list: str | None = None
    screening_list_version: int | None = None
    screening_items: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    opinion: str | None = None
    document_number: str | None = None
    deferred_until: date | None = None
    referred_to: str | None = None
    notice_until: date | None = None
    result: Result | None = None
    summary: str | None = None
    absences: tuple[Absence, ...] = ()
    reason: str | None = None
    notice_provisional: bool = False
    origin: Origin | None = None
    linked_topic: str | None = None
    into: str | None = None
    merged_topics: tuple[str, ...] = ()
    left_rounds: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()
    files: tuple[str, ...] = ()
    organisation_ended: bool = False


def row(topic: Topic, record_id: str) -> ReadRow:
    """What was merged is found with what it was merged into; both levels read both of two linked topics."""
    drafted = topic.drafted
    levels = (topic.linked_organisation, drafted.origin.organisation if drafted.origin else None)
    return ReadRow(
        division=drafted.division,
        shown=_shown(topic),
        organisation=topic.organisation,
        topic=topic.into or topic.topic_id,
        named=tuple(organisation for organisation in levels if organisation),
        audience="public" if topic.public else "place",
        search=f"{topic.wording.title} {topic.wording.background}",
        files=tuple(map(NamedFile, topic.files)),
    )


def _shown(topic: Topic) -> TopicShown:
    drafted = topic.drafted
    return TopicShown(
        title=topic.wording.title,
        background=topic.wording.background,
        organisation=topic.organisation,
        organisation_ended=topic.organisation_ended,
        source=drafted.source,
        stakeholder_groups=topic.wording.stakeholder_groups,
        round=topic.round,
        objections=topic.objections,
        category=topic.wording.category,
        screening_list=topic.screening_list,
        screening_list_version=topic.screening_list_version,
        screening_items=topic.items,
        verdicts=topic.verdicts,
        opinion=topic.opinion,
        document_number=topic.document_number,
        deferred_until=topic.deferred_until,
        referred_to=topic.referred_to,
        notice_until=topic.notice_until,
        result=topic.result,
        summary=topic.summary,
        absences=topic.absences,
        reason=topic.reason,
        notice_provisional=topic.notice_provisional,
        origin=drafted.origin,
        linked_topic=topic.linked_topic,
        into=topic.into,
        merged_topics=topic.merged_topics,
        left_rounds=topic.left_rounds,
        corrections=topic.corrections,
        files=topic.notice_files,
    )


# The last reason on record is, in these states, that of the event which led there; elsewhere it may be a return's.
REASON_IS_PUBLIC = (
    State.NOT_CONSULTABLE,
    State.DISAPPROVED,
    State.REFERRED,
    State.DEFERRED,
    State.MERGED,
    State.DISCONTINUED,
    State.ESCALATED,
    State.DELEGATED,
)


def _to_the_public(state: str, shown: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "opinion": None,
        "verdicts": [{**verdict, "note": None} for verdict in shown["verdicts"]],
        **({} if state in REASON_IS_PUBLIC else {"reason": None}),
    }


KEPT_INSIDE = KeptInside(
    _to_the_public,
    {
        happened.TopicEndorsed: ("opinion",),
        beside.TopicEdited: ("reason",),
        happened.TopicReturnedToSelection: ("reason",),
        happened.TopicReturnedForReview: ("reason",),
    },
)
"""The office's opinion, what was remarked in screening, and why the topic was given back."""
