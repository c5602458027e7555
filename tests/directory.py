"""A literal directory: the organisations, postings and offices that a test says there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from infra.kernel.access.divisions import NONE_HAS_ENDED, Divisions
from infra.kernel.access.offices import KnownOffice
from infra.kernel.access.places import CalledInDirectory, KnownOrganisation, KnownPosting


@dataclass(frozen=True)
class LiteralDirectory:
    known: tuple[KnownOrganisation, ...]
    postings: tuple[KnownPosting, ...] = ()
    machines_speak_for_all: bool = True
    offices: tuple[KnownOffice, ...] = ()
    divisions: Divisions = NONE_HAS_ENDED
    heirs: Mapping[str, str | None] = field(default_factory=dict)

    def organisation(self, organisation_id: str) -> KnownOrganisation | None:
        return next((one for one in self.known if one.id == organisation_id), None)

    def organisations_in(self, division: str) -> list[KnownOrganisation]:
        return [one for one in self.known if one.division == division]

    def organisations_below(self, division: str) -> list[KnownOrganisation]:
        return [one for one in self.known if one.division.startswith(division) and one.division != division]

    def postings_of(self, person: str) -> list[KnownPosting]:
        return [one for one in self.postings if one.person == person]

    def offices_of(self, person: str) -> list[KnownOffice]:
        return [one for one in self.offices if one.person == person]

    def encrypted_name(self, person: str) -> str | None:
        return None

    def called(self, ids: Sequence[str]) -> CalledInDirectory:
        return CalledInDirectory({one.id: one.name for one in self.known if one.id in ids}, {})
