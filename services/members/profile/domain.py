"""What is allowed with profiles, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.profile.commands import AmendProfile, CreateProfile
from services.members.profile.events import ProfileAmended, ProfileCreated, ProfileEvent
from services.members.profile.state import Profile
from services.members.rules import DivisionMustExist, OrganisationMustBeActive
from services.members.target_rules import (
    OnlyAMemberLivesSomewhere,
    OnlyOneProfileAtATime,
    ProfileIsOfAMember,
    ResidenceMustExist,
    WorkplaceMustExist,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is there of what the command names; `has_one`: there is such a profile already."""

    division_known: bool = True
    is_member: bool = True
    organisation_active: bool = True
    residence_known: bool = True
    workplace_known: bool = True
    has_one: bool = False


def create_profile(_: None, command: CreateProfile, facts: Facts) -> list[ProfileEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    if not facts.is_member:
        raise ProfileIsOfAMember
    if not facts.organisation_active:
        raise OrganisationMustBeActive
    check_places(facts)
    if facts.has_one:
        raise OnlyOneProfileAtATime
    return [
        ProfileCreated(
            command.profile_id,
            command.division,
            command.person,
            command.organisation,
            command.residence,
            command.workplace,
            different(command.expertise),
        )
    ]


def amend_profile(profile: Profile, command: AmendProfile, facts: Facts) -> list[ProfileEvent]:
    check_places(facts)
    if profile.created.person is None and (command.residence or command.workplace):
        raise OnlyAMemberLivesSomewhere
    return [
        ProfileAmended(
            command.profile_id,
            command.residence or profile.residence,
            command.workplace or profile.workplace,
            profile.expertise if command.expertise is None else different(command.expertise),
        )
    ]


def check_places(facts: Facts) -> None:
    if not facts.residence_known:
        raise ResidenceMustExist
    if not facts.workplace_known:
        raise WorkplaceMustExist


def different(expertise: Sequence[str]) -> tuple[str, ...]:
    """Each once, in the order in which they were said."""
    return tuple(dict.fromkeys(expertise))
