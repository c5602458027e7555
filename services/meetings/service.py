"""The meetings service: its lifecycles, what it copies from others, what it reacts to."""

from collections.abc import Callable
from typing import Any, TypeAlias

import msgspec

from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.reactions import Copying, Reacting, mirrored
from infra.kernel.entrypoints import answering, rpc
from infra.kernel.entrypoints.service import EventSourcedService
from infra.kernel.news.copies_of_places import COPIES_OF_DIVISIONS, COPIES_OF_VENUES
from infra.kernel.news.endings import follow_ended
from services.meetings import calendar_news, copies, known_members, reactions
from services.meetings.activity.lifecycle import ACTIVITY
from services.meetings.agenda_point.lifecycle import AGENDA_POINT
from services.meetings.attendance.lifecycle import ATTENDANCE
from services.meetings.consensus_item.lifecycle import CONSENSUS_ITEM
from services.meetings.copies import TOPIC_PHASES, KnownTopic
from services.meetings.desk import desk
from services.meetings.effect.lifecycle import EFFECT
from services.meetings.invitation.lifecycle import INVITATION
from services.meetings.known_members import MEMBERSHIP, MEMBERSHIPS, KnownMembership
from services.meetings.meeting.events import MeetingPlanned
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.meeting.state import NOT_BEGUN, State
from services.meetings.meeting_format.lifecycle import MEETING_FORMAT
from services.meetings.notice_round.lifecycle import NOTICE_ROUND
from services.meetings.option.lifecycle import OPTION
from services.meetings.pre_work.lifecycle import PRE_WORK
from services.meetings.reactions import SeenMeeting
from services.meetings.speech.lifecycle import SPEECH
from services.meetings.suggestion.lifecycle import SUGGESTION
from services.meetings.survey.lifecycle import SURVEY
from services.meetings.training import TrainingAsked, of_committee
from services.meetings.working_note.lifecycle import WORKING_NOTE

TopicEnded: TypeAlias = (
    reactions.TopicDiscontinued | reactions.TopicMerged | copies.TopicEscalated | copies.TopicRoundAbandoned
)


def topic_news(event: type, keep: Callable[[Any, Any], KnownTopic]) -> Copying:
    return Copying("topics", event, keep, "topic", KnownTopic, "topic_id")


def membership_news(event: type, keep: Callable[[Any, Any], KnownMembership]) -> Copying:
    kept = MEMBERSHIP, KnownMembership, "member_id", "committee_division"
    return Copying("members", event, keep, *kept, line=MEMBERSHIPS)


COPIES = (
    *COPIES_OF_DIVISIONS,
    *COPIES_OF_VENUES,
    topic_news(copies.TopicDrafted, copies.on_topic_drafted),
    topic_news(copies.TopicEdited, copies.on_topic_reworded),
    topic_news(copies.TopicCorrected, copies.on_topic_reworded),
    topic_news(copies.TopicRoundOpened, copies.on_topic_round_opened),
    topic_news(copies.TopicRoundAbandoned, copies.on_topic_round_abandoned),
    topic_news(copies.TopicEscalated, copies.on_topic_escalated),
    topic_news(copies.TopicTakenOver, copies.on_topic_taken_over),
    *mirrored("topics", "topic", KnownTopic, "topic_id", TOPIC_PHASES, field="phase"),
    membership_news(known_members.MemberAdmitted, known_members.on_member_admitted),
    membership_news(known_members.MemberAmended, known_members.on_member_amended),
    membership_news(known_members.MemberEnded, known_members.on_member_ended),
)


def planned_meetings(lookups: Lookups, event: TopicEnded) -> list[SeenMeeting]:
    meetings = lookups.shown(SeenMeeting, "meetings", topic=event.topic_id)
    return [meeting for meeting in meetings if meeting.state in NOT_BEGUN]


def topic_of(lookups: Lookups, event: MeetingPlanned) -> KnownTopic | None:
    return lookups.copy(KnownTopic, "topic", event.topic_id)


def meetings_of(lookups: Lookups, event: copies.TopicTakenOver) -> list[reactions.HeldMeeting]:
    return lookups.shown(reactions.HeldMeeting, "meetings", topic=event.topic_id)


def meetings_with_open_dates(lookups: Lookups, event: calendar_news.CalendarNotice) -> list[str]:
    waiting = lookups.in_state(SeenMeeting, "meetings", State.NOTIFIED)
    reviewed = lookups.in_state(SeenMeeting, "meetings", State.MINUTES_REVIEW)
    return [meeting.id for meeting in (*waiting, *reviewed)]


BESIDE_DECISIONS = (AGENDA_POINT, SPEECH, SUGGESTION, OPTION, EFFECT)
PREPARING = (MEETING_FORMAT, INVITATION, NOTICE_ROUND, WORKING_NOTE, SURVEY)
LIFECYCLES = (MEETING, ATTENDANCE, CONSENSUS_ITEM, PRE_WORK, *BESIDE_DECISIONS, *PREPARING, ACTIVITY)

REACTIONS = (
    Reacting("topics", copies.TopicTakenOver, reactions.on_topic_taken_over, meetings_of),
    Reacting("meetings", MeetingPlanned, reactions.on_meeting_planned_elsewhere, topic_of),
    Reacting(
        "members", calendar_news.CalendarNoticeEntered, calendar_news.on_calendar_notice, meetings_with_open_dates
    ),
    Reacting(
        "members", calendar_news.CalendarNoticeAmended, calendar_news.on_calendar_notice, meetings_with_open_dates
    ),
    Reacting("topics", reactions.TopicDiscontinued, reactions.on_topic_discontinued, planned_meetings),
    Reacting("topics", reactions.TopicMerged, reactions.on_topic_merged, planned_meetings),
    Reacting("topics", copies.TopicEscalated, reactions.on_topic_escalated, planned_meetings),
    Reacting("topics", copies.TopicRoundAbandoned, reactions.on_topic_round_abandoned, planned_meetings),
    Reacting("meetings", MeetingPlanned, reactions.on_meeting_planned, topic_of),
    Reacting("meetings", reactions.MeetingEnded, reactions.on_meeting_ended),
    Reacting("meetings", reactions.ConsensusItemAgreed, reactions.on_item_settled),
    Reacting("meetings", reactions.ConsensusItemAgreedWithReservation, reactions.on_item_settled),
    Reacting("meetings", reactions.ConsensusItemNotAgreed, reactions.on_item_settled),
    follow_ended(*LIFECYCLES),
)


class MeetingsService(EventSourcedService):
    """Meetings with all that belongs to one; other activities, and who was taught."""

    name = "meetings"
    lifecycles = LIFECYCLES
    copies = COPIES
    reactions = REACTIONS

    @rpc
    @answering
    def desk(self, payload: Any) -> Any:
        """All that belongs to a meeting, each with what the caller may do, for who works at it."""
        call = msgspec.convert(payload, ReadCall)
        return desk(self.runtime.with_parts, call, self.runtime.verifier.actor(call.caller))

    @rpc
    @answering
    def training(self, payload: Any) -> Any:
        """How many members of a committee were taught, for a caller who may read what lies in its division."""
        caller = msgspec.convert(payload.pop("caller"), Caller)
        asked, actor = msgspec.convert(payload, TrainingAsked), self.runtime.verifier.actor(caller)
        lookups = self.runtime.lookups_at(self.runtime.clock.now())
        return msgspec.to_builtins(of_committee(lookups, asked, actor))
