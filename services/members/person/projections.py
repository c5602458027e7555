"""What can be read of a person's record."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.person.state import Person


@dataclass(frozen=True, slots=True)
class PersonShown:
    name: str
    contact: str | None


def row(person: Person, person_id: str) -> ReadRow:
    """A person is of no division: administrators, auditors and the person itself read it, nobody else."""
    return ReadRow(
        division="",
        shown=PersonShown(person.name, person.contact),
        named=(person_id,),
    )
