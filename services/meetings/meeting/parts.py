"""What a meeting holds besides participants, items and pre-work: a part of its state for each kind, and the fold of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
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


class PartKind(NamedTuple):
    """Where the parts of one kind are held, which one an event is about, and the fold of one."""

    held_in: str
    those: Callable[[Parts], Mapping[str, Any]]
    which: Callable[[Any], str]
    evolve: Callable[[Any, Any], object]


# fmt: off
KINDS: tuple[tuple[Any, PartKind], ...] = (
    (AgendaPointEvent, PartKind("agenda", attrgetter("agenda"), attrgetter("agenda_point_id"), evolve_agenda_point)),
    (SpeechEvent, PartKind("speeches", attrgetter("speeches"), attrgetter("speech_id"), evolve_speech)),
    (SuggestionEvent, PartKind("suggestions", attrgetter("suggestions"), attrgetter("suggestion_id"), evolve_suggestion)),
    (OptionEvent, PartKind("options", attrgetter("options"), attrgetter("option_id"), evolve_option)),
    (EffectEvent, PartKind("effects", attrgetter("effects"), attrgetter("effect_id"), evolve_effect)),
    (MeetingFormatEvent, PartKind("formats", attrgetter("formats"), attrgetter("meeting_format_id"), evolve_meeting_format)),
    (InvitationEvent, PartKind("invitations", attrgetter("invitations"), attrgetter("invitation_id"), evolve_invitation)),
    (NoticeRoundEvent, PartKind("notice_rounds", attrgetter("notice_rounds"), attrgetter("notice_round_id"), evolve_notice_round)),
    (WorkingNoteEvent, PartKind("working_notes", attrgetter("working_notes"), attrgetter("working_note_id"), evolve_working_note)),
)
# fmt: on
OF_EVENT = {event: kind for events, kind in KINDS for event in get_args(events) or (events,)}


def with_part(parts: Parts, event: PartEvent) -> Parts:
    """One event of one part. Whoever adds a kind writes a line above."""
    kind = OF_EVENT[type(event)]
    those, which = kind.those(parts), kind.which(event)
    return replace(parts, **{kind.held_in: {**those, which: kind.evolve(those.get(which), event)}})
