"""What is known of a person's record, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

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
