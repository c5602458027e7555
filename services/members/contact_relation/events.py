"""What can have happened to a contact relation (联系关系): who keeps in touch with whom, and each time that it was done."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

LinkOfContact: TypeAlias = Literal[
    "party_group_to_party_member",
    "party_member_to_other_member",
    "chairs_to_standing",
    "standing_to_member",
    "member_to_sector",
    "body_to_body",
]
FormOfContact: TypeAlias = Literal["visit", "meeting", "phone", "online", "letter"]


@dataclass(frozen=True, slots=True)
class ContactRelationCreated:
    """`by` is a person or, of `body_to_body`, an organisation, and so is `whom`; a sector has nobody by name."""

    contact_relation_id: str
    division: str
    link: LinkOfContact
    by: str
    whom: str | None
    sector: str | None
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class ContactLogged:
    """They were in touch on that day: how many persons were reached (人次), in which form, about what."""

    contact_relation_id: str
    entry: str
    on: date
    persons: int
    form: FormOfContact
    matter: str


@dataclass(frozen=True, slots=True)
class ContactStruck:
    """An entry of the log was a mistake and counts no longer."""

    contact_relation_id: str
    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class ContactRelationEnded:
    """They no longer answer for keeping in touch; the log stays."""

    contact_relation_id: str
    reason: str


ContactRelationEvent: TypeAlias = ContactRelationCreated | ContactLogged | ContactStruck | ContactRelationEnded
