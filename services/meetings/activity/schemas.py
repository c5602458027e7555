"""How an activity looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Amendment, Code, CommandSchema, Day, Id, Int, OneOf, Text, WithFiles
from services.meetings.activity.events import Attended

KINDS = (
    *("training", "promotion_meeting", "video_conference", "observation", "exchange_meeting", "study_tour"),
    *("forum", "service", "call"),
)
ABILITIES = ("political_judgement", "investigation", "contact_with_people", "cooperation")
HOURS = {"description": "学时 hours of teaching"}
OTHERS = {"description": "不属任何单位的参加人数 how many came for no body, members named left out"}
OF_BODIES = {"description": "各单位参加人数，委员姓名另列者不计 how many came for each body, members named left out"}


class AttendedSchema(Schema):
    organisation = Id(required=True)
    number = Int(required=True)

    @post_load
    def attended(self, loaded: dict[str, Any], **kwargs: Any) -> Attended:
        return Attended(**loaded)


class Plan(CommandSchema):
    title = Text(required=True)
    kind = OneOf(*KINDS, required=True)
    division = Code(required=True)
    organisation = Id(required=True)
    starts = Day(required=True)
    ends = Day()
    place = Text()
    text = Text()
    programme = Text()
    tags = fields.List(Text(required=True))
    hours = Int(metadata=HOURS)
    abilities = fields.List(OneOf(*ABILITIES))


class Amend(Amendment):
    title = Text()
    starts = Day()
    ends = Day()
    place = Text()
    text = Text()
    programme = Text()
    tags = fields.List(Text(required=True))
    hours = Int(metadata=HOURS)
    abilities = fields.List(OneOf(*ABILITIES))


class Hold(WithFiles):
    attendance = fields.List(fields.Nested(AttendedSchema), required=True, metadata=OF_BODIES)
    members = fields.List(Id())
    others = Int(metadata=OTHERS)
    served = Int()
    summary = Text()


class Correct(CommandSchema):
    attendance = fields.List(fields.Nested(AttendedSchema), required=True, metadata=OF_BODIES)
    members = fields.List(Id())
    others = Int(metadata=OTHERS)
    served = Int()
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "plan": Plan,
    "amend": Amend,
    "hold": Hold,
    "correct": Correct,
    "cancel": REASON,
    "hand_over": HAND_OVER,
}


class ShownTaught(Schema):
    member = Id()
    person = Id()


class Shown(Schema):
    title = Text()
    kind = OneOf(*KINDS)
    organisation = Id()
    starts = Day()
    ends = Day()
    place = Text(allow_none=True)
    text = Text(allow_none=True)
    programme = Text(allow_none=True)
    tags = fields.List(Text())
    hours = Int(allow_none=True, metadata=HOURS)
    abilities = fields.List(OneOf(*ABILITIES))
    attendance = fields.List(fields.Nested(AttendedSchema))
    members = fields.List(fields.Nested(ShownTaught))
    others = Int(metadata=OTHERS)
    attendees = Int()
    served = Int()
    summary = Text(allow_none=True)
    reason = Text(allow_none=True)
