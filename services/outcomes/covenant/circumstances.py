"""The circumstances of a command: where a covenant stands, and the outcome that it came of."""

from dataclasses import dataclass

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.outcomes.covenant import commands
from services.outcomes.covenant.domain import CameOf, Facts
from services.outcomes.covenant.state import Covenant, State
from services.outcomes.outcome.circumstances import outcome_named
from services.outcomes.outcome.state import Conversion


@dataclass(frozen=True)
class ConvertedOutcome:
    """What an outcome became, as its row has it."""

    conversion: Conversion | None


@dataclass(frozen=True)
class WrittenCovenant:
    """How far a covenant came, as its row has it."""

    state: str


def place(covenant: Covenant, covenant_id: str) -> Place:
    return Place(covenant.drafted.division, council=covenant.drafted.organisation)


def place_of_new(lookups: Lookups, covenant: None, command: commands.DraftCovenant) -> Place:
    """It stands where its outcome does."""
    outcome = outcome_named(lookups, "outcome", command.outcome)
    return Place(outcome.division, council=outcome.organisation)


def facts(lookups: Lookups, covenant: Covenant | None, command: commands.CovenantCommand) -> Facts:
    today = day_in_china(lookups.now)
    if not isinstance(command, commands.DraftCovenant):
        return Facts(today)
    found = outcome_named(lookups, "outcome", command.outcome)
    became = lookups.one(ConvertedOutcome, "outcomes", command.outcome)
    into = became.conversion.into if became and became.conversion else None
    written = lookups.shown(WrittenCovenant, "covenants", outcome=command.outcome)
    has_one = any(one.state in (State.DRAFTED, State.IN_FORCE) for one in written)
    return Facts(today, CameOf(found.state, into, found.topic, found.division, found.organisation, has_one))
