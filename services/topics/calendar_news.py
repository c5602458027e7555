"""The policy of open dates: when the notice of a year comes, those of posted topics and of handled proposals are reckoned again."""

from dataclasses import dataclass
from typing import TypeAlias

from services.topics.proposal.handling_commands import ReckonProposalAgain
from services.topics.topic.commands import ReckonNoticeAgain


@dataclass(frozen=True, slots=True)
class CalendarNoticeEntered:
    year: int
    edition: int


@dataclass(frozen=True, slots=True)
class CalendarNoticeAmended:
    year: int
    edition: int


CalendarNotice: TypeAlias = CalendarNoticeEntered | CalendarNoticeAmended


@dataclass(frozen=True)
class OpenDates:
    """The topics whose notice may touch that year, and the proposals of which a date counted in working days may."""

    topics: tuple[str, ...]
    proposals: tuple[str, ...]


def on_calendar_notice(event: CalendarNotice, open_dates: OpenDates) -> list[ReckonNoticeAgain | ReckonProposalAgain]:
    calendar = f"{event.year}@{event.edition}"
    return [
        *(ReckonNoticeAgain(topic, calendar) for topic in open_dates.topics),
        *(ReckonProposalAgain(proposal, calendar) for proposal in open_dates.proposals),
    ]
