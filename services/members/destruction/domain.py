"""What is allowed with destructions, and what changes."""

from dataclasses import dataclass

from services.members.destruction import commands as asked
from services.members.destruction.events import DestructionApproved, DestructionEvent, DestructionRequested
from services.members.destruction.state import Destruction
from services.members.key_rules import (
    OneDestructionAtATime,
    PersonMustHaveWords,
    WordsAreDestroyedAlready,
    check_second,
)
from services.members.person.events import PersonForgotten


@dataclass(frozen=True, slots=True)
class Facts:
    """`under_way`: whether another destruction of this person waits for its approval."""

    has_words: bool = True
    under_way: bool = False


def request_destruction(_: None, command: asked.RequestDestruction, facts: Facts) -> list[DestructionEvent]:
    if not facts.has_words:
        raise PersonMustHaveWords
    if facts.under_way:
        raise OneDestructionAtATime
    who = (command.actor_person, command.actor_role)
    return [DestructionRequested(command.destruction_id, command.person, command.ground, command.reason, *who)]


def approve_destruction(
    destruction: Destruction, command: asked.ApproveDestruction, facts: Facts
) -> list[DestructionEvent | PersonForgotten]:
    """Both in one commit: there is no approved destruction without the forgetting that destroys the key."""
    check_second(destruction.requested, destruction.person, command.actor_person, command.actor_role)
    if not facts.has_words:
        raise WordsAreDestroyedAlready
    return [
        DestructionApproved(command.destruction_id, destruction.person, destruction.ground),
        PersonForgotten(destruction.person, destruction.reason),
    ]
