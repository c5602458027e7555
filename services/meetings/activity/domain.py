"""What is allowed with an activity, and what changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.meetings import activity_rules as rules
from services.meetings.activity import commands as asked
from services.meetings.activity import events as happened
from services.meetings.activity.events import Ability, ActivityEvent, Attended, Kind, Taught
from services.meetings.activity.state import Activity

TEACHES: tuple[Kind, ...] = ("training", "study_tour")


@dataclass(frozen=True, slots=True)
class Facts:
    """`today` is the day on which it happened; `persons` who the members named are, those in force alone."""

    today: date
    persons: Mapping[str, str] = field(default_factory=dict)


def plan_activity(_: None, command: asked.PlanActivity, facts: Facts) -> list[ActivityEvent]:
    ends = command.ends or command.starts
    _check_plan(command.kind, (command.starts, ends), command.hours, command.abilities)
    return [
        happened.ActivityPlanned(
            activity_id=command.activity_id,
            title=command.title,
            kind=command.kind,
            division=command.division,
            organisation=command.organisation,
            starts=command.starts,
            ends=ends,
            place=command.place,
            text=command.text,
            programme=command.programme,
            tags=tuple(dict.fromkeys(command.tags)),
            hours=command.hours,
            abilities=tuple(dict.fromkeys(command.abilities)),
        )
    ]


def amend_activity(activity: Activity, command: asked.AmendActivity, facts: Facts) -> list[ActivityEvent]:
    """A new first day alone moves an activity of one day; one of several days names its last day too."""
    starts = command.starts or activity.starts
    of_one_day = activity.starts == activity.ends
    ends = command.ends or (starts if of_one_day else activity.ends)
    amended = happened.ActivityAmended(
        activity_id=command.activity_id,
        title=command.title or activity.title,
        starts=starts,
        ends=ends,
        place=command.place or activity.place,
        text=command.text or activity.text,
        programme=command.programme or activity.programme,
        tags=activity.tags if command.tags is None else tuple(dict.fromkeys(command.tags)),
        hours=activity.hours if command.hours is None else command.hours,
        abilities=activity.abilities if command.abilities is None else tuple(dict.fromkeys(command.abilities)),
    )
    _check_plan(activity.kind, (starts, ends), amended.hours, amended.abilities)
    return [amended]


def hold_activity(activity: Activity, command: asked.HoldActivity, facts: Facts) -> list[ActivityEvent]:
    if facts.today < activity.starts:
        raise rules.ActivityMustHaveBegun(activity.starts.isoformat())
    _somebody_was_there(command)
    return [
        happened.ActivityHeld(
            command.activity_id,
            _by_body(command.attendance),
            _taught(command.members, facts.persons),
            command.others,
            command.served,
            command.summary,
        )
    ]


def correct_activity(activity: Activity, command: asked.CorrectActivity, facts: Facts) -> list[ActivityEvent]:
    """Members who were named stay named though their membership has ended since."""
    _somebody_was_there(command)
    known = {one.member: one.person for one in activity.members} | {**facts.persons}
    return [
        happened.ActivityAttendanceCorrected(
            command.activity_id,
            _by_body(command.attendance),
            _taught(command.members, known),
            command.others,
            command.served,
            command.reason,
        )
    ]


def _check_plan(kind: Kind, days: tuple[date, date], hours: int | None, abilities: Sequence[Ability]) -> None:
    if days[1] < days[0]:
        raise rules.ActivityMustNotEndBeforeItStarts
    if kind not in TEACHES and (hours or abilities):
        raise rules.OnlyWhatTeachesHasHoursAndAbilities


def _somebody_was_there(said: asked.HoldActivity | asked.CorrectActivity) -> None:
    if not (said.members or said.others or any(one.number for one in said.attendance)):
        raise rules.SomebodyMustHaveBeenThere


def _by_body(attendance: Sequence[Attended]) -> tuple[Attended, ...]:
    if len({one.organisation for one in attendance}) < len(attendance):
        raise rules.EachBodyIsCountedOnce
    return tuple(attendance)


def _taught(members: Sequence[str], persons: Mapping[str, str]) -> tuple[Taught, ...]:
    """Whoever is named by several memberships is counted once."""
    named: dict[str, str] = {}
    for one in members:
        if one not in persons:
            raise rules.MembersNamedMustBeInForce(one)
        named.setdefault(persons[one], one)
    return tuple(Taught(member, person) for person, member in named.items())
