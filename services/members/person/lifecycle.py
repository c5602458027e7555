"""Who may do what with a person's record, from which state."""

from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import Place
from services.members.person.commands import AmendPerson, CreatePerson, EndPerson, ForgetPerson
from services.members.person.domain import (
    LABELS,
    Person,
    amend_person,
    create_person,
    end_person,
    evolve,
    forget_person,
)
from services.members.person.events import PersonAmended, PersonCreated, PersonEnded, PersonForgotten
from services.members.person.projections import row
from services.members.person.schemas import Amend, Create, End, Forget
from services.members.rules import RuleBroken


def place(person: Person, person_id: str) -> Place:
    return Place(division="", persons=(person_id,))


def place_of_new(reader: Reader, person: None, command: CreatePerson) -> Place:
    return Place(division="", persons=(command.person_id,))


def facts(reader: Reader, person: Person | None, command: object) -> None:
    return None


def subject(person: Person | None, command: CreatePerson | AmendPerson) -> str:
    return command.person_id


PERSON = Lifecycle(
    name="person",
    collection="people",
    label="人员",
    id_field="person_id",
    events=(
        EventType(PersonCreated),
        EventType(PersonAmended),
        EventType(PersonEnded),
        EventType(PersonForgotten),
    ),
    evolve=evolve,
    state_labels=LABELS,
    creation=Transition("create", CreatePerson, create_person, Create, by=("ADM",), personal=("name", "contact")),
    transitions=(
        Transition(
            "amend",
            AmendPerson,
            amend_person,
            Amend,
            by=("ADM",),
            from_states=("active",),
            personal=("name", "contact"),
        ),
        Transition("end", EndPerson, end_person, End, by=("ADM",), from_states=("active",)),
        Transition(
            "forget", ForgetPerson, forget_person, Forget, by=("SEC",), from_states=("active", "ended", "forgotten")
        ),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
    subject=subject,
)
