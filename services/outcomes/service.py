"""How outcomes and tasks are reached, and which news they follow."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeAlias

import msgspec

from infra.kernel.access.places import KnownOrganisation
from infra.kernel.base.clock import end_of_day
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.reactions import Copying, Reacting, mirrored
from infra.kernel.entrypoints import answering, rpc
from infra.kernel.entrypoints.service import EventSourcedService
from infra.kernel.lookups.holding import HOLDINGS, heir_of, is_over
from infra.kernel.lookups.named import ORGANISATION
from infra.kernel.news.copies_of_places import COPIES_OF_DIVISIONS
from infra.kernel.news.endings import follow_ended
from services.outcomes import calendar_news, copies, document_copies, meeting_days, reactions, reader_copies
from services.outcomes.case.lifecycle import CASE
from services.outcomes.contest.lifecycle import CONTEST
from services.outcomes.contest_entry.lifecycle import CONTEST_ENTRY
from services.outcomes.copies import KnownItem, KnownLinked, KnownMeeting, KnownTopic
from services.outcomes.covenant.lifecycle import COVENANT
from services.outcomes.document_copies import DOCUMENTS, KnownDocument
from services.outcomes.instruction.lifecycle import INSTRUCTION
from services.outcomes.measured_effect.lifecycle import MEASURED_EFFECT
from services.outcomes.meeting_days import MEETING_DAYS, KnownMeetingDay
from services.outcomes.outcome import events as outcome_events
from services.outcomes.outcome.circumstances import terms
from services.outcomes.outcome.domain import TaskTerms
from services.outcomes.outcome.lifecycle import OUTCOME
from services.outcomes.outcome_profile.lifecycle import OUTCOME_PROFILE
from services.outcomes.programme.lifecycle import PROGRAMME
from services.outcomes.project.lifecycle import PROJECT
from services.outcomes.reactions import HeldOutcome, LeftTask
from services.outcomes.reader_copies import PARTICIPATIONS, RAISED, KnownParticipation, KnownRaised
from services.outcomes.task import events as task_events
from services.outcomes.task.lifecycle import TASK
from services.outcomes.task.projections import TASK_ENDS, DatedTask, HandledTask, TaskSeen, tracked
from services.outcomes.task.state import RUNNING, State
from services.outcomes.telling.circumstances import words_to_tell
from services.outcomes.telling.lifecycle import TELLING
from services.outcomes.telling.projections import TellingOfSubmission
from services.outcomes.vote.lifecycle import VOTE

GivenOut: TypeAlias = (
    task_events.TaskAssigned | task_events.TaskReassigned | task_events.TaskCoHandlersChanged | task_events.TaskReopened
)


def link_news(event: type, keep: Callable[[Any, Any], KnownLinked | None]) -> Copying:
    return Copying("topics", event, keep, "linked", KnownLinked, "submission_id", "topic_id")


def item_news(event: type, keep: Callable[[Any, Any], KnownItem]) -> Copying:
    return Copying("meetings", event, keep, "item", KnownItem, "item_id", "topic_id")


def participation_news(event: type, keep: Callable[[Any, Any], KnownParticipation]) -> Copying:
    kept = "participation", KnownParticipation, "participant_id", "topic_id"
    return Copying("meetings", event, keep, *kept, line=PARTICIPATIONS)


def raised_news(event: type, keep: Callable[[Any, Any], KnownRaised]) -> Copying:
    return Copying("topics", event, keep, "raised", KnownRaised, "submission_id", "into", line=RAISED)


def document_news(event: type, keep: Callable[[Any, Any], KnownDocument], id_field: str) -> Copying:
    return Copying("topics", event, keep, "document", KnownDocument, id_field, line=DOCUMENTS)


def meeting_set(event: type) -> Copying:
    kept = "meeting_day", KnownMeetingDay, "meeting_id"
    return Copying("meetings", event, meeting_days.on_meeting_set, *kept, line=MEETING_DAYS)


COPIES = (
    *COPIES_OF_DIVISIONS,
    Copying("topics", copies.TopicDrafted, copies.on_topic_drafted, "topic", KnownTopic, "topic_id"),
    Copying(
        "topics", copies.TopicLinkedResultAdopted, copies.on_linked_result_adopted, "topic", KnownTopic, "topic_id"
    ),
    Copying("topics", copies.TopicTakenOver, copies.on_topic_taken_over, "topic", KnownTopic, "topic_id"),
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
    participation_news(reader_copies.ParticipantInvited, reader_copies.on_participant_invited),
    participation_news(reader_copies.ParticipantCheckedIn, reader_copies.on_attended),
    participation_news(reader_copies.AttendanceRecordedLate, reader_copies.on_attended),
    participation_news(reader_copies.CheckInWithdrawn, reader_copies.on_check_in_withdrawn),
    raised_news(reader_copies.SubmissionReceived, reader_copies.on_submission_received),
    raised_news(reader_copies.SubmissionMerged, reader_copies.on_submission_merged),
    raised_news(reader_copies.SubmissionUnmerged, reader_copies.on_submission_alone_again),
    raised_news(reader_copies.SubmissionReopened, reader_copies.on_submission_alone_again),
    raised_news(reader_copies.SubmissionCodeReissued, reader_copies.on_code_reissued),
    document_news(document_copies.BriefDrafted, document_copies.on_brief_drafted, "brief_id"),
    document_news(document_copies.ProposalDrafted, document_copies.on_proposal_drafted, "proposal_id"),
    meeting_set(meeting_days.MeetingScheduled),
    meeting_set(meeting_days.MeetingRescheduled),
)


def _left(lookups: Lookups, task: HandledTask, ended: set[str]) -> Iterator[LeftTask]:
    for one in (task.lead, *task.co_handlers):
        noted = task.lead_ended if one == task.lead else one in task.co_handlers_ended
        if one in ended and task.state not in TASK_ENDS and not noted:
            yield LeftTask(task.id, one, one == task.lead, heir_of(lookups, one))


def tasks_left(lookups: Lookups, event: reactions.OrganisationEnded) -> list[LeftTask]:
    """Also those that it was the heir of; those that it handled once and no longer are among those that name it."""
    ended = {event.organisation_id}
    named = lookups.shown(HandledTask, "tasks", naming=event.organisation_id)
    return [left for task in named for left in _left(lookups, task, ended)]


def task_left(lookups: Lookups, event: GivenOut) -> list[LeftTask]:
    task = lookups.one(HandledTask, "tasks", event.task_id)
    if task is None:
        return []
    ended = {one for one in (task.lead, *task.co_handlers) if is_over(lookups, one)}
    return list(_left(lookups, task, ended))


def of_its_topic(
    lookups: Lookups,
    event: reader_copies.ParticipantCheckedIn | reader_copies.AttendanceRecordedLate | copies.SubmissionLinkedToTopic,
) -> list[str]:
    return words_to_tell(lookups, event.topic_id)


def of_what_it_follows(lookups: Lookups, event: reader_copies.SubmissionMerged) -> list[str]:
    """The topic of the one that it was merged into, or of the one that that one follows."""
    into, passed = event.into, {event.submission_id}
    while into not in passed:
        passed.add(into)
        linked = lookups.copy(KnownLinked, "linked", into)
        if linked is not None and linked.linked:
            return words_to_tell(lookups, linked.topic_id)
        raised = lookups.copy(KnownRaised, "raised", into)
        into = raised.into if raised and raised.into else into
    return []


def outcomes_of(lookups: Lookups, event: copies.TopicTakenOver) -> list[HeldOutcome]:
    return lookups.shown(HeldOutcome, "outcomes", topic=event.topic_id)


def terms_of_today(lookups: Lookups, event: reactions.ProblemTaskMade) -> TaskTerms:
    return terms(lookups)


def topic_of(lookups: Lookups, event: outcome_events.OutcomeDrafted) -> KnownTopic | None:
    return lookups.copy(KnownTopic, "topic", event.topic_id)


def tasks_with_open_dates(lookups: Lookups, event: calendar_news.CalendarNotice) -> list[str]:
    """A notice may begin with days of the December before its year."""
    first = end_of_day(date(event.year - 1, 12, 1))
    running = [one for state in (*RUNNING, State.PAUSED) for one in lookups.in_state(DatedTask, "tasks", state)]
    return [one.id for one in running if one.overdue or (one.state == State.ASSIGNED and one.return_until >= first)]


LIFECYCLES = (
    *(OUTCOME, TASK, TELLING, INSTRUCTION, PROJECT, COVENANT, OUTCOME_PROFILE, MEASURED_EFFECT, PROGRAMME),
    *(CASE, CONTEST, CONTEST_ENTRY, VOTE),
)

REACTIONS = (
    Reacting("topics", copies.TopicTakenOver, reactions.on_topic_taken_over, outcomes_of),
    Reacting("outcomes", outcome_events.OutcomeDrafted, reactions.on_outcome_drafted, topic_of),
    Reacting("members", calendar_news.CalendarNoticeEntered, calendar_news.on_calendar_notice, tasks_with_open_dates),
    Reacting("members", calendar_news.CalendarNoticeAmended, calendar_news.on_calendar_notice, tasks_with_open_dates),
    Reacting("members", reactions.OrganisationEnded, reactions.on_organisation_ended, tasks_left, HOLDINGS),
    Reacting("members", reactions.ProblemTaskMade, reactions.on_problem_task_made, terms_of_today),
    Reacting("outcomes", task_events.TaskAssigned, reactions.on_task_given_out, task_left),
    Reacting("outcomes", task_events.TaskReassigned, reactions.on_task_given_out, task_left),
    Reacting("outcomes", task_events.TaskCoHandlersChanged, reactions.on_task_given_out, task_left),
    Reacting("outcomes", task_events.TaskReopened, reactions.on_task_given_out, task_left),
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
    Reacting("outcomes", outcome_events.OutcomeTold, reactions.on_outcome_told),
    Reacting("outcomes", outcome_events.OutcomeClosed, reactions.on_outcome_closed),
    Reacting("topics", copies.SubmissionLinkedToTopic, reactions.on_somebody_to_tell, of_its_topic),
    Reacting("topics", reader_copies.SubmissionMerged, reactions.on_somebody_to_tell, of_what_it_follows, RAISED),
    Reacting(
        "meetings", reader_copies.ParticipantCheckedIn, reactions.on_somebody_to_tell, of_its_topic, PARTICIPATIONS
    ),
    Reacting(
        "meetings", reader_copies.AttendanceRecordedLate, reactions.on_somebody_to_tell, of_its_topic, PARTICIPATIONS
    ),
    follow_ended(*LIFECYCLES),
)


def _name(lookups: Lookups, organisation: str) -> str:
    known = lookups.copy(KnownOrganisation, ORGANISATION, organisation)
    return known.name if known else ""


class OutcomesService(EventSourcedService):
    """Outcomes of consultations and the tasks that carry them out; cases that tell of them, and contests of cases."""

    name = "outcomes"
    lifecycles = LIFECYCLES
    copies = COPIES
    reactions = REACTIONS

    @rpc
    @answering
    def tracked_tasks(self, payload: Any) -> Any:
        """The tasks of a topic, for the page of a tracking code; the gateway asks only for a topic that the code led to."""
        lookups = self.runtime.lookups_at(self.runtime.clock.now())
        tasks = lookups.shown(TaskSeen, "tasks", topic=payload["topic"])
        return {"tasks": [msgspec.to_builtins(tracked(task, _name(lookups, task.lead))) for task in tasks]}

    @rpc
    @answering
    def tellings_of_submission(self, payload: Any) -> Any:
        """What its submitter was told of outcomes, for the page of its tracking code; the gateway asks only with that."""
        lookups = self.runtime.lookups_at(self.runtime.clock.now())
        told = lookups.shown(TellingOfSubmission, "tellings", naming=payload["submission"])
        return {"tellings": [msgspec.to_builtins(one) for one in told]}
