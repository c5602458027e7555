"""What can be read of a meeting: the page that becomes public with the minutes, so it names nobody; and what stays inside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from infra.kernel.contract.kept_inside import KeptInside
from infra.kernel.contract.lifecycle import Audience, ReadRow
from services.meetings.consensus_item.state import OPEN, ConsensusItem
from services.meetings.meeting.events import AgendaItem, MinutesCorrected
from services.meetings.meeting.state import Correction, Meeting, MinutesVersion, SentNotice, State


@dataclass(frozen=True, slots=True)
class SettledItem:
    """A matter that the meeting settled or left to a later round, as the minutes have it."""

    id: str
    number: int
    title: str
    wording: str | None
    state: str


@dataclass(frozen=True, slots=True)
class ObjectionShown:
    """`reason` is None for the public."""

    objected_at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """Observers are counted apart. `checked_in` counts whoever was ever checked in."""

    topic: str
    title: str
    round: int
    form: str
    mode: str
    venue: str | None
    place: str | None
    groups: tuple[str, ...]
    organisation: str
    starts_at: datetime | None
    ends_at: datetime | None
    agenda: tuple[AgendaItem, ...]
    noticed: int
    reason: str | None
    summary: str | None
    minutes: tuple[MinutesVersion, ...]
    review_until: datetime | None
    confirmations: int
    objections: tuple[ObjectionShown, ...]
    countersigned: tuple[str, ...]
    published_at: datetime | None
    participants: int
    observers: int
    checked_in: int
    observers_checked_in: int
    items: tuple[SettledItem, ...]
    review_provisional: bool
    corrections: tuple[Correction, ...]


def row(meeting: Meeting, meeting_id: str) -> ReadRow:
    words = [meeting.title, meeting.place, meeting.summary, *(point.title for point in meeting.agenda)]
    return ReadRow(
        division=meeting.division,
        shown=_shown(meeting),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        named=meeting.roll.named,
        audience=_audience(meeting),
        search=" ".join(word for word in words if word),
        codes=meeting.roll.codes,
    )


def _audience(meeting: Meeting) -> Audience:
    """Minutes that were restricted (限内部) are for the place, and it is on record who reads them."""
    if meeting.published_at:
        return "public"
    return "internal" if meeting.state in (State.RESTRICTED, State.ARCHIVED) else "place"


def _shown(meeting: Meeting) -> MeetingShown:
    return MeetingShown(
        topic=meeting.topic_id,
        title=meeting.title,
        round=meeting.round,
        form=meeting.form,
        mode=meeting.mode,
        venue=meeting.venue,
        place=meeting.place,
        groups=meeting.groups,
        organisation=meeting.organisation,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        agenda=meeting.agenda,
        noticed=len(meeting.receipts),
        reason=meeting.reason,
        summary=meeting.summary,
        minutes=meeting.minutes,
        review_until=meeting.review_until,
        confirmations=len(meeting.confirmed_by),
        objections=tuple(ObjectionShown(one.objected_at, one.reason) for one in meeting.objections),
        countersigned=meeting.countersigned,
        published_at=meeting.published_at,
        participants=meeting.roll.expected.voices,
        observers=meeting.roll.expected.observers,
        checked_in=meeting.roll.came.voices,
        observers_checked_in=meeting.roll.came.observers,
        items=tuple(_settled(item) for item in meeting.items.values() if item.state not in OPEN),
        review_provisional=meeting.review_provisional,
        corrections=meeting.corrections,
    )


def alone(meeting: Meeting, meeting_id: str) -> Mapping[str, tuple[SentNotice, ...]]:
    """The receipts of the notices: ten thousand of them in a row would be written again with every command."""
    return {"receipts": meeting.receipts}


def _settled(item: ConsensusItem) -> SettledItem:
    return SettledItem(item.item_id, item.number, item.title, item.wording, item.state)


def _to_the_public(state: str, shown: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "minutes": shown["minutes"][-1 - len(shown["corrections"]) :],
        "corrections": [{**one, "reason": None} for one in shown["corrections"]],
        "objections": [{**one, "reason": None} for one in shown["objections"]],
        "reason": None,
    }


KEPT_INSIDE = KeptInside(_to_the_public, {MinutesCorrected: ("reason",)})
"""How the minutes came about: versions before the signed one, what was objected to them, why they were corrected, and why they or
the meeting had to wait."""
