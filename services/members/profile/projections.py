"""What can be read of a profile."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.profile.state import Profile


@dataclass(frozen=True, slots=True)
class ProfileShown:
    person: str | None
    organisation: str | None
    residence: str | None
    workplace: str | None
    expertise: tuple[str, ...]
    reason: str | None


def row(profile: Profile, profile_id: str) -> ReadRow:
    created = profile.created
    return ReadRow(
        division=created.division,
        shown=ProfileShown(
            created.person,
            created.organisation,
            profile.residence,
            profile.workplace,
            profile.expertise,
            profile.reason,
        ),
        organisation=created.organisation,
        named=tuple(one for one in (created.person, created.organisation) if one),
        audience="offices",
        search=" ".join(profile.expertise),
    )
