"""The roll of a meeting says what looking at every participant would say, however they came and went."""

from datetime import datetime
from typing import Any

from hypothesis import given as whatever
from hypothesis import strategies as st

from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.storage.record_statements import RecordStatements
from infra.kernel.storage.store import RecordWrite
from infra.kernel.testing import given
from services.meetings.attendance.events import (
    AttendanceConfirmed,
    AttendanceDeclined,
    CheckInWithdrawn,
    ParticipantLeft,
    ParticipantUninvited,
)
from services.meetings.attendance.roll import MOST_RECENT
from services.meetings.attendance.state import AWAITED, State
from services.meetings.meeting.events import MeetingNoticesSent, MeetingRescheduled
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.meeting.state import Meeting
from tests.unit.kernel.library.running import databases

from .story import FRIDAY, FRIDAY_NOON, MONDAY, PLANNED, SCHEDULED, THURSDAY_NIGHT, checked_in, invited

WHO = ("host", "recorder", "parent", "observer")


def happening(which: int, who: str) -> Any:
    """One thing that may happen to somebody who was invited; every order of them folds."""
    return (
        AttendanceConfirmed("m1", who),
        AttendanceDeclined("m1", who, "出差"),
        checked_in(who),
        CheckInWithdrawn("m1", who, "gate", State.INVITED, None, "签错"),
        ParticipantLeft("m1", who),
        ParticipantUninvited("m1", who, "换人"),
        MeetingNoticesSent("m1", "gate", None, (who,), MONDAY, THURSDAY_NIGHT, "meeting_notice@1", False),
        MeetingRescheduled("m1", "gate", FRIDAY, FRIDAY_NOON, None),
    )[which]


GUESTS = (
    invited("host", "host", person="ana"),
    invited("recorder", "recorder", person="ben"),
    invited("parent", kind="invited", group="家长", name="王"),
    invited("observer", kind="observer", group="家长", person="ana"),
)


@whatever(st.lists(st.tuples(st.integers(0, 7), st.sampled_from(WHO)), max_size=25))
def test_the_roll_says_what_a_look_at_everybody_would_say(happened: list[tuple[int, str]]) -> None:
    meeting: Meeting = given(MEETING, PLANNED, SCHEDULED, *GUESTS, *(happening(*one) for one in happened)).state
    roll, everybody = meeting.roll, list(meeting.participants.values())
    invited_ones = [one for one in everybody if one.state is not State.UNINVITED]
    awaited = [one.participant_id for one in everybody if one.state in AWAITED]
    assert sorted(roll.codes) == sorted(one.code for one in invited_ones if one.code)
    assert {*roll.named} == {one.person for one in invited_ones if one.person}
    assert {*roll.persons} == {one.person for one in everybody if one.person and one.invited}
    assert {*roll.duties} == {one.duty for one in everybody if one.expected}
    assert {*roll.asked} == {one.group for one in invited_ones if one.has_voice and one.group}
    assert {*roll.attendees} == {one.person for one in meeting.attended if one.person}
    assert {*roll.attendee_codes} == {one.code for one in meeting.attended if one.code}
    assert (roll.expected.voices, roll.expected.observers) == counted(
        one.has_voice for one in everybody if one.expected
    )
    assert (roll.came.voices, roll.came.observers) == counted(one.has_voice for one in meeting.attended)
    assert (
        roll.unnoticed == len(meeting.without_notice) == len([one for one in awaited if one not in meeting.lead_times])
    )
    leads: list[datetime] = [meeting.lead_times[one] for one in awaited if one in meeting.lead_times]
    assert sorted(roll.leads.values(), reverse=True) == ([len(leads)] if leads else [])


def counted(voices: Any) -> tuple[int, int]:
    told = list(voices)
    return sum(told), len(told) - sum(told)


def test_more_guests_than_stand_apart_are_all_there_in_their_order() -> None:
    many = [invited(f"guest {number}") for number in range(3 * MOST_RECENT)]
    before = given(MEETING, PLANNED, *many).state
    after = given(MEETING, PLANNED, *many, AttendanceConfirmed("m1", "guest 0")).state
    assert [*after.participants] == [one.participant_id for one in many]
    assert (len(after.participants), len(after.roll.codes)) == (len(many), len(many))
    assert (before.participants["guest 0"].state, after.participants["guest 0"].state) == ("invited", "confirmed")


def names_written(before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    """What a commit says of the names: `-ana`, `+ben`."""
    shown = MEETING.row(given(MEETING, PLANNED).state, "m1").shown
    rows = [ReadRow("620723101", shown, named=names) for names in (before, after)]
    write = RecordWrite("meetings", "m1", "meeting-m1", None, "planned", 1, "", "", rows[1], rows[0])
    statements = RecordStatements(databases()[0])
    said = [values for _statement, values in statements.of(write)][1:]
    return [f"-{one['gone']}" if "gone" in one else f"+{one['who']}" for one in said]


def test_of_a_records_names_only_what_has_changed_is_written() -> None:
    many = tuple(f"guest {number}" for number in range(20))
    assert names_written(many, many) == []
    assert names_written(many, (*many, "ana", "guest 3", "ana")) == ["+ana", "+guest 3"]
    assert names_written(many, (*many[1:], "ana")) == ["-guest 0", "+ana"]
    assert names_written((), many) == [f"+{one}" for one in many]
