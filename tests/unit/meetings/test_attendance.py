"""The rules of attendance."""

import hashlib
from typing import cast

import pytest
from marshmallow import ValidationError

from infra.kernel.access.offices import KnownOver
from infra.kernel.access.places import KnownOrganisation
from infra.kernel.base.problems import Invalid
from infra.kernel.contract.lifecycle import Lookups, Secret
from infra.kernel.testing import given
from services.meetings.attendance.circumstances import facts, subject
from services.meetings.attendance.commands import (
    CheckIn,
    ConfirmAttendance,
    DeclineAttendance,
    InviteParticipant,
    LeaveMeeting,
    MarkAbsent,
    RecordLate,
    SubstituteParticipant,
    UninviteParticipant,
)
from services.meetings.attendance.events import (
    AttendanceConfirmed,
    AttendanceDeclined,
    AttendanceRecordedLate,
    ParticipantAbsent,
    ParticipantInvited,
    ParticipantLeft,
    ParticipantSubstituted,
    ParticipantUninvited,
)
from services.meetings.attendance.lifecycle import ATTENDANCE, invitation, substitution
from services.meetings.attendance.schemas import Invite, Substitute
from services.meetings.meeting.events import MeetingCancelled, MeetingPostponed, MinutesSigned
from services.meetings.rules import InvitedAlready, MeetingIsOver, MinutesAreLocked, NotTimeToCheckIn

from .story import ENDED, GUESTS, HOST, IN_REVIEW, IN_SESSION, NOTIFIED, PARENT, PLANNED, READY, SCHEDULED, checked_in

NO_LOOKUPS = cast("Lookups", None)  # a place that needs none
INVITE = InviteParticipant("p9", "m1", "invited", name="赵", code="7K3M-AAAA-BBBB-CCCC")
DIGEST = hashlib.sha256(b"7K3M-AAAA-BBBB-CCCC").hexdigest()


@pytest.mark.parametrize(
    "past", [(PLANNED,), (PLANNED, SCHEDULED), READY, IN_SESSION, (*READY, MeetingPostponed("m1", "gate", "沙尘"))]
)
def test_participants_are_invited_until_the_meeting_ends(past: tuple[object, ...]) -> None:
    given(ATTENDANCE, *past).when(INVITE).then_state("invited")


ANA = InviteParticipant("p9", "m1", "invited", person="ana", code="7K3M-AAAA-BBBB-CCCC")
AWAY = "出差"


@pytest.mark.parametrize(
    "since",
    [(), (AttendanceConfirmed("m1", "host"),), (AttendanceDeclined("m1", "host", AWAY),), (checked_in("host"),)],
    ids=["invited", "confirmed", "declined", "checked in"],
)
def test_ruling_19_nobody_has_two_invitations_to_one_meeting(since: tuple[object, ...]) -> None:
    """He would count twice; who declined may still confirm or come."""
    given(ATTENDANCE, *READY, *since).when(ANA).refused(InvitedAlready)
    instead = SubstituteParticipant("recorder", "m1", "p9", AWAY, person="ana", code="7K3M-AAAA-BBBB-CCCC")
    given(ATTENDANCE, *READY, *since).when(instead).refused(InvitedAlready)


@pytest.mark.parametrize(
    "taken_back", [ParticipantUninvited("m1", "host", "误邀"), ParticipantSubstituted("m1", "host", "other", AWAY)]
)
def test_ruling_19_who_was_uninvited_or_substituted_may_be_invited_again(taken_back: object) -> None:
    given(ATTENDANCE, *NOTIFIED, taken_back).when(ANA).then_state("invited")


def test_nobody_is_his_own_substitute() -> None:
    himself = SubstituteParticipant("host", "m1", "p9", AWAY, person="ana", code="7K3M-AAAA-BBBB-CCCC")
    given(ATTENDANCE, *NOTIFIED).when(himself).refused(InvitedAlready)


@pytest.mark.parametrize("past", [ENDED, (PLANNED, MeetingCancelled("m1", "gate", "终止"))])
def test_nobody_is_invited_to_a_meeting_that_is_over(past: tuple[object, ...]) -> None:
    given(ATTENDANCE, *past).when(INVITE).refused(MeetingIsOver)


def test_only_the_digest_of_the_code_is_recorded_and_the_code_is_answered() -> None:
    given(ATTENDANCE, PLANNED).when(INVITE).then(
        ParticipantInvited("m1", "p9", "gate", "invited", "none", None, None, "赵", None, None, None, DIGEST)
    )
    assert invitation([], INVITE) == {"participant_code": Secret("7K3M-AAAA-BBBB-CCCC")}


@pytest.mark.parametrize("schema", [Invite, Substitute])
def test_someone_must_be_named(schema: type[Invite] | type[Substitute]) -> None:
    with pytest.raises(ValidationError) as refused:
        schema().load({"kind": "fixed"} if schema is Invite else {"reason": "有事"})
    assert "name" in refused.value.messages


def test_who_declined_may_come_after_all() -> None:
    declined = (*NOTIFIED, AttendanceDeclined("m1", "parent", "有事"))
    given(ATTENDANCE, *NOTIFIED).when(DeclineAttendance("parent", "m1", "有事")).then_state("declined")
    given(ATTENDANCE, *declined).when(ConfirmAttendance("parent", "m1")).then_state("confirmed")


