"""What can be read of the profile of an outcome."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.outcomes.outcome_profile.events import MechanismParty
from services.outcomes.outcome_profile.state import OutcomeProfile


@dataclass(frozen=True, slots=True)
class BeneficiariesShown:
    households: int | None
    persons: int | None
    units: int | None
    on: date
    note: str | None


@dataclass(frozen=True, slots=True)
class DisputeShown:
    since: date
    settled_on: date
    years: int
    note: str | None


@dataclass(frozen=True, slots=True)
class ListedShown:
    level: str
    list_title: str
    document_number: str | None
    on: date | None


@dataclass(frozen=True, slots=True)
class OutcomeProfileShown:
    outcome: str
    topic: str
    organisation: str
    kind: str
    parties: tuple[MechanismParty, ...]
    beneficiaries: BeneficiariesShown | None
    dispute: DisputeShown | None
    listed: tuple[ListedShown, ...]


def row(profile: OutcomeProfile, outcome_profile_id: str) -> ReadRow:
    """The organisations that are parties may read it wherever they are."""
    created = profile.created
    return ReadRow(
        division=created.division,
        shown=_shown(profile),
        organisation=created.organisation,
        topic=created.topic_id,
        outcome=created.outcome_id,
        named=tuple(one.organisation for one in profile.parties if one.organisation is not None),
        search=" ".join(
            (*(one.name or "" for one in profile.parties), *(one.list_title for one in profile.listed))
        ).strip(),
    )


def _shown(profile: OutcomeProfile) -> OutcomeProfileShown:
    counted, dated = profile.beneficiaries, profile.dispute
    return OutcomeProfileShown(
        outcome=profile.created.outcome_id,
        topic=profile.created.topic_id,
        organisation=profile.created.organisation,
        kind=profile.kind,
        parties=profile.parties,
        beneficiaries=(
            BeneficiariesShown(counted.households, counted.persons, counted.units, counted.on, counted.note)
            if counted
            else None
        ),
        dispute=DisputeShown(dated.since, dated.settled_on, dated.years, dated.note) if dated else None,
        listed=tuple(ListedShown(one.level, one.list_title, one.document_number, one.on) for one in profile.listed),
    )
