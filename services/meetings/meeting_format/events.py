"""What can have happened to the format of a meeting."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class MediationParty:
    """One of the two sides of a mediation: a stakeholder group, or a participant of the meeting."""

    group: str | None = None
    participant: str | None = None


@dataclass(frozen=True, slots=True)
class FiveQuestions:
    """五问: what is consulted on, where, with whom, how, and to what end."""

    what: str | None = None
    where: str | None = None
    who: str | None = None
    how: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class FormatDescribed:
    """In which forms and modes the meeting is held, all of them (会议形式), and between whom it mediates."""

    meeting_id: str
    meeting_format_id: str
    topic_id: str
    forms: tuple[str, ...]
    modes: tuple[str, ...]
    immersion: str | None
    parties: tuple[MediationParty, ...]
    five_questions: FiveQuestions | None = None


@dataclass(frozen=True, slots=True)
class FormatAmended:
    """It is held otherwise than was said (更改形式)."""

    meeting_id: str
    meeting_format_id: str
    forms: tuple[str, ...]
    modes: tuple[str, ...]
    immersion: str | None
    parties: tuple[MediationParty, ...]
    five_questions: FiveQuestions | None = None


MeetingFormatEvent: TypeAlias = FormatDescribed | FormatAmended
