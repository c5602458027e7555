"""What is allowed, and what follows, when the organisation that a plan belongs to has ended."""

from services.topics.plan.events import PlanEvent
from services.topics.plan.state import Plan
from services.topics.plan.succession_commands import HandOverPlan, NotePlanLeftAlone, TakeOverPlan
from services.topics.plan.succession_events import PlanLeftAlone, PlanTakenOver
from services.topics.succession_rules import NoLongerItsHolder, OrganisationHasNotEnded


def take_over_plan(plan: Plan, command: TakeOverPlan, facts: object) -> list[PlanEvent]:
    if command.organisation != plan.organisation:
        raise NoLongerItsHolder
    return [PlanTakenOver(command.plan_id, command.organisation, command.successor)]


def note_plan_left_alone(plan: Plan, command: NotePlanLeftAlone, facts: object) -> list[PlanEvent]:
    if command.organisation != plan.organisation or plan.organisation_ended:
        raise NoLongerItsHolder
    return [PlanLeftAlone(command.plan_id, command.organisation)]


def hand_over_plan(plan: Plan, command: HandOverPlan, facts: object) -> list[PlanEvent]:
    """The new one was looked up with the facts."""
    if not plan.organisation_ended:
        raise OrganisationHasNotEnded
    return [PlanTakenOver(command.plan_id, plan.organisation, command.organisation, command.reason)]
