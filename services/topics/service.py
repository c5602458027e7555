"""How submissions, topics and screening lists are reached, and which news they follow."""

from collections.abc import Callable
from typing import Any

import msgspec

from infra.kernel.entrypoints import answering, rpc
from infra.kernel.ids import digest
from infra.kernel.lifecycle import Reader
from infra.kernel.problems import NotFound
from infra.kernel.reactions import Copying, Reacting
from infra.kernel.service import EventSourcedService
from services.topics import facts, reactions
from services.topics.known import meetings, outcomes, tasks
from services.topics.known.divisions import DivisionsLoaded, on_divisions_loaded
from services.topics.known.meetings import KnownMeeting
from services.topics.known.outcomes import KnownOutcome, OutcomeState
from services.topics.known.own import MergedSubmission, SeenTopic, on_submission_merged
from services.topics.known.tasks import KnownTask, TaskState
from services.topics.screening_list.lifecycle import SCREENING_LIST
from services.topics.submission import events as submission_events
from services.topics.submission.lifecycle import SUBMISSION
from services.topics.submission.projections import Tracked, TrackedSubmission, tracked
from services.topics.topic import events as topic_events
from services.topics.topic.lifecycle import TOPIC


def meeting_news(event: type, keep: Callable[[Any, Any], KnownMeeting]) -> Copying:
    return Copying("meetings", event, keep, "meeting", KnownMeeting, "meeting_id", parent_field="topic_id")


def outcome_news(event: type, keep: Callable[[Any, Any], KnownOutcome]) -> Copying:
    return Copying("outcomes", event, keep, "outcome", KnownOutcome, "outcome_id", parent_field="topic_id")


def task_news(event: type, keep: Callable[[Any, Any], KnownTask]) -> Copying:
    return Copying("outcomes", event, keep, "task", KnownTask, "task_id", parent_field="topic_id")


