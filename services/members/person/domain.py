"""What is allowed with a person's record, and what changes."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.person.commands import AmendPerson, CreatePerson, EndPerson, ForgetPerson
from services.members.person.events import PersonAmended, PersonCreated, PersonEnded, PersonEvent, PersonForgotten


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"
    FORGOTTEN = "forgotten"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
    State.FORGOTTEN: "已注销",
}


@dataclass(frozen=True, slots=True)
class Person:
    person_id: str
    state: State
    name: str
    contact: str | None


def create_person(_: None, command: CreatePerson, facts: None) -> list[PersonEvent]:
    return [PersonCreated(command.person_id, command.name, command.contact)]


def amend_person(person: Person, command: AmendPerson, facts: None) -> list[PersonEvent]:
    return [PersonAmended(command.person_id, command.name or person.name, command.contact or person.contact)]


def end_person(person: Person, command: EndPerson, facts: None) -> list[PersonEvent]:
    return [PersonEnded(command.person_id, command.reason)]


def forget_person(person: Person, command: ForgetPerson, facts: None) -> list[PersonEvent]:
    return [PersonForgotten(command.person_id, command.reason)]


def evolve(person: Person | None, event: PersonEvent) -> Person:
    match event:
        case PersonCreated():
            return Person(event.person_id, State.ACTIVE, event.name, event.contact)
        case PersonAmended():
            assert person is not None
            return replace(person, name=event.name, contact=event.contact)
        case PersonEnded():
            assert person is not None
            return replace(person, state=State.ENDED)
        case PersonForgotten():
            # Who only submitted something has a key but no record here before it is destroyed.
            known = person or Person(event.person_id, State.ACTIVE, name="已删除", contact=None)
            return replace(known, state=State.FORGOTTEN)
        case _:
            assert_never(event)
