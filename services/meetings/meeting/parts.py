"""What a meeting holds besides participants, items and pre-work: a part of its state for each kind, and the fold of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

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


def with_part(parts: Parts, event: PartEvent) -> Parts:
    if isinstance(event, AgendaPointEvent):
        agenda_point = evolve_agenda_point(parts.agenda.get(event.agenda_point_id), event)
        return replace(parts, agenda={**parts.agenda, event.agenda_point_id: agenda_point})
    if isinstance(event, SpeechEvent):
        speech = evolve_speech(parts.speeches.get(event.speech_id), event)
        return replace(parts, speeches={**parts.speeches, event.speech_id: speech})
    if isinstance(event, SuggestionEvent):
        suggestion = evolve_suggestion(parts.suggestions.get(event.suggestion_id), event)
        return replace(parts, suggestions={**parts.suggestions, event.suggestion_id: suggestion})
    if isinstance(event, OptionEvent):
        option = evolve_option(parts.options.get(event.option_id), event)
        return replace(parts, options={**parts.options, event.option_id: option})
    if isinstance(event, EffectEvent):
        effect = evolve_effect(parts.effects.get(event.effect_id), event)
        return replace(parts, effects={**parts.effects, event.effect_id: effect})
    if isinstance(event, MeetingFormatEvent):
        meeting_format = evolve_meeting_format(parts.formats.get(event.meeting_format_id), event)
        return replace(parts, formats={**parts.formats, event.meeting_format_id: meeting_format})
    if isinstance(event, InvitationEvent):
        invitation = evolve_invitation(parts.invitations.get(event.invitation_id), event)
        return replace(parts, invitations={**parts.invitations, event.invitation_id: invitation})
    if isinstance(event, NoticeRoundEvent):
        notice_round = evolve_notice_round(parts.notice_rounds.get(event.notice_round_id), event)
        return replace(parts, notice_rounds={**parts.notice_rounds, event.notice_round_id: notice_round})
    working_note = evolve_working_note(parts.working_notes.get(event.working_note_id), event)
    return replace(parts, working_notes={**parts.working_notes, event.working_note_id: working_note})
