"""The circumstances of a command: where the profile of an outcome stands, and who its parties are."""

from datetime import UTC, datetime

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.ids import id_of
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import organisation_around
from services.outcomes.outcome.circumstances import outcome_named
from services.outcomes.outcome_profile import commands
from services.outcomes.outcome_profile.domain import Facts, ProfiledOutcome
from services.outcomes.outcome_profile.state import OutcomeProfile

NO_TIME_OF_ITS_OWN = datetime(2022, 1, 1, tzinfo=UTC)
"""What the id is made of, the outcome, says no time."""


def id_of_new(command: commands.CreateOutcomeProfile) -> str:
    """The same for the same outcome: so there is one profile of it, whoever writes at once."""
    return id_of(f"outcome-profile/{command.outcome}", NO_TIME_OF_ITS_OWN)


def place(profile: OutcomeProfile, outcome_profile_id: str) -> Place:
    return Place(profile.created.division, council=profile.created.organisation)


def place_of_new(lookups: Lookups, profile: OutcomeProfile | None, command: commands.CreateOutcomeProfile) -> Place:
    """It stands where its outcome does."""
    outcome = outcome_named(lookups, "outcome", command.outcome)
    return Place(outcome.division, council=outcome.organisation)


def facts(lookups: Lookups, profile: OutcomeProfile | None, command: commands.OutcomeProfileCommand) -> Facts:
    today = day_in_china(lookups.now)
    found = None
    if isinstance(command, commands.CreateOutcomeProfile):
        found = outcome_named(lookups, "outcome", command.outcome)
    if isinstance(command, commands.CreateOutcomeProfile | commands.AmendOutcomeProfile):
        here = found.division if found else profile.created.division if profile else ""
        before = {one.organisation for one in profile.parties} if profile else set()
        for one in command.parties or ():
            if one.organisation is not None and one.organisation not in before:
                organisation_around(lookups, "parties", one.organisation, here)
    if found is not None:
        return Facts(today, ProfiledOutcome(found.topic, found.division, found.organisation))
    return Facts(today)
