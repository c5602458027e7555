"""What can have happened to the profile of an outcome (成果要素): of what kind it is, whom it helps, what it settled."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["decision", "covenant", "mechanism", "village_plan", "project_list"]
Level: TypeAlias = Literal["township", "county", "prefecture", "province", "nation"]


@dataclass(frozen=True, slots=True)
class MechanismParty:
    """Who takes part in a mechanism, and with what: an organisation, or a name for one that is none here."""

    organisation: str | None
    name: str | None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class OutcomeProfileCreated:
    """It says of what kind the outcome is, and stands where that does. A mechanism has its parties."""

    outcome_profile_id: str
    outcome_id: str
    topic_id: str
    division: str
    organisation: str
    kind: Kind
    parties: tuple[MechanismParty, ...]


@dataclass(frozen=True, slots=True)
class OutcomeProfileAmended:
    """How it reads from now on, what was left as it is included."""

    outcome_profile_id: str
    kind: Kind
    parties: tuple[MechanismParty, ...]


@dataclass(frozen=True, slots=True)
class BeneficiariesCounted:
    """How many it helps (受益), as of a day. A later count holds instead of this one."""

    outcome_profile_id: str
    households: int | None
    persons: int | None
    units: int | None
    on: date
    note: str | None


@dataclass(frozen=True, slots=True)
class DisputeDated:
    """It settled what had been disputed since (陈年老账); `years` are whole ones."""

    outcome_profile_id: str
    since: date
    settled_on: date
    years: int
    note: str | None


@dataclass(frozen=True, slots=True)
class OutcomeListedHigher:
    """A higher level put it on its list of tasks or into its report (列入上级改革任务)."""

    outcome_profile_id: str
    level: Level
    list_title: str
    document_number: str | None
    on: date | None


OutcomeProfileEvent: TypeAlias = (
    OutcomeProfileCreated | OutcomeProfileAmended | BeneficiariesCounted | DisputeDated | OutcomeListedHigher
)
