"""What is allowed with the roll-out in an organisation, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.body_rules import RolloutIsOnRecordAlready, StageFollowsTheOneBefore, StageMustHaveBeenReached
from services.members.membership.domain import SeenBody
from services.members.rollout import commands as asked
from services.members.rollout import events as happened
from services.members.rollout.events import RolloutEvent
from services.members.rollout.state import Rollout
from services.members.rules import OrganisationMustBeActive


@dataclass(frozen=True, slots=True)
class Facts:
    """`on_record` is whether the organisation has one that has not ended."""

    entered_on: date
    body: SeenBody | None = None
    on_record: bool = False


def begin_rollout(_: None, command: asked.BeginRollout, facts: Facts) -> list[RolloutEvent]:
    body = active(facts)
    check_day(command.on, None, facts)
    if facts.on_record:
        raise RolloutIsOnRecordAlready
    return [
        happened.RolloutBegun(
            command.rollout_id, command.organisation, body.division, command.stage, command.on, command.note
        )
    ]


def expand_rollout(rollout: Rollout, command: asked.ExpandRollout, facts: Facts) -> list[RolloutEvent]:
    active(facts)
    check_day(command.on, rollout, facts)
    return [happened.RolloutExpanded(command.rollout_id, command.on, command.note)]


def complete_rollout(rollout: Rollout, command: asked.CompleteRollout, facts: Facts) -> list[RolloutEvent]:
    active(facts)
    check_day(command.on, rollout, facts)
    return [happened.RolloutCompleted(command.rollout_id, command.on, command.note)]


def review_rollout(_: Rollout, command: asked.ReviewRollout, facts: Facts) -> list[RolloutEvent]:
    active(facts)
    check_day(command.on, None, facts)
    return [happened.RolloutReviewed(command.rollout_id, command.on, command.place, command.text)]


def active(facts: Facts) -> SeenBody:
    if facts.body is None or facts.body.state != "active":
        raise OrganisationMustBeActive
    return facts.body


def check_day(day: date, rollout: Rollout | None, facts: Facts) -> None:
    if day > facts.entered_on:
        raise StageMustHaveBeenReached
    if rollout is not None and day < rollout.stages[-1].on:
        raise StageFollowsTheOneBefore(rollout.stages[-1].on.isoformat())
