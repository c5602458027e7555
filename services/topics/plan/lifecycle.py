"""Who may do what with a plan, from which state."""

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.topics.plan import commands as asked
from services.topics.plan import domain, schemas, succession
from services.topics.plan import events as happened
from services.topics.plan import succession_commands as succeeding
from services.topics.plan.circumstances import facts, place, place_of_new
from services.topics.plan.events import PlanEvent
from services.topics.plan.projections import row
from services.topics.plan.state import LABELS, State, due, evolve
from services.topics.rules import TopicsRuleBroken

OPEN = (State.DRAFTED, State.RETURNED, State.UNDER_REVIEW, State.APPROVED)


def of_no_plan_above(told: Fields) -> Fields:
    """Version 1 as it was: no plan was derived from another."""
    return {**told, "derived_from": None, "higher_title": None}


def of_no_item_above(told: Fields) -> Fields:
    """Version 1 as it was: no item broke down another."""
    return {**told, "higher_topic": None, "higher_title": None}


DRAFTED = EventType(happened.PlanDrafted, version=2, upcasters=((1, of_no_plan_above),))
PUT = EventType(happened.PlanTopicPut, version=2, upcasters=((1, of_no_item_above),))
ADDED_LATE = EventType(happened.PlanTopicAddedLate, version=2, upcasters=((1, of_no_item_above),))

# fmt: off
TABLE = (
    # 编制 drafting
    Row("draft", asked.DraftPlan, domain.draft_plan, schemas.Draft, ("OFF", "CHAIR", "LIA")),
    Row("put_topic", asked.PutTopic, domain.put_topic, schemas.PutTopic, ("OFF", "CHAIR", "LIA"), (State.DRAFTED, State.RETURNED)),
    Row("drop_topic", asked.DropTopic, domain.drop_topic, schemas.DropTopic, ("OFF", "CHAIR", "LIA"), (State.DRAFTED, State.RETURNED)),
    Row("submit", asked.SubmitPlan, domain.submit_plan, NOTHING, ("OFF", "CHAIR"), (State.DRAFTED, State.RETURNED)),
    # 批准 approval by the Party organisation
    Row("approve", asked.ApprovePlan, domain.approve_plan, schemas.Approve, ("PARTY",), (State.UNDER_REVIEW,)),
    Row("return_for_revision", asked.ReturnPlan, Records(happened.PlanReturned), REASON, ("PARTY",), (State.UNDER_REVIEW,)),
    # 增补 总结 additions, and the end
    Row("add_topic_late", asked.AddTopicLate, domain.add_topic_late, schemas.AddTopicLate, ("PARTY",), (State.APPROVED,)),
    Row("close", asked.ClosePlan, domain.close_plan, schemas.Close, ("OFF", "SYS"), (State.APPROVED,)),
    # 承接 移交 its organisation has ended
    Row("take_over", succeeding.TakeOverPlan, succession.take_over_plan, NOTHING, ("SYS",), OPEN),
    Row("note_left_alone", succeeding.NotePlanLeftAlone, succession.note_plan_left_alone, NOTHING, ("SYS",), OPEN),
    Row("hand_over", succeeding.HandOverPlan, succession.hand_over_plan, schemas.HandOver, ("OFF",), OPEN),
)
# fmt: on

PLAN = Lifecycle(
    name="plan",
    collection="plans",
    label="协商计划（年度、季度）",
    id_field="plan_id",
    events=events_of(PlanEvent, DRAFTED, PUT, ADDED_LATE),
    evolve=evolve,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=TopicsRuleBroken,
    due=due,
    names_topics=True,
    state_labels=LABELS,
)
