"""What a meeting holds besides participants, items and pre-work: a part of its state for each kind, and the fold of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeAlias, get_args

from services.meetings.agenda_point.events import AgendaPointEvent
from services.meetings.agenda_point.state import AgendaPoint, evolve_agenda_point
from services.meetings.effect.events import EffectEvent
from services.meetings.effect.state import MeetingEffect, evolve_effect
from services.meetings.invitation.events import InvitationEvent
from services.meetings.invitation.state import Invitation, evolve_invitation
from services.meetings.meeting_format.events import MeetingFormatEvent
from services.meetings.meeting_format.state import MeetingFormat, evolve_meeting_format
from services.meetings.notice_round.events import NoticeRoundEvent
from services.meetings.notice_round.state import NoticeRound, evolve_notice_round
from services.meetings.option.events import OptionEvent
from services.meetings.option.state import Option, evolve_option
from services.meetings.speech.events import SpeechEvent
from services.meetings.speech.state import Speech, evolve_speech
from services.meetings.suggestion.events import SuggestionEvent
from services.meetings.suggestion.state import Suggestion, evolve_suggestion
from services.meetings.working_note.events import WorkingNoteEvent
from services.meetings.working_note.state import WorkingNote, evolve_working_note

PartEvent: TypeAlias = (
    AgendaPointEvent
    | SpeechEvent
    | SuggestionEvent
    | OptionEvent
    | EffectEvent
    | MeetingFormatEvent
    | InvitationEvent
    | NoticeRoundEvent
    | WorkingNoteEvent
)


@dataclass(frozen=True, slots=True)
class Parts:
    agenda: Mapping[str, AgendaPoint] = field(default_factory=dict)
    speeches: Mapping[str, Speech] = field(default_factory=dict)
    suggestions: Mapping[str, Suggestion] = field(default_factory=dict)
    options: Mapping[str, Option] = field(default_factory=dict)
    effects: Mapping[str, MeetingEffect] = field(default_factory=dict)
    formats: Mapping[str, MeetingFormat] = field(default_factory=dict)
    invitations: Mapping[str, Invitation] = field(default_factory=dict)
    notice_rounds: Mapping[str, NoticeRound] = field(default_factory=dict)
    working_notes: Mapping[str, WorkingNote] = field(default_factory=dict)


class Kept(NamedTuple):
    """Where the parts of one kind are kept, which of an event's members names the part, and the fold of one."""

    held_in: str
    id_field: str
    evolve: Callable[[Any, Any], object]


KINDS: tuple[tuple[Any, Kept], ...] = (
    (AgendaPointEvent, Kept("agenda", "agenda_point_id", evolve_agenda_point)),
    (SpeechEvent, Kept("speeches", "speech_id", evolve_speech)),
    (SuggestionEvent, Kept("suggestions", "suggestion_id", evolve_suggestion)),
    (OptionEvent, Kept("options", "option_id", evolve_option)),
    (EffectEvent, Kept("effects", "effect_id", evolve_effect)),
    (MeetingFormatEvent, Kept("formats", "meeting_format_id", evolve_meeting_format)),
    (InvitationEvent, Kept("invitations", "invitation_id", evolve_invitation)),
    (NoticeRoundEvent, Kept("notice_rounds", "notice_round_id", evolve_notice_round)),
    (WorkingNoteEvent, Kept("working_notes", "working_note_id", evolve_working_note)),
)
OF_EVENT = {event: kept for events, kept in KINDS for event in get_args(events) or (events,)}


def with_part(parts: Parts, event: PartEvent) -> Parts:
    """One event of one part. Whoever adds a kind writes a line above."""
    kept = OF_EVENT[type(event)]
    those, which = getattr(parts, kept.held_in), getattr(event, kept.id_field)
    return replace(parts, **{kept.held_in: {**those, which: kept.evolve(those.get(which), event)}})
