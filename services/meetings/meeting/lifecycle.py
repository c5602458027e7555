"""Who may do what with a meeting and its minutes, row for row as published."""

from datetime import UTC

from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import Place
from services.meetings.meeting import schemas
from services.meetings.meeting.commands import (
    ArchiveMeeting,
    CancelMeeting,
    CirculateMinutes,
    ConfirmMinutes,
    ConfirmReady,
    DraftMinutes,
    EndMeeting,
    ForceReady,
    ObjectToMinutes,
    OpenMeeting,
    PlanMeeting,
    PostponeMeeting,
    PublishMinutes,
    RedraftMinutes,
    ReleaseMinutes,
    RescheduleMeeting,
    RestrictMinutes,
    ResumeMeeting,
    ScheduleMeeting,
    SendNotices,
    SignMinutes,
    SuspendMeeting,
)
from services.meetings.meeting.domain import (
    Facts,
    Period,
    cancel_meeting,
    confirm_ready,
    due,
    end_meeting,
    force_ready,
    open_meeting,
    plan_meeting,
    postpone_meeting,
    reschedule_meeting,
    resume_meeting,
    schedule_meeting,
    send_notices,
    suspend_meeting,
)
from services.meetings.meeting.events import (
    MeetingArchived,
    MeetingCancelled,
    MeetingEnded,
    MeetingForcedReady,
    MeetingNoticesSent,
    MeetingOpened,
    MeetingPlanned,
    MeetingPostponed,
    MeetingReady,
    MeetingRescheduled,
    MeetingResumed,
    MeetingScheduled,
    MeetingSuspended,
    MinutesCirculated,
    MinutesConfirmed,
    MinutesDrafted,
    MinutesObjected,
    MinutesPublished,
    MinutesRedrafted,
    MinutesReleased,
    MinutesRestricted,
    MinutesSigned,
)
from services.meetings.meeting.evolve import evolve
from services.meetings.meeting.minutes import (
    archive_meeting,
    circulate_minutes,
    confirm_minutes,
    draft_minutes,
    object_to_minutes,
    publish_minutes,
    redraft_minutes,
    release_minutes,
    restrict_minutes,
    sign_minutes,
)
from services.meetings.meeting.projections import row
from services.meetings.meeting.state import LABELS, Meeting
from services.meetings.reactions import KnownTopic
from services.meetings.rules import RuleBroken


def place(meeting: Meeting, meeting_id: str) -> Place:
    return Place(division=meeting.division, council=meeting.organisation, attendees=meeting.attendees)


def place_of_new(command: PlanMeeting, facts: Facts) -> Place:
    assert facts.topic is not None
    return Place(division=facts.topic.division, council=facts.topic.organisation)


def facts(reader: Reader, meeting: Meeting | None, command: object) -> Facts:
    match command:
        case PlanMeeting():
            return Facts(reader.now, topic=reader.needed_copy(KnownTopic, "topic", command.topic))
        case SendNotices():
            return Facts(reader.now, period=_period(reader, "meeting_notice"))
        case CirculateMinutes():
            return Facts(reader.now, period=_period(reader, "minutes_review"))
        case PublishMinutes() | ReleaseMinutes():
            # Their time in public begins when it is entered.
            return Facts(reader.recorded_at)
        case _:
            return Facts(reader.now)


def _period(reader: Reader, code: str) -> Period:
    policy = reader.policy(code)
    until, provisional = reader.workdays_after(reader.recorded_at, policy.days)
    return Period(until.astimezone(UTC), policy.cited, provisional)


