"""The circumstances of a command: where an expert is listed, whose words are said of him, what else matters."""

from datetime import date, datetime

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china, end_of_day
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.expert.commands import AmendExpert, EnlistExpert
from services.members.expert.domain import Facts
from services.members.expert.state import Expert, SeenExpert
from services.members.person.circumstances import person_active


def place(expert: Expert, expert_id: str) -> Place:
    return Place(division=expert.division, persons=(expert.person,))


def place_of_new(lookups: Lookups, expert: None, command: EnlistExpert) -> Place:
    return Place(division=command.division, persons=(command.person,))


def subject(expert: Expert | None, command: object) -> str:
    if expert is not None:
        return expert.person
    assert isinstance(command, EnlistExpert)
    return command.person


def facts(lookups: Lookups, expert: Expert | None, command: object) -> Facts:
    today, entered_on = day_in_china(lookups.now), day_in_china(lookups.recorded_at)
    match command:
        case EnlistExpert():
            return Facts(
                today,
                entered_on,
                person_active(lookups, command.person),
                division_known(lookups, command.division),
                tuple(lookups.pinned_that_name(SeenExpert, "experts", command.person)),
                _end_of(command.ends),
            )
        case AmendExpert():
            return Facts(today, entered_on, ends_at=_end_of(command.ends))
        case _:
            return Facts(today, entered_on)


def _end_of(day: date | None) -> datetime | None:
    return end_of_day(day) if day else None