COPIES = (
    Copying("members", DivisionsLoaded, kind="division", many=on_divisions_loaded),
    Copying(
        "topics",
        submission_events.SubmissionMerged,
        on_submission_merged,
        "merged",
        MergedSubmission,
        "submission_id",
        "into",
    ),
    meeting_news(meetings.MeetingPlanned, meetings.on_meeting_planned),
    meeting_news(meetings.MeetingEnded, meetings.on_meeting_ended),
    meeting_news(meetings.MeetingCancelled, meetings.on_meeting_cancelled),
    meeting_news(meetings.ParticipantCheckedIn, meetings.on_participant_checked_in),
    meeting_news(meetings.ConsensusItemAgreed, meetings.on_consensus_item_agreed),
    meeting_news(meetings.ConsensusItemAgreedWithReservation, meetings.on_consensus_item_agreed),
    meeting_news(meetings.ConsensusItemSuperseded, meetings.on_consensus_item_superseded),
    outcome_news(outcomes.OutcomeDrafted, outcomes.on_outcome_drafted),
    outcome_news(outcomes.OutcomeSubmitted, outcomes.outcome_becomes(OutcomeState.UNDER_REVIEW)),
    outcome_news(outcomes.OutcomeResubmitted, outcomes.outcome_becomes(OutcomeState.UNDER_REVIEW)),
    outcome_news(outcomes.OutcomeReturned, outcomes.outcome_becomes(OutcomeState.RETURNED)),
    outcome_news(outcomes.OutcomeApproved, outcomes.outcome_becomes(OutcomeState.APPROVED)),
    outcome_news(outcomes.OutcomeDeclined, outcomes.on_outcome_declined),
    outcome_news(outcomes.OutcomeConverted, outcomes.on_outcome_converted),
    outcome_news(outcomes.OutcomeDecomposed, outcomes.outcome_becomes(OutcomeState.DECOMPOSED)),
    outcome_news(outcomes.OutcomeDispatched, outcomes.outcome_becomes(OutcomeState.DISPATCHED)),
    outcome_news(outcomes.OutcomeStarted, outcomes.outcome_becomes(OutcomeState.IN_PROGRESS)),
    outcome_news(outcomes.OutcomeReworkStarted, outcomes.outcome_becomes(OutcomeState.IN_PROGRESS)),
    outcome_news(outcomes.OutcomeAllReplied, outcomes.outcome_becomes(OutcomeState.ALL_REPLIED)),
    outcome_news(outcomes.OutcomeVerificationStarted, outcomes.outcome_becomes(OutcomeState.VERIFYING)),
    outcome_news(outcomes.OutcomeSentBack, outcomes.outcome_becomes(OutcomeState.IN_PROGRESS)),
    outcome_news(outcomes.OutcomeFedBack, outcomes.on_outcome_fed_back),
    outcome_news(outcomes.OutcomePublicised, outcomes.outcome_becomes(OutcomeState.PUBLICISED)),
    outcome_news(outcomes.OutcomeTracked, outcomes.outcome_becomes(OutcomeState.TRACKED)),
    outcome_news(outcomes.OutcomeProgressNoted, outcomes.outcome_becomes(OutcomeState.IN_PROGRESS)),
    outcome_news(outcomes.OutcomeClosed, outcomes.outcome_becomes(OutcomeState.CLOSED)),
    outcome_news(outcomes.OutcomeReopened, outcomes.outcome_becomes(OutcomeState.IN_PROGRESS)),
    task_news(tasks.TaskAssigned, tasks.on_task_assigned),
    task_news(tasks.TaskSigned, tasks.task_becomes(TaskState.SIGNED)),
    task_news(tasks.TaskReturnRequested, tasks.task_becomes(TaskState.RETURN_REQUESTED)),
    task_news(tasks.TaskReassigned, tasks.task_becomes(TaskState.ASSIGNED)),
    task_news(tasks.TaskReturnDenied, tasks.task_becomes(TaskState.SIGNED)),
    task_news(tasks.TaskStarted, tasks.task_becomes(TaskState.HANDLING)),
    task_news(tasks.TaskCoHandlersAsked, tasks.on_task_co_handlers_asked),
    task_news(tasks.TaskCoOpinionGiven, tasks.on_task_co_opinion_given),
    task_news(tasks.TaskCoHandlersTimedOut, tasks.task_becomes(TaskState.HANDLING)),
    task_news(tasks.TaskPaused, tasks.task_becomes(TaskState.PAUSED)),
    task_news(tasks.TaskResumed, tasks.task_becomes(TaskState.HANDLING)),
    task_news(tasks.TaskExtensionRequested, tasks.task_becomes(TaskState.EXTENSION_REQUESTED)),
    task_news(tasks.TaskExtended, tasks.task_becomes(TaskState.HANDLING)),
    task_news(tasks.TaskExtensionDenied, tasks.task_becomes(TaskState.HANDLING)),
    task_news(tasks.TaskReplyDrafted, tasks.task_becomes(TaskState.REPLY_DRAFTED)),
    task_news(tasks.TaskReplySubmitted, tasks.task_becomes(TaskState.REPLY_REVIEW)),
    task_news(tasks.TaskReplySentBack, tasks.task_becomes(TaskState.REPLY_DRAFTED)),
    task_news(tasks.TaskReplied, tasks.task_becomes(TaskState.RATING_OPEN)),
    task_news(tasks.TaskDone, tasks.task_becomes(TaskState.DONE)),
    task_news(tasks.TaskTracked, tasks.task_becomes(TaskState.TRACKING)),
    task_news(tasks.TaskReworkDemanded, tasks.task_becomes(TaskState.REWORK)),
    task_news(tasks.TaskDoneDissatisfied, tasks.task_becomes(TaskState.DONE)),
    task_news(tasks.TaskRestarted, tasks.task_becomes(TaskState.HANDLING)),
    task_news(tasks.TaskProgressReported, tasks.task_becomes(TaskState.REPLY_DRAFTED)),
    task_news(tasks.TaskReopened, tasks.task_becomes(TaskState.HANDLING)),
    task_news(tasks.TaskCancelled, tasks.task_becomes(TaskState.CANCELLED)),
)

