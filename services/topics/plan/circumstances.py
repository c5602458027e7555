"""The circumstances of a command: where a plan stands, what else matters."""

from datetime import timedelta

from infra.kernel.access.places import Place
from infra.kernel.base.clock import end_of_day
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import holder_named
from services.topics.copies import KnownDivision
from services.topics.plan import commands
from services.topics.plan.domain import Facts, TopicStanding, last_day_of
from services.topics.plan.events import Actual
from services.topics.plan.state import Plan, PlannedTopic
from services.topics.plan.succession_commands import HandOverPlan
from services.topics.topic.events import TopicRoundOpened
from services.topics.topic.lifecycle import TOPIC

CLOSES_AFTER = timedelta(days=30)
"""So long the office has for its own words; set by no policy, as a plan's period is not."""


def place(plan: Plan, record_id: str) -> Place:
    return Place(division=plan.drafted.division, council=plan.organisation)


def place_of_new(lookups: Lookups, plan: None, command: commands.DraftPlan) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, plan: Plan | None, command: object) -> Facts:
    match command:
        case commands.DraftPlan():
            if lookups.copy(KnownDivision, "division", command.division) is None:
                return Facts(division_exists=False)
            holder_named(lookups, "organisation", command.organisation, command.division)
            return Facts()
        case commands.PutTopic() | commands.AddTopicLate():
            return Facts(topic=lookups.pinned(TopicStanding, "topics", command.topic))
        case commands.ApprovePlan():
            assert plan is not None
            # Also who approves it when its period is over is given the days, from the entry.
            over = max(end_of_day(last_day_of(plan.drafted.period)), lookups.recorded_at)
            return Facts(closes_at=over + CLOSES_AFTER)
        case commands.ClosePlan():
            assert plan is not None
            return Facts(actual=tuple(_actual(lookups, planned) for planned in plan.topics))
        case HandOverPlan():
            assert plan is not None
            holder_named(lookups, "organisation", command.organisation, plan.drafted.division)
            return Facts()
        case _:
            return Facts()


def _actual(lookups: Lookups, planned: PlannedTopic) -> Actual:
    """A topic counts as consulted on from its first round on, whatever has become of it since."""
    topic = lookups.one(TopicStanding, "topics", planned.topic)
    assert topic is not None, f"no topic {planned.topic}, which was there when it was planned"
    consulted_at = lookups.first_time(TopicRoundOpened, TOPIC.stream_of(topic.id, None))
    return Actual(topic.id, planned.month, topic.state, consulted_at)
