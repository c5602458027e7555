"""The circumstances of a command: where a sealing stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.organisation.circumstances import AnyRecordShown
from services.members.sealing.commands import RequestSealing
from services.members.sealing.domain import Facts
from services.members.sealing.state import ENDED, Sealing


def place(sealing: Sealing, sealing_id: str) -> Place:
    return Place(division="")


def place_of_new(lookups: Lookups, sealing: None, command: RequestSealing) -> Place:
    return Place(division="")


def facts(lookups: Lookups, sealing: Sealing | None, command: object) -> Facts:
    if not isinstance(command, RequestSealing):
        return Facts()
    # Pinned: two requests at once are one and a refusal.
    others = lookups.pinned_that_name(AnyRecordShown, "sealings", command.person)
    return Facts(lookups.has_words(command.person), any(one.state not in ENDED for one in others))
