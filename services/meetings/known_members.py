"""Read replica: whose memberships there are of which committee, for who was taught and who was not yet.

Followed along a line of its own: a site that has read the news of `members` already reads these from the first event.
"""

from dataclasses import dataclass, replace

MEMBERSHIP, MEMBERSHIPS = "membership", "memberships"


@dataclass(frozen=True, slots=True)
class KnownMembership:
    member_id: str
    person: str
    committee_division: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class MemberAdmitted:
    member_id: str
    person: str
    committee_division: str


@dataclass(frozen=True, slots=True)
class MemberAmended:
    member_id: str
    committee_division: str


@dataclass(frozen=True, slots=True)
class MemberEnded:
    member_id: str


def on_member_admitted(known: KnownMembership | None, event: MemberAdmitted) -> KnownMembership:
    return KnownMembership(event.member_id, event.person, event.committee_division)


def on_member_amended(known: KnownMembership, event: MemberAmended) -> KnownMembership:
    return replace(known, committee_division=event.committee_division)


def on_member_ended(known: KnownMembership, event: MemberEnded) -> KnownMembership:
    return replace(known, active=False)
