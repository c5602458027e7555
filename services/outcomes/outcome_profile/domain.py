"""What is allowed with the profile of an outcome, and what follows."""

from dataclasses import dataclass
from datetime import date

from services.outcomes import profile_rules as rules
from services.outcomes.outcome_profile import commands as asked
from services.outcomes.outcome_profile.events import (
    BeneficiariesCounted,
    DisputeDated,
    MechanismParty,
    OutcomeListedHigher,
    OutcomeProfileAmended,
    OutcomeProfileCreated,
    OutcomeProfileEvent,
)
from services.outcomes.outcome_profile.state import OutcomeProfile

LEAST_PARTIES = 2


@dataclass(frozen=True, slots=True)
class ProfiledOutcome:
    """The outcome that the profile is of."""

    topic: str
    division: str
    organisation: str


@dataclass(frozen=True)
class Facts:
    """`outcome` is known to creating."""

    today: date
    outcome: ProfiledOutcome | None = None


def create_profile(
    profile: OutcomeProfile | None, command: asked.CreateOutcomeProfile, facts: Facts
) -> list[OutcomeProfileEvent]:
    assert facts.outcome is not None
    if profile is not None:
        raise rules.OutcomeIsProfiledAlready
    _check_parties(command.kind, command.parties)
    return [
        OutcomeProfileCreated(
            command.outcome_profile_id,
            command.outcome,
            facts.outcome.topic,
            facts.outcome.division,
            facts.outcome.organisation,
            command.kind,
            command.parties,
        )
    ]


def amend_profile(
    profile: OutcomeProfile, command: asked.AmendOutcomeProfile, facts: Facts
) -> list[OutcomeProfileEvent]:
    kind = command.kind or profile.kind
    parties = profile.parties if command.parties is None else command.parties
    if (kind, parties) == (profile.kind, profile.parties):
        raise rules.NothingOfTheProfileChanges
    _check_parties(kind, parties)
    return [OutcomeProfileAmended(command.outcome_profile_id, kind, parties)]


def _check_parties(kind: str, parties: tuple[MechanismParty, ...]) -> None:
    if any((one.organisation is None) == (one.name is None) for one in parties):
        raise rules.PartyIsAnOrganisationOrAName
    named = [(one.organisation, one.name) for one in parties]
    if len(set(named)) < len(named):
        raise rules.PartiesDiffer
    if kind == "mechanism" and len(parties) < LEAST_PARTIES:
        raise rules.AMechanismHasParties


def count_beneficiaries(
    profile: OutcomeProfile, command: asked.CountBeneficiaries, facts: Facts
) -> list[OutcomeProfileEvent]:
    if command.households is None and command.persons is None and command.units is None:
        raise rules.SomebodyBenefits
    on = _has_come(command.on, facts)
    return [
        BeneficiariesCounted(
            command.outcome_profile_id, command.households, command.persons, command.units, on, command.note
        )
    ]


def date_dispute(profile: OutcomeProfile, command: asked.DateDispute, facts: Facts) -> list[OutcomeProfileEvent]:
    since, settled_on = _has_come(command.since, facts), _has_come(command.settled_on, facts)
    if settled_on < since:
        raise rules.TheDisputeIsOlderThanItsEnd
    years = settled_on.year - since.year - ((settled_on.month, settled_on.day) < (since.month, since.day))
    return [DisputeDated(command.outcome_profile_id, since, settled_on, years, command.note)]


def list_higher(profile: OutcomeProfile, command: asked.ListOutcomeHigher, facts: Facts) -> list[OutcomeProfileEvent]:
    if command.on is not None:
        _has_come(command.on, facts)
    return [
        OutcomeListedHigher(
            command.outcome_profile_id, command.level, command.list_title, command.document_number, command.on
        )
    ]


def _has_come(day: date | None, facts: Facts) -> date:
    """Today where no day is said."""
    if day is not None and day > facts.today:
        raise rules.ProfileDayMustHaveCome(day.isoformat())
    return day or facts.today
