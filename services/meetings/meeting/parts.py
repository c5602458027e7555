"""What a meeting holds besides participants, items and pre-work: a part of its state for each kind, and the fold of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from services.meetings.agenda_point.events import AgendaPointEvent
from services.meetings.agenda_point.state import AgendaPoint, evolve_agenda_point
from services.meetings.effect.events import EffectEvent
from services.meetings.effect.state import MeetingEffect, evolve_effect
from services.meetings.option.events import OptionEvent
from services.meetings.option.state import Option, evolve_option
from services.meetings.speech.events import SpeechEvent
from services.meetings.speech.state import Speech, evolve_speech
from services.meetings.suggestion.events import SuggestionEvent
from services.meetings.suggestion.state import Suggestion, evolve_suggestion

PartEvent: TypeAlias = AgendaPointEvent | SpeechEvent | SuggestionEvent | OptionEvent | EffectEvent


@dataclass(frozen=True, slots=True)
class Parts:
    agenda: Mapping[str, AgendaPoint] = field(default_factory=dict)
    speeches: Mapping[str, Speech] = field(default_factory=dict)
    suggestions: Mapping[str, Suggestion] = field(default_factory=dict)
    options: Mapping[str, Option] = field(default_factory=dict)
    effects: Mapping[str, MeetingEffect] = field(default_factory=dict)


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
    effect = evolve_effect(parts.effects.get(event.effect_id), event)
    return replace(parts, effects={**parts.effects, event.effect_id: effect})
