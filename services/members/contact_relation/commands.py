"""What can be asked of a contact relation. Another link, or others in touch, are another relation."""

from dataclasses import dataclass
from datetime import date

from services.members.contact_relation.events import FormOfContact, LinkOfContact


@dataclass(frozen=True, slots=True)
class CreateContactRelation:
    contact_relation_id: str
    division: str
    link: LinkOfContact
    by: str
    whom: str | None = None
    sector: str | None = None
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class LogContact:
    """`entry` is the fresh id of the entry, by which it can be struck."""

    contact_relation_id: str
    entry: str
    persons: int
    form: FormOfContact
    matter: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class StrikeContact:
    contact_relation_id: str
    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndContactRelation:
    contact_relation_id: str
    reason: str