def test_the_substitute_is_invited_in_the_same_decision() -> None:
    command = SubstituteParticipant("parent", "m1", "p9", "有事", name="李", code="7K3M-AAAA-BBBB-CCCC")
    given(ATTENDANCE, *NOTIFIED).when(command).then(
        ParticipantSubstituted("m1", "parent", "p9", "有事"),
        ParticipantInvited(
            "m1", "p9", "gate", "invited", "none", "家长", None, "李", None, None, None, DIGEST, instead_of="parent"
        ),
    )
    assert substitution([], command) == {"substitute": "p9", "participant_code": Secret("7K3M-AAAA-BBBB-CCCC")}


def test_nobody_is_substituted_after_the_end() -> None:
    command = SubstituteParticipant("parent", "m1", "p9", "有事", name="李")
    given(ATTENDANCE, *ENDED).when(command).refused(MeetingIsOver)


def test_check_in_is_possible_from_ready_until_the_meeting_ends() -> None:
    command = CheckIn("parent", "m1", "remote")
    given(ATTENDANCE, *NOTIFIED).when(command).refused(NotTimeToCheckIn)
    given(ATTENDANCE, *READY).when(command).then_state("checked_in")
    given(ATTENDANCE, *IN_SESSION).when(command).then_state("checked_in")
    given(ATTENDANCE, *ENDED).when(command).refused(NotTimeToCheckIn)


def test_a_check_in_counts_ever_after() -> None:
    left = (*IN_SESSION, ParticipantLeft("m1", "host"))
    given(ATTENDANCE, *IN_SESSION).when(LeaveMeeting("host", "m1")).then(left[-1])
    state = given(ATTENDANCE, *left).state
    assert state.participants["host"].attended
    assert ATTENDANCE.place(state, "host").attendees == ("ana", "ben")


def test_an_invitation_is_taken_back_with_a_reason() -> None:
    given(ATTENDANCE, *NOTIFIED).when(UninviteParticipant("parent", "m1", "误邀")).then_state("uninvited")


def test_who_has_not_come_is_absent_and_may_be_recorded_late_until_the_signature() -> None:
    given(ATTENDANCE, *ENDED).when(MarkAbsent("parent", "m1")).then_state("absent")
    absent = (*IN_REVIEW, ParticipantAbsent("m1", "parent"))
    command = RecordLate("parent", "m1", "onsite", "漏签")
    given(ATTENDANCE, *absent).when(command).then(
        AttendanceRecordedLate("m1", "parent", "gate", "onsite", "家长", "invited", "漏签")
    )
    given(ATTENDANCE, *absent, MinutesSigned("m1", "gate", ())).when(command).refused(MinutesAreLocked)


def test_a_participant_in_person_is_the_account_or_the_code() -> None:
    state = given(ATTENDANCE, PLANNED, *GUESTS).state
    host, parent = ATTENDANCE.place(state, "host"), ATTENDANCE.place(state, "parent")
    assert (host.persons, host.participants) == (("ana",), (HOST.code,))
    assert (parent.persons, parent.participants) == ((), (PARENT.code,))


def test_personal_words_are_encrypted_for_the_account_or_else_the_participant() -> None:
    state = given(ATTENDANCE, PLANNED, *GUESTS).state
    assert subject(state, INVITE) == "p9"
    assert subject(state, InviteParticipant("p9", "m1", "invited", person="zoe")) == "zoe"
    assert subject(state, DeclineAttendance("host", "m1", "有事")) == "ana"
    assert subject(state, DeclineAttendance("parent", "m1", "有事")) == "parent"


def test_a_participant_row_opens_to_the_code_and_the_person() -> None:
    row = ATTENDANCE.row(given(ATTENDANCE, *READY, checked_in("host")).state, "host")
    assert (row.named, row.codes, row.audience) == (("ana",), (HOST.code,), "place")


def test_the_place_of_a_new_participant_is_that_of_the_meeting() -> None:
    meeting = given(ATTENDANCE, PLANNED).state
    assert ATTENDANCE.place_of_new(NO_LOOKUPS, meeting, INVITE).council == "council"


class OneOrganisation:
    """A directory that knows one organisation, and of nobody that he is dead."""

    def __init__(self, ended: bool) -> None:
        self.ended = ended

    def copy(self, into: type, kind: str, copy_id: str) -> KnownOrganisation | None:
        if into is KnownOver:
            return None
        return KnownOrganisation(copy_id, "公安局", "department", "620723", ended=self.ended)


def test_ruling_7_nobody_is_invited_for_an_organisation_that_has_ended() -> None:
    invite = InviteParticipant("p9", "m1", "invited", person="ana", organisation="police")
    meeting = given(ATTENDANCE, PLANNED).state
    assert facts(cast("Lookups", OneOrganisation(ended=False)), meeting, invite).meeting is meeting
    with pytest.raises(Invalid) as refusal:
        facts(cast("Lookups", OneOrganisation(ended=True)), meeting, invite)
    assert set(refusal.value.errors) == {"organisation"}
