"""Who may do what with a screening list."""

from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import Place
from services.topics.known.divisions import KnownDivision
from services.topics.rules import RuleBroken
from services.topics.screening_list.commands import AmendScreeningList, CreateScreeningList
from services.topics.screening_list.domain import (
    Facts,
    ScreeningList,
    amend_screening_list,
    create_screening_list,
    evolve,
)
from services.topics.screening_list.events import ScreeningListAmended, ScreeningListCreated
from services.topics.screening_list.projections import row
from services.topics.screening_list.schemas import Amend, Create


def place(screening_list: ScreeningList, record_id: str) -> Place:
    return Place(division=screening_list.division)


def place_of_new(reader: Reader, screening_list: None, command: CreateScreeningList) -> Place:
    return Place(division=command.division)


def facts(
    reader: Reader, screening_list: ScreeningList | None, command: CreateScreeningList | AmendScreeningList
) -> Facts:
    if isinstance(command, CreateScreeningList) and command.division:
        return Facts(reader.copy(KnownDivision, "division", command.division) is not None)
    return Facts(division_exists=True)


SCREENING_LIST = Lifecycle(
    name="screening_list",
    collection="screening-lists",
    label="四议四不议清单",
    id_field="screening_list_id",
    events=(EventType(ScreeningListCreated), EventType(ScreeningListAmended)),
    evolve=evolve,
    creation=Transition("create", CreateScreeningList, create_screening_list, Create, by=("ADM",)),
    transitions=(
        Transition("amend", AmendScreeningList, amend_screening_list, Amend, by=("ADM",), from_states=("in_force",)),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
    state_labels={"in_force": "施行"},
)