REACTIONS = (
    Reacting("topics", submission_events.SubmissionLinkedToTopic, reactions.on_submission_linked_to_topic),
    Reacting("topics", submission_events.SubmissionAnswered, reactions.on_submission_answered, facts.followers),
    Reacting("topics", submission_events.SubmissionRejected, reactions.on_submission_refused, facts.followers),
    Reacting("topics", submission_events.SubmissionAppealDismissed, reactions.on_submission_refused, facts.followers),
    Reacting("topics", submission_events.SubmissionClosed, reactions.on_submission_closed, facts.followers),
    Reacting("topics", submission_events.SubmissionWithdrawn, reactions.on_submission_gone, facts.followers),
    Reacting("topics", submission_events.SubmissionLapsed, reactions.on_submission_gone, facts.followers),
    Reacting("topics", topic_events.TopicConcluded, reactions.on_topic_concluded, facts.outcomes_of_topic),
    Reacting("topics", topic_events.TopicClosed, reactions.on_topic_closed, facts.ended_topic),
    Reacting("topics", topic_events.TopicClosedConverted, reactions.on_topic_closed_converted, facts.ended_topic),
    Reacting("topics", topic_events.TopicClosedNotAdopted, reactions.on_topic_ended_with_reason, facts.ended_topic),
    Reacting("topics", topic_events.TopicClosedWithoutOutcome, reactions.on_topic_ended_with_reason, facts.ended_topic),
    Reacting("topics", topic_events.TopicDisapproved, reactions.on_topic_ended_with_reason, facts.ended_topic),
    Reacting("topics", topic_events.TopicDiscontinued, reactions.on_topic_discontinued, facts.ended_topic),
    Reacting("topics", topic_events.TopicRuledOut, reactions.on_topic_turned_away, facts.ended_topic),
    Reacting("topics", topic_events.TopicReferred, reactions.on_topic_turned_away, facts.ended_topic),
    Reacting("outcomes", outcomes.OutcomeSubmitted, reactions.on_outcome_submitted),
    Reacting("outcomes", outcomes.OutcomeResubmitted, reactions.on_outcome_resubmitted),
    Reacting("outcomes", outcomes.OutcomeApproved, reactions.on_outcome_approved),
    Reacting("outcomes", outcomes.OutcomeDeclined, reactions.on_outcome_ended, facts.outcomes_of_topic),
    Reacting("outcomes", outcomes.OutcomeConverted, reactions.on_outcome_ended, facts.outcomes_of_topic),
    Reacting("outcomes", outcomes.OutcomeClosed, reactions.on_outcome_ended, facts.outcomes_of_topic),
)


class TopicsService(EventSourcedService):
    """What people raise, and the topics that come of it."""

    name = "topics"
    lifecycles = (SUBMISSION, TOPIC, SCREENING_LIST)
    copies = COPIES
    reactions = REACTIONS

    @rpc
    @answering
    def track(self, payload: Any) -> Any:
        """The submission behind a tracking code, and where it went; the code is all it needs."""
        runtime = self.runtime
        submission_id = runtime.records.behind_code("submissions", digest(payload["tracking_code"]))
        found = self.tracked(runtime.lookups.reader(runtime.clock.now()), submission_id) if submission_id else None
        if found is None:
            raise NotFound("没有这个查询码 There is no such tracking code")
        own, followed = msgspec.to_builtins(found.submission), msgspec.to_builtins(found)
        del followed["submission"]
        return {**runtime.personal.opened(own, f"submission-{submission_id}"), **followed}

    def tracked(self, reader: Reader, submission_id: str) -> Tracked | None:
        """Where a submission went, for whoever holds its tracking code."""
        submission = reader.one(TrackedSubmission, "submissions", submission_id)
        if submission is None:
            return None
        if submission.topic is None:
            return tracked(submission, None, (), ())
        return tracked(
            submission,
            reader.one(SeenTopic, "topics", submission.topic),
            reader.copies(KnownOutcome, "outcome", submission.topic),
            reader.copies(KnownTask, "task", submission.topic),
        )
