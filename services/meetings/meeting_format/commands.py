"""What can be asked about the format of a meeting."""

from dataclasses import dataclass

from services.meetings.meeting_format.events import FiveQuestions, MediationParty


@dataclass(frozen=True, slots=True)
class DescribeFormat:
    """Where no modes are said, it is the mode that the meeting was planned with."""

    meeting_format_id: str
    meeting_id: str
    forms: tuple[str, ...]
    modes: tuple[str, ...] = ()
    immersion: str | None = None
    parties: tuple[MediationParty, ...] = ()
    five_questions: FiveQuestions | None = None


@dataclass(frozen=True, slots=True)
class AmendFormat:
    meeting_format_id: str
    meeting_id: str
    forms: tuple[str, ...]
    modes: tuple[str, ...] = ()
    immersion: str | None = None
    parties: tuple[MediationParty, ...] = ()
    five_questions: FiveQuestions | None = None
