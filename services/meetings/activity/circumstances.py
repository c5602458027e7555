"""The circumstances of a command: where an activity stands, which bodies and members were there."""

from collections.abc import Sequence

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.lookups.named import division_named, holder_named, must_be_around, organisation_named
from services.meetings.activity import commands
from services.meetings.activity.domain import Facts
from services.meetings.activity.events import Attended
from services.meetings.activity.state import Activity
from services.meetings.known_members import MEMBERSHIP, KnownMembership

HELD_WITH_OTHERS = ("observation", "exchange_meeting", "study_tour", "video_conference", "forum")
"""Kinds of activities to which other places are invited, or which go there."""


def place(activity: Activity, record_id: str) -> Place:
    return Place(division=activity.division, council=activity.organisation)


def place_of_new(lookups: Lookups, activity: None, command: commands.PlanActivity) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, activity: Activity | None, command: object) -> Facts:
    today = day_in_china(lookups.now)
    match command:
        case commands.PlanActivity():
            division_named(lookups, "division", command.division)
            holder_named(lookups, "organisation", command.organisation, command.division)
            return Facts(today)
        case commands.HoldActivity():
            assert activity is not None
            _bodies_named(lookups, activity, command.attendance)
            return Facts(today, _persons(lookups, activity, command.members))
        case commands.CorrectActivity():
            assert activity is not None
            _bodies_named(lookups, activity, command.attendance)
            return Facts(today, _persons(lookups, activity, command.members))
        case _:
            return Facts(today)


def _bodies_named(lookups: Lookups, activity: Activity, attendance: Sequence[Attended]) -> None:
    """What was named before it ended is not named anew. From elsewhere bodies come only to what is held with others."""
    already = {one.organisation for one in activity.attendance}
    for one in attendance:
        if one.organisation not in already:
            known = organisation_named(lookups, "attendance", one.organisation)
            if activity.kind not in HELD_WITH_OTHERS:
                must_be_around("attendance", known.division, activity.division)


def _persons(lookups: Lookups, activity: Activity, members: Sequence[str]) -> dict[str, str]:
    """Of those in force. Raises NewsMissing for one of whom no news has come, Invalid for one of another place's committee."""
    already = {one.member for one in activity.members}
    found: dict[str, str] = {}
    for one in dict.fromkeys(members):
        known = lookups.copy(KnownMembership, MEMBERSHIP, one)
        if known is None:
            raise NewsMissing(f"member {one}", names="members")
        if one not in already and activity.kind not in HELD_WITH_OTHERS:
            must_be_around("members", known.committee_division, activity.division)
        if known.active and one not in already:
            found[one] = known.person
    return found
