"""How submissions, topics, plans, what goes up and what they cite are reached, and which news they follow."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, TypeAlias

import msgspec

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.clock import end_of_day, stamp
from infra.kernel.base.ids import digest
from infra.kernel.base.problems import NotFound
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.reactions import Copying, Reacting, mirrored
from infra.kernel.entrypoints import answering, rpc
from infra.kernel.entrypoints.service import EventSourcedService
from infra.kernel.lookups.holding import HOLDINGS, Left, heir_of, left_alone, left_by
from infra.kernel.news.copies_of_places import COPIES_OF_VENUES
from infra.kernel.news.endings import follow_ended
from services.topics import calendar_news, copies, outcome_copies, outcome_reactions, reactions, succession_reactions
from services.topics.brief.lifecycle import BRIEF
from services.topics.copies import KnownMeeting, KnownRuleText, MergedSubmission
from services.topics.known_members import MEMBER_ACTIVE, KnownMember, MemberAdmitted, on_member_admitted
from services.topics.outcome_copies import KnownOutcome, KnownTask, OutcomeConverted, OutcomeDeclined
from services.topics.outcome_reactions import OutcomeClosed
from services.topics.plan.lifecycle import PLAN
from services.topics.proposal.lifecycle import PROPOSAL
from services.topics.proposal.state import HANDLED, DatedProposal, HandledProposal
from services.topics.reactions import EndedTopic, EndedWithoutResult, EndedWithReason, MergedTopic
from services.topics.residents_words import residents_words
from services.topics.rule_citation.lifecycle import RULE_CITATION
from services.topics.scoring.lifecycle import SCORING
from services.topics.screening_list.lifecycle import SCREENING_LIST
from services.topics.submission import events as submission_events
from services.topics.submission.events import SubmissionEvent
from services.topics.submission.lifecycle import SUBMISSION
from services.topics.submission.state import SeenSubmission
from services.topics.topic import events as topic_events
from services.topics.topic import side_events
from services.topics.topic.events import (
    TopicClosed,
    TopicClosedConverted,
    TopicConcluded,
    TopicDiscontinued,
    TopicReferred,
    TopicRuledOut,
)
from services.topics.topic.lifecycle import TOPIC
from services.topics.topic.seen import OpenNotice, PassedOn, SeenTopic, leading_topic
from services.topics.topic.side_events import TopicDelegated, TopicEscalated, TopicLinkedResultAdopted, TopicMerged
from services.topics.tracking import how_it_went, where_it_went


def meeting_news(event: type, keep: Callable[[Any, Any], KnownMeeting]) -> Copying:
    return Copying("meetings", event, keep, "meeting", KnownMeeting, "meeting_id", "topic_id")


def outcome_news(event: type, keep: Callable[[Any, Any], KnownOutcome]) -> Copying:
    return Copying("outcomes", event, keep, "outcome", KnownOutcome, "outcome_id", "topic_id")


def task_news(event: type, keep: Callable[[Any, Any], KnownTask]) -> Copying:
    return Copying("outcomes", event, keep, "task", KnownTask, "task_id", "topic_id")


def rule_news(event: type, keep: Callable[[Any, Any], KnownRuleText]) -> Copying:
    return Copying("members", event, keep, "rule_text", KnownRuleText, "rule_text_id")


COPIES = (
    *COPIES_OF_VENUES,
    Copying("members", copies.DivisionsLoaded, kind="division", many=copies.on_divisions_loaded),
    Copying("members", copies.DivisionRenamed, kind="division", many=copies.on_division_changed),
    Copying("members", copies.DivisionMoved, kind="division", many=copies.on_division_changed),
    Copying("members", MemberAdmitted, on_member_admitted, "member", KnownMember, "member_id"),
    rule_news(copies.RuleTextIssued, copies.on_rule_text_issued),
    rule_news(copies.RuleTextRevised, copies.on_rule_text_revised),
    rule_news(copies.RuleTextRepealed, copies.on_rule_text_repealed),
    *mirrored("members", "member", KnownMember, "member_id", MEMBER_ACTIVE, field="active"),
    Copying(
        "topics",
        submission_events.SubmissionMerged,
        copies.on_submission_merged,
        "merged",
        MergedSubmission,
        "submission_id",
        "into",
    ),
    meeting_news(copies.MeetingPlanned, copies.on_meeting_planned),
    meeting_news(copies.ParticipantCheckedIn, copies.on_participant_checked_in),
    meeting_news(copies.CheckInWithdrawn, copies.on_check_in_withdrawn),
    meeting_news(copies.ConsensusItemAgreed, copies.on_consensus_item_agreed),
    meeting_news(copies.ConsensusItemAgreedWithReservation, copies.on_consensus_item_agreed),
    meeting_news(copies.ConsensusItemSuperseded, copies.on_consensus_item_superseded),
    *mirrored("meetings", "meeting", KnownMeeting, "meeting_id", copies.MEETING_STATES, parent_field="topic_id"),
    outcome_news(outcome_copies.OutcomeDrafted, outcome_copies.on_outcome_drafted),
    outcome_news(outcome_copies.OutcomeDeclined, outcome_copies.on_outcome_declined),
    outcome_news(outcome_copies.OutcomeConverted, outcome_copies.on_outcome_converted),
    outcome_news(outcome_copies.OutcomeFedBack, outcome_copies.on_outcome_fed_back),
    outcome_news(outcome_copies.OutcomeRevised, outcome_copies.on_outcome_revised),
    outcome_news(outcome_copies.OutcomeClosed, outcome_copies.on_outcome_closed),
    *mirrored(
        "outcomes", "outcome", KnownOutcome, "outcome_id", outcome_copies.OUTCOME_STATES, parent_field="topic_id"
    ),
    task_news(outcome_copies.TaskAssigned, outcome_copies.on_task_assigned),
    task_news(outcome_copies.TaskCoHandlersAsked, outcome_copies.on_task_co_handlers_asked),
    task_news(outcome_copies.TaskCoOpinionGiven, outcome_copies.on_task_co_opinion_given),
    task_news(outcome_copies.TaskCoHandlersChanged, outcome_copies.on_task_co_handlers_changed),
    task_news(outcome_copies.TaskTakenOver, outcome_copies.on_task_changed_hands),
    task_news(outcome_copies.TaskLeftWithoutCoHandler, outcome_copies.on_task_changed_hands),
    *mirrored("outcomes", "task", KnownTask, "task_id", outcome_copies.TASK_STATES, parent_field="topic_id"),
)


Ended: TypeAlias = (
    EndedWithReason | TopicClosed | TopicClosedConverted | TopicDiscontinued | TopicReferred | TopicRuledOut
)


def followers(lookups: Lookups, event: SubmissionEvent) -> tuple[str, ...]:
    """The submissions that are merged into this one now: an unmerged one keeps its copy, so its own record decides."""
    once = lookups.copies(MergedSubmission, "merged", event.submission_id)
    now = (lookups.one(SeenSubmission, "submissions", merged.submission_id) for merged in once)
    return tuple(seen.id for seen in now if seen and seen.state == "merged" and seen.into == event.submission_id)


def ended_topic(lookups: Lookups, event: Ended) -> EndedTopic:
    """Also of those that were merged into it: their submissions may not have followed yet."""
    topic = lookups.one(SeenTopic, "topics", event.topic_id)
    return EndedTopic(
        submissions=_linked(lookups, with_merged(lookups, event)),
        summary=topic.summary if topic else None,
        outcomes=tuple(lookups.copies(KnownOutcome, "outcome", event.topic_id)),
    )


def with_merged(
    lookups: Lookups,
    event: Ended | EndedWithoutResult | TopicConcluded | TopicLinkedResultAdopted | TopicMerged,
) -> list[SeenTopic]:
    """The topic and all that were merged into it, by whatever way."""
    topic = lookups.one(SeenTopic, "topics", event.topic_id)
    found = {topic.id: topic} if topic else {}
    waiting = list(found)
    while waiting:
        new = {one.id: one for one in lookups.shown(SeenTopic, "topics", topic=waiting.pop()) if one.id not in found}
        found |= new
        waiting += new
    return list(found.values())


def merged_topic(lookups: Lookups, event: TopicMerged) -> MergedTopic:
    along = with_merged(lookups, event)
    groups = [group for one in along for group in one.stakeholder_groups]
    into = leading_topic(lambda topic: lookups.one(SeenTopic, "topics", topic), event.into)
    return MergedTopic(into, tuple(dict.fromkeys(groups)), _linked(lookups, along))


def _linked(lookups: Lookups, topics: Sequence[SeenTopic]) -> tuple[str, ...]:
    found = [one for topic in topics for one in lookups.shown(SeenSubmission, "submissions", topic=topic.id)]
    return tuple(one.id for one in found if one.state == "linked_topic")


def passed_on(lookups: Lookups, event: TopicEscalated | TopicDelegated) -> PassedOn | None:
    return lookups.one(PassedOn, "topics", event.topic_id)


def outcomes_of_topic(
    lookups: Lookups,
    event: TopicConcluded | TopicLinkedResultAdopted | OutcomeDeclined | OutcomeConverted | OutcomeClosed,
) -> list[KnownOutcome]:
    return lookups.copies(KnownOutcome, "outcome", event.topic_id)


def topic_of_outcome(lookups: Lookups, event: OutcomeConverted) -> PassedOn | None:
    return lookups.one(PassedOn, "topics", event.topic_id)


def left_behind(lookups: Lookups, event: succession_reactions.OrganisationEnded) -> Iterator[Left]:
    """Its own records, and the proposals that it handles."""
    ended = event.organisation_id
    yield from left_by(lookups, ended, succession_reactions.HOLDING)
    heir = heir_of(lookups, ended)
    for one in lookups.shown(HandledProposal, "proposals", naming=ended) if heir else ():
        if ended in (one.lead, *(one.co_handlers or ())):
            yield Left("proposals", one.id, ended, heir)


def topic_left_behind(lookups: Lookups, event: succession_reactions.InWorkAgain) -> Iterator[Left]:
    return left_alone(lookups, "topics", event.topic_id)


def in_work_again(event: type) -> Reacting:
    return Reacting("topics", event, succession_reactions.on_topic_in_work_again, topic_left_behind)


def open_dates(lookups: Lookups, event: calendar_news.CalendarNotice) -> calendar_news.OpenDates:
    """A notice may begin with days of the December before its year."""
    first = date(event.year - 1, 12, 1)
    posted = [one.id for one in lookups.in_state(OpenNotice, "topics", "noticed") if one.notice_until >= first]
    handled = [one for state in HANDLED for one in lookups.in_state(DatedProposal, "proposals", state)]
    begins = end_of_day(first)
    touched = [one.id for one in handled if one.overdue or (one.return_until and one.return_until >= begins)]
    return calendar_news.OpenDates(tuple(posted), tuple(touched))


LIFECYCLES = (SUBMISSION, TOPIC, PLAN, SCREENING_LIST, BRIEF, PROPOSAL, RULE_CITATION, SCORING)

REACTIONS = (
    Reacting(
        "members",
        succession_reactions.OrganisationEnded,
        succession_reactions.on_organisation_ended,
        left_behind,
        HOLDINGS,
    ),
    in_work_again(topic_events.TopicDrafted),
    in_work_again(topic_events.TopicReopened),
    in_work_again(topic_events.TopicScreeningOverridden),
    in_work_again(topic_events.TopicOutcomeTakenUp),
    Reacting("members", calendar_news.CalendarNoticeEntered, calendar_news.on_calendar_notice, open_dates),
    Reacting("members", calendar_news.CalendarNoticeAmended, calendar_news.on_calendar_notice, open_dates),
    Reacting("members", reactions.ProblemTopicOpened, reactions.on_problem_topic_opened),
    Reacting("topics", submission_events.SubmissionLinkedToTopic, reactions.on_submission_linked_to_topic),
    Reacting("topics", submission_events.SubmissionAnswered, reactions.on_submission_answered, followers),
    Reacting("topics", submission_events.SubmissionRejected, reactions.on_submission_refused, followers),
    Reacting("topics", submission_events.SubmissionAppealDismissed, reactions.on_submission_refused, followers),
    Reacting("topics", submission_events.SubmissionClosed, reactions.on_submission_closed, followers),
    Reacting("topics", submission_events.SubmissionWithdrawn, reactions.on_submission_gone, followers),
    Reacting("topics", submission_events.SubmissionLapsed, reactions.on_submission_gone, followers),
    Reacting("topics", topic_events.TopicConcluded, outcome_reactions.on_topic_concluded, outcomes_of_topic),
    Reacting("topics", topic_events.TopicConcluded, reactions.on_linked_topic_concluded, with_merged),
    Reacting("topics", side_events.TopicLinkedResultAdopted, outcome_reactions.on_topic_concluded, outcomes_of_topic),
    Reacting("topics", side_events.TopicLinkedResultAdopted, reactions.on_linked_topic_concluded, with_merged),
    Reacting("topics", side_events.TopicMerged, reactions.on_topic_merged, merged_topic),
    Reacting("topics", side_events.TopicEscalated, reactions.on_topic_escalated, passed_on),
    Reacting("topics", side_events.TopicDelegated, reactions.on_topic_delegated, passed_on),
    Reacting("topics", topic_events.TopicClosed, reactions.on_topic_closed, ended_topic),
    Reacting("topics", topic_events.TopicClosedConverted, reactions.on_topic_closed_converted, ended_topic),
    Reacting("topics", topic_events.TopicClosedNotAdopted, reactions.on_topic_ended_with_reason, ended_topic),
    Reacting("topics", topic_events.TopicClosedWithoutOutcome, reactions.on_topic_ended_with_reason, ended_topic),
    Reacting("topics", topic_events.TopicDisapproved, reactions.on_topic_ended_with_reason, ended_topic),
    Reacting("topics", topic_events.TopicDiscontinued, reactions.on_topic_discontinued, ended_topic),
    Reacting("topics", topic_events.TopicRuledOut, reactions.on_topic_turned_away, ended_topic),
    Reacting("topics", topic_events.TopicReferred, reactions.on_topic_turned_away, ended_topic),
    Reacting("topics", topic_events.TopicDisapproved, reactions.on_linked_topic_ended, with_merged),
    Reacting("topics", topic_events.TopicDiscontinued, reactions.on_linked_topic_ended, with_merged),
    Reacting("topics", topic_events.TopicRuledOut, reactions.on_linked_topic_ended, with_merged),
    Reacting("topics", topic_events.TopicReferred, reactions.on_linked_topic_ended, with_merged),
    Reacting("outcomes", outcome_reactions.OutcomeSubmitted, outcome_reactions.on_outcome_submitted),
    Reacting("outcomes", outcome_reactions.OutcomeResubmitted, outcome_reactions.on_outcome_resubmitted),
    Reacting("outcomes", outcome_reactions.OutcomeApproved, outcome_reactions.on_outcome_approved),
    Reacting("outcomes", outcome_copies.OutcomeDeclined, outcome_reactions.on_outcome_ended, outcomes_of_topic),
    Reacting("outcomes", outcome_copies.OutcomeConverted, outcome_reactions.on_outcome_ended, outcomes_of_topic),
    Reacting("outcomes", outcome_copies.OutcomeConverted, outcome_reactions.on_outcome_converted, topic_of_outcome),
    Reacting("outcomes", outcome_reactions.OutcomeClosed, outcome_reactions.on_outcome_ended, outcomes_of_topic),
    follow_ended(*LIFECYCLES),
)


class TopicsService(EventSourcedService):
    """What people raise, and the topics that come of it."""

    name = "topics"
    lifecycles = LIFECYCLES
    copies = COPIES
    reactions = REACTIONS

    @rpc
    @answering
    def track(self, payload: Any) -> Any:
        """The submission behind a tracking code, and where it went; the code is all it needs."""
        runtime, code = self.runtime, digest(payload["tracking_code"])
        submission_id = runtime.records.behind_code("submissions", code)
        found = where_it_went(runtime.lookups_at(runtime.clock.now()), submission_id) if submission_id else None
        if found is None:
            raise NotFound("没有这个查询码 There is no such tracking code")
        own, followed = msgspec.to_builtins(found.submission), msgspec.to_builtins(found)
        del followed["submission"]
        read = runtime.records.one(ReadCall("submissions", Caller(), submission_id), Actor(tracking=code))
        return {
            **runtime.personal.decrypted(own, f"submission-{submission_id}"),
            **followed,
            **msgspec.to_builtins(how_it_went(runtime.store, runtime.lifecycles, str(submission_id))),
            "received_at": read["created_at"],
            "updated_at": read["updated_at"],
            "allowed_commands": read["allowed_commands"],
            "now": stamp(runtime.clock.now()),
        }

    @rpc
    @answering
    def residents_words(self, payload: Any) -> dict[str, Any]:
        """Of a topic, in their own words, where they let everybody read them."""
        runtime, call = self.runtime, msgspec.convert(payload, ReadCall)
        lookups, actor = runtime.lookups_at(runtime.clock.now()), runtime.verifier.actor(call.caller)
        return residents_words(runtime.records, lookups, runtime.personal, call, actor)
