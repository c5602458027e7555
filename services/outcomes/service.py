"""How outcomes and tasks are reached, and which news they follow."""

from collections.abc import Callable
from typing import Any

from infra.kernel.reactions import Copying, Reacting
from infra.kernel.service import EventSourcedService
from services.outcomes import news, reactions
from services.outcomes.outcome import events as outcome_events
from services.outcomes.outcome.domain import KnownItem, KnownMeeting, KnownTopic
from services.outcomes.outcome.lifecycle import OUTCOME
from services.outcomes.task import events as task_events
from services.outcomes.task import reply_events
from services.outcomes.task.domain import KnownLinked
from services.outcomes.task.lifecycle import TASK


def topic_news(event: type, keep: Callable[[Any, Any], KnownTopic]) -> Copying:
    return Copying("topics", event, keep, kind="topic", into=KnownTopic, id_field="topic_id")


def submission_news(event: type, keep: Callable[[Any, Any], KnownLinked]) -> Copying:
    return Copying(
        "topics", event, keep, kind="linked", into=KnownLinked, id_field="submission_id", parent_field="topic_id"
    )


def meeting_news(event: type, keep: Callable[[Any, Any], KnownMeeting]) -> Copying:
    return Copying(
        "meetings", event, keep, kind="meeting", into=KnownMeeting, id_field="meeting_id", parent_field="topic_id"
    )


def item_news(event: type, keep: Callable[[Any, Any], KnownItem]) -> Copying:
    return Copying("meetings", event, keep, kind="item", into=KnownItem, id_field="item_id", parent_field="topic_id")


COPIES = (
    topic_news(news.TopicDrafted, reactions.on_topic_drafted),
    topic_news(news.TopicConcluded, reactions.on_topic_concluded),
    topic_news(news.TopicLinkedResultAdopted, reactions.on_topic_concluded),
    topic_news(news.TopicOutcomeTakenUp, reactions.on_topic_concluded),
    topic_news(news.TopicConsultationReopened, reactions.on_topic_no_longer_concluded),
    topic_news(news.TopicClosed, reactions.on_topic_no_longer_concluded),
    topic_news(news.TopicClosedWithoutOutcome, reactions.on_topic_no_longer_concluded),
    topic_news(news.TopicClosedNotAdopted, reactions.on_topic_no_longer_concluded),
    topic_news(news.TopicClosedConverted, reactions.on_topic_no_longer_concluded),
    submission_news(news.SubmissionLinkedToTopic, reactions.on_submission_linked),
    submission_news(news.SubmissionUnlinked, reactions.on_submission_unlinked),
    meeting_news(news.MeetingPlanned, reactions.on_meeting_planned),
    meeting_news(news.MinutesSigned, reactions.on_minutes_signed),
    item_news(news.ConsensusItemAgreed, reactions.on_item_agreed),
    item_news(news.ConsensusItemAgreedWithReservation, reactions.on_item_agreed),
    item_news(news.ConsensusItemNotAgreed, reactions.on_item_not_agreed),
    item_news(news.ConsensusItemSuperseded, reactions.on_item_superseded),
)

REACTIONS = (
    Reacting("outcomes", task_events.TaskSigned, reactions.on_task_taken_on),
    Reacting("outcomes", task_events.TaskReturnDenied, reactions.on_task_taken_on),
    Reacting("outcomes", task_events.TaskCancelled, reactions.on_task_settled),
    Reacting("outcomes", reply_events.TaskReplied, reactions.on_task_settled),
    Reacting("outcomes", reply_events.TaskReworkDemanded, reactions.on_task_handled_again),
    Reacting("outcomes", reply_events.TaskReopened, reactions.on_task_handled_again),
    Reacting("outcomes", reply_events.TaskProgressReported, reactions.on_task_progress_reported),
    Reacting("outcomes", reply_events.TaskTracked, reactions.on_task_tracked),
    Reacting("outcomes", reply_events.TaskDone, reactions.on_task_done),
    Reacting("outcomes", reply_events.TaskDoneDissatisfied, reactions.on_task_done),
    Reacting("outcomes", outcome_events.OutcomeStarted, reactions.on_entering_in_progress),
    Reacting("outcomes", outcome_events.OutcomeReworkStarted, reactions.on_entering_in_progress),
    Reacting("outcomes", outcome_events.OutcomeSentBack, reactions.on_entering_in_progress),
    Reacting("outcomes", outcome_events.OutcomeProgressNoted, reactions.on_entering_in_progress),
    Reacting("outcomes", outcome_events.OutcomeReopened, reactions.on_entering_in_progress),
    Reacting("outcomes", outcome_events.OutcomePublicised, reactions.on_publicised),
)


class OutcomesService(EventSourcedService):
    """Outcomes of consultations and the tasks that carry them out."""

    name = "outcomes"
    lifecycles = (OUTCOME, TASK)
    copies = COPIES
    reactions = REACTIONS
