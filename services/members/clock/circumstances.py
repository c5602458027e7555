"""The circumstances of a command: where the site's clock stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.clock.commands import AdvanceClock
from services.members.clock.state import SiteClock


def place(clock: SiteClock, clock_id: str) -> Place:
    return Place(division="")


def place_of_new(lookups: Lookups, clock: None, command: object) -> Place:
    return Place(division="")


def facts(lookups: Lookups, clock: SiteClock | None, command: AdvanceClock) -> None:
    return None
