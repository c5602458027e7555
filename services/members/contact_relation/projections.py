"""What can be read of a contact relation."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.contact_relation.events import FormOfContact, LinkOfContact
from services.members.contact_relation.state import CHAINS, ContactRelation


@dataclass(frozen=True, slots=True)
class ContactShown:
    entry: str
    on: date
    persons: int
    form: FormOfContact
    matter: str


@dataclass(frozen=True, slots=True)
class ContactRelationShown:
    chain: str
    link: LinkOfContact
    by: str
    whom: str | None
    sector: str | None
    starts: date
    ends: date | None
    contacts: tuple[ContactShown, ...]
    persons: int
    reason: str | None


def row(relation: ContactRelation, contact_relation_id: str) -> ReadRow:
    created = relation.created
    return ReadRow(
        division=created.division,
        shown=ContactRelationShown(
            CHAINS[created.link],
            created.link,
            created.by,
            created.whom,
            created.sector,
            created.starts,
            created.ends,
            tuple(ContactShown(one.entry, one.on, one.persons, one.form, one.matter) for one in relation.log),
            sum(one.persons for one in relation.log),
            relation.reason,
        ),
        named=tuple(one for one in (created.by, created.whom) if one),
        audience="offices",
        search=created.sector or "",
    )
