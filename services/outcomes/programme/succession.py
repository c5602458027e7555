"""What is allowed, and what follows, when an organisation that leads a programme, or something of it, has ended."""

from services.outcomes import programme_rules as rules
from services.outcomes.programme.domain import Facts
from services.outcomes.programme.events import ProgrammeEvent
from services.outcomes.programme.state import Programme
from services.outcomes.programme.succession_commands import (
    HandOverProgramme,
    NoteProgrammeLeftAlone,
    TakeOverProgramme,
)
from services.outcomes.programme.succession_events import ProgrammeLeftAlone, ProgrammeTakenOver


def take_over_programme(programme: Programme, command: TakeOverProgramme, facts: Facts) -> list[ProgrammeEvent]:
    if command.organisation not in programme.bodies:
        raise rules.NoLongerLeadsTheProgramme
    return [ProgrammeTakenOver(command.programme_id, command.organisation, command.successor)]


def note_programme_left_alone(
    programme: Programme, command: NoteProgrammeLeftAlone, facts: Facts
) -> list[ProgrammeEvent]:
    """Who only leads something of it is put right by setting that anew."""
    if command.organisation != programme.organisation or programme.organisation_ended:
        raise rules.NoLongerLeadsTheProgramme
    return [ProgrammeLeftAlone(command.programme_id, command.organisation)]


def hand_over_programme(programme: Programme, command: HandOverProgramme, facts: Facts) -> list[ProgrammeEvent]:
    if not facts.organisation_fits:
        raise rules.ProgrammeIsOfItsOwnDivision
    if not programme.organisation_ended:
        raise rules.ProgrammesOrganisationHasNotEnded
    return [ProgrammeTakenOver(command.programme_id, programme.organisation, command.organisation, command.reason)]
