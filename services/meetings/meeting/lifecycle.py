"""Who may do what with a meeting and its minutes, row for row as published."""

from functools import partial

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from infra.kernel.lookups.labels import standing_at
from services.meetings.meeting import commands as asked
from services.meetings.meeting import domain, reckoning, schemas
from services.meetings.meeting import events as happened
from services.meetings.meeting.circumstances import facts, place, place_of_new
from services.meetings.meeting.domain import due
from services.meetings.meeting.events import MeetingEvent
from services.meetings.meeting.projections import KEPT_INSIDE, alone, row
from services.meetings.meeting.state import LABELS, NOT_BEGUN, State, evolve
from services.meetings.rules import MeetingsRuleBroken


def with_an_account(told: Fields) -> Fields:
    """Version 1 knew nobody without an account."""
    return {**told, "participant": None}


def without_those_present(told: Fields) -> Fields:
    """Version 1 did not say who was still there."""
    return {**told, "present": []}


MEETING_ENDED = EventType(happened.MeetingEnded, version=2, upcasters=((1, without_those_present),))
CONFIRMED = EventType(happened.MinutesConfirmed, version=2, upcasters=((1, with_an_account),))
OBJECTED = EventType(happened.MinutesObjected, version=2, upcasters=((1, with_an_account),))

NOT_OVER = tuple(state for state in State if state not in (State.ARCHIVED, State.CANCELLED))

# fmt: off
TABLE = (
    # 筹备 preparation
    Row("plan", asked.PlanMeeting, domain.plan_meeting, schemas.Plan, ("CHAIR", "OFF", "LIA")),
    Row("schedule", asked.ScheduleMeeting, domain.schedule_meeting, schemas.Schedule, ("CHAIR", "OFF", "LIA"), (State.PLANNED,)),
    Row("send_notices", asked.SendNotices, domain.send_notices, schemas.SendNotices, ("LIA", "CHAIR"), (State.SCHEDULED,)),
    Row("send_notices", asked.SendNotices, domain.send_further_notices, schemas.SendNotices, ("LIA", "CHAIR"),
        (State.NOTIFIED, State.READY)),
    Row("confirm_ready", asked.ConfirmReady, domain.confirm_ready, NOTHING, ("SYS", "CHAIR"), (State.NOTIFIED,)),
    Row("force_ready", asked.ForceReady, Records(happened.MeetingForcedReady), REASON, ("CHAIR",), (State.NOTIFIED,)),
    # 会议 the session
    Row("open", asked.OpenMeeting, domain.open_meeting, NOTHING, ("CHAIR",), (State.READY,)),
    Row("suspend", asked.SuspendMeeting, Records(happened.MeetingSuspended), REASON, ("CHAIR",), (State.IN_SESSION,)),
    Row("resume", asked.ResumeMeeting, Records(happened.MeetingResumed), NOTHING, ("CHAIR",), (State.SUSPENDED,)),
    Row("end", asked.EndMeeting, domain.end_meeting, schemas.End, ("CHAIR",), (State.IN_SESSION, State.SUSPENDED)),
    # 纪要 minutes
    Row("draft_minutes", asked.DraftMinutes, Records(happened.MinutesDrafted, at="drafted_at"), schemas.Minutes,
        ("REC",), (State.ENDED,)),
    Row("redraft_minutes", asked.RedraftMinutes, Records(happened.MinutesRedrafted, at="drafted_at"), schemas.Minutes,
        ("REC",), (State.MINUTES_DRAFT,)),
    Row("circulate_minutes", asked.CirculateMinutes, domain.circulate_minutes, NOTHING, ("REC",), (State.MINUTES_DRAFT,)),
    Row("confirm_minutes", asked.ConfirmMinutes, domain.confirm_minutes, NOTHING, ("ATT",), (State.MINUTES_REVIEW,)),
    Row("object_to_minutes", asked.ObjectToMinutes, domain.object_to_minutes, REASON, ("ATT",), (State.MINUTES_REVIEW,)),
    Row("sign_minutes", asked.SignMinutes, domain.sign_minutes, NOTHING, ("CHAIR",), (State.MINUTES_REVIEW,)),
    Row("correct_minutes", asked.CorrectMinutes, Records(happened.MinutesCorrected, at="corrected_at"), schemas.Correction,
        ("CHAIR",), (State.MINUTES_SIGNED, State.PUBLISHED, State.RESTRICTED, State.ARCHIVED)),
    # 公开 归档 publication
    Row("publish_minutes", asked.PublishMinutes, Records(happened.MinutesPublished, at="published_at"), NOTHING,
        ("OFF",), (State.MINUTES_SIGNED,)),
    Row("restrict_minutes", asked.RestrictMinutes, Records(happened.MinutesRestricted), REASON, ("OFF",), (State.MINUTES_SIGNED,)),
    Row("release_minutes", asked.ReleaseMinutes, Records(happened.MinutesReleased, at="published_at"), NOTHING,
        ("OFF",), (State.RESTRICTED,)),
    Row("archive", asked.ArchiveMeeting, Records(happened.MeetingArchived), NOTHING, ("SYS", "OFF"), (State.PUBLISHED, State.RESTRICTED)),
    # 重算期限 when the notice of a year comes
    Row("reckon_again", asked.ReckonMeetingAgain, reckoning.reckon_lead_times_again, NOTHING, ("SYS",), (State.NOTIFIED,)),
    Row("reckon_again", asked.ReckonMeetingAgain, reckoning.reckon_review_again, NOTHING, ("SYS",), (State.MINUTES_REVIEW,)),
    # 取消 延期 cancelled, put off
    Row("cancel", asked.CancelMeeting, Records(happened.MeetingCancelled), REASON, ("CHAIR", "SYS"), NOT_BEGUN),
    Row("postpone", asked.PostponeMeeting, domain.postpone_meeting, REASON, ("CHAIR",),
        (State.SCHEDULED, State.NOTIFIED, State.READY)),
    Row("reschedule", asked.RescheduleMeeting, domain.reschedule_meeting, schemas.Reschedule, ("CHAIR", "LIA"), (State.POSTPONED,)),
    # 承接 its topic belongs to another organisation now
    Row("take_over", asked.TakeOverMeeting, domain.take_over_meeting, NOTHING, ("SYS",), NOT_OVER),
)
# fmt: on

MEETING = Lifecycle(
    name="meeting",
    collection="meetings",
    label="协商会议（每轮一场或多场）",
    id_field="meeting_id",
    events=events_of(MeetingEvent, MEETING_ENDED, CONFIRMED, OBJECTED),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    alone=alone,
    beside=partial(standing_at, "meeting"),
    rule_broken=MeetingsRuleBroken,
    due=due,
    moves_all=(happened.MeetingTakenOver,),
    kept_inside=KEPT_INSIDE,
)
