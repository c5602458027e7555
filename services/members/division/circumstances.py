"""The circumstances of a load, and whether a division is known."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Reader
from services.members.division.projections import DivisionShown
from services.members.division.state import DivisionLoad


def place(load: DivisionLoad, load_id: str) -> Place:
    return Place(division="")


def place_of_new(reader: Reader, load: None, command: object) -> Place:
    return Place(division="")


def facts(reader: Reader, load: DivisionLoad | None, command: object) -> None:
    return None


def division_known(reader: Reader, code: str | None) -> bool:
    return code is None or reader.one(DivisionShown, "divisions", code) is not None
