"""Read replica: what topics keeps of members' news about those who may sign a proposal; `copies.py` is full."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A membership of a committee, while it lasts."""

    member_id: str
    person: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class MemberAdmitted:
    member_id: str
    person: str


MEMBER_ACTIVE = {"MemberEnded": False}


def on_member_admitted(known: KnownMember | None, event: MemberAdmitted) -> KnownMember:
    return KnownMember(event.member_id, event.person)
