"""Named facts of the rule tests: a meeting of Shahe town about the school gate."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.meetings.attendance.events import ParticipantCheckedIn, ParticipantInvited
from services.meetings.copies import KnownTopic
from services.meetings.meeting.domain import Facts, TimeLimit
from services.meetings.meeting.events import (
    MeetingEnded,
    MeetingNoticesSent,
    MeetingOpened,
    MeetingPlanned,
    MeetingReady,
    MeetingScheduled,
    MinutesCirculated,
    MinutesDrafted,
)

MONDAY = datetime(2022, 4, 11, 1, tzinfo=UTC)
THURSDAY_NIGHT = datetime(2022, 4, 14, 16, tzinfo=UTC)
FRIDAY = datetime(2022, 4, 15, 1, tzinfo=UTC)
FRIDAY_NOON = FRIDAY + timedelta(hours=3)
PERIOD = TimeLimit(THURSDAY_NIGHT, "meeting_notice@1", False)
FACTS = Facts(MONDAY)

PREPARING = KnownTopic("gate", "学校门口交通", "620723101", "council", ("家长",), "preparing", 0)
CONSULTING = replace(PREPARING, phase="consulting", round=1)
OPEN = Facts(MONDAY, topic=CONSULTING)

PLANNED = MeetingPlanned(
    "m1", "gate", 1, "council", "hybrid", None, None, ("家长",), "620723101", "council", "学校门口交通"
)
SCHEDULED = MeetingScheduled("m1", "gate", FRIDAY, FRIDAY_NOON, "议事室", ())


def invited(participant_id: str, duty: str = "none", kind: str = "fixed", **who: str | None) -> ParticipantInvited:
    return ParticipantInvited(
        "m1",
        participant_id,
        "gate",
        kind,
        duty,
        who.get("group"),
        who.get("person"),
        who.get("name"),
        None,
        None,
        None,
        f"digest of {participant_id}",
    )


def checked_in(participant_id: str, kind: str = "fixed") -> ParticipantCheckedIn:
    return ParticipantCheckedIn("m1", participant_id, "gate", "onsite", None, kind)


HOST = invited("host", "host", person="ana")
RECORDER = invited("recorder", "recorder", person="ben")
PARENT = invited("parent", kind="invited", group="家长", name="王")
OBSERVER = invited("observer", kind="observer", person="olga")
GUESTS = (HOST, RECORDER, PARENT)

NOTICED = MeetingNoticesSent(
    "m1", "gate", None, ("host", "recorder", "parent"), MONDAY, THURSDAY_NIGHT, "meeting_notice@1", False
)
NOTIFIED = (PLANNED, SCHEDULED, *GUESTS, NOTICED)
READY = (*NOTIFIED, MeetingReady("m1", "gate"))
IN_SESSION = (*READY, checked_in("host"), checked_in("recorder"), MeetingOpened("m1", "gate"))
ENDED = (*IN_SESSION, MeetingEnded("m1", "gate", None, ("parent",), ("host", "recorder")))
DRAFTED = (*ENDED, MinutesDrafted("m1", "gate", "第一稿", FRIDAY_NOON))
CIRCULATED = MinutesCirculated(
    "m1", "gate", ("host", "recorder"), FRIDAY_NOON + timedelta(days=5), "minutes_review@1", False
)
IN_REVIEW = (*DRAFTED, CIRCULATED)
