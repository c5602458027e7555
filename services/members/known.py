"""Whether what a command names is there and has not ended. A command that names nothing is never wrong about it."""

from dataclasses import dataclass

from infra.kernel.lifecycle import Reader
from services.members.division.projections import DivisionShown


@dataclass(frozen=True, slots=True)
class Standing:
    """What any record shows of itself besides its own fields."""

    state: str
    division: str


def division_known(reader: Reader, code: str | None) -> bool:
    return code is None or reader.one(DivisionShown, "divisions", code) is not None


def organisation_active(reader: Reader, organisation_id: str | None) -> bool:
    return organisation_id is None or _active(reader.one(Standing, "organisations", organisation_id))


def person_active(reader: Reader, person_id: str) -> bool:
    return _active(reader.one(Standing, "people", person_id))


def division_of(reader: Reader, organisation_id: str | None) -> str:
    """The organisation's division; "" for no organisation or an unknown one."""
    organisation = reader.one(Standing, "organisations", organisation_id) if organisation_id else None
    return organisation.division if organisation else ""


def _active(standing: Standing | None) -> bool:
    return standing is not None and standing.state == "active"
