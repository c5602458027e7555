"""How divisions are kept: loaded from a file by the operator, read by everyone with a token."""

from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader
from infra.kernel.places import Place
from services.members.division.domain import LABELS, DivisionLoad, evolve
from services.members.division.events import DivisionsLoaded
from services.members.division.projections import row, rows
from services.members.rules import RuleBroken


def place(load: DivisionLoad, load_id: str) -> Place:
    return Place(division="")


def place_of_new(reader: Reader, load: None, command: object) -> Place:
    return Place(division="")


def facts(reader: Reader, load: DivisionLoad | None, command: object) -> None:
    return None


DIVISION = Lifecycle(
    name="division_load",
    collection="divisions",
    label="行政区划",
    id_field="load_id",
    events=(EventType(DivisionsLoaded),),
    evolve=evolve,
    state_labels=LABELS,
    creation=None,
    transitions=(),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
    bulk_rows=rows,
)
