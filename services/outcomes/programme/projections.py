"""What can be read of a programme: by whoever has a token; a person of the group is named by the id alone."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.outcomes.programme.events import Dimension, GroupMember, Indicator, Target
from services.outcomes.programme.state import Programme, Quarter


@dataclass(frozen=True, slots=True)
class ProgrammeListing:
    level: str
    list_title: str
    document_number: str | None
    on: date | None


@dataclass(frozen=True, slots=True)
class ProgrammeShown:
    organisation: str
    name: str
    aim: str | None
    starts: date | None
    ends: date | None
    members: tuple[GroupMember, ...]
    units: tuple[str, ...]
    targets: tuple[Target, ...]
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    quarters: tuple[Quarter, ...]
    listed: tuple[ProgrammeListing, ...]
    succeeds: str | None
    successor: str | None
    reason: str | None


def row(programme: Programme, programme_id: str) -> ReadRow:
    """Those who lead an indicator have its values to tell: it is among their work."""
    return ReadRow(
        division=programme.division,
        shown=_shown(programme),
        organisation=programme.organisation,
        named=tuple(dict.fromkeys(one.lead for one in programme.indicators)),
        audience="tokens",
        search=f"{programme.name} {programme.aim or ''}".strip(),
    )


def _shown(programme: Programme) -> ProgrammeShown:
    return ProgrammeShown(
        organisation=programme.organisation,
        name=programme.name,
        aim=programme.aim,
        starts=programme.starts,
        ends=programme.ends,
        members=programme.members,
        units=programme.units,
        targets=programme.targets,
        dimensions=programme.dimensions,
        indicators=programme.indicators,
        quarters=programme.quarters,
        listed=tuple(
            ProgrammeListing(one.level, one.list_title, one.document_number, one.on) for one in programme.listed
        ),
        succeeds=programme.succeeds,
        successor=programme.successor,
        reason=programme.reason,
    )
