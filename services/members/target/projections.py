"""What can be read of a target."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.target.events import Milestone, WhatIsCounted
from services.members.target.state import Exclusion, Target


@dataclass(frozen=True, slots=True)
class ReportShown:
    on: date
    number: int
    evidence: str


@dataclass(frozen=True, slots=True)
class MeasuredShown:
    due: date
    wanted: int
    reached: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetShown:
    """`met` is None until the last day is over."""

    organisation: str
    text: str
    counted: WhatIsCounted
    number: int
    units: tuple[str, ...]
    hosted: bool
    due: date
    milestones: tuple[Milestone, ...]
    excluded: tuple[Exclusion, ...]
    reported: tuple[ReportShown, ...]
    measured: tuple[MeasuredShown, ...]
    met: bool | None
    reason: str | None


def row(target: Target, target_id: str) -> ReadRow:
    told = target.set
    return ReadRow(
        division=told.division,
        shown=TargetShown(
            told.organisation,
            told.text,
            told.counted,
            told.number,
            told.units,
            told.hosted,
            told.due,
            told.milestones,
            target.excluded,
            tuple(ReportShown(one.on, one.number, one.evidence) for one in target.reported),
            measurements(target),
            target.judged.met if target.judged else None,
            target.reason,
        ),
        organisation=told.organisation,
        search=told.text,
    )


def measurements(target: Target) -> tuple[MeasuredShown, ...]:
    """Those of the milestones, and at the end that of the whole."""
    found = [MeasuredShown(one.due, one.wanted, one.reached, one.missing) for one in target.measured]
    if (last := target.judged) is not None:
        found.append(MeasuredShown(target.set.due, last.wanted, last.reached, last.missing))
    return tuple(found)
