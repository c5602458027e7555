"""What goes on beside a meeting's decisions: the agenda in progress, speeches, suggestions, options compared, effects."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infra.kernel.base.problems import NotPermitted
from infra.kernel.testing import given
from services.meetings.agenda_point.commands import BeginAgendaPoint, FinishAgendaPoint
from services.meetings.agenda_point.domain import Facts as OfAgenda
from services.meetings.agenda_point.events import AgendaPointBegun, AgendaPointFinished
from services.meetings.agenda_point.lifecycle import AGENDA_POINT
from services.meetings.attendance.events import ParticipantLeft
from services.meetings.consensus_item.events import ConsensusItemRaised
from services.meetings.effect.commands import RecordMeetingEffect
from services.meetings.effect.domain import Facts as OfEffect
from services.meetings.effect.events import MeetingEffectRecorded, MeetingEffectWithdrawn
from services.meetings.effect.lifecycle import EFFECT
from services.meetings.meeting.events import AgendaItem, MinutesCirculated
from services.meetings.option.commands import ChooseOption, ProposeOption, WeighOption
from services.meetings.option.domain import Facts as OfOption
from services.meetings.option.events import OptionChosen, OptionProposed, OptionWeighed
from services.meetings.option.lifecycle import OPTION
from services.meetings.rules import MinutesHaveCirculated, ObserverHasNoVoice
from services.meetings.side_rules import (
    AgendaRunsInSession,
    AnotherOneSpeaks,
    AnotherPointIsRunning,
    EffectIsRecordedAlready,
    EffectsComeOfAMeeting,
    ItemIsNotOfThisMeeting,
    NoSuchAgendaPoint,
    OneOptionAnItem,
    PointWasBegunAlready,
    SpeakerIsListedAlready,
    SpeakerIsNotExpected,
    SpeakerIsNotThere,
    SpeechesAreInSession,
    SuggestionNeedsItsSpeaker,
    SuggestionsAreMadeAtTheMeeting,
    SupporterWasNotThere,
)
from services.meetings.speech.commands import BeginSpeech, EndSpeech, ListSpeaker
from services.meetings.speech.domain import Facts as OfSpeech
from services.meetings.speech.events import SpeakerListed, SpeechBegun, SpeechEnded
from services.meetings.speech.lifecycle import SPEECH
from services.meetings.suggestion.circumstances import subject
from services.meetings.suggestion.commands import AdoptSuggestion, MakeSuggestion
from services.meetings.suggestion.domain import Facts as OfSuggestion
from services.meetings.suggestion.events import SuggestionAdopted, SuggestionMade
from services.meetings.suggestion.lifecycle import SUGGESTION

from .at_work import PARENT as BY_CODE
from .at_work import RECORDER as RECORDS
from .at_work import after, part
from .story import FRIDAY, GUESTS, IN_REVIEW, NOTICED, OBSERVER, PLANNED, SCHEDULED, checked_in
from .story import IN_SESSION as AS_EVER

TWO_POINTS = replace(SCHEDULED, agenda=(AgendaItem("视察", "site_visit", 40), AgendaItem("协商")))
IN_SESSION = (PLANNED, TWO_POINTS, *AS_EVER[2:], OBSERVER, checked_in("parent"), checked_in("observer", "observer"))
LATER = FRIDAY + timedelta(minutes=44, seconds=30)
BEGUN = AgendaPointBegun("m1", "a1", "gate", 1, "视察", "site_visit", 40, FRIDAY)
RAISED = ConsensusItemRaised("m1", "i1", "gate", 1, "停车位", None, None)


def test_an_agenda_goes_point_by_point_and_tells_how_long_each_took() -> None:
    past = given(AGENDA_POINT, *IN_SESSION)
    past.when(BeginAgendaPoint("a1", "m1", 1), OfAgenda(FRIDAY)).then(BEGUN)
    begun = given(AGENDA_POINT, *IN_SESSION, BEGUN)
    begun.when(BeginAgendaPoint("a2", "m1", 1), OfAgenda(FRIDAY)).refused(PointWasBegunAlready)
    begun.when(BeginAgendaPoint("a2", "m1", 2), OfAgenda(FRIDAY)).refused(AnotherPointIsRunning)
    by_the_clock = AgendaPointFinished("m1", "a1", LATER, 45)
    begun.when(FinishAgendaPoint("a1", "m1"), OfAgenda(LATER)).then(by_the_clock)
    begun.when(FinishAgendaPoint("a1", "m1", 50), OfAgenda(LATER)).then(replace(by_the_clock, minutes=50))
    then = given(AGENDA_POINT, *IN_SESSION, BEGUN, by_the_clock)
    then.when(BeginAgendaPoint("a2", "m1", 2), OfAgenda(LATER)).then_state("begun")


@pytest.mark.parametrize("number", [0, 3])
def test_a_point_that_the_agenda_does_not_have_is_not_begun(number: int) -> None:
    given(AGENDA_POINT, *IN_SESSION).when(BeginAgendaPoint("a1", "m1", number), OfAgenda(FRIDAY)).refused(
        NoSuchAgendaPoint
    )


def test_an_agenda_runs_in_session() -> None:
    past = given(AGENDA_POINT, PLANNED, TWO_POINTS, *GUESTS, NOTICED)
    past.when(BeginAgendaPoint("a1", "m1", 1), OfAgenda(FRIDAY)).refused(AgendaRunsInSession)


LISTED = SpeakerListed("m1", "s1", "gate", "parent", "家长", 1, 5)


def test_the_speaking_order_is_of_those_who_are_expected_and_have_a_voice() -> None:
    past, facts = given(SPEECH, PLANNED, *GUESTS, OBSERVER), OfSpeech(FRIDAY)
    past.when(ListSpeaker("s1", "m1", "parent", 5), facts).then(LISTED)
    past.when(ListSpeaker("s1", "m1", "nobody"), facts).refused(SpeakerIsNotExpected)
    past.when(ListSpeaker("s1", "m1", "observer"), facts).refused(ObserverHasNoVoice)
    listed = given(SPEECH, PLANNED, *GUESTS, LISTED)
    listed.when(ListSpeaker("s2", "m1", "parent"), facts).refused(SpeakerIsListedAlready)
    listed.when(ListSpeaker("s2", "m1", "host"), facts).then(SpeakerListed("m1", "s2", "gate", "host", None, 2, None))


def test_one_speaks_at_a_time_who_is_there_and_in_session() -> None:
    facts, begin = OfSpeech(FRIDAY), BeginSpeech("s1", "m1")
    given(SPEECH, PLANNED, *GUESTS, LISTED).when(begin, facts).refused(SpeechesAreInSession)
    given(SPEECH, *AS_EVER, LISTED).when(begin, facts).refused(SpeakerIsNotThere)
    given(SPEECH, *IN_SESSION, LISTED, ParticipantLeft("m1", "parent")).when(begin, facts).refused(SpeakerIsNotThere)
    begun = SpeechBegun("m1", "s1", FRIDAY)
    given(SPEECH, *IN_SESSION, LISTED).when(begin, facts).then(begun)
    other = SpeakerListed("m1", "s2", "gate", "host", None, 2, None)
    speaking = given(SPEECH, *IN_SESSION, LISTED, other, begun)
    speaking.when(BeginSpeech("s2", "m1"), facts).refused(AnotherOneSpeaks)
    speaking.when(EndSpeech("s1", "m1"), OfSpeech(LATER)).then(SpeechEnded("m1", "s1", LATER, 45))


MADE = SuggestionMade("m1", "g1", "gate", 1, "parent", "错峰放学")
TOLD = MakeSuggestion("g1", "m1", "错峰放学", "parent", "ben", "REC")
IN_PERSON = MakeSuggestion("g1", "m1", "错峰放学", None, None, "ATT", "digest of parent")


def test_a_suggestion_is_of_one_who_was_there_and_is_kept_under_his_key() -> None:
    past, facts = given(SUGGESTION, *IN_SESSION), OfSuggestion(FRIDAY)
    for command in (TOLD, IN_PERSON):
        past.when(command, facts).then(MADE)
        assert subject(past.state, command) == "parent"
    for wrong in (
        replace(TOLD, participant=None),
        replace(TOLD, participant="who"),
        replace(IN_PERSON, participant="host"),
    ):
        past.when(wrong, facts).refused(SuggestionNeedsItsSpeaker)
        assert subject(past.state, wrong) is None
    given(SUGGESTION, *AS_EVER).when(TOLD, facts).refused(SuggestionNeedsItsSpeaker)
    past.when(replace(TOLD, participant="observer"), facts).refused(ObserverHasNoVoice)
    over = (*IN_SESSION, *IN_REVIEW[len(AS_EVER) :])
    given(SUGGESTION, *over).when(TOLD, facts).refused(SuggestionsAreMadeAtTheMeeting)


def test_what_became_of_a_suggestion_is_an_item_of_the_same_meeting() -> None:
    adopt, facts = AdoptSuggestion("g1", "m1", "i1"), OfSuggestion(FRIDAY)
    given(SUGGESTION, *IN_SESSION, MADE, RAISED).when(adopt, facts).then(SuggestionAdopted("m1", "g1", "i1"))
    given(SUGGESTION, *IN_SESSION, MADE).when(adopt, facts).refused(ItemIsNotOfThisMeeting)


def test_a_participant_suggests_with_his_code_and_reads_what_became_of_it() -> None:
    of = after(*IN_SESSION)
    made = of.do("suggest", ("suggestions", None), {"words": "错峰放学 𠮷"}, BY_CODE, parent="m1")
    stored = of.store.stream("meeting-m1")[-1].payload
    assert "错峰" not in stored
    shown = part(of, "suggestions", made["id"], BY_CODE)
    assert (shown["words"], shown["participant"], shown["state"]) == ("错峰放学 𠮷", "parent", "made")
    with pytest.raises(NotPermitted):
        of.do("turn_down_suggestion", ("suggestions", made["id"]), {"reason": "不"}, RECORDS, parent="m1")


PROPOSED = OptionProposed("m1", "o1", "gate", 1, "东移车位", None, ("不占消防通道",), ())
WEIGHED = OptionWeighed("m1", "o1", ("不占消防通道",), ("稍远",), ("parent",), ("家长",))


def test_options_are_put_forward_until_the_minutes_circulate() -> None:
    command, facts = ProposeOption("o1", "m1", "东移车位", None, ("不占消防通道",)), OfOption(FRIDAY)
    given(OPTION, PLANNED).when(command, facts).then(PROPOSED)
    given(OPTION, *IN_SESSION).when(command, facts).then(PROPOSED)
    assert isinstance(IN_REVIEW[-1], MinutesCirculated)
    given(OPTION, *IN_REVIEW).when(command, facts).refused(MinutesHaveCirculated)


def test_supporters_of_an_option_were_there_with_a_voice() -> None:
    past, facts = given(OPTION, *IN_SESSION, PROPOSED), OfOption(FRIDAY)
    weigh = WeighOption("o1", "m1", ("不占消防通道",), ("稍远",), ("parent", "parent"), ("家长",))
    past.when(weigh, facts).then(WEIGHED)
    past.when(replace(weigh, supporters=("nobody",)), facts).refused(SupporterWasNotThere)
    past.when(replace(weigh, supporters=("observer",)), facts).refused(ObserverHasNoVoice)


def test_the_chosen_option_names_its_item_and_an_item_has_one() -> None:
    choose, facts = ChooseOption("o1", "m1", "i1", "各方认可"), OfOption(FRIDAY)
    past = (*IN_SESSION, PROPOSED, WEIGHED)
    given(OPTION, *past).when(choose, facts).refused(ItemIsNotOfThisMeeting)
    chosen = OptionChosen("m1", "o1", "gate", "i1", "各方认可")
    given(OPTION, *past, RAISED).when(choose, facts).then(chosen)
    other = (replace(PROPOSED, option_id="o2", number=2), replace(WEIGHED, option_id="o2"))
    twice = given(OPTION, *past, RAISED, chosen, *other)
    twice.when(replace(choose, option_id="o2"), facts).refused(OneOptionAnItem)


def test_an_effect_is_recorded_once_after_the_opening_and_again_when_it_was_withdrawn() -> None:
    command, facts = RecordMeetingEffect("e1", "m1", "eased", "气消了"), OfEffect(FRIDAY)
    told = MeetingEffectRecorded("m1", "e1", "gate", "eased", "气消了")
    given(EFFECT, PLANNED, *GUESTS).when(command, facts).refused(EffectsComeOfAMeeting)
    given(EFFECT, *IN_SESSION).when(command, facts).then(told)
    given(EFFECT, *IN_REVIEW).when(command, facts).then(told)
    again = replace(command, effect_id="e2")
    given(EFFECT, *IN_SESSION, told).when(again, facts).refused(EffectIsRecordedAlready)
    given(EFFECT, *IN_SESSION, told, MeetingEffectWithdrawn("m1", "e1", "误记")).when(again, facts).then_state(
        "recorded"
    )
