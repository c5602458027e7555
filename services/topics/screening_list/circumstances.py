"""The circumstances of a command: where a screening list stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.topics.copies import KnownDivision
from services.topics.screening_list.commands import AmendScreeningList, CreateScreeningList
from services.topics.screening_list.domain import Facts
from services.topics.screening_list.state import ScreeningList


def place(screening_list: ScreeningList, record_id: str) -> Place:
    return Place(division=screening_list.division)


def place_of_new(lookups: Lookups, screening_list: None, command: CreateScreeningList) -> Place:
    return Place(division=command.division)


def facts(
    lookups: Lookups, screening_list: ScreeningList | None, command: CreateScreeningList | AmendScreeningList
) -> Facts:
    if isinstance(command, CreateScreeningList) and command.division:
        return Facts(lookups.copy(KnownDivision, "division", command.division) is not None)
    return Facts(division_exists=True)
