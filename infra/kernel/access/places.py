"""Who stands where: the caller, the place of a record, the organisations that are known, and the tree of divisions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from infra.kernel.access.divisions import Divisions
from infra.kernel.access.offices import KnownOffice

COUNCIL_KINDS = ("council", "board", "station")
ADMINISTRATORS = ("ADM", "SEC", "AUD")
GUIDING_KINDS = ("cppcc_office", "committee")
COUNTY = 6
"""Digits of a county's code."""


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """What every service knows of an organisation, from the news of `members`."""

    id: str
    name: str
    kind: str
    division: str
    ended: bool = False
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class KnownPosting:
    """What every service knows of a posting of a member (委员下沉): where he may act while he is at it."""

    posting_id: str
    person: str
    organisation: str
    division: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """The caller: a person and the roles of the token, or nobody but the holder of a code (digests of the codes).

    `succeeds` are the divisions that ended and lie in his now, by their successors: he reads what is there.
    """

    person: str | None = None
    roles: tuple[str, ...] = ()
    organisation: str | None = None
    division: str | None = None
    tracking: str | None = None
    participant: str | None = None
    capacity: str | None = None
    token_id: str | None = None
    succeeds: tuple[str, ...] = ()

    @property
    def has_token(self) -> bool:
        return bool(self.roles) or self.person is not None


SYSTEM = Actor(roles=("SYS",))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands.

    `council` is the organisation it belongs to; `leads` and `co_handlers` the organisations a task names;
    `tracking` digests of the tracking codes that open it; `persons` and `participants` (code digests) are the
    participant in person; `attendees` the persons checked in, `attendee_codes` the digests of the codes of all who
    were; `leader` the leader of a duty; `member_named` the member whom a posting names. `open_to_anyone` asks for no
    credential at all.
    """

    division: str
    council: str | None = None
    leads: tuple[str, ...] = ()
    co_handlers: tuple[str, ...] = ()
    tracking: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    attendee_codes: tuple[str, ...] = ()
    leader: str | None = None
    member_named: str | None = None
    open_to_anyone: bool = False


@dataclass(frozen=True, slots=True)
class CalledInDirectory:
    """Names of organisations by their id; encrypted ones, by person, of whoever holds an office or a membership."""

    organisations: Mapping[str, str]
    holders: Mapping[str, str]


class Directory(Protocol):
    """The organisations a service knows, and who holds which office.

    `machines_speak_for_all`: on a `--demo` site a token without a person may speak in any role.
    """

    @property
    def machines_speak_for_all(self) -> bool: ...

    @property
    def divisions(self) -> Divisions:
        """Those that have ended, and who succeeds them."""

    @property
    def heirs(self) -> Mapping[str, str | None]:
        """By each organisation that has ended whoever succeeds it now."""

    def organisation(self, organisation_id: str) -> KnownOrganisation | None:
        """None when no news of it has come; one that has ended says so."""

    def organisations_in(self, division: str) -> list[KnownOrganisation]:
        """Those of exactly this division that have not ended."""

    def organisations_below(self, division: str) -> list[KnownOrganisation]:
        """Those that lie below it and have not ended."""

    def postings_of(self, person: str) -> list[KnownPosting]:
        """Those at which he is now."""

    def offices_of(self, person: str) -> list[KnownOffice]:
        """The offices and memberships of which news has come, those that have ended too."""

    def encrypted_name(self, person: str) -> str | None:
        """None when no news of the person has come."""

    def called(self, ids: Sequence[str]) -> "CalledInDirectory":
        """What those of them are called that are known, looked up together."""


def lies_in(division: str, other: str) -> bool:
    """True when `division` is `other` or lies below it: in the statistical code a child's code begins with its parent's."""
    return bool(other) and division.startswith(other)


def in_one_line(division: str, other: str) -> bool:
    """True when one of them is the other or lies below it: neighbours have nothing to say in one another's records."""
    return lies_in(division, other) or lies_in(other, division)


def of_one_county(division: str, other: str) -> bool:
    """True when a county is around both: its townships work on one another's matters."""
    return len(division) >= COUNTY and division[:COUNTY] == other[:COUNTY]


def ancestry(division: str) -> list[str]:
    """The division and those above it, nearest first: 620723101201 → 620723101 → 620723 → 6207 → 62."""
    return [division[:length] for length in (12, 9, 6, 4, 2) if len(division) >= length]


def nearest(
    organisations_in: Callable[[str], list[KnownOrganisation]], kinds: tuple[str, ...], division: str
) -> list[KnownOrganisation]:
    """Those of these kinds in the division, or in the nearest above it that has one; none that has ended."""
    for around in ancestry(division):
        if found := [one for one in organisations_in(around) if one.kind in kinds and not one.ended]:
            return found
    return []
