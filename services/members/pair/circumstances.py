"""The circumstances of a command: where a pair stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.pair.commands import MakePair
from services.members.pair.domain import Facts
from services.members.pair.state import Pair


def place(one: Pair, pair_id: str) -> Place:
    return Place(division=one.told.division)


def place_of_new(lookups: Lookups, one: None, command: MakePair) -> Place:
    return Place(division=command.division)


def subject(one: Pair | None, command: object) -> str | None:
    """A household is people: who they are and where they live is under a key of the pair's own. A school is not."""
    return command.pair_id if isinstance(command, MakePair) and command.kind == "household" else None


def facts(lookups: Lookups, one: Pair | None, command: object) -> Facts:
    known = not isinstance(command, MakePair) or division_known(lookups, command.division)
    return Facts(day_in_china(lookups.recorded_at), day_in_china(lookups.now), known)
