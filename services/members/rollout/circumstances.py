"""The circumstances of a command: where a roll-out stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.membership.domain import SeenBody
from services.members.organisation.circumstances import AnyRecordShown, division_of
from services.members.rollout.commands import BeginRollout, RolloutCommand
from services.members.rollout.domain import Facts
from services.members.rollout.state import Rollout


def place(rollout: Rollout, rollout_id: str) -> Place:
    return Place(division=rollout.division, council=rollout.organisation)


def place_of_new(lookups: Lookups, rollout: None, command: BeginRollout) -> Place:
    return Place(division=division_of(lookups, command.organisation), council=command.organisation)


def facts(lookups: Lookups, rollout: Rollout | None, command: RolloutCommand) -> Facts:
    entered_on = day_in_china(lookups.recorded_at)
    if not isinstance(command, BeginRollout):
        assert rollout is not None
        return Facts(entered_on, lookups.pinned(SeenBody, "organisations", rollout.organisation))
    # Pinned: of two that begin one at once, the second is refused.
    known = lookups.pinned_that_name(AnyRecordShown, "rollouts", command.organisation)
    return Facts(
        entered_on,
        lookups.pinned(SeenBody, "organisations", command.organisation),
        any(one.state != "ended" for one in known),
    )
