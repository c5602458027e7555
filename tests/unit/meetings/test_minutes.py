"""The rules of the minutes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from infra.kernel.testing import given
from services.meetings.attendance.events import AttendanceRecordedLate, ParticipantAbsent
from services.meetings.consensus_item.events import ConsensusItemAgreed, ConsensusItemDrafted, ConsensusItemRaised
from services.meetings.meeting.commands import (
    ArchiveMeeting,
    CirculateMinutes,
    ConfirmMinutes,
    DraftMinutes,
    ObjectToMinutes,
    PublishMinutes,
    RedraftMinutes,
    ReleaseMinutes,
    RestrictMinutes,
    SignMinutes,
)
from services.meetings.meeting.domain import Facts, TimeLimit, due
from services.meetings.meeting.events import (
    MinutesConfirmed,
    MinutesObjected,
    MinutesPublished,
    MinutesRedrafted,
    MinutesRestricted,
    MinutesSigned,
)
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.rules import ConfirmedAlready, ReviewIsNotOver

from .story import CIRCULATED, DRAFTED, ENDED, FRIDAY_NOON, IN_REVIEW, IN_SESSION, OBSERVER, READY, checked_in

AFTERNOON = Facts(FRIDAY_NOON + timedelta(hours=3))
REVIEW_OVER = Facts(CIRCULATED.review_until)
ANA = MinutesConfirmed("m1", "gate", "ana", "host")
BEN = MinutesConfirmed("m1", "gate", "ben", "recorder")
OBJECTED = MinutesObjected("m1", "gate", "ana", AFTERNOON.now, "漏记一条", "host")
SIGNED = (*IN_REVIEW, ANA, BEN, MinutesSigned("m1", "gate", ()))
PUBLISHED = (*SIGNED, MinutesPublished("m1", "gate", AFTERNOON.now))


def shown(*past: object) -> Any:
    return MEETING.row(given(MEETING, *past).state, "m1").shown


def test_the_recorder_drafts_when_the_meeting_has_ended() -> None:
    given(MEETING, *ENDED).when(DraftMinutes("m1", "第一稿"), Facts(FRIDAY_NOON)).then(DRAFTED[-1])


def test_each_version_of_the_minutes_is_kept() -> None:
    redrafted = MinutesRedrafted("m1", "gate", "第二稿", AFTERNOON.now)
    given(MEETING, *DRAFTED).when(RedraftMinutes("m1", "第二稿"), AFTERNOON).then(redrafted)
    assert [version.text for version in shown(*DRAFTED, redrafted).minutes] == ["第一稿", "第二稿"]


def test_the_minutes_go_to_everyone_who_was_checked_in() -> None:
    period = TimeLimit(CIRCULATED.review_until, "minutes_review@1", False)
    given(MEETING, *DRAFTED).when(CirculateMinutes("m1"), Facts(FRIDAY_NOON, period=period)).then(CIRCULATED)


def test_a_person_confirms_once() -> None:
    given(MEETING, *IN_REVIEW).when(ConfirmMinutes("m1", "ana"), AFTERNOON).then(ANA)
    given(MEETING, *IN_REVIEW, ANA).when(ConfirmMinutes("m1", "ana"), AFTERNOON).refused(ConfirmedAlready)


def test_an_objection_sends_the_minutes_back() -> None:
    given(MEETING, *IN_REVIEW).when(ObjectToMinutes("m1", "漏记一条", "ana"), AFTERNOON).then(OBJECTED)
    assert given(MEETING, *IN_REVIEW, OBJECTED).state.state == "minutes_draft"


def test_after_another_circulation_everyone_confirms_anew() -> None:
    again = (*IN_REVIEW, ANA, BEN, OBJECTED, CIRCULATED)
    assert shown(*again).confirmations == 0
    given(MEETING, *again).when(SignMinutes("m1"), AFTERNOON).refused(ReviewIsNotOver)
    given(MEETING, *again, ANA, BEN).when(SignMinutes("m1"), AFTERNOON).then_state("minutes_signed")


def test_the_chair_signs_when_the_review_period_is_over() -> None:
    given(MEETING, *IN_REVIEW).when(SignMinutes("m1"), AFTERNOON).refused(ReviewIsNotOver)
    given(MEETING, *IN_REVIEW).when(SignMinutes("m1"), REVIEW_OVER).then_state("minutes_signed")


def test_the_chair_signs_when_everyone_with_an_account_has_confirmed() -> None:
    with_a_parent = (*IN_SESSION, checked_in("parent", "invited"), *IN_REVIEW[len(IN_SESSION) :])
    given(MEETING, *with_a_parent, ANA).when(SignMinutes("m1"), AFTERNOON).refused(ReviewIsNotOver)
    given(MEETING, *with_a_parent, ANA, BEN).when(SignMinutes("m1"), AFTERNOON).then_state("minutes_signed")


def test_where_nobody_has_an_account_the_period_alone_counts() -> None:
    minutes = IN_REVIEW[len(IN_SESSION) :]
    given(MEETING, *READY, *minutes).when(SignMinutes("m1"), AFTERNOON).refused(ReviewIsNotOver)


def test_the_signature_countersigns_what_was_recorded_late() -> None:
    late = (
        ParticipantAbsent("m1", "parent"),
        AttendanceRecordedLate("m1", "parent", "gate", "onsite", "家长", "invited", "漏签"),
    )
    given(MEETING, *IN_REVIEW, *late).when(SignMinutes("m1"), REVIEW_OVER).then(
        MinutesSigned("m1", "gate", ("parent",))
    )
    assert shown(*IN_REVIEW, *late, MinutesSigned("m1", "gate", ("parent",))).countersigned == ("parent",)


def test_signed_minutes_are_locked() -> None:
    state = str(given(MEETING, *SIGNED).state.state)
    allowed = {row.command for rows in MEETING.rows.values() for row in rows if state in row.from_states}
    assert allowed == {"publish_minutes", "restrict_minutes", "correct_minutes", "take_over", "clear_files"}


def test_published_minutes_are_public_with_what_was_settled() -> None:
    item = (
        ConsensusItemRaised("m1", "i1", "gate", 1, "划停车线", "ana", None),
        ConsensusItemDrafted("m1", "i1", "校门两侧划线"),
        ConsensusItemAgreed("m1", "i1", "gate", 1, "划停车线", "校门两侧划线", (), None, None),
    )
    past = (*IN_SESSION, *item, *PUBLISHED[len(IN_SESSION) :])
    assert MEETING.row(given(MEETING, *past[:-1]).state, "m1").audience == "place"
    assert MEETING.row(given(MEETING, *past).state, "m1").audience == "public"
    assert [(one.number, one.wording, one.state) for one in shown(*past).items] == [(1, "校门两侧划线", "agreed")]


def test_the_public_page_names_nobody() -> None:
    public = repr(shown(*IN_SESSION, OBSERVER, *PUBLISHED[len(IN_SESSION) :]))
    assert not [name for name in ("'ana'", "'ben'", "'olga'", "王") if name in public]


def test_restricted_minutes_are_an_internal_record_and_may_be_released() -> None:
    given(MEETING, *SIGNED).when(PublishMinutes("m1"), AFTERNOON).then(PUBLISHED[-1])
    given(MEETING, *SIGNED).when(RestrictMinutes("m1", "涉及隐私"), AFTERNOON).then_state("restricted")
    restricted = (*SIGNED, MinutesRestricted("m1", "gate", "涉及隐私"))
    assert MEETING.row(given(MEETING, *restricted).state, "m1").audience == "internal"
    given(MEETING, *restricted).when(ReleaseMinutes("m1"), AFTERNOON).then_state("published")


def test_the_system_archives_thirty_days_after_publication() -> None:
    expected = [(AFTERNOON.now + timedelta(days=30), ArchiveMeeting("m1"))]
    assert due(given(MEETING, *PUBLISHED).state) == expected
    assert due(given(MEETING, *SIGNED, MinutesRestricted("m1", "gate", "涉及隐私")).state) == []
    given(MEETING, *PUBLISHED).when(ArchiveMeeting("m1"), AFTERNOON).then_state("archived")


def test_an_archived_meeting_stays_as_public_as_it_was() -> None:
    state = replace(given(MEETING, *PUBLISHED).state, state="archived")
    assert MEETING.row(state, "m1").audience == "public"
