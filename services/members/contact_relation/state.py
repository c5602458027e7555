"""What is known of a contact relation, folded from its events."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.members.contact_relation import events as happened
from services.members.contact_relation.events import ContactLogged, ContactRelationCreated, ContactRelationEvent


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}

BODIES, SECTOR, TO_OTHER_MEMBER = "body_to_body", "member_to_sector", "party_member_to_other_member"
CHAINS: dict[str, str] = {
    "party_group_to_party_member": "party",
    TO_OTHER_MEMBER: "party",
    "chairs_to_standing": "standing",
    "standing_to_member": "standing",
    SECTOR: "standing",
    BODIES: "bodies",
}
"""Which chain a link is part of: 党组成员–党员委员–党外委员, 主席会议成员–常委–委员–界别群众, or one body to another."""


@dataclass(frozen=True, slots=True)
class ContactRelation:
    """`log` holds what counts; `reason` is why it ended."""

    contact_relation_id: str
    state: State
    created: ContactRelationCreated
    log: tuple[ContactLogged, ...] = ()
    reason: str | None = None

    @property
    def person(self) -> str | None:
        """Who keeps in touch, where that is a person and no body."""
        return None if self.created.link == BODIES else self.created.by


def evolve(relation: ContactRelation | None, event: ContactRelationEvent) -> ContactRelation:
    if isinstance(event, ContactRelationCreated):
        return ContactRelation(event.contact_relation_id, State.ACTIVE, event)
    assert relation is not None
    match event:
        case ContactLogged():
            return replace(relation, log=(*relation.log, event))
        case happened.ContactStruck():
            return replace(relation, log=tuple(one for one in relation.log if one.entry != event.entry))
        case happened.ContactRelationEnded():
            return replace(relation, state=State.ENDED, reason=event.reason)
        case _:
            assert_never(event)


@dataclass(frozen=True, slots=True)
class SeenRelation:
    """A contact relation, as the next one of the same persons sees it."""

    state: str
    link: str
    by: str
    whom: str | None
    sector: str | None
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class SeenSector:
    """A membership, as far as a contact relation asks for it."""

    state: str
    sector: str
