"""The circumstances of a command: where a profile stands, what else matters."""

from infra.kernel.access.places import Place, lies_in
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.membership.circumstances import is_member_around
from services.members.organisation.circumstances import division_of, organisation_active
from services.members.profile.commands import AmendProfile, CreateProfile
from services.members.profile.domain import Facts
from services.members.profile.state import Profile, SeenProfile

NOBODY = ""
"""Of a body's profile: no member is meant."""


def place(profile: Profile, profile_id: str) -> Place:
    created = profile.created
    return Place(created.division, council=created.organisation, member_named=created.person or NOBODY)


def place_of_new(lookups: Lookups, profile: None, command: CreateProfile) -> Place:
    return Place(command.division, council=command.organisation, member_named=command.person or NOBODY)


def facts(lookups: Lookups, profile: Profile | None, command: object) -> Facts:
    match command:
        case AmendProfile():
            return Facts(
                residence_known=division_known(lookups, command.residence),
                workplace_known=division_known(lookups, command.workplace),
            )
        case CreateProfile():
            return _of_new(lookups, command)
        case _:
            return Facts()


def _of_new(lookups: Lookups, command: CreateProfile) -> Facts:
    others = lookups.pinned_that_name(SeenProfile, "profiles", str(command.person or command.organisation))
    here = command.organisation is None or lies_in(division_of(lookups, command.organisation), command.division)
    return Facts(
        division_known(lookups, command.division),
        command.person is None or _is_member_around(lookups, command),
        here and organisation_active(lookups, command.organisation),
        division_known(lookups, command.residence),
        division_known(lookups, command.workplace),
        any(one.state == "active" for one in others),
    )


def _is_member_around(lookups: Lookups, command: CreateProfile) -> bool:
    return command.person is not None and is_member_around(lookups, command.person, command.division)


def subject(profile: Profile | None, command: object) -> str | None:
    """Whose key encrypts where he lives and works."""
    if isinstance(command, CreateProfile):
        return command.person
    return profile.created.person if profile is not None else None
