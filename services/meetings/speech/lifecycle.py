"""Who may do what with a speech at a meeting."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.meetings.meeting.state import BEFORE_THE_END, SITTING, evolve
from services.meetings.rules import MeetingsRuleBroken
from services.meetings.speech import commands as asked
from services.meetings.speech import domain, schemas
from services.meetings.speech import events as happened
from services.meetings.speech.circumstances import facts, part, place, place_of_new
from services.meetings.speech.events import SpeechEvent
from services.meetings.speech.projections import row
from services.meetings.speech.state import LABELS, State

# fmt: off
TABLE = (
    Row("list_speaker", asked.ListSpeaker, domain.list_speaker, schemas.ListSpeaker, ("CHAIR", "LIA", "REC"), within=BEFORE_THE_END),
    Row("move_speaker", asked.MoveSpeaker, Records(happened.SpeakerMoved), schemas.MoveSpeaker, ("CHAIR", "LIA", "REC"), (State.LISTED,)),
    Row("begin_speech", asked.BeginSpeech, domain.begin_speech, NOTHING, ("CHAIR", "REC"), (State.LISTED,), within=SITTING),
    Row("end_speech", asked.EndSpeech, domain.end_speech, schemas.EndSpeech, ("CHAIR", "REC"), (State.SPEAKING,)),
    Row("strike_speaker", asked.StrikeSpeaker, Records(happened.SpeakerStruck), REASON, ("CHAIR", "REC"), (State.LISTED,)),
)
# fmt: on

SPEECH = Lifecycle(
    name="speech",
    collection="speeches",
    label="发言",
    id_field="speech_id",
    events=events_of(SpeechEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MeetingsRuleBroken,
    stream="meeting",
    parent_field="meeting_id",
    part=part,
)
