"""Who may do what with how a meeting is held."""

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.meetings.meeting.state import evolve
from services.meetings.meeting_format import commands as asked
from services.meetings.meeting_format import domain, schemas
from services.meetings.meeting_format.circumstances import facts, part, place, place_of_new
from services.meetings.meeting_format.events import FormatAmended, FormatDescribed, MeetingFormatEvent
from services.meetings.meeting_format.projections import row
from services.meetings.meeting_format.state import LABELS, State
from services.meetings.rules import MeetingsRuleBroken


def without_questions(told: Fields) -> Fields:
    """In version 1 nobody was asked the five."""
    return {**told, "five_questions": None}


DESCRIBED = EventType(FormatDescribed, version=2, upcasters=((1, without_questions),))
AMENDED = EventType(FormatAmended, version=2, upcasters=((1, without_questions),))

# fmt: off
TABLE = (
    Row("describe_format", asked.DescribeFormat, domain.describe_format, schemas.DescribeFormat, ("CHAIR", "LIA", "OFF")),
    Row("amend_format", asked.AmendFormat, domain.amend_format, schemas.DescribeFormat, ("CHAIR", "LIA"), (State.DESCRIBED,)),
)
# fmt: on

MEETING_FORMAT = Lifecycle(
    name="meeting_format",
    collection="formats",
    label="会议形式",
    id_field="meeting_format_id",
    events=events_of(MeetingFormatEvent, DESCRIBED, AMENDED),
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
