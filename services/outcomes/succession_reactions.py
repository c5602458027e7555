"""The policy of programmes when an organisation that leads one, or something of one, has ended. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.outcomes.programme.events import ProgrammeCreated
from services.outcomes.programme.succession_commands import NoteProgrammeLeftAlone, TakeOverProgramme
from services.outcomes.reactions import OrganisationEnded

ProgrammeSuccession: TypeAlias = TakeOverProgramme | NoteProgrammeLeftAlone


@dataclass(frozen=True, slots=True)
class LeftProgramme:
    """`led`: it belongs to the one that ended, which else leads something of it; `heir` has its business now, if anybody has."""

    programme_id: str
    organisation: str
    led: bool
    heir: str | None


def on_leader_ended(
    event: OrganisationEnded | ProgrammeCreated, left: Sequence[LeftProgramme]
) -> list[ProgrammeSuccession]:
    """It may have ended at the very time when the programme began. Who sets another one does so by setting that anew."""
    taken_over = [TakeOverProgramme(one.programme_id, one.organisation, one.heir) for one in left if one.heir]
    alone = [NoteProgrammeLeftAlone(one.programme_id, one.organisation) for one in left if one.led and not one.heir]
    return [*taken_over, *alone]
