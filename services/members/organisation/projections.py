"""What can be read of an organisation."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.organisation.state import Organisation


@dataclass(frozen=True, slots=True)
class OrganisationShown:
    name: str
    kind: str
    parent: str | None
    successor: str | None


def row(organisation: Organisation, organisation_id: str) -> ReadRow:
    return ReadRow(
        division=organisation.division,
        shown=OrganisationShown(
            organisation.name,
            organisation.kind,
            organisation.parent,
            organisation.successor,
        ),
        organisation=organisation_id,
        audience="tokens",
        search=organisation.name,
    )
