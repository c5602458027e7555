"""What can be read of a person's record."""

from dataclasses import dataclass

from infra.kernel.lifecycle import Row
from services.members.person.domain import Person


@dataclass(frozen=True, slots=True)
class PersonShown:
    name: str
    contact: str | None


def row(person: Person, person_id: str) -> Row:
    """A person is of no division: administrators, auditors and the person itself read it, nobody else."""
    return Row(
        division="",
        shown=PersonShown(person.name, person.contact),
        named=(person_id,),
    )
