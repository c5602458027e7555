"""What is allowed with a person's record, and what changes."""

from services.members.person.commands import AmendPerson
from services.members.person.events import PersonAmended, PersonEvent
from services.members.person.state import Person


def amend_person(person: Person, command: AmendPerson, facts: None) -> list[PersonEvent]:
    return [PersonAmended(command.person_id, command.name or person.name, command.contact or person.contact)]
