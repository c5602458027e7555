"""What is known of a meeting's format: a part of the meeting's state."""

from dataclasses import dataclass
from enum import StrEnum

from services.meetings.meeting_format.events import FiveQuestions, MediationParty, MeetingFormatEvent


class State(StrEnum):
    DESCRIBED = "described"


LABELS: dict[str, str] = {State.DESCRIBED: "已说明"}


@dataclass(frozen=True)
class MeetingFormat:
    meeting_format_id: str
    state: State
    forms: tuple[str, ...]
    modes: tuple[str, ...]
    immersion: str | None
    parties: tuple[MediationParty, ...]
    five_questions: FiveQuestions | None = None


def evolve_meeting_format(one: MeetingFormat | None, event: MeetingFormatEvent) -> MeetingFormat:
    """Each says the whole format."""
    said = (event.forms, event.modes, event.immersion, event.parties, event.five_questions)
    return MeetingFormat(event.meeting_format_id, State.DESCRIBED, *said)
