"""Who may do what with a working note of the recorder."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import NOTHING
from services.meetings.meeting.state import evolve
from services.meetings.rules import MeetingsRuleBroken
from services.meetings.working_note import commands as asked
from services.meetings.working_note import domain, schemas
from services.meetings.working_note.circumstances import facts, part, place, place_of_new, subject
from services.meetings.working_note.events import WorkingNoteEvent
from services.meetings.working_note.projections import row
from services.meetings.working_note.state import LABELS, State

# fmt: off
TABLE = (
    Row("write_note", asked.WriteWorkingNote, domain.write_working_note, schemas.WriteNote, ("REC",), personal=("text",)),
    Row("rewrite_note", asked.RewriteWorkingNote, domain.rewrite_working_note, schemas.WriteNote, ("REC",), (State.KEPT,),
        personal=("text",)),
    Row("discard_note", asked.DiscardWorkingNote, domain.discard_working_note, NOTHING, ("REC",), (State.KEPT,)),
)
# fmt: on

WORKING_NOTE = Lifecycle(
    name="working_note",
    collection="notes",
    label="工作笔记",
    id_field="working_note_id",
    events=events_of(WorkingNoteEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MeetingsRuleBroken,
    subject=subject,
    stream="meeting",
    parent_field="meeting_id",
    part=part,
)
