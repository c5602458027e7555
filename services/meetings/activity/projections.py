"""What can be read of an activity."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.activity.events import Attended, Date, Taught
from services.meetings.activity.state import Activity


@dataclass(frozen=True)
class ActivityShown:
    """`attendees` is how many were there all together: those of the bodies, the members named and the others."""

    title: str
    kind: str
    organisation: str
    starts: Date
    ends: Date
    place: str | None
    text: str | None
    programme: str | None
    tags: tuple[str, ...]
    hours: int | None
    abilities: tuple[str, ...]
    attendance: tuple[Attended, ...]
    members: tuple[Taught, ...]
    others: int
    attendees: int
    served: int
    summary: str | None
    reason: str | None


def row(activity: Activity, record_id: str) -> ReadRow:
    """Every body and every member that took part reads it, wherever they are."""
    bodies = (one.organisation for one in activity.attendance)
    return ReadRow(
        division=activity.division,
        shown=_shown(activity),
        organisation=activity.organisation,
        named=tuple(dict.fromkeys((*bodies, *(one.person for one in activity.members)))),
        search=" ".join(filter(None, (activity.title, activity.text, activity.programme, *activity.tags))),
    )


def _shown(activity: Activity) -> ActivityShown:
    of_bodies = sum(one.number for one in activity.attendance)
    return ActivityShown(
        title=activity.title,
        kind=activity.kind,
        organisation=activity.organisation,
        starts=activity.starts,
        ends=activity.ends,
        place=activity.place,
        text=activity.text,
        programme=activity.programme,
        tags=activity.tags,
        hours=activity.hours,
        abilities=activity.abilities,
        attendance=activity.attendance,
        members=activity.members,
        others=activity.others,
        attendees=of_bodies + len(activity.members) + activity.others,
        served=activity.served,
        summary=activity.summary,
        reason=activity.reason,
    )