MEETING = Lifecycle(
    name="meeting",
    collection="meetings",
    label="协商会议（每轮一场或多场）",
    id_field="meeting_id",
    events=(
        EventType(MeetingPlanned),
        EventType(MeetingScheduled),
        EventType(MeetingNoticesSent),
        EventType(MeetingReady),
        EventType(MeetingForcedReady),
        EventType(MeetingOpened),
        EventType(MeetingSuspended),
        EventType(MeetingResumed),
        EventType(MeetingEnded),
        EventType(MeetingPostponed),
        EventType(MeetingRescheduled),
        EventType(MeetingCancelled),
        EventType(MinutesDrafted),
        EventType(MinutesRedrafted),
        EventType(MinutesCirculated),
        EventType(MinutesConfirmed),
        EventType(MinutesObjected),
        EventType(MinutesSigned),
        EventType(MinutesPublished),
        EventType(MinutesRestricted),
        EventType(MinutesReleased),
        EventType(MeetingArchived),
    ),
    evolve=evolve,
    state_labels=LABELS,
    creation=Transition("plan", PlanMeeting, plan_meeting, schemas.Plan, by=("CHAIR", "OFF", "LIA")),
    transitions=(
        Transition(
            "schedule",
            ScheduleMeeting,
            schedule_meeting,
            schemas.Schedule,
            by=("CHAIR", "OFF", "LIA"),
            from_states=("planned",),
        ),
        Transition(
            "send_notices",
            SendNotices,
            send_notices,
            schemas.SendNotices,
            by=("LIA", "CHAIR"),
            from_states=("scheduled",),
        ),
        Transition(
            "confirm_ready",
            ConfirmReady,
            confirm_ready,
            schemas.Plain,
            by=("SYS", "CHAIR"),
            from_states=("notified",),
        ),
        Transition("force_ready", ForceReady, force_ready, schemas.Reasoned, by=("CHAIR",), from_states=("notified",)),
        Transition("open", OpenMeeting, open_meeting, schemas.Plain, by=("CHAIR",), from_states=("ready",)),
        Transition(
            "suspend",
            SuspendMeeting,
            suspend_meeting,
            schemas.Reasoned,
            by=("CHAIR",),
            from_states=("in_session",),
        ),
        Transition("resume", ResumeMeeting, resume_meeting, schemas.Plain, by=("CHAIR",), from_states=("suspended",)),
        Transition("end", EndMeeting, end_meeting, schemas.End, by=("CHAIR",), from_states=("in_session", "suspended")),
        Transition("draft_minutes", DraftMinutes, draft_minutes, schemas.Minutes, by=("REC",), from_states=("ended",)),
        Transition(
            "redraft_minutes",
            RedraftMinutes,
            redraft_minutes,
            schemas.Minutes,
            by=("REC",),
            from_states=("minutes_draft",),
        ),
        Transition(
            "circulate_minutes",
            CirculateMinutes,
            circulate_minutes,
            schemas.Plain,
            by=("REC",),
            from_states=("minutes_draft",),
        ),
        Transition(
            "confirm_minutes",
            ConfirmMinutes,
            confirm_minutes,
            schemas.Plain,
            by=("ATT",),
            from_states=("minutes_review",),
        ),
        Transition(
            "object_to_minutes",
            ObjectToMinutes,
            object_to_minutes,
            schemas.Reasoned,
            by=("ATT",),
            from_states=("minutes_review",),
        ),
        Transition(
            "sign_minutes",
            SignMinutes,
            sign_minutes,
            schemas.Plain,
            by=("CHAIR",),
            from_states=("minutes_review",),
        ),
        Transition(
            "publish_minutes",
            PublishMinutes,
            publish_minutes,
            schemas.Plain,
            by=("OFF",),
            from_states=("minutes_signed",),
        ),
        Transition(
            "restrict_minutes",
            RestrictMinutes,
            restrict_minutes,
            schemas.Reasoned,
            by=("OFF",),
            from_states=("minutes_signed",),
        ),
        Transition(
            "release_minutes",
            ReleaseMinutes,
            release_minutes,
            schemas.Plain,
            by=("OFF",),
            from_states=("restricted",),
        ),
        Transition(
            "archive",
            ArchiveMeeting,
            archive_meeting,
            schemas.Plain,
            by=("SYS", "OFF"),
            from_states=("published", "restricted"),
        ),
        Transition(
            "cancel",
            CancelMeeting,
            cancel_meeting,
            schemas.Reasoned,
            by=("CHAIR",),
            from_states=("planned", "scheduled", "notified", "ready", "postponed"),
        ),
        Transition(
            "postpone",
            PostponeMeeting,
            postpone_meeting,
            schemas.Reasoned,
            by=("CHAIR",),
            from_states=("scheduled", "notified", "ready"),
        ),
        Transition(
            "reschedule",
            RescheduleMeeting,
            reschedule_meeting,
            schemas.Reschedule,
            by=("CHAIR", "LIA"),
            from_states=("postponed",),
        ),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
    due=due,
)
