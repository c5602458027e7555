"""The circumstances of a command: where a list stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.label_list.commands import CreateLabelList
from services.members.label_list.domain import Facts
from services.members.label_list.state import LabelList


def place(known: LabelList, label_list_id: str) -> Place:
    return Place(division=known.division)


def place_of_new(lookups: Lookups, known: None, command: CreateLabelList) -> Place:
    return Place(division=command.division)


def facts(lookups: Lookups, known: LabelList | None, command: object) -> Facts:
    if isinstance(command, CreateLabelList):
        return Facts(division_known(lookups, command.division or None))
    return Facts()
