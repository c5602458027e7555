"""The circumstances of a command: where a destruction stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.destruction.commands import RequestDestruction
from services.members.destruction.domain import Facts
from services.members.destruction.state import Destruction, State
from services.members.organisation.circumstances import AnyRecordShown


def place(destruction: Destruction, destruction_id: str) -> Place:
    return Place(division="")


def place_of_new(lookups: Lookups, destruction: None, command: RequestDestruction) -> Place:
    return Place(division="")


def facts(lookups: Lookups, destruction: Destruction | None, command: object) -> Facts:
    if isinstance(command, RequestDestruction):
        # Pinned: two requests at once are one and a refusal.
        others = lookups.pinned_that_name(AnyRecordShown, "destructions", command.person)
        return Facts(lookups.has_words(command.person), any(one.state == State.REQUESTED for one in others))
    assert destruction is not None
    return Facts(lookups.has_words(destruction.person))
