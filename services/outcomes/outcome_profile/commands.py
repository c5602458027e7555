"""What can be asked of the profile of an outcome."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.outcomes.outcome_profile.events import Kind, Level, MechanismParty


@dataclass(frozen=True, slots=True)
class CreateOutcomeProfile:
    outcome_profile_id: str
    outcome: str
    kind: Kind
    parties: tuple[MechanismParty, ...] = ()


@dataclass(frozen=True, slots=True)
class AmendOutcomeProfile:
    """What is not said stays as it is."""

    outcome_profile_id: str
    kind: Kind | None = None
    parties: tuple[MechanismParty, ...] | None = None


@dataclass(frozen=True, slots=True)
class CountBeneficiaries:
    outcome_profile_id: str
    households: int | None = None
    persons: int | None = None
    units: int | None = None
    on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DateDispute:
    outcome_profile_id: str
    since: date
    settled_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ListOutcomeHigher:
    outcome_profile_id: str
    level: Level
    list_title: str
    document_number: str | None = None
    on: date | None = None


OutcomeProfileCommand: TypeAlias = (
    CreateOutcomeProfile | AmendOutcomeProfile | CountBeneficiaries | DateDispute | ListOutcomeHigher
)
