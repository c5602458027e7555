"""How outcomes and tasks are reached, and which news they follow."""

from collections.abc import Callable
from typing import Any

import msgspec

from infra.kernel.access.places import KnownOrganisation
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.reactions import Copying, Reacting, mirrored
from infra.kernel.entrypoints import answering, rpc
from infra.kernel.entrypoints.service import EventSourcedService
from infra.kernel.lookups.named import ORGANISATION
from services.outcomes import copies, reactions
from services.outcomes.copies import KnownItem, KnownLinked, KnownMeeting, KnownTopic
from services.outcomes.outcome import events as outcome_events
from services.outcomes.outcome.lifecycle import OUTCOME
from services.outcomes.task import events as task_events
from services.outcomes.task.lifecycle import TASK
from services.outcomes.task.projections import TaskSeen, tracked


def link_news(event: type, keep: Callable[[Any, Any], KnownLinked | None]) -> Copying:
    return Copying("topics", event, keep, "linked", KnownLinked, "submission_id", "topic_id")


def item_news(event: type, keep: Callable[[Any, Any], KnownItem]) -> Copying:
    return Copying("meetings", event, keep, "item", KnownItem, "item_id", "topic_id")


COPIES = (
    Copying("topics", copies.TopicDrafted, copies.on_topic_drafted, "topic", KnownTopic, "topic_id"),
    Copying(
        "topics", copies.TopicLinkedResultAdopted, copies.on_linked_result_adopted, "topic", KnownTopic, "topic_id"
    ),
    *mirrored("topics", "topic", KnownTopic, "topic_id", copies.TOPIC_CONCLUDED, field="concluded"),
    link_news(copies.SubmissionLinkedToTopic, copies.on_submission_linked),
    link_news(copies.SubmissionUnlinked, copies.on_submission_let_go),
    link_news(copies.SubmissionReopened, copies.on_submission_let_go),
    link_news(copies.SubmissionCodeReissued, copies.on_code_reissued),
    Copying(
        "meetings", copies.MeetingPlanned, copies.on_meeting_planned, "meeting", KnownMeeting, "meeting_id", "topic_id"
    ),
    *mirrored(
        "meetings",
        "meeting",
        KnownMeeting,
        "meeting_id",
        {"MinutesSigned": True},
        field="minutes_signed",
        parent_field="topic_id",
    ),
    item_news(copies.ConsensusItemAgreed, copies.on_item_agreed),
    item_news(copies.ConsensusItemAgreedWithReservation, copies.on_item_agreed),
    item_news(copies.ConsensusItemNotAgreed, copies.on_item_not_agreed),
    item_news(copies.ConsensusItemCarriedOver, copies.on_item_not_agreed),
    *mirrored(
        "meetings",
        "item",
        KnownItem,
        "item_id",
        {"ConsensusItemSuperseded": False},
        field="agreed",
        parent_field="topic_id",
    ),
)

REACTIONS = (
    Reacting("outcomes", task_events.TaskSigned, reactions.on_task_taken_on),
    Reacting("outcomes", task_events.TaskReturnDenied, reactions.on_task_taken_on),
    Reacting("outcomes", task_events.TaskCancelled, reactions.on_task_settled),
    Reacting("outcomes", task_events.TaskReplied, reactions.on_task_settled),
    Reacting("outcomes", task_events.TaskReworkDemanded, reactions.on_task_handled_again),
    Reacting("outcomes", task_events.TaskReopened, reactions.on_task_handled_again),
    Reacting("outcomes", task_events.TaskProgressReported, reactions.on_task_progress_reported),
    Reacting("outcomes", task_events.TaskTracked, reactions.on_task_tracked),
    Reacting("outcomes", task_events.TaskDone, reactions.on_task_done),
    Reacting("outcomes", task_events.TaskDoneDissatisfied, reactions.on_task_done),
    Reacting("outcomes", outcome_events.OutcomeStarted, reactions.on_entering_in_progress),
    Reacting("outcomes", outcome_events.OutcomeReworkStarted, reactions.on_entering_in_progress),
    Reacting("outcomes", outcome_events.OutcomeSentBack, reactions.on_entering_in_progress),
    Reacting("outcomes", outcome_events.OutcomeProgressNoted, reactions.on_entering_in_progress),
    Reacting("outcomes", outcome_events.OutcomeReopened, reactions.on_entering_in_progress),
    Reacting("outcomes", outcome_events.OutcomePublicised, reactions.on_publicised),
)


def _name(lookups: Lookups, organisation: str) -> str:
    known = lookups.copy(KnownOrganisation, ORGANISATION, organisation)
    return known.name if known else ""


class OutcomesService(EventSourcedService):
    """Outcomes of consultations and the tasks that carry them out."""

    name = "outcomes"
    lifecycles = (OUTCOME, TASK)
    copies = COPIES
    reactions = REACTIONS

    @rpc
    @answering
    def tracked_tasks(self, payload: Any) -> Any:
        """The tasks of a topic, for the page of a tracking code; the gateway asks only for a topic that the code led to."""
        lookups = self.runtime.lookups_at(self.runtime.clock.now())
        tasks = lookups.shown(TaskSeen, "tasks", topic=payload["topic"])
        return {"tasks": [msgspec.to_builtins(tracked(task, _name(lookups, task.lead))) for task in tasks]}
