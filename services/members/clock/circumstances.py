"""The circumstances of a command: where the site's clock stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Reader
from services.members.clock.commands import AdvanceClock
from services.members.clock.state import SiteClock


def place(clock: SiteClock, clock_id: str) -> Place:
    return Place(division="")


def place_of_new(reader: Reader, clock: None, command: object) -> Place:
    return Place(division="")


def facts(reader: Reader, clock: SiteClock | None, command: AdvanceClock) -> None:
    return None
