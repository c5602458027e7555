"""Who holds which office, who is a member, and their names as they are encrypted: kept by every service.

These are followed along a line of their own, with a cursor of its own: on a site where an earlier version has read the
news of `members` already, they are read from the beginning, and a replica of that version, still at work while others
are newer, passes nothing over.
"""

from dataclasses import dataclass, replace
from datetime import date

from infra.kernel.access.offices import OFFICE, PERSON_NAME, KnownName, KnownOffice
from infra.kernel.contract.reactions import Copying
from infra.kernel.news.standard_copies import MEMBERS

LINE = "offices"


@dataclass(frozen=True, slots=True)
class OfficeGranted:
    office_id: str
    person: str
    organisation: str | None
    role: str
    starts: date
    ends: date | None
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class OfficeAmended:
    office_id: str
    starts: date
    ends: date | None
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class OfficeEnded:
    office_id: str


@dataclass(frozen=True, slots=True)
class MemberAdmitted:
    member_id: str
    person: str


@dataclass(frozen=True, slots=True)
class MemberEnded:
    member_id: str


@dataclass(frozen=True, slots=True)
class PersonCreated:
    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonAmended:
    person_id: str
    name: str


def on_office_granted(known: KnownOffice | None, event: OfficeGranted) -> KnownOffice:
    return KnownOffice(
        event.office_id, event.person, event.role, event.organisation, event.starts, event.ends, event.deputy
    )


def on_office_amended(known: KnownOffice | None, event: OfficeAmended) -> KnownOffice | None:
    return replace(known, starts=event.starts, ends=event.ends, deputy=event.deputy) if known else None


def on_ended(known: KnownOffice | None, event: OfficeEnded | MemberEnded) -> KnownOffice | None:
    return replace(known, ended=True) if known else None


def on_member_admitted(known: KnownOffice | None, event: MemberAdmitted) -> KnownOffice:
    return KnownOffice(event.member_id, event.person, "MEM")


def on_person_named(known: KnownName | None, event: PersonCreated | PersonAmended) -> KnownName:
    return KnownName(event.person_id, event.name)


COPIES_OF_OFFICES = (
    Copying(MEMBERS, OfficeGranted, on_office_granted, OFFICE, KnownOffice, "office_id", "person", line=LINE),
    Copying(MEMBERS, OfficeAmended, on_office_amended, OFFICE, KnownOffice, "office_id", "person", line=LINE),
    Copying(MEMBERS, OfficeEnded, on_ended, OFFICE, KnownOffice, "office_id", "person", line=LINE),
    Copying(MEMBERS, MemberAdmitted, on_member_admitted, OFFICE, KnownOffice, "member_id", "person", line=LINE),
    Copying(MEMBERS, MemberEnded, on_ended, OFFICE, KnownOffice, "member_id", "person", line=LINE),
    Copying(MEMBERS, PersonCreated, on_person_named, PERSON_NAME, KnownName, "person_id", line=LINE),
    Copying(MEMBERS, PersonAmended, on_person_named, PERSON_NAME, KnownName, "person_id", line=LINE),
)
