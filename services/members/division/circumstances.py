"""The circumstances of a load, and whether a division is known."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from services.members.division.projections import DivisionShown
from services.members.division.state import DivisionLoad


def place(load: DivisionLoad, load_id: str) -> Place:
    return Place(division="")


def place_of_new(lookups: Lookups, load: None, command: object) -> Place:
    return Place(division="")


def facts(lookups: Lookups, load: DivisionLoad | None, command: object) -> None:
    return None


def division_known(lookups: Lookups, code: str | None) -> bool:
    return code is None or lookups.one(DivisionShown, "divisions", code) is not None


def must_be_known(lookups: Lookups, field: str, code: str) -> None:
    """Raises NewsMissing where there is no such division."""
    if not division_known(lookups, code):
        raise NewsMissing(f"division {code}", names=field)
