"""The circumstances of a command: where a person's record stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.organisation.circumstances import AnyRecordShown, _active
from services.members.person.commands import AmendPerson, CreatePerson
from services.members.person.state import Person


def place(person: Person, person_id: str) -> Place:
    return Place(division="", persons=(person_id,))


def place_of_new(lookups: Lookups, person: None, command: CreatePerson) -> Place:
    return Place(division="", persons=(command.person_id,))


def facts(lookups: Lookups, person: Person | None, command: object) -> None:
    return None


def subject(person: Person | None, command: CreatePerson | AmendPerson) -> str:
    return command.person_id


def person_active(lookups: Lookups, person_id: str) -> bool:
    return _active(lookups.one(AnyRecordShown, "people", person_id))
