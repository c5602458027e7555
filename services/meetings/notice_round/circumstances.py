"""The circumstances of a command: where a round of notices to some categories stands, what else matters."""

from datetime import UTC

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.meeting.domain import TimeLimit
from services.meetings.meeting.state import Meeting
from services.meetings.notice_round.domain import Facts
from services.meetings.notice_round.state import NoticeRound


def place(meeting: Meeting, notice_round_id: str) -> Place:
    return Place(
        division=meeting.division,
        council=meeting.organisation,
        attendees=meeting.attendees,
        attendee_codes=meeting.attendee_codes,
    )


def place_of_new(lookups: Lookups, meeting: Meeting, command: object) -> Place:
    return place(meeting, "")


def facts(lookups: Lookups, meeting: Meeting, command: object) -> Facts:
    period = lookups.ends("meeting_notice", lookups.recorded_at)
    return Facts(lookups.now, TimeLimit(period.ends_at.astimezone(UTC), period.policy, period.provisional))


def part(meeting: Meeting, notice_round_id: str) -> NoticeRound | None:
    return meeting.parts.notice_rounds.get(notice_round_id)
